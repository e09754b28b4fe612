import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { getParty, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import { accept as acceptOffer, reject } from '#kernel/handover'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { paisaOf, rupeesOf } from '../accounts/paisa.ts'
import { PrisonerTransferred } from '../events.ts'
import { standingOnArrival } from '../identity-check/at-the-gate.ts'
import { makeOut } from '../property/receipts.ts'
import type * as contract from './contract.ts'
import { lockTransfer } from './propose.ts'
import type { KeptBag, KeptChecklist } from './reading.ts'

type Difference = OutputOf<typeof contract.getTransfer>['differences'][number]
type Found = ParsedInputOf<typeof contract.acceptTransfer>

/** Where what came is not what went. Pure, so that every kind of difference is shown to be found. */
export function differencesOf(sent: KeptChecklist, found: Found): Difference[] {
  const differences: Difference[] = []
  for (const [at, bag] of sent.bags.entries()) {
    const came = found.seals[at]
    if (came === undefined || came === null)
      differences.push({ what: 'bag-missing', key: bag.number, sent: bag.seal, came: null })
    else if (came.toUpperCase() !== (bag.seal ?? '').toUpperCase())
      differences.push({ what: 'bag-seal', key: bag.number, sent: bag.seal, came })
  }
  const cash = paisaOf(found.cash)
  if (cash < sent.cash)
    differences.push({
      what: 'cash-short',
      key: null,
      sent: String(rupeesOf(sent.cash)),
      came: String(found.cash),
    })
  const absent = (what: Difference['what']) => differences.push({ what, key: null, sent: null, came: null })
  if (!found.file) absent('file-missing')
  if (!found.warrants && sent.warrants.length > 0) absent('warrants-missing')
  if (!found.medicine) absent('medicine-missing')
  return differences
}

/**
 * Takes a prisoner over. The person is taken whatever is missing: nobody is left on the road for a bag. What did not come is written
 * down and stays in the sending prison's books. @throws as the contract says
 */
export async function accept(tx: Tx, given: Found): Promise<OutputOf<typeof contract.acceptTransfer>> {
  const transfer = await lockTransfer(tx, given.id, 'to', ['on-road'])
  await refuseStranger(tx, given.id)
  const { rows: kept } = await sql<{ checklist: KeptChecklist }>`
    select checklist from custody.transfer where id = ${given.id}::uuid`.execute(tx)
  const sent = kept[0]!.checklist
  if (given.seals.length > sent.bags.length)
    throw refuse('custody-transfer.bags-differ', { count: sent.bags.length })
  if (paisaOf(given.cash) > sent.cash)
    throw refuse('custody-transfer.more-cash', { sent: rupeesOf(sent.cash) })
  const differences = differencesOf(sent, given)
  const found = {
    cash: paisaOf(given.cash),
    file: given.file,
    warrants: given.warrants,
    medicine: given.medicine,
    seals: sent.bags.map((_bag, at) => given.seals[at] ?? null),
  }
  const { rows } = await sql<{ imprisonment_id: string; number: string; parties: string[] }>`
    select imprisonment_id, number, parties from custody.take_over_transfer(${given.id}::uuid, ${JSON.stringify(found)}::jsonb,
      ${JSON.stringify(differences)}::jsonb)`.execute(tx)
  const { imprisonment_id: imprisonmentId, number, parties } = rows[0]!
  const came = sent.bags.flatMap((bag, at) => {
    const seal = given.seals[at]
    return seal === undefined || seal === null
      ? []
      : [{ ...bag, seal: seal === '' ? null : seal.toUpperCase() }]
  })
  if (came.length > 0)
    await takeBags(tx, { id: given.id, prisonId: transfer.to_prison_id, imprisonmentId }, came)
  await acceptOffer(tx, transfer.offer_id!)
  for (const partyId of parties)
    await tellCase(tx, {
      caseId: (await getParty(tx, partyId)).caseId,
      partyId,
      kind: 'custody.transferred',
      agency: 'prison',
      params: { number },
    })
  await emit(tx, PrisonerTransferred, { imprisonmentId, transferId: given.id })
  return { imprisonmentId, number, differences: differences.length }
}

/** Nobody is put under a number they are not: as at departure. @throws custody-identity-check.mistaken, not-compared */
async function refuseStranger(tx: Tx, transferId: string): Promise<void> {
  const found = await standingOnArrival(tx, transferId)
  if (found === 'mistaken') throw refuse('custody-identity-check.mistaken')
  if (found !== 'known') throw refuse('custody-identity-check.not-compared')
}

async function takeBags(
  tx: Tx,
  to: { id: string; prisonId: number; imprisonmentId: string },
  came: readonly KeptBag[],
): Promise<void> {
  // Another prison's seal may carry a number that is used here too.
  const { rows: used } = await sql<{ seal: string; code: string }>`
    select b.seal, f.code from custody.property_bag b, custody.transfer t join units.unit f on f.id = t.prison_id
     where t.id = ${to.id}::uuid and b.prison_id = ${to.prisonId} and b.seal = any (${came.flatMap((bag) => bag.seal ?? [])}::text[])`.execute(
    tx,
  )
  const codeOf = new Map(used.map((row) => [row.seal, row.code]))
  const bags = came.map(({ id, number, seal }) => ({
    id,
    number,
    seal: seal !== null && codeOf.has(seal) ? `${seal} ${codeOf.get(seal)}` : seal,
  }))
  const receipt = await makeOut(tx, {
    prisonId: to.prisonId,
    imprisonmentId: to.imprisonmentId,
    kind: 'received',
    content: {
      bags,
      bag: bags.map((bag) => bag.number).join(', '),
      items: came.flatMap((bag) => bag.items.map((item) => ({ ...item, bagId: bag.id }))),
      transfer: to.id,
    },
  })
  await sql`select custody.take_over_bags(${to.id}::uuid, ${receipt.id}::uuid)`.execute(tx)
}

export async function refuseArrival(
  tx: Tx,
  { id, why }: { id: string; why: string },
): Promise<{ state: 'refused' }> {
  const transfer = await lockTransfer(tx, id, 'to', ['on-road'])
  await reject(tx, transfer.offer_id!, why)
  await sql`update custody.transfer set state = 'refused', refused_by = ${standing(tx).accountId}::uuid, refused_at = clock_timestamp(),
    refused_why = ${why} where id = ${id}::uuid`.execute(tx)
  return { state: 'refused' }
}

import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { getParty, tellCase } from '#kernel/cases'
import { emit } from '#kernel/events'
import { accept as acceptOffer, reject } from '#kernel/handover'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import { paisaOf, rupeesOf } from '../accounts/paisa.ts'
import { PrisonerTransferred } from '../events.ts'
import { standingOnArrival } from '../identity-check/at-the-gate.ts'
import { makeOut } from '../property/receipts.ts'
import { computeReleaseDate } from '../sentence/release-date.ts'
import type * as contract from './contract.ts'
import { lockTransfer } from './propose.ts'
import type { KeptBag, KeptChecklist } from './reading.ts'

type Difference = OutputOf<typeof contract.getTransfer>['differences'][number]
type Found = ParsedInputOf<typeof contract.acceptTransfer>

/** Where what came is not what went. Pure, so that every kind of difference is shown to be found. */
export function differencesOf(
  sent: Pick<KeptChecklist, 'bags' | 'cash'> & { readonly warrants: number },
  found: Omit<Found, 'id'>,
): Difference[] {
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
  if (!found.warrants && sent.warrants > 0) absent('warrants-missing')
  if (!found.medicine) absent('medicine-missing')
  return differences
}

/**
 * Takes a prisoner over. The person is taken whatever is missing: nobody is left on the road for a bag. What did not come is written
 * down and stays in the sending prison's books. @throws as the contract says
 */
export async function accept(tx: Tx, given: Found): Promise<OutputOf<typeof contract.acceptTransfer>> {
  const transfer = await lockTransfer(tx, given.id, 'to', ['on-road', 'brought'])
  await refuseStranger(tx, given.id)
  if (transfer.state === 'brought') return takeFugitive(tx, given.id)
  const { rows: kept } = await sql<{ checklist: KeptChecklist }>`
    select checklist from custody.transfer where id = ${given.id}::uuid`.execute(tx)
  const sent = kept[0]!.checklist
  if (given.seals.length > sent.bags.length)
    throw refuse('custody-transfer.bags-differ', { count: sent.bags.length })
  if (paisaOf(given.cash) > sent.cash)
    throw refuse('custody-transfer.more-cash', { sent: rupeesOf(sent.cash) })
  const differences = differencesOf({ ...sent, warrants: sent.warrants.length }, given)
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
  const receipt = await receiptOfBags(
    tx,
    { id: given.id, prisonId: transfer.to_prison_id, imprisonmentId },
    sent.bags,
    given.seals,
  )
  if (receipt !== null)
    await sql`select custody.take_over_bags(${given.id}::uuid, ${receipt}::uuid)`.execute(tx)
  await acceptOffer(tx, transfer.offer_id!)
  await tellOfArrival(tx, { id: given.id, imprisonmentId, number, parties })
  return { imprisonmentId, number, differences: differences.length }
}

/**
 * Takes over somebody who escaped from the other prison and was brought here. Nothing came along: what lies there stays in its books until
 * it is sent after. The days at large move the last day, which waits for two officers. @throws custody-transfer.not-at-large, custody.law-refused
 */
async function takeFugitive(tx: Tx, id: string): Promise<OutputOf<typeof contract.acceptTransfer>> {
  const nothing = { cash: 0, file: false, warrants: false, medicine: false, seals: [] }
  const { rows } = await sql<{ imprisonment_id: string; number: string; parties: string[] }>`
    select o.imprisonment_id, o.number, o.parties from custody.take_over_transfer(${id}::uuid, ${JSON.stringify(nothing)}::jsonb, '[]') o`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'recapture_not_at_large')) throw refuse('custody-transfer.not-at-large')
      throw error
    })
  const { imprisonment_id: imprisonmentId, number, parties } = rows[0]!
  await computeReleaseDate(tx, imprisonmentId, 'recaptured')
  await tellOfArrival(tx, { id, imprisonmentId, number, parties })
  const { rows: found } = await sql<{ differences: number }>`
    select jsonb_array_length(differences) as differences from custody.transfer where id = ${id}::uuid`.execute(
    tx,
  )
  return { imprisonmentId, number, differences: found[0]!.differences }
}

async function tellOfArrival(
  tx: Tx,
  of: { id: string; imprisonmentId: string; number: string; parties: readonly string[] },
): Promise<void> {
  for (const partyId of of.parties)
    await tellCase(tx, {
      caseId: (await getParty(tx, partyId)).caseId,
      partyId,
      kind: 'custody.transferred',
      agency: 'prison',
      params: { number: of.number },
    })
  await emit(tx, PrisonerTransferred, { imprisonmentId: of.imprisonmentId, transferId: of.id })
}

/** Nobody is put under a number they are not: as at departure. @throws custody-identity-check.mistaken, not-compared */
async function refuseStranger(tx: Tx, transferId: string): Promise<void> {
  const found = await standingOnArrival(tx, transferId)
  if (found === 'mistaken') throw refuse('custody-identity-check.mistaken')
  if (found !== 'known') throw refuse('custody-identity-check.not-compared')
}

/** The receipt of this prison for the bags that came, each with the seal as it was read; null where none came. */
export async function receiptOfBags(
  tx: Tx,
  to: { id: string; prisonId: number; imprisonmentId: string },
  sent: readonly KeptBag[],
  seals: readonly (string | null)[],
): Promise<string | null> {
  const came = sent.flatMap((bag, at) => {
    const seal = seals[at]
    return seal === undefined || seal === null
      ? []
      : [{ ...bag, seal: seal === '' ? null : seal.toUpperCase() }]
  })
  if (came.length === 0) return null
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
  return receipt.id
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

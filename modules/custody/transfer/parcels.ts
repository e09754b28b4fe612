import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import { paisaOf, rupeesOf } from '../accounts/paisa.ts'
import { makeOut } from '../property/receipts.ts'
import { differencesOf, receiptOfBags } from './arrive.ts'
import type * as contract from './contract.ts'
import { lockTransfer } from './propose.ts'
import { checklistNow, type KeptBag } from './reading.ts'
import { bagWords } from './road.ts'

/**
 * Sends after the prisoner whatever of theirs lies here: every bag in the store on a receipt, the money out of the box, the papers named.
 * With it the differences are looked into. @throws as the contract says
 */
export async function sendAfter(
  tx: Tx,
  given: ParsedInputOf<typeof contract.sendAfter>,
): Promise<{ parcelId: string }> {
  const transfer = await lockTransfer(tx, given.id, 'from', ['accepted'])
  const list = await checklistNow(tx, transfer.imprisonment_id)
  const papers = (['file', 'warrants', 'medicine'] as const).filter((paper) => given[paper])
  if (list.bags.length === 0 && list.cash === 0 && papers.length === 0)
    throw refuse('custody-transfer.nothing-to-send')
  if (list.bags.length > 0)
    await makeOut(tx, {
      prisonId: transfer.prison_id,
      imprisonmentId: transfer.imprisonment_id,
      kind: 'sent',
      content: { ...bagWords(list), transfer: transfer.id },
    })
  const { rows } = await sql<{ id: string }>`
    select custody.send_parcel(${given.id}::uuid, ${papers}::text[], ${given.how}) as id`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'transfer_parcel_open_once')) throw refuse('custody-transfer.parcel-on-road')
      if (violates(error, 'parcel_gone_on')) throw refuse('custody-transfer.gone-on')
      if (violates(error, 'transfer_cash_box')) throw refuse('custody-transfer.cash-box')
      throw error
    })
  return { parcelId: rows[0]!.id }
}

interface Locked {
  to_prison_id: number
  to_imprisonment_id: string
  transfer_id: string
  bags: KeptBag[]
  cash: number
  papers: string[]
  received: boolean
}

/** Reads the seals, counts, and takes into this prison's books what came. @throws as the contract says */
export async function receiveParcel(
  tx: Tx,
  given: ParsedInputOf<typeof contract.receiveParcel>,
): Promise<{ differences: number }> {
  const { rows } = await sql<Locked>`
    select to_prison_id, to_imprisonment_id, transfer_id, bags, cash, papers, received_at is not null as received
      from custody.transfer_parcel where id = ${given.id}::uuid`.execute(tx)
  const parcel = rows[0]
  if (parcel === undefined || !standing(tx).units.includes(parcel.to_prison_id)) throw refuse('not-found')
  if (parcel.received) throw refuse('custody-transfer.parcel-received')
  const { bags, cash } = parcel
  if (given.seals.length > bags.length) throw refuse('custody-transfer.bags-differ', { count: bags.length })
  if (paisaOf(given.cash) > cash) throw refuse('custody-transfer.more-cash', { sent: rupeesOf(cash) })
  const sent = (paper: string) => parcel.papers.includes(paper)
  const differences = differencesOf(
    { bags, cash, warrants: sent('warrants') ? 1 : 0 },
    {
      ...given,
      // Only what was sent can be missing.
      file: given.file || !sent('file'),
      medicine: given.medicine || !sent('medicine'),
    },
  )
  const found = {
    cash: paisaOf(given.cash),
    file: given.file,
    warrants: given.warrants,
    medicine: given.medicine,
    seals: bags.map((_bag, at) => given.seals[at] ?? null),
  }
  await sql`select custody.receive_parcel(${given.id}::uuid, ${JSON.stringify(found)}::jsonb, ${JSON.stringify(differences)}::jsonb)`
    .execute(tx)
    .catch((error: unknown) => {
      // Another officer was first, between the look above and the lock.
      if (error instanceof Error && error.message.startsWith('Only what was sent'))
        throw refuse('custody-transfer.parcel-received')
      throw error
    })
  const receipt = await receiptOfBags(
    tx,
    { id: parcel.transfer_id, prisonId: parcel.to_prison_id, imprisonmentId: parcel.to_imprisonment_id },
    bags,
    given.seals,
  )
  if (receipt !== null)
    await sql`select custody.receive_parcel_bags(${given.id}::uuid, ${receipt}::uuid)`.execute(tx)
  return { differences: differences.length }
}

import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { type Reaction, reaction } from '#kernel/events'
import { openTask } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { violates } from '../accounts/book.ts'
import { PrisonerTransferred } from '../events.ts'
import { today } from '../law-of-prison.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'

type Wanted = OutputOf<typeof contract.getWanted>

/** @throws not-found when no prison of the province waits for whoever had that stay */
export async function wantedById(tx: Tx, { id }: { id: string }): Promise<Wanted> {
  const { rows } = await sql<{
    kind: Wanted['kind']
    since: string
    prison_id: number
    prison_en: string
    prison_ur: string
    number: string
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    birth_date: string | null
    transfer_id: string | null
    licence_id: string | null
    held_here: string | null
  }>`
    select w.*, u.name_en as prison_en, u.name_ur as prison_ur from custody.wanted_elsewhere(${id}::uuid) w
      join units.current_unit u on u.id = w.prison_id`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  return {
    kind: row.kind,
    since: row.since,
    prison: { en: row.prison_en, ur: row.prison_ur },
    own: standing(tx).units.includes(row.prison_id),
    number: row.number,
    name: bothOf(row.name_en, row.name_ur),
    father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    birthDate: row.birth_date,
    transferId: row.transfer_id,
    licenceId: row.licence_id,
    heldHere: row.held_here !== null,
  }
}

/**
 * Says at this prison's gate that somebody who escaped from another was brought here. They are at large on the other roll until they have
 * been compared with the register and taken over. @throws as the contract says
 */
export async function report(
  tx: Tx,
  given: ParsedInputOf<typeof contract.reportRecapture>,
): Promise<{ transferId: string }> {
  const { rows } = await sql<{ id: string }>`
    select custody.report_recapture(${given.id}::uuid, ${standing(tx).unitId}, ${`${given.on}T${given.time}:00+05:00`}::timestamptz,
      ${given.by}, ${given.where}, ${given.paper}) as id`
    .execute(tx)
    .catch((error: unknown) => {
      if (violates(error, 'recapture_not_at_large')) throw refuse('custody-transfer.not-at-large')
      if (violates(error, 'recapture_time')) throw refuse('custody-transfer.caught-when')
      if (violates(error, 'transfer_open_once')) throw refuse('custody-transfer.open-already')
      throw error
    })
  return { transferId: rows[0]!.id }
}

/** The prison they escaped from is told: what they left there is to be sent after them, and its own duties go on. */
export const tellOfRecapture: Reaction = reaction(
  'custody.tell-of-recapture',
  PrisonerTransferred,
  async (tx, { transferId }) => {
    const { rows } = await sql<{
      prison_id: number
      imprisonment_id: string
      number: string
      new_number: string
      name_en: string
      name_ur: string
    }>`
      select t.prison_id, t.imprisonment_id, t.number, t.new_number, o.name_en, o.name_ur
        from custody.transfer t join units.current_unit o on o.id = t.to_prison_id
       where t.id = ${transferId}::uuid and t.reason = 'recapture'`.execute(tx)
    const row = rows[0]
    if (row === undefined) return
    await openTask(tx, {
      queue: 'custody.recaptured-elsewhere',
      subject: { kind: 'imprisonment', id: row.imprisonment_id },
      title: {
        en: 'Recaptured: {{number}} is in {{prison}} as {{newNumber}}',
        ur: 'فرار اسیر {{number}} گرفتار: اب {{prisonUr}} میں نمبر {{newNumber}}',
      },
      params: {
        number: row.number,
        newNumber: row.new_number,
        prison: row.name_en,
        prisonUr: row.name_ur,
      },
      unitId: row.prison_id,
      post: 'superintendent',
      dueOn: await today(tx),
      href: `/custody/transfers/${transferId}`,
    })
  },
)

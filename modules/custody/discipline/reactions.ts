import { sql } from 'kysely'
import { type Reaction, reaction } from '#kernel/events'
import { PunishmentConfirmed, PunishmentQuashed } from '../events.ts'
import { restoreRemission } from '../sentence/ledger.ts'
import { takeRemission } from './adjudicate.ts'

/** What the Inspector-General decides changes the ledger in the prison, which only the prison writes. */
export const disciplineReactions: readonly Reaction[] = [
  reaction('custody.post-confirmed-forfeiture', PunishmentConfirmed, async (tx, { punishmentId }) => {
    await takeRemission(tx, punishmentId)
  }),
  reaction('custody.give-back-quashed-forfeiture', PunishmentQuashed, async (tx, { adjudicationId }) => {
    const { rows } = await sql<{ id: string; why: string }>`
      select p.id, a.appeal_reasons as why from custody.punishment p join custody.adjudication a on a.id = p.adjudication_id
       where a.id = ${adjudicationId}::uuid and p.state = 'quashed'`.execute(tx)
    for (const { id, why } of rows) await restoreRemission(tx, { punishmentId: id, why })
  }),
]

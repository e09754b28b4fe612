import { sql } from 'kysely'
import { type Reaction, reaction } from '#kernel/events'
import { openTask } from '#kernel/workflow'
import { IdentityDoubted } from '../events.ts'
import { today } from '../law-of-prison.ts'

/**
 * The superintendent hears at once that another than the prisoner stood at the gate: somebody may be missing inside. Of somebody who came on
 * a transfer both hear it, the one who took nobody over and the one who still answers for the prisoner.
 */
export const identityReactions: readonly Reaction[] = [
  reaction('custody.tell-of-doubted-identity', IdentityDoubted, async (tx, { checkId }) => {
    const { rows } = await sql<{
      imprisonment_id: string
      prison_id: number
      arrival_at: number | null
      transfer_id: string | null
      number: number
      year: number
    }>`
      select c.imprisonment_id, c.prison_id, c.arrival_at, i.number, i.year,
        (select t.id from custody.transfer t where t.imprisonment_id = c.imprisonment_id and t.to_prison_id = c.arrival_at
          order by t.departed_at desc limit 1) as transfer_id
        from custody.identity_check c join custody.imprisonment i on i.id = c.imprisonment_id where c.id = ${checkId}::uuid`.execute(
      tx,
    )
    const row = rows[0]
    if (row === undefined) return
    const tell = async (unitId: number, href: string) =>
      openTask(tx, {
        queue: 'custody.identity-doubted',
        subject: { kind: 'imprisonment', id: row.imprisonment_id },
        title: {
          en: 'Not the prisoner: another person stood at the gate for {{number}}',
          ur: 'غلط شخص: اسیر نمبر {{number}} کی جگہ کوئی اور گیٹ پر آیا',
        },
        params: { number: `${row.number}/${row.year}` },
        unitId,
        post: 'superintendent',
        dueOn: await today(tx),
        href,
      })
    await tell(row.prison_id, `/custody/prisoners/${row.imprisonment_id}/release`)
    if (row.arrival_at !== null) await tell(row.arrival_at, `/custody/transfers/${row.transfer_id}`)
  }),
]

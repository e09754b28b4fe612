import { sql } from 'kysely'
import { type Reaction, reaction } from '#kernel/events'
import { openTask } from '#kernel/workflow'
import { IdentityDoubted } from '../events.ts'
import { today } from '../law-of-prison.ts'

/** The superintendent hears at once that another than the prisoner stood at the gate: somebody may be missing inside. */
export const identityReactions: readonly Reaction[] = [
  reaction('custody.tell-of-doubted-identity', IdentityDoubted, async (tx, { checkId }) => {
    const { rows } = await sql<{ imprisonment_id: string; prison_id: number; number: number; year: number }>`
      select c.imprisonment_id, c.prison_id, i.number, i.year
        from custody.identity_check c join custody.imprisonment i on i.id = c.imprisonment_id where c.id = ${checkId}::uuid`.execute(
      tx,
    )
    const row = rows[0]
    if (row === undefined) return
    await openTask(tx, {
      queue: 'custody.identity-doubted',
      subject: { kind: 'imprisonment', id: row.imprisonment_id },
      title: {
        en: 'Not the prisoner: another person stood at the gate for {{number}}',
        ur: 'غلط شخص: اسیر نمبر {{number}} کی جگہ کوئی اور گیٹ پر آیا',
      },
      params: { number: `${row.number}/${row.year}` },
      unitId: row.prison_id,
      post: 'superintendent',
      dueOn: await today(tx),
      href: `/custody/prisoners/${row.imprisonment_id}/release`,
    })
  }),
]

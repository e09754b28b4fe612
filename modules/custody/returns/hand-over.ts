import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { defineHandover } from '#kernel/handover'
import { openTask } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'

/** A signed return on its way to the Inspector-General’s office: received, or sent back with the reason. */
export const returnHandover = defineHandover({
  kind: 'custody.return',
  title: { en: 'Return of a prison', ur: 'جیل کا گوشوارہ' },
  fromPosts: ['superintendent'],
  toPosts: ['inspector-general-prisons'],
  answerWithinDays: 3,
  doneWhenAccepted: true,
  href: (offer) => `/custody/returns/${offer.subject.id}`,
  onAccept: (tx, offer) => answer(tx, offer.subject.id, null),
  // What is on the Inspector-General's table is answered there; only what was sent back is closed by a corrected return.
  onWithdraw: async (tx, offer) => {
    const { rows } =
      await sql`select 1 from custody.department_return where id = ${offer.subject.id}::uuid and state = 'returned'`.execute(
        tx,
      )
    if (rows.length === 0) throw refuse('custody-returns.with-department')
  },
  onReject: async (tx, offer) => {
    await answer(tx, offer.subject.id, offer.reason ?? '—')
    await openTask(tx, {
      queue: returnQueue,
      subject: { kind: 'department-return', id: offer.subject.id },
      title: {
        en: 'The Inspector-General sent a return back: correct it',
        ur: 'انسپکٹر جنرل نے گوشوارہ واپس بھیجا: درستی کریں',
      },
      unitId: offer.fromUnit,
      post: 'superintendent',
      dueOn: offer.dueOn,
      href: `/custody/returns/${offer.subject.id}`,
    })
  },
})

export const returnQueue = 'custody.return'

/** @throws custody-returns.not-open when a correction has taken its place */
async function answer(tx: Tx, id: string, why: string | null): Promise<void> {
  const { numAffectedRows } = await sql`
    update custody.department_return r set state = ${why === null ? 'accepted' : 'returned'}, answered_by = ${standing(tx).accountId}::uuid,
      answered_at = clock_timestamp(), returned_why = ${why} where id = ${id}::uuid and state in ('sent', 'returned')`.execute(
    tx,
  )
  if (numAffectedRows === 0n) throw refuse('custody-returns.not-open')
}

import { sql } from 'kysely'
import { defineHandover } from '#kernel/handover'
import { refuse } from '#platform/http'

/**
 * A prisoner on the road from one prison to another. Offered when they leave the gate, because only from then on is there something
 * that could be lost between the two; accepted or rejected on the transfer's own page, item by item.
 */
export const transferHandover = defineHandover({
  kind: 'custody.transfer',
  title: { en: 'Prisoner on transfer', ur: 'منتقلی پر آنے والا اسیر' },
  fromPosts: ['gate-officer', 'deputy-superintendent', 'superintendent'],
  toPosts: ['prison-admissions-officer', 'deputy-superintendent', 'superintendent'],
  answerWithinDays: 1,
  doneWhenAccepted: true,
  ownPage: ['accept', 'reject'],
  href: (offer) => `/custody/transfers/${offer.subject.id}`,
  // Closed only by whoever stands at the gate with the prisoner; on paper alone nobody comes back.
  onWithdraw: async (tx, offer) => {
    const { rows } =
      await sql`select 1 from custody.transfer where id = ${offer.subject.id}::uuid and state = 'returned'`.execute(
        tx,
      )
    if (rows.length === 0) throw refuse('custody-transfer.own-page')
  },
})

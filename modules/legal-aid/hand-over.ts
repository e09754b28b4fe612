import { sql } from 'kysely'
import { defineHandover } from '#kernel/handover'

/**
 * A matter on its way to a legal-aid office. Until it is taken on it is with the office where it arose, and while it is returned it waits
 * there for another office or another try: nobody who asked for a lawyer is lost between two desks.
 */
export const matterHandover = defineHandover<{ matterId: string; number: number }>({
  kind: 'legal-aid.matter',
  title: { en: 'Person asking for legal aid', ur: 'قانونی امداد کا طالب' },
  fromPosts: [
    'police-registrar',
    'investigating-officer',
    'court-reader',
    'judge',
    'prison-admissions-officer',
    'deputy-superintendent',
    'superintendent',
  ],
  toPosts: ['legal-aid-coordinator'],
  answerWithinDays: 1,
  doneWhenAccepted: true,
  href: (offer) => `/legal-aid/${offer.payload.matterId}`,
  onAccept: async (tx, offer) => {
    await sql`update legal_aid.matter set state = 'accepted', accepted_on = workflow.today(), holder_unit_id = office_id
      where id = ${offer.subject.id}::uuid`.execute(tx)
    await sql`insert into legal_aid.act (jurisdiction, matter_id, kind) select jurisdiction, id, 'accepted' from legal_aid.matter
      where id = ${offer.subject.id}::uuid`.execute(tx)
  },
  // Taken back before it was taken on: the office sees it no more.
  onWithdraw: async (tx, offer) => {
    await sql`update legal_aid.matter set office_id = null where id = ${offer.subject.id}::uuid`.execute(tx)
  },
})

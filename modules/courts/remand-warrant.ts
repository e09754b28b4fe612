import { defineHandover } from '#kernel/handover'

/**
 * A person on the way from a court to a prison. The prison's admission accepts it; until then the prison expects the person and
 * both sides see that they have not arrived.
 */
export const remandWarrantHandover = defineHandover<{ orderId: string; caseId: string; partyId: string }>({
  kind: 'courts.remand-warrant',
  title: { en: 'Prisoner sent with a warrant', ur: 'وارنٹ کے ساتھ بھیجا گیا اسیر' },
  fromPosts: ['court-reader', 'judge'],
  toPosts: ['prison-admissions-officer', 'deputy-superintendent', 'superintendent'],
  answerWithinDays: 1,
  doneWhenAccepted: true,
  ownPage: ['accept'],
  href: (offer) => `/custody/admissions/new?handover=${offer.id}`,
})

import { defineHandover } from '#kernel/handover'

/**
 * The challan on its way from the station to the prosecution office. Receiving it starts the scrutiny clock and deciding it
 * ends the hand-over, so both stand on the prosecution's own page; it cannot be refused, only returned with its defects.
 */
export const challanHandover = defineHandover<{ caseId: string; reportId: string; seq: number }>({
  kind: 'policing.challan',
  title: { en: 'Challan', ur: 'چالان' },
  fromPosts: ['investigating-officer'],
  toPosts: ['prosecutor', 'district-prosecutor'],
  answerWithinDays: 1,
  completeWithinDays: 7,
  ownPage: ['accept', 'reject', 'complete'],
  href: (offer) => `/prosecution/scrutiny/${offer.payload.caseId}`,
})

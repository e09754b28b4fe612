import { defineHandover } from '#kernel/handover'

/**
 * The challan on its way from the station to the prosecution office. Accepting it is receiving it: the scrutiny clock starts.
 * What receiving does stands in the prosecution's module, which answers to `handover.HandoverAccepted`.
 */
export const challanHandover = defineHandover<{ caseId: string; reportId: string; seq: number }>({
  kind: 'policing.challan',
  title: { en: 'Challan', ur: 'چالان' },
  fromPosts: ['investigating-officer'],
  toPosts: ['prosecutor', 'district-prosecutor'],
  answerWithinDays: 1,
  completeWithinDays: 7,
  href: (offer) => `/prosecution/scrutiny/${offer.payload.caseId}`,
})

import { defineHandover } from '#kernel/handover'

/**
 * A challan on its way back to the station with its defects. The station takes note of it, and its next submission completes
 * it: a return that nobody answers stays in both offices' lists.
 */
export const returnedChallan = defineHandover<{
  caseId: string
  scrutinyId: string
  defects: readonly string[]
}>({
  kind: 'prosecution.returned-challan',
  title: { en: 'Challan returned with defects', ur: 'نقائص کے ساتھ واپس چالان' },
  fromPosts: ['prosecutor', 'district-prosecutor'],
  toPosts: ['investigating-officer', 'police-registrar'],
  answerWithinDays: 3,
  completeWithinDays: 7,
  ownPage: ['reject', 'complete'],
  href: (offer) => `/cases/${offer.payload.caseId}`,
})

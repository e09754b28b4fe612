import type { Permissions } from '#kernel/access'

const office = ['prosecutor', 'district-prosecutor']

export const permissions: Permissions = {
  'prosecution:read-scrutiny': {
    text: { en: 'Read the scrutiny of challans', ur: 'چالان کی جانچ دیکھنا' },
    posts: office,
  },
  'prosecution:scrutinise': {
    text: {
      en: 'Receive, return and file challans',
      ur: 'چالان وصول کرنا، واپس کرنا اور عدالت میں داخل کرنا',
    },
    posts: office,
  },
  'prosecution:read-filing': {
    text: { en: 'See when a challan was filed in court', ur: 'عدالت میں چالان کا داخلہ دیکھنا' },
    posts: [...office, 'police-registrar', 'investigating-officer', 'court-reader', 'judge', 'service'],
  },
  'prosecution:oversee': {
    text: { en: 'See the overview of the district', ur: 'ضلع کا جائزہ دیکھنا' },
    posts: ['district-prosecutor'],
  },
}

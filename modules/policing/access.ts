import type { Permissions } from '#kernel/access'

const station = ['police-registrar', 'investigating-officer']

export const permissions: Permissions = {
  'policing:register-fir': {
    text: { en: 'Register an FIR', ur: 'ایف آئی آر درج کرنا' },
    posts: ['police-registrar'],
  },
  'policing:read-fir': {
    text: { en: 'Read the FIR and the reports', ur: 'ایف آئی آر اور رپورٹیں پڑھنا' },
    posts: [...station, 'prosecutor', 'district-prosecutor', 'court-reader', 'judge'],
  },
  'policing:read-custody': {
    text: { en: 'See arrests', ur: 'گرفتاریاں دیکھنا' },
    posts: [
      ...station,
      'prosecutor',
      'district-prosecutor',
      'court-reader',
      'judge',
      'prison-admissions-officer',
      'superintendent',
      'deputy-superintendent',
      'service',
    ],
  },
  'policing:investigate': {
    text: { en: 'Record seizures and parties', ur: 'مقبوضگی اور فریق درج کرنا' },
    posts: station,
  },
  'policing:arrest': {
    text: { en: 'Record arrests and ask for remand', ur: 'گرفتاری درج کرنا اور ریمانڈ مانگنا' },
    posts: station,
  },
  'policing:submit-challan': {
    text: { en: 'Submit the challan', ur: 'چالان پیش کرنا' },
    posts: ['investigating-officer'],
  },
}

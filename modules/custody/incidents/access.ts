import type { Permissions } from '#kernel/access'

const desk = ['prison-admissions-officer', 'deputy-superintendent', 'superintendent', 'gate-officer']

export const incidentPermissions: Permissions = {
  'custody:read-incidents': {
    text: { en: 'See incidents of one’s prison', ur: 'اپنی جیل کے واقعات دیکھنا' },
    posts: [...desk, 'inspector-general-prisons', 'service'],
  },
  'custody:report-incident': {
    text: {
      en: 'Report an incident and what was done after it',
      ur: 'واقعہ اور اس کے بعد کی کارروائی درج کرنا',
    },
    posts: [...desk, 'inspector-general-prisons'],
  },
  'custody:close-incident': {
    text: {
      en: 'Close an incident that another officer reported',
      ur: 'دوسرے افسر کا درج کردہ واقعہ بند کرنا',
    },
    posts: ['deputy-superintendent', 'superintendent', 'inspector-general-prisons'],
  },
  'custody:adopt-incident-form': {
    text: {
      en: 'Adopt a new version of the questions asked of an incident',
      ur: 'واقعے کے سوالات کا نیا نسخہ منظور کرنا',
    },
    posts: ['inspector-general-prisons'],
  },
}

import type { Permissions } from '#kernel/access'

const desk = ['prison-admissions-officer', 'deputy-superintendent', 'superintendent']
const command = ['deputy-superintendent', 'superintendent', 'inspector-general-prisons']

export const registerPermissions: Permissions = {
  'custody:open-registers': {
    text: {
      en: 'Open and print the prison’s registers, each as far as one may see what stands in it',
      ur: 'جیل کے رجسٹر اپنے اختیار کی حد تک دیکھنا اور چھاپنا',
    },
    posts: [
      ...desk,
      'gate-officer',
      'prison-cashier',
      'store-keeper',
      'visits-officer',
      'chief-warder',
      'assistant-superintendent',
      'inspector-general-prisons',
    ],
  },
  'custody:read-registers': {
    text: {
      en: 'Read the registers of admission, release, convicts and under-trials',
      ur: 'داخلہ، رہائی، سزا یافتہ اور زیرِ سماعت اسیران کے رجسٹر دیکھنا',
    },
    posts: [...desk, 'inspector-general-prisons'],
  },
  'custody:issue-certificate': {
    text: {
      en: 'Issue custody certificates and jail rolls for courts',
      ur: 'عدالتوں کے لیے تصدیق نامہ حراست اور جیل رول جاری کرنا',
    },
    posts: desk,
  },
  'custody:read-dashboard': {
    text: { en: 'See a prison’s day at a glance', ur: 'جیل کا آج کا خلاصہ دیکھنا' },
    posts: command,
  },
  'custody:compare-prisons': {
    text: { en: 'Compare the prisons of the department', ur: 'محکمے کی تمام جیلوں کا تقابل' },
    posts: ['inspector-general-prisons'],
  },
}

import { type Permissions, posts } from '#kernel/access'

/** Every post that sees anything at all; which documents is decided by their units and their own permission. */
const reaching = posts.filter((post) => post.reach !== 'none').map((post) => post.code)

export const permissions: Permissions = {
  'documents:read': {
    text: { en: 'See documents shown to one’s unit', ur: 'اپنے یونٹ کی دستاویزات دیکھنا' },
    posts: reaching,
  },
  'documents:add': {
    text: { en: 'Add documents and new versions', ur: 'دستاویز اور اس کی نئی نقل شامل کرنا' },
    posts: reaching,
  },
  'documents:revoke': {
    text: { en: 'Declare an issued document no longer valid', ur: 'جاری کردہ دستاویز منسوخ کرنا' },
    posts: ['superintendent', 'judge', 'court-reader', 'district-prosecutor'],
  },
  'documents:scan': {
    text: { en: 'Check files for viruses', ur: 'فائلوں کی وائرس جانچ' },
    posts: ['service'],
  },
  'documents:sweep': {
    text: { en: 'Clear away files that no document needs', ur: 'بے مصرف فائلیں صاف کرنا' },
    posts: ['service'],
  },
}

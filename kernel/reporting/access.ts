import { type Permissions, posts } from '#kernel/access'

export const permissions: Permissions = {
  'reporting:read': {
    text: {
      en: 'Run reports and take them as a file, over what one may see anyway',
      ur: 'رپورٹیں دیکھنا اور اپنے اختیار کی حد تک فائل کی صورت میں لینا',
    },
    // Reports show nothing but the reader's own rows; whoever sees none has no use for them.
    posts: posts.filter((post) => post.reach !== 'none' && post.code !== 'service').map((post) => post.code),
  },
}

import { type Permissions, posts } from '#kernel/access'

export const permissions: Permissions = {
  'handover:work': {
    text: {
      en: 'See hand-overs to and from one’s unit, and take the steps one’s post may take',
      ur: 'اپنے دفتر کو یا دفتر سے ہونے والی حوالگیاں دیکھنا اور اپنے عہدے کی کارروائی کرنا',
    },
    posts: posts.filter((post) => post.reach !== 'none').map((post) => post.code),
  },
}

import type { Permissions } from '#kernel/access'

const command = ['deputy-superintendent', 'superintendent']
const store = ['store-keeper', 'deputy-superintendent']

export const storesPermissions: Permissions = {
  'custody:read-stores': {
    text: { en: 'See stores, their ledger and the rations', ur: 'گودام، اس کا کھاتہ اور راشن دیکھنا' },
    posts: ['store-keeper', 'chief-warder', ...command, 'inspector-general-prisons'],
  },
  'custody:keep-stores': {
    text: { en: 'Receive, issue and count what is in the stores', ur: 'گودام میں وصولی، اجرا اور گنتی' },
    posts: store,
  },
  'custody:approve-stock': {
    text: {
      en: 'Approve a count of the stores as second officer',
      ur: 'بطور دوسرا افسر گودام کی گنتی کی منظوری',
    },
    posts: command,
  },
  'custody:draw-indent': {
    text: { en: 'Draw the day’s ration indent from the roll', ur: 'گنتی سے دن کا راشن انڈنٹ نکالنا' },
    posts: store,
  },
  'custody:receive-rations': {
    text: { en: 'Take rations over in the kitchen', ur: 'لنگر میں راشن وصول کرنا' },
    posts: ['chief-warder', ...command],
  },
  'custody:announce-season': {
    text: { en: 'Say from when to when the scale of Ramazan holds', ur: 'رمضان کی خوراک کی مدت کا اعلان' },
    posts: ['inspector-general-prisons'],
  },
  'custody:read-assets': {
    text: { en: 'See the register of assets', ur: 'رجسٹر اثاثہ جات دیکھنا' },
    posts: ['store-keeper', 'chief-warder', ...command, 'inspector-general-prisons'],
  },
  'custody:keep-assets': {
    text: {
      en: 'Take assets on, see after them, propose to write them off',
      ur: 'اثاثوں کا اندراج، پڑتال اور تلفی کی تجویز',
    },
    posts: store,
  },
  'custody:write-off-assets': {
    text: { en: 'Write an asset off as second officer', ur: 'بطور دوسرا افسر اثاثہ تلف شدہ قرار دینا' },
    posts: command,
  },
}

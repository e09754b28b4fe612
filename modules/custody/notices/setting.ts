import { type Declared, units, whole, words } from '../settings/declare.ts'
import { type NoticeKind, noticeKinds, owedByMovement } from './contract.ts'
import { named } from './fill.ts'
import { allPlaceholders, exampleOf, nameOf, placeholdersOf } from './placeholders.ts'

const columns = [
  {
    column: 'subject_en',
    language: 'en',
    name: { en: 'Subject in English', ur: 'عنوان، انگریزی میں' },
    most: 160,
  },
  { column: 'subject_ur', language: 'ur', name: { en: 'Subject in Urdu', ur: 'عنوان، اردو میں' }, most: 160 },
  {
    column: 'body_en',
    language: 'en',
    name: { en: 'Words in English', ur: 'عبارت، انگریزی میں' },
    most: 3000,
  },
  { column: 'body_ur', language: 'ur', name: { en: 'Words in Urdu', ur: 'عبارت، اردو میں' }, most: 3000 },
] as const

/** The wording of notices, changed as any rule: with its paper, by two officers, for a province or one prison. */
export const noticeTemplateSetting: Declared = () => ({
  key: 'notice-template',
  group: 'notices',
  name: { en: 'Wording of notices', ur: 'اطلاع ناموں کی عبارت' },
  about: {
    en: 'What families, consulates and courts are told, in both languages. Words in braces are filled from the record.',
    ur: 'اہلِ خانہ، قونصل خانوں اور عدالتوں کو کیا لکھا جاتا ہے، دونوں زبانوں میں۔ قوسین کے الفاظ ریکارڈ سے پُر ہوتے ہیں۔',
  },
  identity: [
    {
      kind: 'choice',
      column: 'kind',
      name: { en: 'Notice', ur: 'اطلاع نامہ' },
      values: words('custody-notices:kind', noticeKinds),
    },
  ],
  columns: columns.map((column) => ({
    kind: 'prose' as const,
    ...column,
    placeholders: Object.fromEntries(
      allPlaceholders.map((one) => [one, { name: nameOf(one), example: exampleOf(one) }]),
    ),
  })),
  check: (values, identity) => {
    const known = placeholdersOf(identity.kind as NoticeKind)
    for (const { column } of columns) {
      const { placeholders, stray } = named(String(values[column]))
      const unknown = placeholders.find((one) => !known.some((each) => each === one))
      if (unknown !== undefined)
        return {
          column,
          say: {
            en: `{${unknown}} is not known to this notice. It knows: ${known.join(', ')}.`,
            ur: `{${unknown}} اس اطلاع نامے میں نہیں۔ دستیاب: ${known.join('، ')}۔`,
          },
        }
      if (stray)
        return {
          column,
          say: {
            en: 'A brace stands alone: write { and } around a placeholder only.',
            ur: 'ایک قوس اکیلا ہے: { اور } صرف خانے کے نام کے گرد لکھیں۔',
          },
        }
    }
    return undefined
  },
  byPrison: true,
})

/** Within which days a family is told without anybody having to think of it. */
export const noticePeriodSetting: Declared = () => ({
  key: 'notice-period',
  group: 'notices',
  name: { en: 'When a family is told', ur: 'اہلِ خانہ کو اطلاع کی میعاد' },
  about: {
    en: 'Days after an admission, a transfer or the first night in hospital within which the family is told. Nothing that happened before the rule began is owed.',
    ur: 'داخلے، منتقلی یا ہسپتال میں پہلی رات کے بعد کتنے دن میں اہلِ خانہ کو اطلاع دی جائے۔ قاعدے سے پہلے کے واقعات پر کچھ واجب نہیں۔',
  },
  identity: [
    {
      kind: 'choice',
      column: 'kind',
      name: { en: 'Notice', ur: 'اطلاع نامہ' },
      values: words('custody-notices:kind', owedByMovement),
    },
  ],
  columns: [
    whole('within_days', { en: 'Told within', ur: 'اطلاع' }, units.days, [0, 30], {
      en: 'Not owed by itself',
      ur: 'خود بخود واجب نہیں',
    }),
  ],
})

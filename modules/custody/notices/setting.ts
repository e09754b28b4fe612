import { type Declared, words } from '../settings/declare.ts'
import { type NoticeKind, noticeKinds } from './contract.ts'
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

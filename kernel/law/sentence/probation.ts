import { dayOfQuestion, type How, rulesOfCourse } from '../how.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'

/** Sections for which a man may not be put on probation (Ordinance s.5(1)(a)). */
const EXCLUDED_FOR_MEN = new Set([
  '216A',
  '328',
  '382',
  '386',
  '387',
  '388',
  '389',
  '392',
  '393',
  '397',
  '398',
  '399',
  '401',
  '402',
  '455',
  '458',
])

/** Chapters VI (against the State) and VII (army, navy, air force) of the Penal Code are sections 121 to 140. */
function isChapterSixOrSeven(section: string): boolean {
  const number = Number.parseInt(section, 10)
  return number >= 121 && number <= 140
}

/** Whether conditional discharge or a probation order is open to the court under the Ordinance of 1960. */
export function probation(inputs: InputsOf<'probation'>, how: How = {}): ResultOf<'probation'> {
  const limit = rulesOfCourse(how).on('probation.discharge-max-months', dayOfQuestion(how))
  const { maxPunishment } = inputs
  const section = inputs.section
    .toUpperCase()
    .replace(/[\s.-]/g, '')
    .replace(/^PPC/, '')
  const conditionalDischarge =
    !inputs.previousConviction && typeof maxPunishment === 'number' && maxPunishment <= limit.value
  const barredChapter = inputs.chapterVIorVII ?? isChapterSixOrSeven(section)
  const probationOrder =
    inputs.sex === 'F'
      ? maxPunishment !== 'DEATH'
      : typeof maxPunishment === 'number' && !EXCLUDED_FOR_MEN.has(section) && !barredChapter
  how.steps?.push(
    {
      code: conditionalDischarge ? 'DISCHARGE_OPEN' : 'DISCHARGE_CLOSED',
      section: limit.section,
      text: conditionalDischarge
        ? {
            en: 'No previous conviction and not more than two years: conditional discharge is open.',
            ur: 'سابقہ سزا نہیں اور سزا دو سال سے زائد نہیں: مشروط رہائی ممکن ہے۔',
          }
        : {
            en: 'Conditional discharge asks for no previous conviction and not more than two years.',
            ur: 'مشروط رہائی کے لیے سابقہ سزا نہ ہونا اور سزا دو سال تک ہونا لازم ہے۔',
          },
      value: conditionalDischarge,
    },
    {
      code: probationOrder ? 'PROBATION_OPEN' : 'PROBATION_CLOSED',
      section: `Probation of Offenders Ordinance 1960 s.5(1)(${inputs.sex === 'F' ? 'b' : 'a'})`,
      text:
        inputs.sex === 'F'
          ? {
              en: 'Women: any offence not punishable with death.',
              ur: 'خواتین: ہر وہ جرم جس کی سزا موت نہ ہو۔',
            }
          : {
              en: 'Men: not the sections excluded, nor chapters VI and VII, nor offences punishable with death or life.',
              ur: 'مرد: مستثنیٰ دفعات، باب 6 اور 7، اور موت یا عمر قید کے جرائم کے سوا۔',
            },
      value: probationOrder,
    },
  )
  return { conditionalDischarge, probationOrder, flags: [] }
}

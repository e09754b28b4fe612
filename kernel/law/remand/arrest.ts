import { isoMinute, readMinute } from '../calendar/day.ts'
import { u } from '../explanation.ts'
import { type How, rulesOfCourse } from '../how.ts'
import type { InputsOf, ResultOf } from '../rule-schemas.ts'

/** The latest instant for production before a Magistrate: twenty-four hours, and the journey besides. */
export function arrestProduction(
  inputs: InputsOf<'arrest-production'>,
  how: How = {},
): ResultOf<'arrest-production'> {
  const arrest = readMinute(inputs.arrest, 'inputs.arrest')
  const hours = rulesOfCourse(how).on('arrest.production-hours', Math.floor(arrest / 1440))
  const journey = inputs.journeyMinutes ?? 0
  const produceBy = isoMinute(arrest + hours.value * 60 + journey)
  how.steps?.push({
    code: 'PRODUCE_BY',
    section: hours.section,
    text: {
      en: `${hours.value} hours from ${inputs.arrest.replace('T', ' ')} and ${journey} minutes of journey: by ${produceBy.replace('T', ' ')}.`,
      ur: `${u(inputs.arrest.replace('T', ' '))} سے ${u(hours.value)} گھنٹے اور سفر کے ${u(journey)} منٹ: ${u(produceBy.replace('T', ' '))} تک پیشی لازم ہے۔`,
    },
    value: produceBy,
  })
  return { produceBy, flags: [] }
}

/** Qatl in its kinds: of amd, shibh-i-amd, khata, bis-sabab, and dacoity with murder. */
const QATL = new Set(['302', '303', '308', '316', '318', '319', '320', '321', '322', '396'])
const DACOITY = new Set(['391', '395', '396'])
/** Attempts, aids and preparations: whether they are "qatl or dacoity" is for the court. */
const NEAR = new Set(['307', '324', '397', '398', '399', '400', '402', '412'])

/**
 * Whether a woman may be remanded to police custody: only in qatl or dacoity, with reasons in writing (CrPC s.167(5)).
 */
export function femalePoliceCustody(
  inputs: InputsOf<'female-police-custody'>,
  how: How = {},
): ResultOf<'female-police-custody'> {
  const section = 'CrPC s.167(5)'
  if (!inputs.female) {
    how.steps?.push({
      code: 'NOT_A_WOMAN',
      section,
      text: { en: 'The bar is for women only.', ur: 'یہ پابندی صرف خواتین کے لیے ہے۔' },
      value: true,
    })
    return { policeCustodyPermitted: true, flags: [] }
  }
  const sections = inputs.offences.map(penalCodeSection)
  const permitted = sections.some((one) => one !== undefined && (QATL.has(one) || DACOITY.has(one)))
  const near = !permitted && sections.some((one) => one !== undefined && NEAR.has(one))
  how.steps?.push({
    code: permitted ? 'QATL_OR_DACOITY' : near ? 'NEAR_QATL_OR_DACOITY' : 'NEITHER_QATL_NOR_DACOITY',
    section,
    text: permitted
      ? {
          en: 'Qatl or dacoity: police custody may be ordered, with reasons in writing.',
          ur: 'قتل یا ڈکیتی: وجوہات تحریر کر کے جسمانی ریمانڈ دیا جا سکتا ہے۔',
        }
      : near
        ? {
            en: 'Not qatl or dacoity itself: no police custody unless the court holds otherwise. REFER.',
            ur: 'جرم بذاتِ خود قتل یا ڈکیتی نہیں: عدالت کے حکم کے بغیر جسمانی ریمانڈ نہیں۔ رجوع کریں۔',
          }
        : {
            en: 'Neither qatl nor dacoity: a woman is not remanded to police custody.',
            ur: 'قتل یا ڈکیتی نہیں: خاتون کا جسمانی ریمانڈ نہیں دیا جا سکتا۔',
          },
    value: permitted,
  })
  const flags = near ? ['NEAR_QATL_OR_DACOITY_REFER'] : []
  return permitted
    ? { policeCustodyPermitted: true, reasonsInWritingRequired: true, flags }
    : { policeCustodyPermitted: false, flags }
}

/** The Penal Code section's number in `PPC 395` or `395/34 PPC`; undefined when another Act is named. */
function penalCodeSection(offence: string): string | undefined {
  if (/\b(ATA|CNSA?|PECA|AO|arms|explosive|foreigners)\b/i.test(offence)) return undefined
  return /\d+/.exec(offence)?.[0]
}

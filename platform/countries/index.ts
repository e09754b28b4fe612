import type { Language } from '#platform/i18n'

/** Countries a passport may name (ISO 3166-1, alpha-2), and XX for a person without a nationality (ICAO Doc 9303). */
export const countryCodes: readonly string[] = (
  'AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN ' +
  'CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT ' +
  'HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME ' +
  'MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS ' +
  'RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ ' +
  'VA VC VE VN VU WS XX YE ZA ZM ZW'
).split(' ')

const named = new Map<Language, Intl.DisplayNames>()

/** A country in the reader's language, as CLDR has it. */
export function countryName(code: string, language: Language): string {
  if (code === 'XX') return language === 'ur' ? 'بے وطن' : 'Stateless'
  let names = named.get(language)
  if (names === undefined) {
    names = new Intl.DisplayNames([language], { type: 'region' })
    named.set(language, names)
  }
  return names.of(code) ?? code
}

/** What the law engine takes and gives, and its endpoints. Browser-safe: screens import this and never the front door. */
export * from './endpoints-contract.ts'
export type { FormField } from './form-of-rule.ts'
export { meaningOf, meanings } from './meaning.ts'
export type { Text } from './refusal.ts'
export * from './rule-schemas.ts'
export { factsShown, type Line, mustRefer, resultsInOrder, type Shown, shownValue } from './shown.ts'
export { choiceWords, factWords, ruleWords, unitWords, wordsOf } from './words.ts'

/** What the law engine takes and gives, and its endpoints. Browser-safe: screens import this and never the front door. */
export * from './endpoints-contract.ts'
export type { FormField } from './form-of-rule.ts'
export { meaningOf, meanings } from './meaning.ts'
export * from './rule-schemas.ts'

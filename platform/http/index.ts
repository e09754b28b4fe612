export type * from './contract.ts'
export { fieldProblems } from './invalid-input.ts'
export { openApi } from './open-api.ts'
export { Refusal, refuse, refuseFields } from './refusal.ts'

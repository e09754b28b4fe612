export * from './education/contract.ts'
export * from './labour/contract.ts'
export * from './month/contract.ts'
export * from './panel-contract.ts'

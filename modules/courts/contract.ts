/** What the courts' screens and other programs may ask and do. Browser-safe. */
export * from './hearing-contract.ts'
export * from './judgment-contract.ts'
export * from './petition-contract.ts'
export * from './release-contract.ts'
export {
  getRemandStanding,
  listApplications,
  orderRemand,
  refuseRemand,
} from './remand-contract.ts'

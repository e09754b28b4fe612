import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'
import { handlers } from './endpoints.ts'
import { jobs } from './upkeep.ts'

export type { Document, DocumentVersion } from './contract.ts'
export { type Issued, type NewIssue, nextNumber, renderDocument, revokeIssued } from './issue.ts'
export { type Kept, keepDocument, type NewDocument, shareDocument } from './keep.ts'
export { documentsOf, type OpenedFile, openFile } from './reading.ts'
export { findIssued, type IssuedPaper, publicAddress } from './verify.ts'

export const documents = defineModule({
  name: 'documents',
  uses: ['people', 'cases'],
  permissions,
  handlers,
  jobs,
})

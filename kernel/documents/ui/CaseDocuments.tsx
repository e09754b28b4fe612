import { DocumentsPanel } from './DocumentsPanel.tsx'

export default function CaseDocuments({ id }: { id: string }) {
  return <DocumentsPanel subject={{ caseId: id }} />
}

import { DocumentsPanel } from './DocumentsPanel.tsx'

export default function PersonDocuments({ id }: { id: string }) {
  return <DocumentsPanel subject={{ personId: id }} />
}

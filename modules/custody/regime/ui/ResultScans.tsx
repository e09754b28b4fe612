import { useRef, useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import {
  Button,
  DocumentViewer,
  ErrorPanel,
  Group,
  Icon,
  StatusBadge,
  say,
  urlOf,
  useCommand,
  useMay,
  useTranslation,
} from '#platform/ui'
import { keepResultScan, type ResultScan } from '../education/contract.ts'

/** The result card as it came: each page shown in place with its fingerprint, and a way to scan it. */
export function ResultScans({
  resultId,
  number,
  scans,
  needed,
}: {
  resultId: string
  number: string
  scans: readonly ResultScan[]
  /** Without one no remission is proposed. */
  needed: boolean
}) {
  const { t } = useTranslation('custody-regime')
  const mayScan = useMay('custody:teach')
  const [shown, setShown] = useState<string | null>(null)
  // The row this was opened from does not change while it is open.
  const [added, setAdded] = useState<readonly ResultScan[]>([])
  const file = useRef<HTMLInputElement>(null)
  const keep = useCommand(keepResultScan)
  const pages = [...scans, ...added.filter(({ id }) => !scans.some((one) => one.id === id))]
  const page = pages.find(({ id }) => id === shown)
  const take = (chosen: File | undefined) => {
    if (chosen === undefined) return
    keep.run({ resultId, file: chosen }).then(
      ({ scanId, sha256 }) => {
        setAdded([
          ...added,
          { id: scanId, sha256, mediaType: chosen.type, scannedAt: new Date().toISOString() },
        ])
        setShown(scanId)
        say(t('scan.kept'))
      },
      // Shown below by the command itself.
      () => undefined,
    )
  }
  return (
    <div>
      <Group gap={8}>
        {pages.length === 0 ? (
          <StatusBadge meaning={needed ? 'amber' : 'grey'} icon="scan">
            {t(needed ? 'scan.needed' : 'scan.none')}
          </StatusBadge>
        ) : null}
        {pages.map((one, at) => (
          <Button
            key={one.id}
            size="xs"
            aria-expanded={one.id === shown}
            leftSection={<Icon name="file-text" size={16} />}
            onClick={() => setShown(one.id === shown ? null : one.id)}
          >
            {t('scan.page', { n: at + 1 })}
          </Button>
        ))}
        {mayScan ? (
          <Button
            size="xs"
            loading={keep.busy}
            leftSection={<Icon name="camera" size={16} />}
            aria-label={`${t('scan.add')}: ${number}`}
            onClick={() => file.current?.click()}
          >
            {t('scan.add')}
          </Button>
        ) : null}
      </Group>
      <input
        ref={file}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp,application/pdf"
        aria-label={`${t('scan.file')}: ${number}`}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0]
          // The same file may be chosen again after a refusal.
          event.currentTarget.value = ''
          take(chosen)
        }}
      />
      {keep.error === null || keep.error === undefined ? null : <ErrorPanel error={keep.error} />}
      {page === undefined ? null : (
        <DocumentViewer
          name={t('scan.of', { number })}
          url={urlOf(downloadDocument, { documentId: page.id, version: 1, inline: 'yes' })}
          type={page.mediaType}
          sha256={page.sha256}
        />
      )}
    </div>
  )
}

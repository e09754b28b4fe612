import { useId, useRef, useState } from 'react'
import {
  Alert,
  Button,
  ConfirmAct,
  DocumentViewer,
  ErrorPanel,
  Icon,
  type Meaning,
  Progress,
  StatusBadge,
  urlOf,
  useBoth,
  useCommand,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import {
  acceptedFiles,
  addVersion,
  type Document,
  type DocumentVersion,
  downloadDocument,
  revokeDocument,
} from '../contract.ts'
import classes from './Documents.module.css'
import { sendFile } from './send-file.ts'

const meaningOfIssue: Record<'valid' | 'replaced' | 'revoked', Meaning> = {
  valid: 'blue',
  replaced: 'amber',
  revoked: 'red',
}

/** One document: what it is, where it stands, its file shown in place, its earlier versions. */
export function DocumentItem({
  document,
  kindName,
  mayAdd,
  onChanged,
}: {
  document: Document
  kindName: (kind: string) => string
  mayAdd: boolean
  onChanged: () => void
}) {
  const { t } = useTranslation('documents')
  const both = useBoth()
  const { instant } = useFormats()
  const [shown, setShown] = useState<number | null>(null)
  const [latest, ...earlier] = document.versions
  if (latest === undefined) return null
  const toggle = (n: number): void => setShown(shown === n ? null : n)
  const version = document.versions.find((each) => each.n === shown)
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <span className={classes.icon}>
          <Icon name={iconOf(latest.mediaType, document.issued !== null)} size={22} />
        </span>
        <div className={classes.words}>
          <strong>
            <bdi>{both({ en: document.titleEn, ur: document.titleUr })}</bdi>
          </strong>
          <span className={classes.about}>
            {kindName(document.kind)} · {both({ en: document.unit.nameEn, ur: document.unit.nameUr })} ·{' '}
            <bdi>{instant(latest.createdAt)}</bdi>
          </span>
          {document.issued === null ? null : (
            <span className={classes.about}>
              {t('issued-number', { number: document.issued.number })}{' '}
              <StatusBadge meaning={meaningOfIssue[document.issued.status]}>
                {t(`status.${document.issued.status}`)}
              </StatusBadge>
              {document.issued.reason === null ? null : <bdi>{document.issued.reason}</bdi>}
            </span>
          )}
        </div>
        <div className={classes.acts}>
          <OpenButton version={latest} shown={shown === latest.n} onToggle={() => toggle(latest.n)} />
          {document.issued !== null && document.issued.status !== 'revoked' ? (
            <Revoke document={document} onDone={onChanged} />
          ) : null}
          {mayAdd && !latest.madeBySystem ? <NewVersion documentId={document.id} onDone={onChanged} /> : null}
        </div>
      </div>
      {latest.state === 'infected' ? (
        <Alert color="red">{t('infected-body', { signature: latest.signature ?? '' })}</Alert>
      ) : null}
      {earlier.length === 0 ? null : (
        <details className={classes.earlier}>
          <summary>{t('versions')}</summary>
          <ul>
            {earlier.map((each) => (
              <li key={each.n}>
                {t('version', { n: each.n })} · <bdi>{instant(each.createdAt)}</bdi>{' '}
                <OpenButton version={each} shown={shown === each.n} onToggle={() => toggle(each.n)} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {version === undefined ? null : (
        <DocumentViewer
          name={version.fileName}
          url={urlOf(downloadDocument, { documentId: document.id, version: version.n, inline: 'yes' })}
          type={previewType(version.mediaType)}
          size={version.size}
          sha256={version.sha256}
        />
      )}
    </li>
  )
}

function OpenButton({
  version,
  shown,
  onToggle,
}: {
  version: DocumentVersion
  shown: boolean
  onToggle: () => void
}) {
  const { t } = useTranslation('documents')
  if (version.state !== 'ready')
    return (
      <StatusBadge meaning={version.state === 'infected' ? 'red' : 'amber'}>
        {t(`state.${version.state}`)}
      </StatusBadge>
    )
  return (
    <Button
      size="xs"
      aria-expanded={shown}
      leftSection={<Icon name={shown ? 'eye-off' : 'eye'} size={16} />}
      onClick={onToggle}
    >
      {shown ? t('hide') : t('open')}
    </Button>
  )
}

function Revoke({ document, onDone }: { document: Document; onDone: () => void }) {
  const { t } = useTranslation('documents')
  const [asking, setAsking] = useState(false)
  const mayRevoke = useMay('documents:revoke')
  const command = useCommand(revokeDocument, { onDone })
  if (!mayRevoke) return null
  return (
    <>
      <Button size="xs" color="red" onClick={() => setAsking(true)}>
        {t('revoke.act')}
      </Button>
      <ConfirmAct
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('revoke.title', { number: document.issued?.number ?? '' })}
        consequence={t('revoke.consequence')}
        reason="required"
        danger
        actLabel={t('revoke.act')}
        onConfirm={async (reason) => {
          await command.run({ documentId: document.id, reason })
        }}
      />
    </>
  )
}

function NewVersion({ documentId, onDone }: { documentId: string; onDone: () => void }) {
  const { t } = useTranslation('documents')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [part, setPart] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const send = async (file: File): Promise<void> => {
    setError(null)
    setPart(0)
    try {
      await sendFile(addVersion, { documentId, file }, setPart)
      onDone()
    } catch (trouble) {
      setError(trouble)
    } finally {
      setPart(null)
    }
  }
  return (
    <>
      <input
        ref={input}
        id={id}
        type="file"
        hidden
        accept={acceptedFiles}
        aria-label={t('add-version')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file !== undefined) void send(file)
        }}
      />
      <Button
        size="xs"
        disabled={part !== null}
        leftSection={<Icon name="file-plus" size={16} />}
        onClick={() => input.current?.click()}
      >
        {t('add-version')}
      </Button>
      {part === null ? null : <Progress value={part * 100} aria-label={t('add-version')} />}
      {error === null ? null : <ErrorPanel error={error} />}
    </>
  )
}

/** Browsers show no TIFF: it is offered for download. */
function previewType(mediaType: string): string {
  return mediaType === 'image/tiff' ? 'application/octet-stream' : mediaType
}

function iconOf(mediaType: string, issued: boolean) {
  if (issued) return 'file-certificate' as const
  if (mediaType.startsWith('image/')) return 'photo' as const
  if (mediaType.startsWith('audio/') || mediaType.startsWith('video/')) return 'player-play' as const
  return mediaType === 'application/pdf' ? ('file-text' as const) : ('file' as const)
}

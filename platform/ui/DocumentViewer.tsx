import { useTranslation } from 'react-i18next'
import { formatNumber } from '../i18n/format.ts'
import classes from './DocumentViewer.module.css'
import { EmptyState } from './EmptyState.tsx'
import { Icon } from './Icon.tsx'
import { Ltr } from './Ltr.tsx'

/** A document beside its record: PDF and pictures in a frame, everything else to download; nothing before its virus check. */
export function DocumentViewer({
  name,
  url,
  type,
  size,
  sha256,
  unscanned = false,
}: {
  name: string
  url: string
  /** Media type by content, as the server found it. */
  type: string
  /** Bytes. */
  size?: number | undefined
  sha256?: string | undefined
  unscanned?: boolean
}) {
  const { t } = useTranslation()
  const title = t('common:document.preview', { name })
  return (
    <figure className={classes.viewer}>
      <figcaption className={classes.bar}>
        <span className={classes.name}>
          <Icon name="file-text" /> <bdi>{name}</bdi>
        </span>
        {size === undefined ? null : <Ltr>{writtenSize(size)}</Ltr>}
        {unscanned ? null : (
          <a className={classes.download} href={url} download={name}>
            <Icon name="download" size={17} />
            {t('common:act.download')}
          </a>
        )}
      </figcaption>
      <div className={classes.frame}>
        {unscanned ? (
          <EmptyState icon="shield-check" title={t('common:document.unscanned')} />
        ) : type === 'application/pdf' ? (
          <iframe title={title} src={url} />
        ) : type.startsWith('image/') && type !== 'image/svg+xml' ? (
          <img src={url} alt={title} />
        ) : (
          <EmptyState icon="file" title={t('common:document.no-preview')} />
        )}
      </div>
      {sha256 === undefined ? null : (
        <div className={classes.hash}>
          {t('common:document.hash')}: <Ltr copy>{sha256.replace(/(.{8})(?=.)/g, '$1 ')}</Ltr>
        </div>
      )}
    </figure>
  )
}

function writtenSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024
    ? `${formatNumber(bytes / 1024, 0)} KB`
    : `${formatNumber(bytes / 1024 / 1024, 1)} MB`
}

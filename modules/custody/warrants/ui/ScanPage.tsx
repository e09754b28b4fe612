import { type ReactNode, useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import { urlOf, useTranslation } from '#platform/ui'
import classes from './Warrants.module.css'

export const addressOf = (scanId: string): string =>
  urlOf(downloadDocument, { documentId: scanId, version: 1, inline: 'yes' })

/** One page of the paper, as a picture or in the browser’s own viewer. */
export function ScanPage({
  id,
  n,
  mediaType,
  children,
}: {
  id: string
  n: number
  /** Left out for a page kept with an unsent form: a picture is tried first. */
  mediaType?: string
  children?: ReactNode
}) {
  const { t } = useTranslation('custody-warrants')
  const [picture, setPicture] = useState(mediaType !== 'application/pdf')
  const name = t('scan.page', { n })
  return (
    <figure className={classes.page}>
      {picture ? (
        <img src={addressOf(id)} alt={name} onError={() => setPicture(false)} />
      ) : (
        <iframe src={addressOf(id)} title={name} />
      )}
      <figcaption>
        <span>{name}</span>
        <a href={addressOf(id)} target="_blank" rel="noreferrer">
          {t('scan.open')}
        </a>
        {children}
      </figcaption>
    </figure>
  )
}

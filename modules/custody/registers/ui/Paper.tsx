import { downloadDocument } from '#kernel/documents/contract'
import { Alert, Icon, urlOf, useTranslation } from '#platform/ui'

export interface Printed {
  readonly documentId: string
  readonly version: number
  readonly number: string
  readonly rows?: number
}

/** That a paper was made, under which number, and the way to it. */
export function Paper({ paper, says }: { paper: Printed | undefined; says: string }) {
  const { t } = useTranslation('custody-registers')
  if (paper === undefined) return null
  const url = urlOf(downloadDocument, {
    documentId: paper.documentId,
    version: String(paper.version),
    inline: 'yes',
  })
  return (
    <Alert title={says} icon={<Icon name="file-certificate" />} role="status">
      {t('printed-lead')}{' '}
      <a className="link" href={url} target="_blank" rel="noreferrer">
        {t('open-paper')}
      </a>
    </Alert>
  )
}

import { useRef, useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import { Button, ErrorPanel, Icon, urlOf, useBoth, useCommand, useMay, useTranslation } from '#platform/ui'
import { photographVisitor } from '../contract.ts'
import classes from './Visits.module.css'

interface Pictured {
  readonly name: { readonly en: string; readonly ur: string }
  readonly photo: string | null
}

/** The face beside the name, where a photograph was taken; nothing in its place where it cannot be fetched, as without a connection. */
export function Face({ of, large = false }: { of: Pictured; large?: boolean }) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const [failed, setFailed] = useState<string>()
  if (of.photo === null || of.photo === failed) return null
  const address = urlOf(downloadDocument, { documentId: of.photo, version: 1, inline: 'yes' })
  return (
    <img
      className={classes.face}
      data-large={large}
      src={address}
      alt={t('photo.of', { name: both(of.name) })}
      onError={() => setFailed(of.photo ?? undefined)}
    />
  )
}

/** A visitor's photograph, from the camera of a phone or from a file. */
export function VisitorPhoto({ visitorId, of }: { visitorId: string; of: Pictured }) {
  const { t } = useTranslation('custody-visits')
  const may = useMay('custody:run-visits')
  const take = useCommand(photographVisitor)
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className={classes.pictured}>
      {of.photo === null ? <span className={classes.soft}>{t('photo.none')}</span> : <Face of={of} large />}
      {may ? (
        <Button
          size="xs"
          leftSection={<Icon name="camera" size={16} />}
          loading={take.busy}
          onClick={() => input.current?.click()}
        >
          {t('photo.take')}
        </Button>
      ) : null}
      <input
        ref={input}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp"
        capture="environment"
        aria-label={t('photo.take')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // The same file may be chosen again after a refusal.
          event.currentTarget.value = ''
          if (file !== undefined) take.start({ visitorId, file })
        }}
      />
      {take.error === null || take.error === undefined ? null : <ErrorPanel error={take.error} />}
    </div>
  )
}

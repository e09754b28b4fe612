import { useRef } from 'react'
import { Button, ErrorPanel, Group, Icon, useCommand, useTranslation } from '#platform/ui'
import { keepWarrantScan, type scanKinds } from '../contract.ts'
import classes from './Warrants.module.css'

/** Takes a page from the camera of a phone or from a file, and keeps it at once. */
export function KeepPage({
  kind,
  warrantId,
  onKept,
}: {
  kind: (typeof scanKinds)[number]
  warrantId?: string
  onKept: (scanId: string, file: File) => void
}) {
  const { t } = useTranslation('custody-warrants')
  const keep = useCommand(keepWarrantScan)
  const camera = useRef<HTMLInputElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const take = (chosen: File | undefined) => {
    if (chosen === undefined) return
    keep.run({ kind, file: chosen, ...(warrantId === undefined ? {} : { warrantId }) }).then(
      ({ scanId }) => onKept(scanId, chosen),
      // Shown below by the command itself.
      () => undefined,
    )
  }
  const input = (ref: typeof camera, accept: string, label: string, capture?: 'environment') => (
    <input
      ref={ref}
      type="file"
      hidden
      accept={accept}
      aria-label={label}
      {...(capture === undefined ? {} : { capture })}
      onChange={(event) => {
        const chosen = event.currentTarget.files?.[0]
        // The same file may be chosen again after a refusal.
        event.currentTarget.value = ''
        take(chosen)
      }}
    />
  )
  return (
    <>
      <Group gap={8}>
        <Button
          size="xs"
          className={classes.camera ?? ''}
          leftSection={<Icon name="camera" size={16} />}
          loading={keep.busy}
          onClick={() => camera.current?.click()}
        >
          {t('scan.add')}
        </Button>
        <Button
          size="xs"
          leftSection={<Icon name="upload" size={16} />}
          disabled={keep.busy}
          onClick={() => file.current?.click()}
        >
          {t('scan.file')}
        </Button>
      </Group>
      {input(camera, 'image/jpeg,image/png,image/webp', t('scan.add'), 'environment')}
      {input(file, 'image/jpeg,image/png,image/webp,application/pdf', t('scan.file'))}
      <div role="status" className={classes.soft}>
        {keep.busy ? t('scan.sending') : null}
      </div>
      {keep.error === null || keep.error === undefined ? null : <ErrorPanel error={keep.error} />}
    </>
  )
}

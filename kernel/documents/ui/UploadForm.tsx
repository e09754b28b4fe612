import { type DragEvent, type FormEvent, useId, useRef, useState } from 'react'
import {
  Alert,
  Button,
  ErrorPanel,
  Icon,
  NativeSelect,
  Progress,
  say,
  TextInput,
  useTranslation,
  uuidv7,
} from '#platform/ui'
import { acceptedFiles, largestUpload, uploadDocument, uploadKinds } from '../contract.ts'
import classes from './Documents.module.css'
import type { Subject } from './DocumentsPanel.tsx'
import { sendFile } from './send-file.ts'

/**
 * Adds a file: dropped, chosen with the keyboard, or taken with a phone's camera. The identifier is made with the choice, so
 * that sending again after a broken line cannot make two documents.
 */
export function UploadForm({
  subject,
  kindName,
  onDone,
}: {
  subject: Subject
  kindName: (kind: string) => string
  onDone: () => void
}) {
  const { t } = useTranslation('documents')
  const [chosen, setChosen] = useState<{ id: string; file: File } | null>(null)
  const [kind, setKind] = useState<string>(uploadKinds[0])
  const [titles, setTitles] = useState({ en: '', ur: '' })
  const [visibleTo, setVisibleTo] = useState('unit')
  const [part, setPart] = useState<number | null>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)

  const choose = (file: File | undefined): void => {
    if (file === undefined) return
    setError(null)
    setMissing(file.size > largestUpload ? t('upload.too-large') : null)
    setChosen(file.size > largestUpload ? null : { id: uuidv7(), file })
  }
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const [en, ur] = [titles.en.trim(), titles.ur.trim()]
    if (chosen === null) return setMissing(t('upload.choose-file'))
    if (en === '' && ur === '') return setMissing(t('upload.one-title'))
    setMissing(null)
    setError(null)
    setPart(0)
    try {
      await sendFile(
        uploadDocument,
        {
          ...subject,
          id: chosen.id,
          kind,
          titleEn: en || ur,
          titleUr: ur || en,
          visibleTo,
          file: chosen.file,
        },
        setPart,
      )
      say(t('upload.done'))
      onDone()
    } catch (trouble) {
      setError(trouble)
    } finally {
      setPart(null)
    }
  }
  return (
    <form className={classes.form} onSubmit={(event) => void send(event)}>
      <FileChoice chosen={chosen?.file ?? null} onChoose={choose} />
      <div className={classes.fields}>
        <NativeSelect
          label={t('upload.kind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={uploadKinds.map((value) => ({ value, label: kindName(value) }))}
        />
        {'caseId' in subject ? (
          <NativeSelect
            label={t('upload.visible')}
            value={visibleTo}
            onChange={(event) => setVisibleTo(event.currentTarget.value)}
            data={[
              { value: 'unit', label: t('upload.visible-unit') },
              { value: 'case', label: t('upload.visible-case') },
            ]}
          />
        ) : null}
        <TextInput
          label={t('upload.title-ur')}
          lang="ur"
          dir="rtl"
          maxLength={300}
          value={titles.ur}
          onChange={(event) => setTitles({ ...titles, ur: event.currentTarget.value })}
        />
        <TextInput
          label={t('upload.title-en')}
          lang="en"
          dir="ltr"
          maxLength={300}
          value={titles.en}
          onChange={(event) => setTitles({ ...titles, en: event.currentTarget.value })}
        />
      </div>
      {missing === null ? null : (
        <Alert color="red" role="alert">
          {missing}
        </Alert>
      )}
      {error === null ? null : <ErrorPanel error={error} />}
      {part === null || chosen === null ? null : (
        <Progress value={part * 100} aria-label={t('upload.progress', { name: chosen.file.name })} />
      )}
      <div>
        <Button type="submit" variant="filled" disabled={part !== null}>
          {t('upload.send')}
        </Button>
      </div>
    </form>
  )
}

function FileChoice({
  chosen,
  onChoose,
}: {
  chosen: File | null
  onChoose: (file: File | undefined) => void
}) {
  const { t } = useTranslation('documents')
  const id = useId()
  const files = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    onChoose(event.dataTransfer.files[0])
  }
  return (
    <fieldset
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span>{t('upload.drop')}</span>
      <input
        ref={files}
        type="file"
        hidden
        accept={acceptedFiles}
        aria-label={t('upload.choose')}
        onChange={(event) => onChoose(event.currentTarget.files?.[0])}
      />
      <Button
        size="xs"
        aria-describedby={`${id}-hint`}
        leftSection={<Icon name="folder-open" size={16} />}
        onClick={() => files.current?.click()}
      >
        {t('upload.choose')}
      </Button>
      <input
        ref={camera}
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        aria-label={t('upload.camera')}
        onChange={(event) => onChoose(event.currentTarget.files?.[0])}
      />
      <Button
        size="xs"
        className={classes.camera}
        leftSection={<Icon name="camera" size={16} />}
        onClick={() => camera.current?.click()}
      >
        {t('upload.camera')}
      </Button>
      <div id={`${id}-hint`} className={classes.about}>
        {t('upload.hint')}
      </div>
      {chosen === null ? null : (
        <div aria-live="polite">
          {t('upload.chosen')}: <bdi>{chosen.name}</bdi>
        </div>
      )}
    </fieldset>
  )
}

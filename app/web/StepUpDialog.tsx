import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { latinDigits } from '../../platform/i18n/format.ts'
import { ErrorPanel } from '../../platform/ui/ErrorPanel.tsx'
import { Button, Group, Modal, Stack, Text, TextInput } from '../../platform/ui/mantine.ts'
import { stepUp } from './server.ts'

/** Asked when the server wants a fresh second factor; what was being done goes on by itself afterwards. */
export function StepUpDialog({ onDone }: { onDone: (done: boolean) => void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(undefined)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // React hands a submit inside a dialog on to the form the dialog was opened from.
    event.stopPropagation()
    setBusy(true)
    setError(undefined)
    try {
      await stepUp(code)
      onDone(true)
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={() => onDone(false)}
      title={t('common:step-up.title')}
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap={14}>
          <Text>{t('common:step-up.body')}</Text>
          <TextInput
            data-autofocus
            label={t('common:sign-in.code')}
            autoComplete="one-time-code"
            inputMode="numeric"
            dir="ltr"
            value={code}
            onChange={(event) =>
              setCode(latinDigits(event.currentTarget.value).replace(/\D/g, '').slice(0, 6))
            }
          />
          {error === undefined ? null : <ErrorPanel error={error} />}
          <Group justify="flex-end" gap={8}>
            <Button onClick={() => onDone(false)}>{t('common:act.cancel')}</Button>
            <Button type="submit" variant="filled" loading={busy} disabled={code.length < 6}>
              {t('common:act.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { latinDigits } from '../../platform/i18n/format.ts'
import { ErrorPanel } from '../../platform/ui/ErrorPanel.tsx'
import { Button, Group, Modal, Stack, Text, TextInput } from '../../platform/ui/mantine.ts'
import { useSession } from '../../platform/ui/session.tsx'
import { stepUp } from './server.ts'

/** Asked when the server wants a fresh second factor; what was being done goes on by itself afterwards. */
export function StepUpDialog({ onDone }: { onDone: (done: boolean) => void }) {
  const { t } = useTranslation()
  const withCode = useSession()?.hasSecondFactor === true
  const [proof, setProof] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(undefined)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // React hands a submit inside a dialog on to the form the dialog was opened from.
    event.stopPropagation()
    setBusy(true)
    setError(undefined)
    try {
      await stepUp(withCode ? { code: proof } : { password: proof })
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
          <Text>{t(withCode ? 'common:step-up.body' : 'common:step-up.body-password')}</Text>
          <TextInput
            data-autofocus
            label={t(withCode ? 'common:sign-in.code' : 'common:sign-in.password')}
            type={withCode ? 'text' : 'password'}
            autoComplete={withCode ? 'one-time-code' : 'current-password'}
            inputMode={withCode ? 'numeric' : 'text'}
            dir="ltr"
            value={proof}
            onChange={(event) =>
              setProof(withCode ? sixDigits(event.currentTarget.value) : event.currentTarget.value)
            }
          />
          {error === undefined ? null : <ErrorPanel error={error} />}
          <Group justify="flex-end" gap={8}>
            <Button onClick={() => onDone(false)}>{t('common:act.cancel')}</Button>
            <Button
              type="submit"
              variant="filled"
              loading={busy}
              disabled={proof.length < (withCode ? 6 : 1)}
            >
              {t('common:act.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function sixDigits(text: string): string {
  return latinDigits(text).replace(/\D/g, '').slice(0, 6)
}

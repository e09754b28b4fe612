import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ConfirmAct.module.css'
import { ErrorPanel } from './ErrorPanel.tsx'
import { Icon } from './Icon.tsx'
import { Button, Group, Modal, Stack, Textarea } from './mantine.ts'

/** Before a destructive or legal act: what it does in a sentence, who else must agree, the reason. */
export function ConfirmAct({
  opened,
  onClose,
  title,
  consequence,
  others,
  reason,
  danger = false,
  actLabel,
  onConfirm,
}: {
  opened: boolean
  onClose: () => void
  title: string
  consequence: string
  others?: string | undefined
  reason?: 'required' | 'optional'
  danger?: boolean
  actLabel: string
  onConfirm: (reason: string) => Promise<unknown>
}) {
  const { t } = useTranslation()
  const [why, setWhy] = useState('')
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(undefined)
  const act = async () => {
    if (reason === 'required' && why.trim() === '') return setMissing(true)
    setBusy(true)
    setFailure(undefined)
    try {
      await onConfirm(why.trim())
      setWhy('')
      onClose()
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="md">
      <Stack gap={14}>
        <div className={danger ? classes.danger : classes.consequence}>
          <Icon name={danger ? 'alert-triangle' : 'info-circle'} size={20} />
          <div>
            <strong>{t('common:confirm.consequence')}</strong>
            <p>{consequence}</p>
          </div>
        </div>
        {others === undefined ? null : (
          <div className={classes.others}>
            <Icon name="users" size={18} />
            <span>
              {t('common:confirm.others')}: <strong>{others}</strong>
            </span>
          </div>
        )}
        {reason === undefined ? null : (
          <Textarea
            label={t('common:confirm.reason')}
            description={t('common:form.reason-hint')}
            withAsterisk={reason === 'required'}
            required={reason === 'required'}
            dir="auto"
            rows={3}
            value={why}
            error={missing ? t('common:confirm.reason-needed') : undefined}
            onChange={(event) => {
              setWhy(event.currentTarget.value)
              setMissing(false)
            }}
          />
        )}
        {failure === undefined ? null : <ErrorPanel error={failure} />}
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{t('common:act.cancel')}</Button>
          <Button
            variant="filled"
            loading={busy}
            onClick={() => void act()}
            className={danger ? classes.dangerAct : undefined}
          >
            {actLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

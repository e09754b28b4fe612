import { useState } from 'react'
import { Button, DateField, Form, Modal, SelectField, TextField, useMay, useTranslation } from '#platform/ui'
import { vetVisitor } from '../contract.ts'

/** Approving or refusing one visitor of one prisoner. */
export function Vet({ tieId, label }: { tieId: string; label: string }) {
  const { t } = useTranslation('custody-visits')
  const mayVet = useMay('custody:vet-visitor')
  const [open, setOpen] = useState(false)
  if (!mayVet) return null
  return (
    <>
      <Button size="xs" aria-label={`${t('vet.act')}: ${label}`} onClick={() => setOpen(true)}>
        {t('vet.act')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('vet.title', { name: label })}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        <Form
          endpoint={vetVisitor}
          initial={{ state: 'approved' }}
          prepare={(values) => ({ ...values, tieId })}
          submit={t('vet.save')}
          cancel={() => setOpen(false)}
          onDone={() => setOpen(false)}
        >
          <SelectField
            name="state"
            label={t('vet.state')}
            required
            options={(['approved', 'refused'] as const).map((value) => ({ value, label: t(`tie.${value}`) }))}
          />
          <DateField name="untilOn" label={t('vet.until')} hint={t('vet.until-hint')} />
          <TextField name="why" label={t('vet.why')} hint={t('vet.why-hint')} />
        </Form>
      </Modal>
    </>
  )
}

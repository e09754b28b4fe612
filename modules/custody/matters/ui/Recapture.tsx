import { useState } from 'react'
import { Button, Columns, DateField, Form, Modal, say, TextField, today, useTranslation } from '#platform/ui'
import { recordRecapture } from '../contract.ts'
import classes from './Matters.module.css'

/** The recapture: what it does to the sentence is said before it is recorded. */
export function Recapture({ id }: { id: string }) {
  const { t } = useTranslation('custody-matters')
  const [opened, setOpened] = useState(false)
  const shut = () => setOpened(false)
  return (
    <>
      <Button variant="filled" onClick={() => setOpened(true)}>
        {t('recapture.act')}
      </Button>
      <Modal opened={opened} onClose={shut} title={t('recapture.act')} size="lg">
        <Form
          endpoint={recordRecapture}
          initial={{ on: today() }}
          submit={t('recapture.submit')}
          cancel={shut}
          prepare={(values) => ({ ...values, id })}
          onDone={({ daysAtLarge }) => {
            shut()
            say(t('recapture.done', { count: daysAtLarge }))
          }}
        >
          <p className={classes.soft}>{t('recapture.means')}</p>
          <Columns>
            <DateField name="on" label={t('recapture.on')} required />
            <TextField name="time" ltr label={t('recapture.time')} hint={t('time-hint')} required />
          </Columns>
          <TextField name="how" label={t('recapture.how')} required maxLength={500} />
        </Form>
      </Modal>
    </>
  )
}

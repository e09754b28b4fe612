import { useState } from 'react'
import {
  Button,
  CheckField,
  Form,
  Icon,
  Modal,
  TextField,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { recordParty } from '../contract.ts'
import classes from './Escort.module.css'

const officer = { rank: 'PC', name: '', belt: '', female: false }

/** The police who came today, officer by officer as on their own roll. */
export function PartyForm({ on }: { on: string }) {
  const { t } = useTranslation('custody-escort')
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button leftSection={<Icon name="users-group" size={17} />} onClick={() => setOpened(true)}>
        {t('party.add')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('party.add')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        <Form
          endpoint={recordParty}
          initial={{ sentBy: '', officers: [{ ...officer, rank: 'HC' }, officer] }}
          prepare={(values) => ({ ...values, on })}
          submit={t('party.add')}
          cancel={close}
          onDone={close}
        >
          <TextField name="sentBy" label={t('party.sent-by')} hint={t('party.sent-by-hint')} required />
          <p className={classes.soft}>{t('party.first')}</p>
          <Officers />
        </Form>
      </Modal>
    </>
  )
}

function Officers() {
  const { t } = useTranslation('custody-escort')
  const values = useFormValues<{ officers?: unknown[] }>()
  const set = useSetField()
  const officers = values.officers ?? []
  return (
    <>
      {officers.map((_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the row is known by its place, as its fields are
        <div key={at} className={classes.officer}>
          <TextField name={`officers.${at}.rank`} label={t('party.rank')} required />
          <TextField name={`officers.${at}.name`} label={t('party.name')} required />
          <TextField name={`officers.${at}.belt`} ltr label={t('party.belt')} required />
          <CheckField name={`officers.${at}.female`} label={t('party.female')} />
          {officers.length > 1 ? (
            <Button
              size="xs"
              variant="subtle"
              onClick={() =>
                set(
                  'officers',
                  officers.filter((_each, other) => other !== at),
                )
              }
            >
              {t('party.less')}
            </Button>
          ) : null}
        </div>
      ))}
      <Button
        size="xs"
        leftSection={<Icon name="plus" size={16} />}
        onClick={() => set('officers', [...officers, officer])}
      >
        {t('party.more')}
      </Button>
    </>
  )
}

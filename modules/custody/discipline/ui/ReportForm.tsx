import { useState } from 'react'
import {
  Button,
  Columns,
  call,
  DateField,
  Form,
  type Found,
  Icon,
  Load,
  Modal,
  SearchField,
  SelectField,
  say,
  TextField,
  today,
  useBoth,
  useCall,
  useGo,
  useTranslation,
} from '#platform/ui'
import { listPrisoners } from '../../prisoners/contract.ts'
import { listOffences, reportOffence } from '../contract.ts'

/** Reporting an offence: of a prisoner whose page is open, or of one searched first. */
export function ReportOffence({ imprisonmentId }: { imprisonmentId?: string }) {
  const { t } = useTranslation('custody-discipline')
  const [opened, setOpened] = useState(false)
  const go = useGo()
  return (
    <>
      <Button
        size={imprisonmentId === undefined ? 'sm' : 'xs'}
        {...(imprisonmentId === undefined ? { variant: 'filled' } : {})}
        leftSection={<Icon name="plus" size={16} />}
        onClick={() => setOpened(true)}
      >
        {t('report.act')}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('report.act')} size="lg">
        <Fields
          imprisonmentId={imprisonmentId}
          close={() => setOpened(false)}
          done={(id) => {
            setOpened(false)
            say(t('report.done'))
            go(`/custody/adjudications/${id}`)
          }}
        />
      </Modal>
    </>
  )
}

function Fields({
  imprisonmentId,
  close,
  done,
}: {
  imprisonmentId: string | undefined
  close: () => void
  done: (id: string) => void
}) {
  const { t } = useTranslation('custody-discipline')
  const both = useBoth()
  const offences = useCall(listOffences, {})
  const search = async (text: string, signal: AbortSignal): Promise<Found[]> => {
    const { rows } = await call(listPrisoners, { q: text, size: 10 }, { signal })
    return rows.map((row) => ({ value: row.id, label: `${row.number} ${both(row.name)}` }))
  }
  return (
    <Load call={offences} lines={6}>
      {({ rows }) => (
        <Form
          endpoint={reportOffence}
          initial={{ occurredOn: today(), ...(imprisonmentId === undefined ? {} : { imprisonmentId }) }}
          submit={t('report.act')}
          cancel={close}
          onDone={({ id }) => done(id)}
        >
          {imprisonmentId === undefined ? (
            <SearchField name="imprisonmentId" label={t('report.prisoner')} required search={search} />
          ) : null}
          <SelectField
            name="offence"
            label={t('report.offence')}
            hint={t('report.offence-hint')}
            required
            options={rows.map((one) => ({ value: one.code, label: `${one.section} ${both(one.text)}` }))}
          />
          <Columns>
            <DateField name="occurredOn" label={t('report.on')} required />
            <TextField name="occurredTime" ltr label={t('report.time')} hint="14:30" required />
            <TextField name="place" label={t('report.place')} required maxLength={200} />
          </Columns>
          <TextField
            name="account"
            label={t('report.account')}
            hint={t('report.account-hint')}
            multiline
            required
            maxLength={4000}
          />
        </Form>
      )}
    </Load>
  )
}

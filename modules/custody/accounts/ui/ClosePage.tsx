import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  ConfirmAct,
  EmptyState,
  ErrorPanel,
  Fieldset,
  Form,
  Group,
  Icon,
  Load,
  Ltr,
  NumberField,
  Page,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useFormValues,
  useMay,
  useTranslation,
} from '#platform/ui'
import { closeDay, countCash, getDayClose, type Notes, notes, withdrawCount, worthOf } from '../contract.ts'
import classes from './Accounts.module.css'
import { useSigned } from './use-words.ts'

type Data = OutputOf<typeof getDayClose>
type Close = Data['closes'][number]

/** The end of the day: counted by one officer, closed by another, and what was closed before. */
export default function ClosePage() {
  const { t } = useTranslation('custody-accounts')
  const found = useCall(getDayClose, {}, { refetchEvery: 30_000 })
  return (
    <Page title={t('close.title')} lead={t('close.lead')} back={{ to: '/custody/money', label: t('title') }}>
      <Load call={found} lines={8}>
        {(data) => (
          <>
            {data.waiting === null ? <Count data={data} /> : <Waiting close={data.waiting} />}
            <Before closes={data.closes} />
          </>
        )}
      </Load>
    </Page>
  )
}

function Count({ data }: { data: Data }) {
  const { t } = useTranslation('custody-accounts')
  const { date } = useFormats()
  const may = useMay('custody:count-cash')
  if (data.closedThrough !== null && data.closedThrough >= data.today)
    return (
      <EmptyState icon="circle-check" title={t('close.closed-today')} why={t('close.closed-today-why')} />
    )
  if (!may) return <EmptyState icon="cash" title={t('close.not-counted')} why={t('close.not-counted-why')} />
  const before = new Date(Date.parse(data.today) - 86_400_000).toISOString().slice(0, 10)
  const days = [data.today, ...(data.closedThrough === null || data.closedThrough < before ? [before] : [])]
  return (
    <Section title={t('close.count')}>
      <Form
        endpoint={countCash}
        initial={{ day: data.today, notes: {} }}
        submit={t('close.counted')}
        onDone={({ difference }) => say(t(difference === 0 ? 'close.agrees' : 'close.counted-differs'))}
      >
        <SelectField
          name="day"
          label={t('close.day')}
          required
          options={days.map((value) => ({ value, label: date(value) }))}
        />
        <Fieldset legend={t('close.notes')}>
          <div className={classes.notes}>
            {notes.map((note) => (
              <NumberField key={note} name={`notes.r${note}`} label={t('close.note', { note })} />
            ))}
          </div>
        </Fieldset>
        <Sums expected={data.expected} today={data.today} />
        <TextField
          name="reason"
          label={t('close.reason')}
          hint={t('close.reason-hint')}
          multiline
          maxLength={300}
        />
      </Form>
    </Section>
  )
}

/** What was counted so far against what the book says, while it is typed. */
function Sums({ expected, today }: { expected: number; today: string }) {
  const { t } = useTranslation('custody-accounts')
  const { money } = useFormats()
  const signed = useSigned()
  const { notes: counted = {}, day } = useFormValues<{ notes?: Notes; day?: string }>()
  const sum = worthOf(counted)
  const difference = sum - expected
  return (
    <div className={classes.sums} role="status" data-differs={difference !== 0}>
      <span>
        {t('close.counted-sum')}
        <strong>{money(sum)}</strong>
      </span>
      {day === today ? (
        <>
          <span>
            {t('close.expected')}
            <strong>{money(expected)}</strong>
          </span>
          <span className={classes.difference}>
            {t('close.difference')}
            <strong>{difference === 0 ? money(0) : signed(difference)}</strong>
          </span>
        </>
      ) : null}
    </div>
  )
}

function Waiting({ close }: { close: Close }) {
  const { t } = useTranslation('custody-accounts')
  const both = useBoth()
  const { date } = useFormats()
  const mayClose = useMay('custody:close-money')
  const mayCount = useMay('custody:count-cash')
  const [asking, setAsking] = useState(false)
  const second = useCommand(closeDay, {
    onDone: ({ closedThrough }) => say(t('close.done', { day: closedThrough })),
  })
  const back = useCommand(withdrawCount)
  const moved = close.expectedNow !== null && close.expectedNow !== close.expected
  return (
    <Section title={t('close.waiting', { day: close.day })}>
      <p className={classes.row}>
        <StatusBadge meaning="amber" icon="hourglass">
          {t('close.second-wanted')}
        </StatusBadge>
        <span>{t('close.counted-by', { name: both(close.countedBy), at: close.countedAt })}</span>
      </p>
      <Compared close={close} />
      {moved ? <Alert icon={<Icon name="alert-triangle" size={18} />}>{t('close.moved')}</Alert> : null}
      {back.error === null || back.error === undefined ? null : <ErrorPanel error={back.error} />}
      <Group gap={8}>
        {mayClose && !close.own ? (
          <Button
            variant="filled"
            leftSection={<Icon name="lock" size={17} />}
            onClick={() => setAsking(true)}
          >
            {t('close.close')}
          </Button>
        ) : null}
        {mayClose && close.own ? <span className={classes.soft}>{t('close.own')}</span> : null}
        {mayCount ? (
          <Button loading={back.busy} onClick={() => back.start({ id: close.id })}>
            {t('close.again')}
          </Button>
        ) : null}
      </Group>
      <ConfirmAct
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('close.close')}
        consequence={t(close.difference === 0 ? 'close.means' : 'close.means-difference', {
          day: date(close.day),
          sum: Math.abs(close.difference),
        })}
        actLabel={t('close.close')}
        onConfirm={() => second.run({ id: close.id })}
      />
    </Section>
  )
}

function Compared({ close }: { close: Close }) {
  const { t } = useTranslation('custody-accounts')
  const { money } = useFormats()
  const signed = useSigned()
  const counted = notes.filter((note) => (close.notes[`r${note}`] ?? 0) > 0)
  return (
    <>
      <div className={classes.sums} data-differs={close.difference !== 0}>
        <span>
          {t('close.counted-sum')}
          <strong>{money(close.counted)}</strong>
        </span>
        <span>
          {t('close.expected')}
          <strong>{money(close.expected)}</strong>
        </span>
        <span className={classes.difference}>
          {t('close.difference')}
          <strong>{close.difference === 0 ? money(0) : signed(close.difference)}</strong>
        </span>
      </div>
      <p className={classes.row}>
        {counted.map((note) => (
          <Ltr key={note}>{`${note} × ${close.notes[`r${note}`] ?? 0}`}</Ltr>
        ))}
      </p>
      {close.reason === null ? null : (
        <p>
          <span className={classes.soft}>{t('close.reason')}:</span> <bdi>{close.reason}</bdi>
        </p>
      )}
    </>
  )
}

function Before({ closes }: { closes: readonly Close[] }) {
  const { t } = useTranslation('custody-accounts')
  const both = useBoth()
  const { date, money } = useFormats()
  const signed = useSigned()
  return (
    <Section title={t('close.before')}>
      {closes.length === 0 ? <p className={classes.soft}>{t('close.none')}</p> : null}
      <ul className={classes.closes}>
        {closes.map((close) => (
          <li key={close.id}>
            <div className={classes.row}>
              <strong>
                {close.fromDay === close.day
                  ? date(close.day)
                  : `${date(close.fromDay)} – ${date(close.day)}`}
              </strong>
              <span>{money(close.counted)}</span>
              {close.difference === 0 ? (
                <StatusBadge meaning="grey" icon="check">
                  {t('close.agrees')}
                </StatusBadge>
              ) : (
                <StatusBadge meaning="amber" icon="alert-triangle">
                  {`${t('close.difference')} ${signed(close.difference)}`}
                </StatusBadge>
              )}
              {close.unchanged === false ? (
                <StatusBadge meaning="red" icon="alert-triangle">
                  {t('close.altered')}
                </StatusBadge>
              ) : (
                <StatusBadge meaning="blue" icon="shield-check">
                  {t('close.unchanged')}
                </StatusBadge>
              )}
              <span className={classes.soft}>
                {[close.countedBy, close.closedBy]
                  .flatMap((name) => (name === null || both(name) === '' ? [] : [both(name)]))
                  .join(' · ')}
              </span>
            </div>
            {close.reason === null ? null : <div className={classes.soft}>{close.reason}</div>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  DateField,
  EmptyState,
  Form,
  GivenReasons,
  Group,
  Icon,
  Load,
  Ltr,
  Modal,
  Page,
  parseDate,
  Section,
  StatusBadge,
  say,
  TextField,
  TextInput,
  useBoth,
  useCall,
  useFormats,
  useQueryText,
  useShortcuts,
  useTranslation,
} from '#platform/ui'
import { adjournmentReasons, outcomes, purposes } from '../codes.ts'
import { type DayLine, getDayList, moveDay } from '../contract.ts'
import { CaseLine } from './CaseLine.tsx'
import classes from './Courts.module.css'
import { OutcomeForm } from './OutcomeForm.tsx'
import { nameOf, unitName } from './words.ts'

type Day = OutputOf<typeof getDayList>

/** The court's cause list of a day: what is fixed, what came of each, and the next dates; printable on A4. */
export default function DayListPage() {
  const { t } = useTranslation('courts')
  const [onDate, setOnDate] = useQueryText('on', '')
  const found = useCall(getDayList, onDate === '' ? {} : { onDate })
  return (
    <Load call={found}>
      {(day) => <DayPage key={day.onDate} day={day} go={setOnDate} title={t('day.title')} />}
    </Load>
  )
}

function DayPage({ day, go, title }: { day: Day; go: (onDate: string) => void; title: string }) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { date, distance } = useFormats()
  const waiting = [...day.unrecorded, ...day.rows].filter(
    ({ state, onDate }) => state === 'listed' && onDate <= day.today,
  )
  const [open, setOpen] = useState<string | null>(null)
  const [moving, setMoving] = useState(false)
  /** After one outcome the next case without one opens by itself: a list is worked through without the mouse. */
  const afterOutcome = (id: string) => {
    const at = waiting.findIndex((line) => line.id === id)
    setOpen(waiting[at + 1]?.id ?? waiting.find((line) => line.id !== id)?.id ?? null)
  }
  useShortcuts([
    { key: 'n', label: t('day.next-open'), act: () => setOpen(waiting[0]?.id ?? null) },
    { key: '[', label: t('day.previous'), act: () => go(day.previousDay) },
    { key: ']', label: t('day.next'), act: () => go(day.nextDay) },
  ])
  const line = (one: DayLine, index: number) => (
    <Line
      key={one.id}
      line={one}
      serial={one.serial ?? index + 1}
      day={day}
      opened={open === one.id}
      toggle={() => setOpen(open === one.id ? null : one.id)}
      done={() => afterOutcome(one.id)}
    />
  )
  return (
    <Page
      title={`${title}: ${date(day.onDate)}`}
      lead={`${both(unitName(day.court))} · ${distance(day.onDate)}`}
      actions={
        <Group gap={8} className={classes.screen ?? ''}>
          <Button onClick={() => go(day.previousDay)}>{t('day.previous')}</Button>
          {day.onDate === day.today ? null : (
            <Button onClick={() => go(day.today)}>{t('common:word.today')}</Button>
          )}
          <Button onClick={() => go(day.nextDay)}>{t('day.next')}</Button>
          <GoToDay go={go} />
          <Button leftSection={<Icon name="printer" size={17} />} onClick={() => window.print()}>
            {t('common:act.print')}
          </Button>
        </Group>
      }
    >
      {day.open ? null : (
        <div>
          <StatusBadge meaning="amber">{t('day.closed')}</StatusBadge>
        </div>
      )}
      {day.unrecorded.length === 0 ? null : (
        <div className={classes.screen}>
          <Section title={t('day.unrecorded', { count: day.unrecorded.length })}>
            <ol className={classes.day}>{day.unrecorded.map(line)}</ol>
          </Section>
        </div>
      )}
      {day.rows.length === 0 ? (
        <EmptyState icon="calendar" title={t('day.empty')} why={t('day.empty-why')} />
      ) : (
        <Section
          title={t('day.listed', { count: day.rows.length })}
          actions={
            day.rows.some(({ state }) => state === 'listed') && day.onDate >= day.today ? (
              <span className={classes.screen}>
                <Button onClick={() => setMoving(true)}>{t('day.move')}</Button>
              </span>
            ) : undefined
          }
        >
          <ol className={classes.day}>{day.rows.map(line)}</ol>
          <p className={classes.printed}>{t('day.print-foot')}</p>
        </Section>
      )}
      <MoveDay day={day} opened={moving} close={() => setMoving(false)} go={go} />
    </Page>
  )
}

function GoToDay({ go }: { go: (onDate: string) => void }) {
  const { t } = useTranslation('courts')
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const day = parseDate(typed)
        setWrong(day === undefined || day === null)
        if (day) go(day)
      }}
    >
      <TextInput
        size="sm"
        w={140}
        aria-label={t('day.go-to')}
        placeholder="12/03/2026"
        value={typed}
        error={wrong}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </form>
  )
}

function Line({
  line,
  serial,
  day,
  opened,
  toggle,
  done,
}: {
  line: DayLine
  serial: number
  day: Day
  opened: boolean
  toggle: () => void
  done: () => void
}) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { date } = useFormats()
  const open = line.state === 'listed' && line.onDate <= day.today
  return (
    <li className={classes.line}>
      <div className={classes.summary}>
        <span className={classes.serial}>
          <Ltr>{String(serial)}</Ltr>
        </span>
        <CaseLine {...line} />
        <ul className={classes.names}>
          {line.accused.map((party) => (
            <li key={party.id}>
              <BothNames name={nameOf(party)} as="inline" />
              {party.produce && (party.custody === 'prison' || party.custody === 'police') ? (
                <StatusBadge meaning="blue" icon="lock">
                  {t('day.to-produce')}
                </StatusBadge>
              ) : party.custody === 'bail' ? (
                <StatusBadge meaning="grey">{t('day.on-bail')}</StatusBadge>
              ) : null}
            </li>
          ))}
        </ul>
        <span>
          {both(purposes[line.purpose])}
          <br />
          <span className={classes.soft}>
            {line.onDate === day.onDate
              ? line.previousDate === null
                ? t('day.first')
                : t('day.last-date', { on: date(line.previousDate) })
              : date(line.onDate)}
          </span>
        </span>
        <span className={classes.result}>
          {open ? (
            <span className={classes.screen}>
              <Button variant={opened ? 'default' : 'light'} aria-expanded={opened} onClick={toggle}>
                {t(opened ? 'common:act.close' : 'day.record')}
              </Button>
            </span>
          ) : (
            <Result line={line} />
          )}
        </span>
      </div>
      <GivenReasons reasons={line.overrides} as="inline" />
      {opened && open ? (
        <div className={classes.form}>
          <OutcomeForm line={line} suggested={day.suggested} done={done} />
        </div>
      ) : null}
    </li>
  )
}

function Result({ line }: { line: DayLine }) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { date } = useFormats()
  if (line.state === 'moved')
    return (
      <span>
        <StatusBadge meaning="grey">{t('day.moved')}</StatusBadge> {line.movedReason} ·{' '}
        {line.nextDate === null ? '' : date(line.nextDate)}
      </span>
    )
  if (line.state === 'withdrawn') return <StatusBadge meaning="grey">{t('day.withdrawn')}</StatusBadge>
  if (line.outcome === null) return <StatusBadge meaning="grey">{t('day.listed-ahead')}</StatusBadge>
  return (
    <span>
      <StatusBadge meaning={line.state === 'held' ? 'blue' : 'grey'}>
        {both(outcomes[line.outcome])}
      </StatusBadge>{' '}
      {line.reason === null ? null : both(adjournmentReasons[line.reason])}
      <br />
      {line.nextDate === null ? t('day.concluded') : t('day.next-date', { on: date(line.nextDate) })}
    </span>
  )
}

function MoveDay({
  day,
  opened,
  close,
  go,
}: {
  day: Day
  opened: boolean
  close: () => void
  go: (onDate: string) => void
}) {
  const { t } = useTranslation('courts')
  const { date } = useFormats()
  return (
    <Modal opened={opened} onClose={close} title={t('move.title', { on: date(day.onDate) })}>
      <p className={classes.soft}>{t('move.lead')}</p>
      <Form
        endpoint={moveDay}
        initial={{ toDate: day.nextDay, reason: '' }}
        prepare={(values) => ({ ...values, fromDate: day.onDate })}
        submit={t('move.submit')}
        cancel={close}
        onDone={({ moved, toDate, remandsToExtend }) => {
          say(
            remandsToExtend.length === 0
              ? t('move.done', { count: moved, to: date(toDate) })
              : t('move.done-remands', { count: remandsToExtend.length, to: date(toDate) }),
          )
          close()
          go(toDate)
        }}
      >
        <DateField name="toDate" label={t('move.to')} required />
        <TextField name="reason" label={t('move.reason')} multiline required />
      </Form>
    </Modal>
  )
}

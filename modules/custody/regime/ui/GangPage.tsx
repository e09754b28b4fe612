import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  BothNames,
  Button,
  ConfirmAct,
  EmptyState,
  ErrorPanel,
  Form,
  Icon,
  Load,
  Ltr,
  latinDigits,
  Modal,
  NativeSelect,
  Page,
  SearchField,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  TextInput,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useFormValues,
  useGo,
  useMay,
  useQueryText,
  useRouteParams,
  useShortcuts,
  useTranslation,
} from '#platform/ui'
import {
  assignLabour,
  closeGang,
  endLabour,
  getGang,
  labourBases,
  labourEnds,
  markMuster,
  musterMarks,
} from '../labour/contract.ts'
import { Filled, useSearchPrisoner } from './parts.tsx'
import classes from './Regime.module.css'

type Data = OutputOf<typeof getGang>
type Person = Data['people'][number]
type Mark = (typeof musterMarks)[number]
interface Line {
  mark: Mark | ''
  pieces: string
}

/** One gang and the muster of a day: a digit for each, Enter for the next, all at once at the end. */
export default function GangPage() {
  const { t } = useTranslation('custody-regime')
  const { id = '' } = useRouteParams()
  const [on, setOn] = useQueryText('on', '')
  const found = useCall(getGang, { gangId: id, ...(on === '' ? {} : { on }) })
  const both = useBoth()
  return (
    <Load call={found} lines={8}>
      {(data) => (
        <Page
          title={both(data.gang.name)}
          lead={`${t(`kind.${data.gang.kind}`)} · ${both(data.prison.name)}`}
          back={{ to: '/custody/labour', label: t('labour.title') }}
          actions={<Acts data={data} />}
        >
          <Filled of={data.gang.placed} most={data.gang.capacity} />
          <Muster key={data.on} data={data} setOn={setOn} />
        </Page>
      )}
    </Load>
  )
}

const standard = (one: Person): Line => ({
  mark: one.mark ?? '',
  pieces: one.pieces === 0 ? '' : String(one.pieces),
})

function Muster({ data, setOn }: { data: Data; setOn: (on: string) => void }) {
  const { t } = useTranslation('custody-regime')
  const { date } = useFormats()
  const mayMark = useMay('custody:mark-muster') && !data.closed
  const byPiece = data.gang.rate?.unit === 'piece'
  const [typed, setTyped] = useState<Readonly<Record<string, Line>>>({})
  const lineOf = (one: Person) => typed[one.imprisonmentId] ?? standard(one)
  const save = useCommand(markMuster, {
    onDone: ({ worked }) => {
      setTyped({})
      say(t('muster.saved', { worked }))
    },
  })
  const lines = data.people.flatMap((one) => {
    const { mark, pieces } = lineOf(one)
    return mark === ''
      ? []
      : [{ imprisonmentId: one.imprisonmentId, mark, pieces: Number(latinDigits(pieces)) || 0 }]
  })
  const left = data.people.length - lines.length
  const send = () => {
    if (mayMark && lines.length > 0) save.start({ gangId: data.gang.id, on: data.on, lines })
  }
  const fill = () =>
    setTyped(
      Object.fromEntries(
        data.people.map((one) => {
          const line = lineOf(one)
          const mark: Mark = one.outside ? 'outside' : one.fit ? 'worked' : 'ill'
          return [one.imprisonmentId, line.mark === '' ? { ...line, mark } : line]
        }),
      ),
    )
  useShortcuts(mayMark ? [{ key: 'mod+enter', label: t('muster.save'), act: send }] : [])
  const moved = (by: number) => new Date(Date.parse(data.on) + by * 86_400_000).toISOString().slice(0, 10)
  return (
    <Section
      title={t('muster.title', { day: data.on })}
      actions={
        <>
          <Button size="xs" onClick={() => setOn(moved(-1))}>
            {date(moved(-1))}
          </Button>
          {data.on < data.today ? (
            <Button size="xs" onClick={() => setOn(moved(1))}>
              {date(moved(1))}
            </Button>
          ) : null}
        </>
      }
    >
      {data.closed ? (
        <Alert icon={<Icon name="lock" size={18} />}>{t('muster.closed')}</Alert>
      ) : mayMark && data.people.length > 0 ? (
        <p className={classes.soft}>{t('muster.hint')}</p>
      ) : null}
      {data.people.length === 0 ? (
        <EmptyState icon="users-group" title={t('muster.nobody')} why={t('muster.nobody-why')} />
      ) : (
        <ul className={classes.list}>
          {data.people.map((one) => (
            <PersonLine
              key={one.imprisonmentId}
              one={one}
              line={lineOf(one)}
              byPiece={byPiece}
              change={
                mayMark
                  ? (line) => setTyped((before) => ({ ...before, [one.imprisonmentId]: line }))
                  : undefined
              }
            />
          ))}
        </ul>
      )}
      {save.error === null || save.error === undefined ? null : <ErrorPanel error={save.error} />}
      {mayMark && data.people.length > 0 ? (
        <div className={classes.foot}>
          <Button variant="filled" loading={save.busy} disabled={lines.length === 0} onClick={send}>
            {t('muster.save')}
          </Button>
          <Button onClick={fill} disabled={left === 0}>
            {t('muster.fill')}
          </Button>
          <span role="status" className={classes.soft}>
            {t('muster.left', { left })}
          </span>
        </div>
      ) : null}
    </Section>
  )
}

/** Enter goes on to the next line, as in the muster book. */
function toNext(from: HTMLElement): void {
  const fields = [...(from.closest('ul')?.querySelectorAll<HTMLElement>('select, input') ?? [])]
  fields[fields.indexOf(from) + 1]?.focus()
}

function PersonLine({
  one,
  line,
  byPiece,
  change,
}: {
  one: Person
  line: Line
  byPiece: boolean
  change: ((line: Line) => void) | undefined
}) {
  const { t } = useTranslation('custody-regime')
  return (
    <li className={classes.line}>
      <span className={classes.who}>
        <Ltr>{one.number}</Ltr>
        <BothNames name={one.name} as="inline" to={`/custody/prisoners/${one.imprisonmentId}`} />
        {one.basis === 'rigorous' ? null : (
          <StatusBadge meaning="grey">{t(`labour-basis.${one.basis}`)}</StatusBadge>
        )}
        {one.fit ? null : (
          <StatusBadge meaning="amber" icon="heartbeat">
            {t('word.unfit')}
          </StatusBadge>
        )}
        {one.outside ? (
          <StatusBadge meaning="blue" icon="door-exit">
            {t('mark.outside')}
          </StatusBadge>
        ) : null}
        {one.toOn === null ? <Leave one={one} /> : null}
      </span>
      {change === undefined ? (
        <span>{line.mark === '' ? '—' : t(`mark.${line.mark}`)}</span>
      ) : (
        <NativeSelect
          className={classes.mark}
          aria-label={t('muster.of', { number: one.number })}
          value={line.mark}
          onChange={(event) => change({ ...line, mark: event.currentTarget.value as Line['mark'] })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            toNext(event.currentTarget)
          }}
          data={[
            { value: '', label: t('muster.unmarked') },
            ...musterMarks.map((value, index) => ({ value, label: `${index + 1} ${t(`mark.${value}`)}` })),
          ]}
        />
      )}
      {byPiece ? (
        change === undefined ? (
          <span>{t('muster.pieces', { count: one.pieces })}</span>
        ) : (
          <TextInput
            className={classes.pieces}
            aria-label={t('muster.pieces-of', { number: one.number })}
            inputMode="numeric"
            dir="ltr"
            value={line.pieces}
            disabled={line.mark !== 'worked' && line.mark !== 'half'}
            onChange={(event) => change({ ...line, pieces: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) toNext(event.currentTarget)
            }}
          />
        )
      ) : null}
    </li>
  )
}

function Leave({ one }: { one: Person }) {
  const { t } = useTranslation('custody-regime')
  const may = useMay('custody:assign-labour')
  const [opened, setOpened] = useState(false)
  if (!may) return null
  return (
    <>
      <Button
        size="compact-xs"
        aria-label={`${t('gang.take-out')}: ${one.number}`}
        onClick={() => setOpened(true)}
      >
        {t('gang.take-out')}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('gang.take-out')}>
        <Form
          endpoint={endLabour}
          initial={{ labourId: one.labourId, why: one.fit ? 'request' : 'unfit' }}
          submit={t('gang.take-out')}
          cancel={() => setOpened(false)}
          onDone={() => {
            setOpened(false)
            say(t('gang.taken-out'))
          }}
        >
          <SelectField
            name="why"
            label={t('common:word.reason')}
            required
            options={labourEnds.map((value) => ({ value, label: t(`end.${value}`) }))}
          />
        </Form>
      </Modal>
    </>
  )
}

function Acts({ data }: { data: Data }) {
  const { t } = useTranslation('custody-regime')
  const mayAssign = useMay('custody:assign-labour')
  const mayEdit = useMay('custody:edit-gangs')
  const go = useGo()
  const [opened, setOpened] = useState(false)
  const [closing, setClosing] = useState(false)
  const close = useCommand(closeGang, { onDone: () => go('/custody/labour') })
  return (
    <>
      {mayAssign ? (
        <Button leftSection={<Icon name="user-plus" size={16} />} onClick={() => setOpened(true)}>
          {t('gang.put-in')}
        </Button>
      ) : null}
      {mayEdit ? <Button onClick={() => setClosing(true)}>{t('gang.close')}</Button> : null}
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('gang.put-in')} size="lg">
        <PutIn gangId={data.gang.id} close={() => setOpened(false)} />
      </Modal>
      <ConfirmAct
        opened={closing}
        onClose={() => setClosing(false)}
        title={t('gang.close')}
        consequence={t('gang.close-means', { count: data.gang.placed })}
        danger
        actLabel={t('gang.close')}
        onConfirm={() => close.run({ gangId: data.gang.id })}
      />
    </>
  )
}

function PutIn({ gangId, close }: { gangId: string; close: () => void }) {
  const { t } = useTranslation('custody-regime')
  const search = useSearchPrisoner()
  return (
    <Form
      endpoint={assignLabour}
      initial={{ gangId, basis: 'rigorous' }}
      submit={t('gang.put-in')}
      cancel={close}
      onDone={() => {
        close()
        say(t('gang.put'))
      }}
    >
      <SearchField name="imprisonmentId" label={t('word.prisoner')} required search={search} />
      <SelectField
        name="basis"
        label={t('gang.by-right')}
        hint={t('gang.by-right-hint')}
        required
        options={labourBases.map((value) => ({ value, label: t(`labour-basis.${value}`) }))}
      />
      <Consent />
      <TextField name="reason" label={t('common:word.reason')} required maxLength={300} />
    </Form>
  )
}

function Consent() {
  const { t } = useTranslation('custody-regime')
  const { basis } = useFormValues<{ basis?: string }>()
  return basis === 'consent' ? (
    <TextField
      name="consentPaper"
      label={t('gang.consent-paper')}
      hint={t('gang.consent-hint')}
      required
      maxLength={120}
    />
  ) : null
}

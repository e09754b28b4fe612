import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  ChoiceField,
  ConfirmAct,
  DeadlineBadge,
  EmptyState,
  Form,
  Link,
  Ltr,
  Modal,
  NumberField,
  RecordTable,
  Section,
  SegmentedControl,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCommand,
  useFormats,
  useFormValues,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import {
  decideEarned,
  forwardEarned,
  type getEducation,
  listEarned,
  proposeEarned,
} from '../education/contract.ts'
import { useLawWords } from './law-words.ts'
import classes from './Regime.module.css'
import { ResultScans } from './ResultScans.tsx'

type Row = OutputOf<typeof listEarned>['rows'][number]

const shows = ['to-propose', 'proposed', 'forwarded', 'decided', 'all'] as const

/** Remission for passed courses: proposed, forwarded, decided, each with its day. */
export function EarnedList({ rule }: { rule: OutputOf<typeof getEducation>['rule'] }) {
  const { t } = useTranslation('custody-regime')
  const both = useBoth()
  const { date } = useFormats()
  const mayPropose = useMay('custody:propose-earned')
  const mayForward = useMay('custody:forward-earned')
  const mayDecide = useMay('custody:decide-earned')
  const mine = mayPropose ? 'to-propose' : mayForward ? 'proposed' : mayDecide ? 'forwarded' : 'all'
  const [asked, setShow] = useQueryText('show', mine)
  const show = shows.find((one) => one === asked) ?? mine
  const [chosen, setChosen] = useState<Row | null>(null)
  return (
    <Section title={t('earned.title')}>
      <p className={classes.soft}>
        {t('earned.lead', { forward: rule.forwardDays, decide: rule.decideDays })} <bdi>{rule.basis}</bdi>
      </p>
      <SegmentedControl
        aria-label={t('earned.title')}
        value={show}
        onChange={setShow}
        data={shows.map((value) => ({ value, label: t(`earned.show.${value}`) }))}
      />
      <RecordTable
        key={show}
        name="custody.earned"
        caption={t('earned.title')}
        source={listEarned}
        input={{ show }}
        rowKey={(row) => row.proposalId ?? row.resultId}
        detail={(row) => <Detail row={row} />}
        empty={
          <EmptyState icon="certificate" title={t(`earned.empty.${show}`)} why={t('earned.empty-why')} />
        }
        columns={[
          {
            key: 'number',
            label: t('word.number'),
            cell: (row) => (
              <Link to={`/custody/prisoners/${row.imprisonmentId}`}>
                <Ltr>{row.number}</Ltr>
              </Link>
            ),
          },
          { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
          {
            key: 'act',
            label: t('earned.act'),
            cell: (row) => <ActButton row={row} press={() => setChosen(row)} />,
          },
          { key: 'course', label: t('word.course'), cell: (row) => both(row.course) },
          { key: 'months', label: t('law.earns'), cell: (row) => <Amount row={row} /> },
          { key: 'state', label: t('common:word.status'), cell: (row) => <State row={row} /> },
          {
            key: 'due',
            label: t('earned.due'),
            cell: (row) => (row.dueOn === null ? '' : <DeadlineBadge date={row.dueOn} />),
          },
          {
            key: 'paper',
            label: t('earned.paper'),
            hidden: true,
            cell: (row) => (
              <>
                <Ltr>{row.paper}</Ltr> {date(row.issuedOn)}
              </>
            ),
          },
          {
            key: 'marks',
            label: t('earned.marks'),
            align: 'end',
            hidden: true,
            cell: (row) => (row.marks === null ? '—' : `${row.marks}%`),
          },
          { key: 'prison', label: t('word.prison'), cell: (row) => both(row.prison), hidden: !mayDecide },
        ]}
      />
      {chosen === null ? null : (
        <Act row={chosen} scanNeeded={rule.scanNeeded} shut={() => setChosen(null)} />
      )}
    </Section>
  )
}

function Amount({ row }: { row: Row }) {
  const { t } = useTranslation('custody-regime')
  const words = useLawWords()
  if (row.months !== null) return <>{t('law.fixed', { count: row.months })}</>
  if (row.standing === 'refer' || row.law?.standing === 'refer')
    return (
      <StatusBadge meaning="amber" icon="scale">
        {t('law.refer')}
      </StatusBadge>
    )
  return <>{row.law === null ? '—' : words(row.law)}</>
}

function State({ row }: { row: Row }) {
  const { t } = useTranslation('custody-regime')
  if (row.state === 'approved' && row.byHandWhy !== null)
    return (
      <StatusBadge meaning="amber" icon="hand-stop">
        {t('earned.by-hand')}
      </StatusBadge>
    )
  return (
    <StatusBadge meaning={row.state === 'approved' ? 'blue' : row.state === 'refused' ? 'grey' : 'amber'}>
      {t(row.posted ? 'earned.posted' : `earned.state.${row.state}`)}
    </StatusBadge>
  )
}

function Detail({ row }: { row: Row }) {
  const { t } = useTranslation('custody-regime')
  const both = useBoth()
  const { date } = useFormats()
  const said = [
    [
      t('earned.paper'),
      `${row.paper} · ${date(row.issuedOn)}${row.marks === null ? '' : ` · ${row.marks}%`}`,
    ],
    [t('common:word.section'), row.citation ?? row.law?.citation],
    [t('earned.remarks'), row.remarks],
    [t('word.proposed-by'), row.proposedBy === null ? null : both(row.proposedBy)],
    [t('word.forwarded-by'), row.forwardedBy === null ? null : both(row.forwardedBy)],
    [t('word.decided-by'), row.decidedBy === null ? null : both(row.decidedBy)],
    [t('earned.instrument'), row.instrument],
    [t('earned.rests-on'), row.restsOn],
    [t('earned.refused-why'), row.refusedWhy],
  ] as const
  return (
    <ul>
      <li>
        <ResultScans resultId={row.resultId} number={row.paper} scans={row.scans} needed={false} />
      </li>
      {row.findings.map((finding) => (
        <li key={finding.code}>
          <StatusBadge meaning="amber" icon="scale">
            {t('law.weigh')}
          </StatusBadge>{' '}
          {both(finding.text)} <Ltr>{finding.section}</Ltr>
        </li>
      ))}
      {said.map(([label, value]) =>
        value === null || value === undefined ? null : (
          <li key={label}>
            <span className={classes.soft}>{label}:</span> <bdi>{value}</bdi>
          </li>
        ),
      )}
    </ul>
  )
}

/** The one thing this reader may do with it now. */
function useActOn(row: Row): 'propose' | 'forward' | 'decide' | null {
  const mayPropose = useMay('custody:propose-earned')
  const mayForward = useMay('custody:forward-earned')
  const mayDecide = useMay('custody:decide-earned')
  if (row.state === 'to-propose' && mayPropose) return 'propose'
  if (row.state === 'proposed' && mayForward) return 'forward'
  return row.state === 'forwarded' && mayDecide ? 'decide' : null
}

function ActButton({ row, press }: { row: Row; press: () => void }) {
  const { t } = useTranslation('custody-regime')
  const act = useActOn(row)
  if (act === null) return null
  return (
    <Button size="compact-sm" aria-label={`${t(`earned.${act}`)}: ${row.number}`} onClick={press}>
      {t(`earned.${act}`)}
    </Button>
  )
}

/** Outside the table, whose keys would otherwise take what is typed here. */
function Act({ row, scanNeeded, shut }: { row: Row; scanNeeded: boolean; shut: () => void }) {
  const { t } = useTranslation('custody-regime')
  const act = useActOn(row)
  const forward = useCommand(forwardEarned, { onDone: () => say(t('earned.forwarded')) })
  const { proposalId } = row
  if (act === null) return null
  const label = t(`earned.${act}`)
  if (act === 'forward' && proposalId !== null)
    return (
      <ConfirmAct
        opened
        onClose={shut}
        title={label}
        consequence={t('earned.forward-means', { number: row.number })}
        actLabel={label}
        onConfirm={() => forward.run({ proposalId })}
      />
    )
  return (
    <Modal opened onClose={shut} title={`${label}: ${row.number}`} size="lg">
      {act === 'propose' ? (
        <Propose row={row} scanNeeded={scanNeeded} close={shut} />
      ) : proposalId === null ? null : (
        <Decide row={row} proposalId={proposalId} close={shut} />
      )}
    </Modal>
  )
}

function Propose({ row, scanNeeded, close }: { row: Row; scanNeeded: boolean; close: () => void }) {
  const { t } = useTranslation('custody-regime')
  const both = useBoth()
  const words = useLawWords()
  return (
    <Form
      endpoint={proposeEarned}
      initial={{ resultId: row.resultId }}
      submit={t('earned.propose')}
      cancel={close}
      onDone={() => {
        close()
        say(t('earned.proposed'))
      }}
    >
      {row.law === null ? null : (
        <p>
          {both(row.course)}: {words(row.law)} <Ltr>{row.law.citation}</Ltr>
        </p>
      )}
      <ResultScans resultId={row.resultId} number={row.paper} scans={row.scans} needed={scanNeeded} />
      {row.law?.standing === 'range' ? (
        <NumberField name="months" label={t('earned.months')} hint={words(row.law)} required />
      ) : null}
      {row.law?.standing === 'refer' ? <p className={classes.soft}>{t('earned.refer-hint')}</p> : null}
      <TextField name="remarks" label={t('earned.remarks')} multiline required maxLength={500} />
    </Form>
  )
}

function Decide({ row, proposalId, close }: { row: Row; proposalId: string; close: () => void }) {
  const { t } = useTranslation('custody-regime')
  return (
    <Form
      endpoint={decideEarned}
      initial={{ proposalId, approve: 'yes', ...(row.months === null ? {} : { months: row.months }) }}
      prepare={({ months, ...values }) => ({
        ...values,
        ...(row.standing === 'refer' && values.approve === 'yes' ? { months } : {}),
      })}
      submit={t('earned.decide')}
      cancel={close}
      onDone={({ state }) => {
        close()
        say(t(`earned.done.${state}`))
      }}
    >
      <Detail row={row} />
      <ChoiceField
        name="approve"
        label={t('earned.decide')}
        required
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`earned.approve.${value}`) }))}
      />
      <Decision refer={row.standing === 'refer'} />
    </Form>
  )
}

function Decision({ refer }: { refer: boolean }) {
  const { t } = useTranslation('custody-regime')
  const { approve } = useFormValues<{ approve?: string }>()
  if (approve === 'no')
    return <TextField name="why" label={t('earned.refused-why')} multiline required maxLength={500} />
  return (
    <>
      <TextField name="instrument" ltr label={t('earned.instrument')} required maxLength={120} />
      {refer ? (
        <>
          <p className={classes.soft}>{t('earned.refer-decide')}</p>
          <NumberField name="months" label={t('earned.months')} required />
          <TextField name="restsOn" label={t('earned.rests-on')} required maxLength={300} />
        </>
      ) : null}
    </>
  )
}

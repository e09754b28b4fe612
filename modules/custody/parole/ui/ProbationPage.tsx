import { listUnits } from '#kernel/units/contract'
import {
  BothNames,
  CnicField,
  Columns,
  call,
  DateField,
  DeadlineBadge,
  EmptyState,
  Ltr,
  NumberField,
  Page,
  RecordTable,
  SearchField,
  SegmentedControl,
  SelectField,
  StatusBadge,
  say,
  TextField,
  today,
  useBoth,
  useFormats,
  useGo,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { enterProbation, listForConsideration, listProbation } from '../contract.ts'
import classes from './Parole.module.css'

const shows = ['running', 'late', 'ending', 'ended'] as const

/** Whom a court put on probation instead of sending to prison; and who under trial might be considered for it. */
export default function ProbationPage() {
  const { t } = useTranslation('custody-parole')
  const maySupervise = useMay('custody:supervise')
  const [asked, setShow] = useQueryText('show', 'running')
  const show = shows.find((one) => one === asked)
  return (
    <Page
      title={t('probation.title')}
      lead={t('probation.lead')}
      actions={maySupervise ? <Enter /> : undefined}
    >
      <SegmentedControl
        aria-label={t('probation.title')}
        value={show ?? 'court'}
        onChange={setShow}
        data={[...shows, 'court'].map((value) => ({ value, label: t(`probation.show.${value}`) }))}
      />
      {show === undefined ? <ForTheCourt /> : <Orders key={show} show={show} />}
    </Page>
  )
}

function Orders({ show }: { show: (typeof shows)[number] }) {
  const { t } = useTranslation('custody-parole')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <RecordTable
      name="custody.probation"
      caption={t('probation.title')}
      source={listProbation}
      input={{ show }}
      rowKey={(row) => row.id}
      open={(row) => `/custody/probation/${row.id}`}
      empty={
        <EmptyState icon="notebook" title={t(`probation.empty.${show}`)} why={t('probation.empty-why')} />
      }
      columns={[
        { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
        {
          key: 'next',
          label: t('column.report-on'),
          cell: (row) => (row.nextReportOn === null ? '—' : <DeadlineBadge date={row.nextReportOn} />),
        },
        { key: 'section', label: t('probation.section'), cell: (row) => t(`probation.by.${row.section}`) },
        { key: 'court', label: t('probation.court'), cell: (row) => both(row.court), wrap: true },
        { key: 'case', label: t('probation.case'), cell: (row) => <Ltr>{row.caseLabel}</Ltr> },
        { key: 'until', label: t('probation.until'), cell: (row) => date(row.untilOn) },
        {
          key: 'state',
          label: t('common:word.status'),
          cell: (row) => (
            <StatusBadge
              meaning={row.state === 'running' ? 'blue' : row.state === 'ended' ? 'grey' : 'amber'}
            >
              {t(`probation.state.${row.state}`)}
            </StatusBadge>
          ),
        },
      ]}
    />
  )
}

function ForTheCourt() {
  const { t } = useTranslation('custody-parole')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <>
      <p className={classes.soft}>{t('probation.court-means')}</p>
      <RecordTable
        name="custody.probation-candidates"
        caption={t('probation.show.court')}
        source={listForConsideration}
        input={{}}
        rowKey={(row) => `${row.imprisonmentId} ${row.sections}`}
        open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
        empty={
          <EmptyState icon="scale" title={t('probation.empty.court')} why={t('probation.court-means')} />
        }
        columns={[
          { key: 'number', label: t('column.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
          { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
          { key: 'sections', label: t('column.sections'), cell: (row) => <Ltr>{row.sections}</Ltr> },
          {
            key: 'max',
            label: t('probation.max'),
            cell: (row) => t('probation.months', { count: row.maxMonths }),
          },
          {
            key: 'open',
            label: t('probation.open'),
            wrap: true,
            cell: (row) => (
              <span className={classes.badges}>
                {row.discharge ? <StatusBadge meaning="blue">{t('probation.by.4')}</StatusBadge> : null}
                {row.probation ? <StatusBadge meaning="blue">{t('probation.by.5')}</StatusBadge> : null}
              </span>
            ),
          },
          {
            key: 'court',
            label: t('probation.court'),
            cell: (row) => (row.court === null ? '—' : both(row.court)),
            wrap: true,
          },
          { key: 'since', label: t('probation.since'), cell: (row) => date(row.since) },
          {
            key: 'citation',
            label: t('probation.rests'),
            cell: (row) => <bdi>{row.citation}</bdi>,
            hidden: true,
          },
        ]}
      />
    </>
  )
}

function Enter() {
  const { t } = useTranslation('custody-parole')
  const both = useBoth()
  const go = useGo()
  const courts = async (text: string, signal: AbortSignal) => {
    const { rows } = await call(listUnits, { q: text, size: 40 }, { signal })
    return rows
      .filter((unit) => unit.code.startsWith('CRT-'))
      .map((unit) => ({
        value: String(unit.id),
        label: both({ en: unit.nameEn, ur: unit.nameUr }),
        detail: unit.code,
      }))
  }
  return (
    <ActForm
      label={t('probation.enter')}
      icon="plus"
      endpoint={enterProbation}
      initial={{ orderedOn: today(), section: '5' }}
      given={{}}
      onDone={({ id }) => {
        say(t('probation.entered'))
        go(`/custody/probation/${id}`)
      }}
    >
      <SelectField
        name="section"
        label={t('probation.section')}
        required
        options={['4', '5'].map((value) => ({ value, label: t(`probation.by.${value}`) }))}
      />
      <Columns>
        <TextField name="nameEn" ltr label={t('probation.name-en')} required maxLength={120} />
        <TextField name="nameUr" label={t('probation.name-ur')} required maxLength={120} />
      </Columns>
      <Columns>
        <SelectField
          name="sex"
          label={t('probation.sex')}
          required
          options={['M', 'F'].map((value) => ({ value, label: t(`sex.${value}`) }))}
        />
        <CnicField name="cnic" />
      </Columns>
      <TextField name="residence" label={t('inquiry.residence')} required maxLength={300} />
      <SearchField name="courtId" label={t('probation.court')} required search={courts} />
      <Columns>
        <TextField name="caseLabel" ltr label={t('probation.case')} required maxLength={120} />
        <TextField name="sections" ltr label={t('column.sections')} required maxLength={120} />
      </Columns>
      <Columns>
        <DateField name="orderedOn" label={t('probation.ordered')} required />
        <DateField name="untilOn" label={t('probation.until')} required />
        <NumberField name="bond" label={t('probation.bond')} />
      </Columns>
      <TextField
        name="conditions"
        label={t('licence.conditions')}
        hint={t('licence.conditions-hint')}
        multiline
        maxLength={4000}
      />
    </ActForm>
  )
}

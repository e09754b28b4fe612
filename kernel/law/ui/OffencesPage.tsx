import { useState } from 'react'
import { z } from 'zod'
import {
  choiceWords,
  deriveOffence,
  factWords,
  IsoDay,
  listConflicts,
  listOffences,
  type OffenceRow,
  wordsOf,
} from '#kernel/law/contract'
import {
  BothNames,
  Button,
  Columns,
  call,
  DateField,
  EmptyState,
  Form,
  Icon,
  KeyValue,
  Link,
  Ltr,
  Modal,
  Page,
  RecordTable,
  SelectField,
  StatusBadge,
  TextField,
  today,
  useBoth,
  useCall,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { Confidence } from './Confidence.tsx'

const acts = [
  'PPC',
  'CRPC',
  'ATA',
  'CNSA',
  'AO',
  'SAA',
  'ESA',
  'PECA',
  'AMLA',
  'TIP',
  'SIAA',
  'FA',
  'NAO',
  'OSA',
  'MPO',
  'IDA',
  'PEHO',
]
const only = ['conflict', 'derived', 'unsure', 'prohibitory'] as const

/** The offences in force on a day, with what the schedule says of each and how sure that is. */
export default function OffencesPage() {
  const { t } = useTranslation('law')
  const both = useBoth()
  const { date } = useFormats()
  const [on, setOn] = useQueryText('on', today())
  const [deriving, setDeriving] = useState(false)
  return (
    <Page
      title={t('nav.offences')}
      lead={t('offences.lead', { on })}
      actions={
        <Button leftSection={<Icon name="calculator" size={17} />} onClick={() => setDeriving(true)}>
          {t('offences.derive')}
        </Button>
      }
    >
      <Form
        schema={z.object({ on: IsoDay })}
        initial={{ on }}
        submit={t('offences.show-day')}
        onSubmit={(values) => setOn(z.object({ on: z.string() }).parse(values).on)}
      >
        <DateField name="on" label={t('offences.on')} required />
      </Form>
      <RecordTable
        name="law.offences"
        caption={`${t('nav.offences')}: ${date(on)}`}
        source={listOffences}
        input={{ on }}
        search
        rowKey={(row) => row.id}
        detail={(row) => <Detail row={row} />}
        empty={<EmptyState title={t('offences.none')} why={t('offences.none-why')} icon="search-off" />}
        filters={[
          {
            key: 'only',
            label: t('offences.only'),
            kind: 'choice',
            options: only.map((value) => ({ value, label: t(`offences.only-${value}`) })),
          },
          {
            key: 'act',
            label: t('offences.act'),
            kind: 'choice',
            options: acts.map((value) => ({ value, label: value })),
          },
        ]}
        columns={[
          {
            key: 'section',
            label: t('offences.section'),
            sort: 'section',
            cell: (row) => <Ltr>{`${row.section} ${row.act}`}</Ltr>,
          },
          {
            key: 'title',
            label: t('offences.title'),
            sort: 'title',
            wrap: true,
            cell: (row) => <BothNames name={row.title} as="block" />,
          },
          { key: 'max', label: t('offences.max'), cell: (row) => both(punishment(row.max)) },
          {
            key: 'bailable',
            label: t('offences.bailable'),
            cell: (row) => <Scheduled answer={row.bailable} />,
          },
          {
            key: 'cognizable',
            label: t('offences.cognizable'),
            cell: (row) => <Scheduled answer={row.cognizable} />,
          },
          {
            key: 'confidence',
            label: t('confidence.word'),
            cell: (row) => <Confidence level={row.confidence} />,
          },
          {
            key: 'notes',
            label: t('offences.notes'),
            cell: (row) => <Marks row={row} />,
          },
        ]}
      />
      <Derive opened={deriving} onClose={() => setDeriving(false)} />
    </Page>
  )
}

function Marks({ row }: { row: OffenceRow }) {
  const { t } = useTranslation('law')
  return (
    <>
      {row.conflict === null ? null : (
        <Link to={`/law/conflicts?id=${row.conflict}`}>
          <StatusBadge meaning="amber" icon="arrows-left-right">
            {t('offences.sources-differ')}
          </StatusBadge>
        </Link>
      )}
      {row.derived ? (
        <StatusBadge meaning="grey" icon="calculator">
          {t('offences.derived')}
        </StatusBadge>
      ) : null}
    </>
  )
}

function punishment(max: string | number): { en: string; ur: string } {
  if (typeof max !== 'number') return choiceWords[max] ?? wordsOfMax(max)
  const [count, unit] = max % 12 === 0 ? [max / 12, 'years'] : [max, 'months']
  const word = wordsOf(factWords, unit)
  return { en: `${count} ${word.en.toLowerCase()}`, ur: `\u2066${count}\u2069 ${word.ur}` }
}

const maxWords: Readonly<Record<string, { en: string; ur: string }>> = {
  AS_PRINCIPAL: { en: 'As the main offence', ur: 'اصل جرم کے برابر' },
  HALF_OF_PRINCIPAL: { en: 'Half of the main offence', ur: 'اصل جرم کا نصف' },
  BY_KIND: { en: 'By kind or quantity', ur: 'نوعیت یا مقدار کے مطابق' },
  DIYAT: { en: 'Diyat', ur: 'دیت' },
  NONE: { en: 'No offence', ur: 'جرم نہیں' },
}
const wordsOfMax = (max: string) => maxWords[max] ?? { en: max, ur: max }

function Scheduled({ answer }: { answer: boolean | string }) {
  const { t } = useTranslation('law')
  if (answer === 'REFER')
    return (
      <StatusBadge meaning="amber" icon="gavel">
        {t('offences.refer')}
      </StatusBadge>
    )
  return t(
    answer === 'AS_PRINCIPAL' ? 'offences.as-principal' : answer === true ? 'offences.yes' : 'offences.no',
  )
}

function Detail({ row }: { row: OffenceRow }) {
  const { t } = useTranslation('law')
  const both = useBoth()
  const { date } = useFormats()
  const { data } = useCall(listConflicts, row.conflict === null ? undefined : {})
  const conflict = data?.conflicts.find(({ id }) => id === row.conflict)
  const until = row.effectiveTo === null ? t('offences.still') : date(row.effectiveTo)
  return (
    <>
      <KeyValue
        columns={2}
        items={[
          { label: t('offences.act'), value: both(row.actName) },
          { label: t('offences.punishment'), value: <Ltr>{row.punishment}</Ltr> },
          { label: t('offences.court'), value: <Ltr>{row.court}</Ltr> },
          { label: t('offences.compoundable'), value: t(`compoundable.${row.compoundable}`) },
          { label: t('offences.prohibitory'), value: t(row.prohibitory ? 'offences.yes' : 'offences.no') },
          {
            label: t('offences.in-force'),
            value: `${row.effectiveFrom === null ? t('offences.always') : date(row.effectiveFrom)} – ${until}`,
          },
          { label: t('offences.source'), value: <Ltr>{row.source}</Ltr> },
          ...(conflict === undefined
            ? []
            : [
                {
                  label: t('offences.sources-differ'),
                  value: (
                    <ul>
                      {conflict.sources.map((one) => (
                        <li key={one.source}>
                          <Ltr>{one.source}</Ltr>: {both(one.says)}
                        </li>
                      ))}
                    </ul>
                  ),
                },
                { label: t('conflicts.engine'), value: both(conflict.engine) },
              ]),
        ]}
      />
      {row.derived ? <p>{t('offences.derived-why')}</p> : null}
    </>
  )
}

const Asked = z.object({
  act: z.string(),
  section: z.string().min(1),
  grave: z.string().optional(),
  years: z
    .string()
    .regex(/^\d{1,2}$/)
    .optional(),
})

/** What the residual rule says of an offence that the table does not have. Always marked as derived. */
function Derive({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('law')
  const both = useBoth()
  const [row, setRow] = useState<OffenceRow | undefined>(undefined)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('offences.derive')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      <Form
        schema={Asked}
        initial={{ act: '', section: '', grave: '', years: '' }}
        submit={t('offences.derive-act')}
        onSubmit={async (values) => {
          const { act, section, grave, years } = Asked.parse(values)
          setRow(await call(deriveOffence, { act, section, max: grave ?? String(Number(years ?? 0) * 12) }))
        }}
      >
        <Columns>
          <SelectField
            name="act"
            label={t('offences.act')}
            required
            options={acts.map((value) => ({ value, label: value }))}
          />
          <TextField name="section" label={t('offences.section')} ltr required />
        </Columns>
        <Columns>
          <SelectField
            name="grave"
            label={t('form.punishment')}
            hint={t('form.punishment-hint-years')}
            options={['DEATH', 'LIFE'].map((value) => ({ value, label: both(wordsOf(choiceWords, value)) }))}
          />
          <TextField name="years" label={t('offences.years')} ltr />
        </Columns>
      </Form>
      {row === undefined ? null : (
        <>
          <p>
            <Marks row={row} /> <Confidence level={row.confidence} />
          </p>
          <KeyValue
            columns={2}
            items={[
              { label: t('offences.bailable'), value: <Scheduled answer={row.bailable} /> },
              { label: t('offences.cognizable'), value: <Scheduled answer={row.cognizable} /> },
            ]}
          />
          <Detail row={row} />
        </>
      )}
    </Modal>
  )
}

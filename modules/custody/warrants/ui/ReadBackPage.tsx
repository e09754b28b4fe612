import { downloadDocument } from '#kernel/documents/contract'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  ChoiceField,
  Columns,
  DateField,
  Fieldset,
  Form,
  Load,
  NumberField,
  Page,
  PersonCard,
  SearchField,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  urlOf,
  useBoth,
  useCall,
  useFormats,
  useFormValues,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { usePlaces } from '../../ui/places.ts'
import { getReadBack, readBackWarrant, settleReading } from '../contract.ts'
import { KeepPage } from './KeepPage.tsx'
import { ScanPage } from './ScanPage.tsx'
import classes from './Warrants.module.css'

type Data = OutputOf<typeof getReadBack>
type Reading = NonNullable<Data['reading']>

/** The scan of a warrant beside what the second officer reads in it; where both differ, side by side until it is settled. */
export default function ReadBackPage() {
  const { t } = useTranslation('custody-warrants')
  const { id = '' } = useRouteParams()
  const found = useCall(getReadBack, { id })
  const { data } = found
  const lead = data?.state === 'differs' ? 'lead-differs' : data?.state === 'done' ? 'lead-done' : 'lead'
  return (
    <Page
      title={t('page.title')}
      lead={t(`page.${lead}`)}
      back={{ to: '/custody/warrants', label: t('title') }}
    >
      <Load call={found} lines={8}>
        {(shown) => <Whole data={shown} onChange={() => void found.refetch()} />}
      </Load>
    </Page>
  )
}

function Whole({ data, onChange }: { data: Data; onChange: () => void }) {
  const { t } = useTranslation('custody-warrants')
  const both = useBoth()
  const mayKeep = useMay('custody:admit')
  return (
    <>
      <PersonCard
        name={data.name}
        {...(data.father === null ? {} : { father: data.father })}
        number={data.number}
        to={`/custody/prisoners/${data.imprisonmentId}`}
        {...(data.photo === null
          ? {}
          : { photo: urlOf(downloadDocument, { documentId: data.photo, version: 1, inline: 'yes' }) })}
      />
      <p className={classes.soft}>
        {data.typedBy === null
          ? t('page.typed-unknown', { at: data.typedAt })
          : t('page.typed', { name: both(data.typedBy), at: data.typedAt })}
      </p>
      <div className={classes.beside}>
        <div className={classes.fields}>
          {data.reading !== null ? <Compared id={data.id} reading={data.reading} /> : <Blind data={data} />}
        </div>
        <section className={classes.paper} aria-label={t('scan.title')}>
          <strong>{t('scan.title')}</strong>
          {data.scans.length === 0 ? <p className={classes.soft}>{t('scan.none')}</p> : null}
          {mayKeep && data.inForce && data.state === 'due' ? (
            <KeepPage kind="warrant" warrantId={data.id} onKept={onChange} />
          ) : null}
          <ul className={classes.pages}>
            {data.scans.map((scan, at) => (
              <li key={scan.id}>
                <ScanPage id={scan.id} n={at + 1} mediaType={scan.mediaType} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  )
}

/** What the second officer reads, with nothing of what was typed. */
function Blind({ data }: { data: Data }) {
  const { t } = useTranslation('custody-warrants')
  const mayRead = useMay('custody:read-back')
  const why = !data.inForce
    ? 'ended'
    : data.state !== 'due'
      ? 'not-needed'
      : data.own
        ? 'own'
        : !mayRead
          ? 'may-not'
          : data.scans.length === 0
            ? 'no-scan'
            : undefined
  if (why !== undefined) return <Alert>{t(`page.${why}`)}</Alert>
  return (
    <Form
      endpoint={readBackWarrant}
      initial={{}}
      submit={t('page.send')}
      prepare={(values) => ({ id: data.id, read: asRead((values as Typed).read) })}
      onDone={({ differences }) => say(t(differences.length === 0 ? 'page.agrees' : 'page.differs'))}
    >
      <ReadFields />
    </Form>
  )
}

type Typed = {
  readonly read?: Readonly<Record<string, unknown>> & {
    readonly kind?: string
    readonly termKind?: string
    readonly term?: unknown
  }
}

/** Of a remand no term is sent and of a conviction no day of production: what was typed before the kind was changed stays behind. */
function asRead(read: Typed['read']): Record<string, unknown> {
  const { termKind, term, nextProduction, ...rest } = read ?? {}
  if (rest.kind === 'remand') return { ...rest, nextProduction }
  return { ...rest, term: termKind === 'LIFE' || termKind === 'DEATH' ? termKind : term }
}

function ReadFields() {
  const { t } = useTranslation('custody-warrants')
  const { courts, stations } = usePlaces()
  const { read } = useFormValues<Typed>()
  return (
    <>
      <ChoiceField
        name="read.person"
        label={t('field.person')}
        required
        options={['same', 'another', 'unclear'].map((value) => ({ value, label: t(`person.${value}`) }))}
      />
      <ChoiceField
        name="read.kind"
        label={t('field.kind')}
        required
        options={['remand', 'conviction'].map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <Columns>
        <SearchField name="read.courtId" label={t('field.court')} search={courts} />
        <SearchField name="read.stationId" label={t('field.station')} search={stations} />
      </Columns>
      <Columns>
        <NumberField name="read.firNumber" label={t('field.fir-number')} />
        <NumberField name="read.firYear" label={t('field.fir-year')} />
      </Columns>
      <TextField
        name="read.sections"
        label={t('field.sections')}
        hint={t('field.sections-hint')}
        ltr
        required
      />
      <Columns>
        <DateField name="read.issuedOn" label={t('field.issuedOn')} required />
        {read?.kind === 'conviction' ? null : (
          <DateField name="read.nextProduction" label={t('field.nextProduction')} />
        )}
      </Columns>
      {read?.kind === 'conviction' ? (
        <Fieldset legend={t('field.term')}>
          <SelectField
            name="read.termKind"
            label={t('field.term')}
            required
            options={[
              { value: 'counted', label: t('field.counted') },
              { value: 'LIFE', label: t('field.life') },
              { value: 'DEATH', label: t('field.death') },
            ]}
          />
          {read.termKind === 'counted' ? (
            <Columns>
              <NumberField name="read.term.years" label={t('field.years')} />
              <NumberField name="read.term.months" label={t('field.months')} />
              <NumberField name="read.term.days" label={t('field.days')} />
            </Columns>
          ) : null}
        </Fieldset>
      ) : null}
    </>
  )
}

function Compared({ id, reading }: { id: string; reading: Reading }) {
  const { t } = useTranslation('custody-warrants')
  const both = useBoth()
  const { instant } = useFormats()
  const maySettle = useMay('custody:settle-warrant')
  const agreed = reading.differences.length === 0
  const open = !agreed && reading.settledAt === null
  return (
    <>
      <div className={classes.row}>
        <StatusBadge meaning={open ? 'red' : 'blue'} icon={open ? 'alert-triangle' : 'circle-check'}>
          {reading.by === null
            ? instant(reading.at)
            : t('papers.read-back', { name: both(reading.by), at: reading.at })}
        </StatusBadge>
      </div>
      {agreed ? <p>{t('page.agrees')}</p> : <SideBySide reading={reading} />}
      {reading.settledAt !== null && reading.settledBy !== null ? (
        <p>
          {t('settle.settled', {
            name: both(reading.settledBy),
            at: reading.settledAt,
            reason: reading.reason ?? '',
          })}
        </p>
      ) : null}
      {open && reading.differences.some(({ field }) => field === 'person') ? (
        <Alert color="red">{t('settle.another')}</Alert>
      ) : null}
      {!open ? null : reading.own || !maySettle ? (
        <p className={classes.soft}>{t('settle.own')}</p>
      ) : (
        <Settle id={id} reading={reading} />
      )}
    </>
  )
}

function SideBySide({ reading }: { reading: Reading }) {
  const { t } = useTranslation('custody-warrants')
  const both = useBoth()
  const cell = (value: Reading['differences'][number]['typed'], right: boolean) => (
    <td data-right={right}>
      {value === null ? <span className={classes.soft}>{t('settle.none')}</span> : <bdi>{both(value)}</bdi>}{' '}
      {right ? (
        <StatusBadge meaning="blue" icon="check">
          {t('settle.right')}
        </StatusBadge>
      ) : null}
    </td>
  )
  return (
    <table className={classes.compared}>
      <caption>{t('settle.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('settle.field')}</th>
          <th scope="col">{t('settle.typed')}</th>
          <th scope="col">{t('settle.read')}</th>
        </tr>
      </thead>
      <tbody>
        {reading.differences.map((one) => (
          <tr key={one.field}>
            <th scope="row">{t(`field.${one.field}`)}</th>
            {cell(one.typed, one.chosen === 'typed')}
            {cell(one.read, one.chosen === 'read')}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Settle({ id, reading }: { id: string; reading: Reading }) {
  const { t } = useTranslation('custody-warrants')
  const both = useBoth()
  return (
    <Section title={t('settle.act')}>
      <Form
        endpoint={settleReading}
        initial={{}}
        submit={t('settle.act')}
        prepare={(values) => ({ ...values, id, readingId: reading.id })}
        onDone={() => say(t('settle.done'))}
      >
        {reading.differences.map((one) => (
          <ChoiceField
            key={one.field}
            name={`chosen.${one.field}`}
            label={t(`field.${one.field}`)}
            required
            options={(['typed', 'read'] as const).map((side) => {
              const value = one[side]
              return {
                value: side,
                label: value === null ? t('settle.none') : both(value),
                hint: t(`settle.${side}`),
              }
            })}
          />
        ))}
        <TextField name="reason" label={t('settle.reason')} required />
        <p className={classes.soft}>{t('settle.means')}</p>
      </Form>
    </Section>
  )
}

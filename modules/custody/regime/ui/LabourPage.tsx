import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Chart,
  Columns,
  EmptyState,
  FigureTiles,
  formatNumber,
  Icon,
  type IconName,
  Link,
  Load,
  NumberField,
  Page,
  RecordTable,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useMay,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { type Gang, gangKinds, getLabour, openGang } from '../labour/contract.ts'
import { Filled } from './parts.tsx'
import classes from './Regime.module.css'

type Data = OutputOf<typeof getLabour>

const icons: Record<Gang['kind'], IconName> = {
  factory: 'tool',
  kitchen: 'flask',
  garden: 'tent',
  service: 'building-community',
}

/** Work in the prison today: every gang with its places and its muster, and the last two weeks. */
export default function LabourPage() {
  const { t } = useTranslation('custody-regime')
  const found = useCall(getLabour, {}, { refetchEvery: 60_000 })
  const mayEdit = useMay('custody:edit-gangs')
  return (
    <Page
      title={t('labour.title')}
      lead={t('labour.lead')}
      actions={
        <>
          <Link to="/custody/wages">
            <Icon name="coin" size={16} /> {t('nav.wages')}
          </Link>
          {mayEdit && found.data !== undefined ? <OpenGang rates={found.data.rates} /> : null}
        </>
      }
    >
      <Load call={found} lines={8}>
        {(data) => <Whole data={data} />}
      </Load>
    </Page>
  )
}

function Whole({ data }: { data: Data }) {
  const { t } = useTranslation('custody-regime')
  const both = useBoth()
  const { date, money } = useFormats()
  const sum = (of: (gang: Gang) => number) => data.gangs.reduce((total, gang) => total + of(gang), 0)
  const unmarked = data.gangs.filter((gang) => gang.placed > gang.marked).length
  return (
    <>
      <FigureTiles
        tiles={[
          {
            key: 'placed',
            figure: `${formatNumber(sum((gang) => gang.placed))} / ${formatNumber(sum((gang) => gang.capacity))}`,
            label: t('labour.placed'),
            icon: 'hammer',
          },
          {
            key: 'worked',
            figure: formatNumber(sum((gang) => gang.worked)),
            label: t('labour.worked-today'),
            icon: 'check',
          },
          {
            key: 'unmarked',
            figure: formatNumber(unmarked),
            label: t('labour.unmarked'),
            icon: 'clipboard-list',
            ...(unmarked > 0 ? { meaning: 'amber' as const } : {}),
          },
          {
            key: 'without',
            figure: formatNumber(data.convictsWithout),
            label: t('labour.without'),
            icon: 'users',
            to: '/custody/prisoners?category=convict',
          },
        ]}
      />
      <Section title={t('labour.gangs')}>
        {data.gangs.length === 0 ? (
          <EmptyState icon="hammer" title={t('labour.none')} why={t('labour.none-why')} />
        ) : (
          <ul className={classes.cards}>
            {data.gangs.map((gang) => (
              <GangCard key={gang.id} gang={gang} />
            ))}
          </ul>
        )}
      </Section>
      <Chart
        title={t('labour.chart')}
        kind="stacked-bar"
        categories={data.days.map((one) => date(one.day))}
        series={(['worked', 'kept', 'missed'] as const).map((key) => ({
          name: t(`labour.${key}`),
          values: data.days.map((one) => one[key]),
        }))}
        summary={t('labour.chart-summary', {
          worked: data.days.reduce((total, one) => total + one.worked, 0),
          kept: data.days.reduce((total, one) => total + one.kept, 0),
          missed: data.days.reduce((total, one) => total + one.missed, 0),
        })}
        definition={t('labour.chart-definition')}
      />
      <Section title={t('labour.rates')} foldable folded>
        <RecordTable
          name="custody.labour-rates"
          caption={t('labour.rates')}
          rows={data.rates}
          rowKey={(rate) => rate.code}
          columns={[
            { key: 'name', label: t('labour.rate'), cell: (rate) => both(rate.name) },
            { key: 'rupees', label: t('labour.rupees'), align: 'end', cell: (rate) => money(rate.rupees) },
            { key: 'basis', label: t('labour.basis'), wrap: true, cell: (rate) => <bdi>{rate.basis}</bdi> },
          ]}
        />
      </Section>
    </>
  )
}

function GangCard({ gang }: { gang: Gang }) {
  const { t } = useTranslation('custody-regime')
  const both = useBoth()
  const { money } = useFormats()
  const open = gang.placed > gang.marked
  return (
    <li className={classes.card}>
      <span className={classes.head}>
        <Icon name={icons[gang.kind]} size={20} />
        <BothNames name={gang.name} as="inline" to={`/custody/labour/${gang.id}`} />
      </span>
      <Filled of={gang.placed} most={gang.capacity} />
      <span className={classes.row}>
        {gang.placed === 0 ? (
          <StatusBadge meaning="grey">{t('labour.empty')}</StatusBadge>
        ) : open ? (
          <StatusBadge meaning="amber" icon="clipboard-list">
            {t('labour.to-mark', { left: gang.placed - gang.marked })}
          </StatusBadge>
        ) : (
          <StatusBadge meaning="blue" icon="check">
            {t('labour.marked', { worked: gang.worked })}
          </StatusBadge>
        )}
        {gang.unfit > 0 ? (
          <StatusBadge meaning="amber" icon="heartbeat">
            {t('labour.unfit', { count: gang.unfit })}
          </StatusBadge>
        ) : null}
      </span>
      <span className={classes.soft}>
        {t(`kind.${gang.kind}`)} · {t(`sex.${gang.sex}`)}
        {gang.rate === null ? '' : ` · ${both(gang.rate.name)}: ${money(gang.rate.rupees)}`}
      </span>
    </li>
  )
}

function OpenGang({ rates }: { rates: Data['rates'] }) {
  const { t } = useTranslation('custody-regime')
  const both = useBoth()
  const { money } = useFormats()
  const go = useGo()
  return (
    <ActForm
      label={t('gang.open')}
      icon="plus"
      endpoint={openGang}
      initial={{ kind: 'factory', sex: 'M' }}
      given={{}}
      onDone={({ gangId }) => {
        say(t('gang.opened'))
        go(`/custody/labour/${gangId}`)
      }}
    >
      <Columns>
        <SelectField
          name="kind"
          label={t('gang.kind')}
          required
          options={gangKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <SelectField
          name="sex"
          label={t('gang.sex')}
          required
          options={(['M', 'F'] as const).map((value) => ({ value, label: t(`sex.${value}`) }))}
        />
      </Columns>
      <Columns>
        <TextField name="nameEn" lang="en" label={`${t('common:word.name')} (English)`} required />
        <TextField name="nameUr" lang="ur" label={`${t('common:word.name')} (اردو)`} required />
      </Columns>
      <Columns>
        <NumberField name="capacity" label={t('gang.capacity')} required />
        <SelectField
          name="rateCode"
          label={t('labour.rate')}
          required
          options={rates.map((rate) => ({
            value: rate.code,
            label: `${both(rate.name)} · ${money(rate.rupees)}`,
          }))}
        />
      </Columns>
    </ActForm>
  )
}

import {
  BothNames,
  Button,
  Icon,
  KeyValue,
  Load,
  Ltr,
  Menu,
  Page,
  RecordTable,
  Section,
  Stack,
  StatusBadge,
  Text,
  Timeline,
  type TimelineEntry,
  today,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getUnitHistory, type UnitHistory } from '../contract.ts'

const acts = ['rename', 'move', 'split', 'close', 'describe'] as const

/** A unit: what it is, what it was called and where it stood, and what stands below it. */
export default function UnitPage() {
  const { id = '' } = useRouteParams()
  const both = useBoth()
  const { t } = useTranslation('units')
  const answer = useCall(getUnitHistory, { id }, { keep: false })
  return (
    <Load call={answer} lines={8}>
      {(history) => (
        <Page
          title={both(history.unit.name)}
          lead={<State unit={history.unit} />}
          back={{ to: '/units', label: t('nav.units') }}
          actions={<Acts unit={history.unit} />}
        >
          <Stack gap={26}>
            <Facts unit={history.unit} />
            <History history={history} />
            <Below history={history} />
          </Stack>
        </Page>
      )}
    </Load>
  )
}

function State({ unit }: { unit: UnitHistory['unit'] }) {
  const { t } = useTranslation('units')
  const both = useBoth()
  const now = today()
  const state =
    unit.validFrom > now
      ? t('unit.not-yet', { on: unit.validFrom })
      : unit.validTo === null
        ? t('unit.in-force')
        : t('unit.ended', { on: unit.validTo })
  const other = { en: unit.name.ur, ur: unit.name.en }
  return (
    <>
      <bdi>{both(other)}</bdi> · {t(`kind.${unit.kind}`)} · <Ltr copy>{unit.code}</Ltr>{' '}
      <StatusBadge meaning={unit.validTo === null && unit.validFrom <= now ? 'blue' : 'grey'}>
        {state}
      </StatusBadge>
    </>
  )
}

function Acts({ unit }: { unit: UnitHistory['unit'] }) {
  const { t } = useTranslation('units')
  const go = useGo()
  const may = useMay('units:edit')
  if (!may || !unit.mine || unit.validTo !== null) return null
  return (
    <Menu>
      <Menu.Target>
        <Button variant="filled" rightSection={<Icon name="chevron-down" size={16} />}>
          {t('change.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) => (
          <Menu.Item key={act} onClick={() => go(`/units/${unit.id}/change/${act}`)}>
            {t(`change.${act}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Kept for machines: shown elsewhere on the page, or of use to nobody who reads it. */
const silent = new Set([
  'topologyId',
  'status',
  'head',
  'fromSource',
  'iso',
  'shortName',
  'shortNameUr',
  'capacity',
  'weeklyOff',
])

function Facts({ unit }: { unit: UnitHistory['unit'] }) {
  const { t } = useTranslation('units')
  const { date, language } = useFormats()
  const { capacity, weeklyOff } = unit.attributes
  const separator = language === 'ur' ? '، ' : ', '
  const shown = (value: unknown): string =>
    typeof value === 'boolean'
      ? t(value ? 'common:word.yes' : 'common:word.no')
      : typeof value === 'number'
        ? value.toLocaleString('en')
        : Array.isArray(value)
          ? value.map((each) => t(`value.${each}`, { defaultValue: String(each) })).join(separator)
          : t(`value.${value}`, { defaultValue: String(value) })
  return (
    <Section title={t('unit.facts')}>
      <KeyValue
        columns={2}
        items={[
          { label: t('unit.province'), value: <Ltr>{unit.jurisdiction}</Ltr> },
          { label: t('unit.from'), value: date(unit.validFrom) },
          ...(unit.validTo === null ? [] : [{ label: t('unit.to'), value: date(unit.validTo) }]),
          ...(capacity === undefined ? [] : [{ label: t('attribute.capacity'), value: shown(capacity) }]),
          ...(Array.isArray(weeklyOff)
            ? [
                {
                  label: t('attribute.weeklyOff'),
                  value: weeklyOff.map((day) => t(`day.${day}`)).join(separator),
                },
              ]
            : []),
          ...Object.entries(unit.attributes)
            .filter(([key]) => !silent.has(key))
            .map(([key, value]) => ({
              label: t(`attribute.${key}`, { defaultValue: key }),
              value: <bdi>{shown(value)}</bdi>,
            })),
        ]}
      />
    </Section>
  )
}

function History({ history: { names, parents } }: { history: UnitHistory }) {
  const { t } = useTranslation('units')
  const both = useBoth()
  const until = (to: string | null) => (to === null ? t('unit.until-now') : t('unit.until', { on: to }))
  const entries = [
    ...names.map(
      (name): TimelineEntry => ({
        id: `name ${name.validFrom}`,
        at: name.validFrom,
        agency: t('unit.names'),
        icon: 'writing',
        title: t('unit.called', { name: both(name) }),
        detail: until(name.validTo),
      }),
    ),
    ...parents.map(
      (edge): TimelineEntry => ({
        id: `${edge.hierarchy} ${edge.validFrom}`,
        at: edge.validFrom,
        agency: t(`hierarchy.${edge.hierarchy}`),
        icon: 'sitemap',
        title: t('unit.under', { hierarchy: t(`hierarchy.${edge.hierarchy}`), name: both(edge.parent.name) }),
        detail: until(edge.validTo),
        to: `/units/${edge.parent.id}`,
      }),
    ),
  ].toSorted((a, b) => b.at.localeCompare(a.at))
  return (
    <Section title={t('unit.order')}>
      <Timeline entries={entries} />
    </Section>
  )
}

function Below({ history }: { history: UnitHistory }) {
  const { t } = useTranslation('units')
  const now = today()
  const earlier = history.children.filter(({ validTo }) => validTo !== null && validTo <= now)
  const current = history.children.filter((edge) => !earlier.includes(edge))
  return (
    <>
      <Section title={t('unit.below')}>
        {current.length === 0 ? <Text size="sm">{t('unit.below-none')}</Text> : <Edges rows={current} />}
      </Section>
      {earlier.length === 0 ? null : (
        <Section title={t('unit.below-earlier')} foldable folded>
          <Edges rows={earlier} />
        </Section>
      )}
    </>
  )
}

function Edges({ rows }: { rows: UnitHistory['children'] }) {
  const { t } = useTranslation('units')
  const { date } = useFormats()
  return (
    <RecordTable
      name="units.below"
      caption={t('unit.below')}
      rows={rows}
      rowKey={(edge) => `${edge.hierarchy} ${edge.child.id} ${edge.validFrom}`}
      open={(edge) => `/units/${edge.child.id}`}
      columns={[
        {
          key: 'name',
          label: t('list.unit'),
          cell: (edge) => <BothNames name={edge.child.name} to={`/units/${edge.child.id}`} />,
        },
        { key: 'kind', label: t('list.kind'), cell: (edge) => t(`kind.${edge.child.kind}`) },
        { key: 'order', label: t('unit.hierarchy'), cell: (edge) => t(`hierarchy.${edge.hierarchy}`) },
        { key: 'since', label: t('list.since'), cell: (edge) => date(edge.validFrom) },
        {
          key: 'until',
          label: t('unit.to'),
          cell: (edge) => (edge.validTo === null ? '' : date(edge.validTo)),
        },
      ]}
    />
  )
}

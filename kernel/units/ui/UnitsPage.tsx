import { lazy, Suspense, useMemo, useState } from 'react'
import {
  BothNames,
  Button,
  EmptyState,
  Load,
  Ltr,
  Page,
  parseDate,
  RecordTable,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  TextInput,
  useCall,
  useFormats,
  useGo,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { type Hierarchy, hierarchies, readUnitTree, type TreeUnit } from '../contract.ts'
import { forestOf, matching, withAncestors } from './forest.ts'
import classes from './Units.module.css'
import { UnitTree } from './UnitTree.tsx'

const DistrictMap = lazy(() => import('./DistrictMap.tsx'))
const views = ['tree', 'table', 'map'] as const

/** Every unit in each of its orders, as it stands today or stood on a day. */
export default function UnitsPage() {
  const { t } = useTranslation('units')
  const go = useGo()
  const mayEdit = useMay('units:edit')
  const { date } = useFormats()
  const [order, setOrder] = useQueryText('order', 'territory')
  const [view, setView] = useQueryText('view', 'tree')
  const [on, setOn] = useQueryText('on', '')
  const [text, setText] = useState('')
  const hierarchy = view === 'map' ? 'territory' : (order as Hierarchy)
  const answer = useCall(readUnitTree, { hierarchy, ...(on === '' ? {} : { on }) })
  return (
    <Page
      title={t('list.title')}
      lead={t('list.lead')}
      actions={
        mayEdit ? (
          <Button variant="filled" onClick={() => go('/units/new')}>
            {t('list.new')}
          </Button>
        ) : undefined
      }
    >
      <Stack gap={16}>
        <div className={classes.tools}>
          <SegmentedControl
            aria-label={t('list.view')}
            value={view}
            onChange={setView}
            data={views.map((value) => ({ value, label: t(`list.${value}`) }))}
          />
          {view === 'map' ? null : (
            <>
              <SegmentedControl
                aria-label={t('list.hierarchy')}
                value={order}
                onChange={setOrder}
                data={hierarchies.map((value) => ({ value, label: t(`hierarchy.${value}`) }))}
              />
              <TextInput
                label={t('list.search')}
                dir="auto"
                autoComplete="off"
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            </>
          )}
          <DayInput key={on} on={on} setOn={setOn} />
        </div>
        <Load call={answer} lines={10}>
          {(tree) =>
            view === 'map' ? (
              <Suspense
                fallback={<Skeleton role="status" height={420} aria-label={t('common:word.loading')} />}
              >
                <DistrictMap units={tree.rows} />
              </Suspense>
            ) : (
              <>
                <Text size="sm">{t('list.count', { count: tree.rows.length, on: date(tree.on) })}</Text>
                <Units units={tree.rows} text={text} asTable={view === 'table'} />
              </>
            )
          }
        </Load>
      </Stack>
    </Page>
  )
}

function DayInput({ on, setOn }: { on: string; setOn: (day: string) => void }) {
  const { t } = useTranslation('units')
  const { date } = useFormats()
  const [typed, setTyped] = useState(on === '' ? '' : date(on))
  const [wrong, setWrong] = useState(false)
  const take = () => {
    const day = typed.trim() === '' ? '' : parseDate(typed)
    setWrong(day === undefined)
    if (day !== undefined && day !== on) setOn(day)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        take()
      }}
    >
      <TextInput
        label={t('list.on')}
        placeholder={t('common:word.today')}
        title={t('list.on-hint')}
        value={typed}
        error={wrong ? t('list.on-wrong') : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={take}
        autoComplete="off"
      />
    </form>
  )
}

function Units({ units, text, asTable }: { units: readonly TreeUnit[]; text: string; asTable: boolean }) {
  const { t } = useTranslation('units')
  const { date } = useFormats()
  const searching = text.trim() !== ''
  const found = useMemo(() => (text.trim() === '' ? units : matching(units, text)), [units, text])
  const forest = useMemo(
    () => forestOf(found.length === units.length ? units : withAncestors(units, found)),
    [units, found],
  )
  const names = useMemo(() => new Map(units.map((unit) => [unit.id, unit])), [units])
  const empty = <EmptyState title={t('list.empty')} why={t('list.empty-why')} icon="sitemap" />
  if (found.length === 0) return empty
  if (!asTable) return <UnitTree key={searching ? text : ''} forest={forest} open={searching} />
  return (
    <RecordTable
      name="units.units"
      caption={t('list.title')}
      rows={found}
      rowKey={(unit) => String(unit.id)}
      open={(unit) => `/units/${unit.id}`}
      columns={[
        {
          key: 'name',
          label: t('list.unit'),
          cell: (unit) => <BothNames name={{ en: unit.nameEn, ur: unit.nameUr }} to={`/units/${unit.id}`} />,
        },
        { key: 'kind', label: t('list.kind'), cell: (unit) => t(`kind.${unit.kind}`) },
        { key: 'code', label: t('list.code'), cell: (unit) => <Ltr>{unit.code}</Ltr> },
        {
          key: 'parent',
          label: t('list.parent'),
          cell: (unit) => {
            const parent = unit.parentId === null ? undefined : names.get(unit.parentId)
            return parent === undefined ? (
              ''
            ) : (
              <BothNames name={{ en: parent.nameEn, ur: parent.nameUr }} as="inline" />
            )
          },
        },
        { key: 'since', label: t('list.since'), cell: (unit) => date(unit.validFrom) },
      ]}
    />
  )
}

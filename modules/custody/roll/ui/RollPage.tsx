import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  EmptyState,
  formatNumber,
  Group,
  Icon,
  Link,
  Load,
  Ltr,
  NativeSelect,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  today,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useLine,
  useMay,
  useOldestWaiting,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { getRoll } from '../../movement/contract.ts'
import { TakeShift } from '../../shift/ui/TakeShift.tsx'
import { DaySteps } from '../../ui/DaySteps.tsx'
import { isBegun, type OfCount } from '../begun.ts'
import { checkKinds, listRollChecks } from '../contract.ts'
import classes from './Roll.module.css'
import { useBegin } from './use-begin.ts'

type Roll = OutputOf<typeof getRoll>

/** The roll of a day with its arithmetic, where everybody is, and the counts. */
export default function RollPage() {
  const { t } = useTranslation(['custody-roll', 'custody-accommodation'])
  const both = useBoth()
  const { date } = useFormats()
  const go = useGo()
  const [on, setOn] = useQueryText('on', today())
  const [prisonId, setPrisonId] = useQueryText('prison')
  const ofPrison = prisonId === '' ? {} : { prisonId }
  const roll = useCall(getRoll, { on, ...ofPrison }, { refetchEvery: 30_000 })
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Group gap={8}>
          <Button
            leftSection={<Icon name="alarm" size={17} />}
            onClick={() => go(`/custody/evacuation-roll${prisonId === '' ? '' : `?prison=${prisonId}`}`)}
          >
            {t('evacuation')}
          </Button>
        </Group>
      }
    >
      <TakeShift desk="roll" />
      <Checks prisonId={prisonId} />
      <Section
        title={`${t('arithmetic')}: ${date(on)}`}
        actions={
          <Group gap={12}>
            {roll.data === undefined || roll.data.prisons.length < 2 ? null : (
              <NativeSelect
                aria-label={t('custody-accommodation:prison')}
                value={String(roll.data.prison.id)}
                onChange={(event) => setPrisonId(event.currentTarget.value)}
                data={roll.data.prisons.map((one) => ({ value: String(one.id), label: both(one.name) }))}
              />
            )}
            <DaySteps on={on} set={setOn} />
          </Group>
        }
      >
        <Load call={roll} lines={4}>
          {(data) => <Arithmetic roll={data} />}
        </Load>
      </Section>
      <Load call={roll} lines={4}>
        {(data) => <ByBarrack roll={data} />}
      </Load>
    </Page>
  )
}

function Arithmetic({ roll }: { roll: Roll }) {
  const { t } = useTranslation('custody-roll')
  const { counted, out } = roll
  const part = (key: string, sign: string, count: number, result = false) => (
    <div data-result={result}>
      <dt>{t(key)}</dt>
      <dd>
        <Ltr>{`${sign}${formatNumber(count)}`}</Ltr>
      </dd>
    </div>
  )
  return (
    <>
      <dl className={classes.sum}>
        {part('opening', '', roll.opening)}
        {part('admitted', '+', counted.admitted)}
        {part('transferred-in', '+', counted.transferredIn)}
        {part('released', '−', counted.released)}
        {part('transferred-out', '−', counted.transferredOut)}
        {part(roll.on === today() ? 'closing-now' : 'closing', '= ', roll.closing, true)}
      </dl>
      <p>
        <StatusBadge meaning={roll.agrees ? 'blue' : 'red'} icon={roll.agrees ? 'check' : 'alert-triangle'}>
          {t(roll.agrees ? 'agrees' : 'agrees-not')}
        </StatusBadge>
      </p>
      <h3>{t('where')}</h3>
      <dl className={classes.sum}>
        {part('inside', '', roll.inside, true)}
        {part('court', '', out.CRT)}
        {part('hospital', '', out.HOS)}
        {part('leave', '', out.TAP)}
        {out.ESC === 0 ? null : part('at-large', '', out.ESC)}
        {out.WAY === 0 ? null : part('way', '', out.WAY)}
      </dl>
    </>
  )
}

function ByBarrack({ roll }: { roll: Roll }) {
  const { t } = useTranslation('custody-roll')
  const both = useBoth()
  return (
    <Section title={t('by-barrack')}>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('barrack')}</th>
              <th scope="col" data-align="end">
                {t('on-roll')}
              </th>
              <th scope="col" data-align="end">
                {t('out')}
              </th>
              <th scope="col" data-align="end">
                {t('inside')}
              </th>
            </tr>
          </thead>
          <tbody>
            {roll.barracks.map((one) => (
              <tr key={one.id ?? 'none'}>
                <th scope="row">
                  {one.id === null || one.name === null ? (
                    t('reception')
                  ) : (
                    <Link to={`/custody/accommodation/${one.id}`}>{both(one.name)}</Link>
                  )}
                </th>
                <td data-align="end">{formatNumber(one.onRoll)}</td>
                <td data-align="end">{formatNumber(one.out)}</td>
                <td data-align="end">{formatNumber(one.onRoll - one.out)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function Checks({ prisonId }: { prisonId: string }) {
  const { t } = useTranslation('custody-roll')
  const { instant } = useFormats()
  const go = useGo()
  const may = useMay('custody:check-roll')
  const { away } = useLine()
  const latest = useCall(listRollChecks, { size: 5, ...(prisonId === '' ? {} : { prisonId }) })
  const open = latest.data?.rows.find((row) => row.closedAt === null && row.besideId === null)
  // Begun on this device and not yet with the server: only here is it known.
  const begun = useOldestWaiting<OfCount>('roll-check').filter(isBegun)
  return (
    <Section title={t('checks')}>
      {may ? (
        <div className={classes.starts}>
          {[...begun, ...(open === undefined ? [] : [open])].map((one) => (
            <Button
              key={one.id}
              variant="filled"
              leftSection={<Icon name="clipboard-check" size={17} />}
              onClick={() => go(`/custody/roll-checks/${one.id}`)}
            >
              {t('go-on')}: {t(`kind.${one.kind}`)}
              {'roll' in one ? ` · ${t('begun-here')}` : ''}
            </Button>
          ))}
          {/* What was taken along may be of hours ago: without a connection another is never kept from beginning. */}
          {away || (open === undefined && begun.length === 0) ? <StartCheck away={away} /> : null}
        </div>
      ) : null}
      <RecordTable
        name="custody.roll-checks"
        caption={t('checks')}
        source={listRollChecks}
        input={prisonId === '' ? {} : { prisonId }}
        pageSize={10}
        rowKey={(row) => row.id}
        open={(row) => `/custody/roll-checks/${row.id}`}
        empty={<EmptyState icon="clipboard-check" title={t('no-checks')} why={t('no-checks-why')} />}
        columns={[
          {
            key: 'kind',
            label: t('column.kind'),
            cell: (row) => (
              <span className={classes.line}>
                {t(`kind.${row.kind}`)}
                {row.besideId === null ? null : <StatusBadge meaning="grey">{t('beside.badge')}</StatusBadge>}
              </span>
            ),
          },
          { key: 'started', label: t('column.started'), cell: (row) => instant(row.startedAt) },
          {
            key: 'result',
            label: t('column.result'),
            cell: (row) => (
              <StatusBadge
                meaning={row.result === null ? 'amber' : row.result === 'agrees' ? 'blue' : 'red'}
                {...(row.result === 'agrees' ? { icon: 'check' as const } : {})}
              >
                {t(`result.${row.result ?? 'open'}`)}
              </StatusBadge>
            ),
          },
          { key: 'expected', label: t('column.expected'), cell: (row) => row.expected ?? '', align: 'end' },
          { key: 'present', label: t('column.present'), cell: (row) => row.present ?? '', align: 'end' },
          { key: 'missing', label: t('column.missing'), cell: (row) => row.missing ?? '', align: 'end' },
          { key: 'extra', label: t('column.extra'), cell: (row) => row.extra ?? '', align: 'end' },
        ]}
      />
    </Section>
  )
}

/** The kinds of count but the emergency, which begins from the evacuation roll. */
const ordinaryKinds = checkKinds.filter((kind) => kind !== 'evacuation')

function StartCheck({ away }: { away: boolean }) {
  const { t } = useTranslation('custody-roll')
  const [asked, setAsked] = useState<(typeof checkKinds)[number] | undefined>(undefined)
  const { begin, hasRoll } = useBegin()
  if (away && !hasRoll) return <span>{t('start-away')}</span>
  return (
    <>
      <strong>{t('start')}:</strong>
      {ordinaryKinds.map((kind) => (
        <Button key={kind} onClick={() => setAsked(kind)}>
          {t(`kind.${kind}`)}
        </Button>
      ))}
      <ConfirmAct
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={asked === undefined ? t('start') : t(`kind.${asked}`)}
        consequence={t(away ? 'start-means-away' : 'start-means')}
        actLabel={t('start')}
        onConfirm={async () => {
          if (asked !== undefined) await begin(asked)
        }}
      />
    </>
  )
}

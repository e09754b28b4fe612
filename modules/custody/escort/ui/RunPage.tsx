import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ErrorPanel,
  Icon,
  Link,
  Load,
  Ltr,
  NativeSelect,
  Page,
  Section,
  StatusBadge,
  StepBar,
  TextInput,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { notProducedReasons } from '../../production/contract.ts'
import { getRun, handOverEscort } from '../contract.ts'
import { type CountState, countStates, expectedAt, nextPoint, type Point, points, reckonWay } from '../way.ts'
import classes from './Escort.module.css'
import { Identify } from './Identify.tsx'
import { Marks, Person, useWhere } from './words.tsx'

type Data = OutputOf<typeof getRun>
type Reason = (typeof notProducedReasons)[number]
const absentStates = countStates.filter((state) => state !== 'here')

/** A vehicle on its way, on a phone: count, mark who is not there, and one press hands over the rest. */
export default function RunPage() {
  const { t } = useTranslation('custody-escort')
  const { id = '' } = useRouteParams()
  const where = useWhere()
  const found = useCall(getRun, { runId: id }, { refetchEvery: 30_000 })
  return (
    <Page
      title={t('way.title')}
      {...(found.data === undefined
        ? {}
        : { lead: t('way.lead', { plate: found.data.run.plate, where: where(found.data.run.aboard) }) })}
      back={{
        to: `/custody/escorts${found.data === undefined ? '' : `?on=${found.data.on}`}`,
        label: t('way.back'),
      }}
    >
      <Load call={found} lines={8}>
        {(data) => <Way data={data} />}
      </Load>
    </Page>
  )
}

const countsOf = (data: Data) =>
  data.handovers.map(({ point, counts }) => ({
    point,
    states: new Map(counts.map(({ imprisonmentId, state }) => [imprisonmentId, state])),
  }))

function Way({ data }: { data: Data }) {
  const { t } = useTranslation('custody-escort')
  const { date } = useFormats()
  const may = useMay('custody:hand-over-escort')
  const counts = countsOf(data)
  const next = nextPoint(counts)
  const missing = reckonWay(counts).at(-1)?.missing ?? []
  const leaves = next === 'gate-out'
  return (
    <>
      <StepBar
        steps={points.map((point, at) => ({
          key: point,
          label: t(`point.${point}`),
          state: at < counts.length ? 'done' : at === counts.length ? 'current' : 'ahead',
        }))}
      />
      {missing.length === 0 ? null : <Missing data={data} ids={missing} />}
      {next === undefined ? (
        <p>{t('way.done')}</p>
      ) : leaves && !data.today ? (
        <p>{t('way.not-today', { on: date(data.on) })}</p>
      ) : data.run.breaches.length > 0 || data.run.aboard.length > 0 ? (
        <>
          {data.run.breaches.length === 0 ? null : (
            <div role="alert">
              <StatusBadge meaning="red" icon="alert-triangle">
                {t('run.breached')}
              </StatusBadge>{' '}
              {data.run.breaches.map((code) => t(`obstacle.${code}`)).join(t('word.comma'))}
            </div>
          )}
          <Press key={next} data={data} point={next} may={may} />
        </>
      ) : (
        <p className={classes.soft}>{t('run.nobody')}</p>
      )}
      <Log data={data} />
    </>
  )
}

/** Named at once, with what to do about it. */
function Missing({ data, ids }: { data: Data; ids: readonly string[] }) {
  const { t } = useTranslation('custody-escort')
  return (
    <div className={classes.alarm} role="alert">
      <h2>{t('way.missing-alert')}</h2>
      <ul className={classes.people}>
        {data.run.aboard
          .filter((one) => ids.includes(one.imprisonmentId))
          .map((one) => (
            <li key={one.imprisonmentId}>
              <Link to={`/custody/prisoners/${one.imprisonmentId}`}>
                <Person one={one} />
              </Link>
              <Marks one={one} />
            </li>
          ))}
      </ul>
      <Link to="/custody/incidents/new">{t('way.report')}</Link>
    </div>
  )
}

function Press({ data, point, may }: { data: Data; point: Point; may: boolean }) {
  const { t } = useTranslation(['custody-escort', 'custody'])
  const both = useBoth()
  const press = useCommand(handOverEscort)
  const leaves = point === 'gate-out'
  const expected = expectedAt(
    countsOf(data),
    data.run.aboard.map((one) => one.imprisonmentId),
  )
  // Whoever was missing at the last point is missing until somebody says that they are there.
  const before = countsOf(data).at(-1)?.states
  const [marked, setMarked] = useState<ReadonlyMap<string, Reason | CountState>>(
    () =>
      new Map(
        leaves
          ? data.run.aboard.filter((one) => !one.fit).map((one) => [one.imprisonmentId, 'ill' as const])
          : expected.filter((id) => before?.get(id) === 'missing').map((id) => [id, 'missing' as const]),
      ),
  )
  const [receivedBy, setReceived] = useState(data.receiver)
  const [identified, setIdentified] = useState<ReadonlySet<string>>(new Set())
  const mark = (id: string, as: Reason | CountState | undefined) => {
    const after = new Map(marked)
    if (as === undefined) after.delete(id)
    else after.set(id, as)
    setMarked(after)
  }
  const people = data.run.aboard.filter((one) => expected.includes(one.imprisonmentId))
  const missing = [...marked.values()].filter((state) => state === 'missing').length
  const going = people.length - marked.size
  return (
    <Section title={t(`point-act.${point}`)}>
      <p className={classes.soft}>{t(leaves ? 'way.gate-note' : 'way.all-here')}</p>
      {may ? (
        <Identify
          runId={data.run.id}
          counted={{ here: identified.size, all: people.length }}
          onAboard={(id) => {
            if (!expected.includes(id)) return
            setIdentified(new Set([...identified, id]))
            // Whoever stands before the officer is not missing.
            if (!leaves && marked.has(id)) mark(id, undefined)
          }}
        />
      ) : null}
      <ul className={classes.people}>
        {people.map((one) => {
          const state = marked.get(one.imprisonmentId)
          return (
            <li
              key={one.imprisonmentId}
              data-absent={state !== undefined && state !== 'missing'}
              data-missing={state === 'missing'}
            >
              <span className={classes.about}>
                <Person one={one} />
                {one.father === null ? null : (
                  <span className={classes.soft}>
                    {t('custody:word.father')} {both(one.father)}
                  </span>
                )}
                <Marks one={one} />
                {identified.has(one.imprisonmentId) ? (
                  <StatusBadge meaning="blue" icon="circle-check">
                    {t('identify.done')}
                  </StatusBadge>
                ) : null}
              </span>
              {!may ? null : state === undefined ? (
                <Button
                  size="sm"
                  aria-label={`${t(leaves ? 'way.stays' : 'way.absent')} ${one.number}`}
                  onClick={() => mark(one.imprisonmentId, leaves ? (one.fit ? 'other' : 'ill') : 'missing')}
                >
                  {t(leaves ? 'way.stays' : 'way.absent')}
                </Button>
              ) : (
                <span className={classes.acts}>
                  <NativeSelect
                    aria-label={`${t(leaves ? 'way.stays' : 'way.absent')} ${one.number}`}
                    value={state}
                    onChange={(event) => {
                      const { value } = event.currentTarget
                      mark(
                        one.imprisonmentId,
                        leaves
                          ? notProducedReasons.find((each) => each === value)
                          : absentStates.find((each) => each === value),
                      )
                    }}
                    data={
                      leaves
                        ? notProducedReasons.map((value) => ({
                            value,
                            label: t(`custody:not-produced.${value}`),
                          }))
                        : absentStates.map((value) => ({ value, label: t(`state.${value}`) }))
                    }
                  />
                  <Button size="sm" onClick={() => mark(one.imprisonmentId, undefined)}>
                    {t('way.undo')}
                  </Button>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      {may ? (
        <form
          className={classes.press}
          onSubmit={(event) => {
            event.preventDefault()
            const named = [...marked]
            press.start({
              runId: data.run.id,
              point,
              receivedBy,
              identified: [...identified].filter((id) => !marked.has(id)),
              ...(leaves
                ? {
                    stays: named.flatMap(([imprisonmentId, as]) => {
                      const reason = notProducedReasons.find((each) => each === as)
                      return reason === undefined ? [] : [{ imprisonmentId, reason }]
                    }),
                  }
                : {
                    absent: named.flatMap(([imprisonmentId, as]) => {
                      const state = absentStates.find((each) => each === as)
                      return state === undefined ? [] : [{ imprisonmentId, state }]
                    }),
                  }),
            })
          }}
        >
          <TextInput
            label={t('way.received')}
            required
            value={receivedBy}
            dir="auto"
            onChange={(event) => setReceived(event.currentTarget.value)}
          />
          <Button
            type="submit"
            size="lg"
            variant="filled"
            {...(missing > 0 ? { color: 'red' } : {})}
            loading={press.busy}
            disabled={receivedBy.trim().length < 2}
            leftSection={<Icon name="transfer" size={20} />}
          >
            {missing > 0
              ? t('way.press-missing', { here: going, missing })
              : t('way.press', { count: going })}
          </Button>
          {press.error === null || press.error === undefined ? null : <ErrorPanel error={press.error} />}
        </form>
      ) : null}
    </Section>
  )
}

function Log({ data }: { data: Data }) {
  const { t } = useTranslation('custody-escort')
  const both = useBoth()
  const { instant } = useFormats()
  const told = reckonWay(countsOf(data))
  if (data.handovers.length === 0) return null
  const nameOf = (id: string) => data.run.aboard.find((one) => one.imprisonmentId === id)
  return (
    <Section title={t('way.log')}>
      <ul className={classes.log}>
        {data.handovers.map((one, at) => {
          const counted = told[at]
          return (
            <li key={one.point}>
              <strong>{t(`point.${one.point}`)}</strong>
              <span>{instant(one.at)}</span>
              <span>
                {t('way.received')}: <bdi>{one.receivedBy}</bdi>
              </span>
              {counted === undefined ? null : (
                <StatusBadge
                  meaning={counted.missing.length > 0 ? 'red' : 'grey'}
                  icon={counted.missing.length > 0 ? 'alert-triangle' : 'check'}
                >
                  {t('way.counted', { here: counted.here, expected: counted.expected })}
                </StatusBadge>
              )}
              {one.counts.some((count) => count.identified) ? (
                <span>
                  {t('identify.count', {
                    here: one.counts.filter((count) => count.identified).length,
                    all: one.counts.length,
                  })}
                </span>
              ) : null}
              {counted?.missing.map((id) => (
                <span key={id}>
                  {t('state.missing')}: <Ltr>{nameOf(id)?.number ?? ''}</Ltr>
                </span>
              ))}
              {counted?.found.map((id) => (
                <span key={id}>
                  {t('way.found')}: <Ltr>{nameOf(id)?.number ?? ''}</Ltr>
                </span>
              ))}
              {counted?.elsewhere.map(({ id, state }) => (
                <span key={id}>
                  <Ltr>{nameOf(id)?.number ?? ''}</Ltr> {t(`state.${state}`)}
                </span>
              ))}
              {one.recordedBy === null ? null : (
                <span className={classes.soft}>{t('way.recorded-by', { name: both(one.recordedBy) })}</span>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

import { useEffect, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  addToShift,
  Button,
  ConfirmAct,
  Icon,
  Load,
  Ltr,
  OutboxStatus,
  Page,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useCommand,
  useMay,
  useOutbox,
  useQueryText,
  useRouteParams,
  useSession,
  useTranslation,
} from '#platform/ui'
import { TakeShift } from '../../shift/ui/TakeShift.tsx'
import { isBegun, type OfCount, pageOf } from '../begun.ts'
import { closeRollCheck, getRollCheck, getRollMarks, type NewMark, type OnRoll } from '../contract.ts'
import { type BarrackReckoning, type Reckoning, reckon } from '../reckon.ts'
import { Away } from './Away.tsx'
import { BarrackCount } from './BarrackCount.tsx'
import { Beside } from './Beside.tsx'
import classes from './Roll.module.css'
import sendMarksOf from './send-marks.ts'

export type CheckData = OutputOf<typeof getRollCheck>

/**
 * A count on a phone. Whom it expects is loaded once, or lies on this phone where the count was begun without a connection; every mark is
 * kept sealed on the phone until the server has it, and the reckoning is made here, so that the missing are named either way.
 */
export default function RollCheckPage() {
  const { id = '' } = useRouteParams()
  return <RollCheck key={id} id={id} />
}

function RollCheck({ id }: { id: string }) {
  const { t } = useTranslation('custody-roll')
  const count = useCount(id)
  const { data } = count
  return (
    <Page
      title={data === undefined ? t('title') : t(`kind.${data.check.kind}`)}
      {...(data === undefined
        ? {}
        : { lead: t('check.began', { kind: t(`kind.${data.check.kind}`), at: data.check.startedAt }) })}
      back={{ to: '/custody/roll', label: t('check.back') }}
    >
      <TakeShift desk="roll" />
      {data === undefined ? (
        <Load call={count.found} lines={8}>
          {() => null}
        </Load>
      ) : (
        <Counting data={data} count={count} />
      )}
    </Page>
  )
}

/**
 * The count as the server has it, or as it was begun here while the server does not know it; the server's marks with those that still
 * wait on this phone, each once.
 */
function useCount(id: string) {
  const outbox = useOutbox<OfCount>(`roll-check/${id}`, async (items) => {
    const done = await sendMarksOf(id)(items)
    if (items.some(isBegun)) void found.refetch()
    void server.refetch()
    return done
  })
  const here = outbox.known.find(isBegun)
  const [begun, setBegun] = useState(here)
  if (here !== undefined && begun === undefined) setBegun(here)
  const unknown = outbox.waiting.some(isBegun)
  const found = useCall(getRollCheck, unknown ? undefined : { id })
  const server = useCall(getRollMarks, unknown ? undefined : { id }, { refetchEvery: 15_000 })
  const { known } = outbox
  const marks = useMemo(() => {
    const own = known.filter((one): one is NewMark => !isBegun(one))
    const all = new Map([...own, ...(server.data?.marks ?? [])].map((mark) => [mark.id, mark]))
    return [...all.values()]
  }, [known, server.data])
  // A shift that was taken along before this count began does not know it, nor what has been marked since.
  const account = useSession()?.account.id ?? ''
  useEffect(() => {
    if (found.data !== undefined && found.data.check.closedAt === null)
      void addToShift(account, `${id}/check`, [{ name: getRollCheck.name, input: { id }, data: found.data }])
  }, [account, id, found.data])
  useEffect(() => {
    if (server.data !== undefined && server.data.check.closedAt === null)
      void addToShift(account, `${id}/marks`, [{ name: getRollMarks.name, input: { id }, data: server.data }])
  }, [account, id, server.data])
  const data = found.data ?? (begun === undefined ? undefined : pageOf(begun))
  return { data, found, marks, server, outbox }
}

function Counting({ data, count }: { data: CheckData; count: ReturnType<typeof useCount> }) {
  const { t } = useTranslation('custody-roll')
  const mayCount = useMay('custody:check-roll')
  const [at, setAt] = useQueryText('barrack')
  const { marks, server, outbox } = count
  const moved = useMemo(
    () => new Set((server.data?.moved ?? []).map((one) => one.imprisonmentId)),
    [server.data],
  )
  const reckoning = useMemo(() => reckon(data.people, marks, moved), [data, marks, moved])
  const check = server.data?.check ?? data.check
  const barrack = at === '' ? undefined : data.barracks.find((one) => (one.id ?? 'none') === at)
  const counting = mayCount && check.closedAt === null
  return (
    <>
      <OutboxStatus outbox={outbox} />
      {check.closedAt === null ? null : (
        <p>
          <StatusBadge
            meaning={check.result === 'agrees' ? 'blue' : 'red'}
            {...(check.result === 'agrees' ? { icon: 'check' as const } : {})}
          >
            {t('check.closed', { at: check.closedAt, result: t(`result.${check.result}`) })}
          </StatusBadge>{' '}
          {check.why}{' '}
          {server.data === undefined || server.data.late === 0 ? null : (
            <StatusBadge meaning="amber">{t('check.late', { count: server.data.late })}</StatusBadge>
          )}
        </p>
      )}
      <Away data={data} check={check} />
      <Progress data={data} reckoning={reckoning} />
      <Found data={data} reckoning={reckoning} />
      {barrack === undefined ? (
        <Section title={t('check.barracks')}>
          <ul className={classes.barracks}>
            {data.barracks.map((one) => (
              <li key={one.id ?? 'none'}>
                <BarrackTile
                  barrack={one}
                  reckoned={reckoning.barracks.find((each) => each.barrackId === one.id)}
                  open={() => setAt(one.id ?? 'none')}
                />
              </li>
            ))}
          </ul>
          <Beside
            data={data}
            reckoning={reckoning}
            beside={server.data?.beside ?? []}
            moved={moved}
            taking={counting}
          />
          {counting ? <Close data={data} reckoning={reckoning} waiting={outbox.waiting.length} /> : null}
        </Section>
      ) : (
        <BarrackCount
          key={at}
          data={data}
          barrack={barrack}
          marks={marks}
          reckoned={reckoning.barracks.find((one) => one.barrackId === barrack.id)}
          counting={counting}
          add={outbox.add}
          leave={() => setAt('')}
          next={() => {
            const rest = data.barracks.filter(
              (one) =>
                one.id !== barrack.id &&
                reckoning.barracks.find((each) => each.barrackId === one.id)?.counted === null,
            )
            setAt(rest[0] === undefined ? '' : (rest[0].id ?? 'none'))
          }}
        />
      )}
    </>
  )
}

function Progress({ data, reckoning }: { data: CheckData; reckoning: Reckoning }) {
  const { t } = useTranslation('custody-roll')
  const all = data.barracks.length
  const share = reckoning.expected === 0 ? 1 : Math.min(1, reckoning.present / reckoning.expected)
  return (
    <div>
      <div className={classes.line}>
        <strong>{t('check.seen', { present: reckoning.present, expected: reckoning.expected })}</strong>
        <span className={classes.soft}>{t('check.progress', { done: all - reckoning.toCount, all })}</span>
      </div>
      <div className={classes.progress}>
        <span style={{ inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  )
}

/** The missing by name, and whoever is where they are not expected. */
function Found({ data, reckoning }: { data: CheckData; reckoning: Reckoning }) {
  const { t } = useTranslation('custody-roll')
  const both = useBoth()
  const byId = useMemo(() => new Map(data.people.map((one) => [one.imprisonmentId, one])), [data])
  const nameOf = (id: string | null) => {
    const barrack = data.barracks.find((one) => one.id === id)
    return barrack?.name == null ? t('reception') : both(barrack.name)
  }
  const { missing } = reckoning
  const extras = reckoning.barracks.flatMap((one) => one.extra.map((id) => ({ id, in: one.barrackId })))
  const strangers = reckoning.barracks.flatMap((one) =>
    one.strangers.map((note) => ({ note, in: one.barrackId })),
  )
  return (
    <>
      <div aria-live="polite">
        {missing.length === 0 ? (
          <p className={classes.soft}>{t('check.missing-none')}</p>
        ) : (
          <div className={classes.alarm}>
            <h2>
              <Icon name="alert-triangle" size={18} /> {t('check.missing-count', { count: missing.length })}
            </h2>
            <ul>
              {missing.map((id) => (
                <li key={id}>
                  <Named one={byId.get(id)} />{' '}
                  {t('check.expected-in', { barrack: nameOf(byId.get(id)?.barrackId ?? null) })}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {extras.length + strangers.length === 0 ? null : (
        <div className={classes.alarm} data-meaning="amber">
          <h2>{t('check.extra')}</h2>
          <ul>
            {extras.map(({ id, in: seen }) => {
              const one = byId.get(id)
              return (
                <li key={`${id}/${seen}`}>
                  <Named one={one} /> {t('check.seen-in', { barrack: nameOf(seen) })}
                  {one === undefined
                    ? null
                    : one.out === null
                      ? ` · ${t('check.expected-in', { barrack: nameOf(one.barrackId) })}`
                      : ` · ${t('check.on-record-out')}: ${t(`out-kind.${one.out}`)}`}
                </li>
              )
            })}
            {strangers.map(({ note, in: seen }) => (
              <li key={`${note}/${seen}`}>
                {t('check.strangers')}: {note} · {t('check.seen-in', { barrack: nameOf(seen) })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** Number, name and father as they are called out. */
export function Named({ one }: { one: OnRoll | undefined }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  if (one === undefined) return null
  return (
    <span className={classes.who}>
      <Ltr>{one.number}</Ltr>
      <strong>{both(one.name)}</strong>
      {one.father === null ? null : (
        <span>
          {t('word.father')} {both(one.father)}
        </span>
      )}
    </span>
  )
}

function BarrackTile({
  barrack,
  reckoned,
  open,
}: {
  barrack: CheckData['barracks'][number]
  reckoned: BarrackReckoning | undefined
  open: () => void
}) {
  const { t } = useTranslation('custody-roll')
  const both = useBoth()
  const expected = reckoned?.expected ?? 0
  const out = reckoned?.out ?? 0
  const counted = reckoned?.counted ?? null
  const wrong =
    reckoned !== undefined &&
    (reckoned.missing.length > 0 ||
      reckoned.extra.length > 0 ||
      reckoned.strangers.length > 0 ||
      reckoned.headsDiffer)
  return (
    <button type="button" className={classes.barrack} onClick={open}>
      <strong>{barrack.name === null ? t('reception') : both(barrack.name)}</strong>
      {barrack.circle === null ? null : <span className={classes.soft}>{both(barrack.circle)}</span>}
      <span>
        {t('check.seen', { present: reckoned?.present ?? 0, expected })}
        {out === 0 ? null : <span className={classes.soft}> · {t('check.out-count', { count: out })}</span>}
      </span>
      {counted === null ? (
        <StatusBadge meaning="grey" icon="circle-dashed">
          {t('check.to-count')}
        </StatusBadge>
      ) : (
        <StatusBadge meaning={wrong ? 'red' : 'blue'} {...(wrong ? {} : { icon: 'check' as const })}>
          {t('check.counted', { count: counted })} · {t(wrong ? 'check.differs' : 'check.fits')}
        </StatusBadge>
      )}
    </button>
  )
}

function Close({ data, reckoning, waiting }: { data: CheckData; reckoning: Reckoning; waiting: number }) {
  const { t } = useTranslation('custody-roll')
  const close = useCommand(closeRollCheck)
  const [asked, setAsked] = useState(false)
  return (
    <p>
      <Button
        variant="filled"
        disabled={waiting > 0}
        leftSection={<Icon name="lock" size={17} />}
        onClick={() => setAsked(true)}
      >
        {t('check.close')}
      </Button>{' '}
      {waiting === 0 ? null : <span className={classes.soft}>{t('check.close-wait')}</span>}
      <ConfirmAct
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('check.close')}
        consequence={t(reckoning.agrees ? 'check.close-agrees' : 'check.close-differs')}
        {...(reckoning.agrees ? {} : { reason: 'required' as const, danger: true })}
        actLabel={t('check.close')}
        onConfirm={(why) => close.run({ id: data.check.id, ...(why === '' ? {} : { why }) })}
      />
    </p>
  )
}

import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  EmptyState,
  type FigureTile,
  FigureTiles,
  formatNumber,
  formatTime,
  Icon,
  Link,
  Load,
  Ltr,
  OutboxStatus,
  Page,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useLine,
  useMay,
  useOutbox,
  useQueryText,
  useTranslation,
  uuidv7,
} from '#platform/ui'
import { TakeShift } from '../../shift/ui/TakeShift.tsx'
import { type GateAct, getGateDesk, listGateConflicts } from '../contract.ts'
import { gateWith, type OutsideHere } from '../overlay.ts'
import { Conflicts } from './Conflicts.tsx'
import { Face } from './Face.tsx'
import classes from './Gate.module.css'
import { sendActs } from './send-acts.ts'

type Desk = OutputOf<typeof getGateDesk>
type Doing = Pick<GateAct, 'kind' | 'imprisonmentId'> & Partial<GateAct>

/**
 * The gate, on a phone: who goes to court, who comes back, who leaves for good. Going and coming are acts that lie sealed on this device
 * until the server has them, with or without a connection, one way for both. Leaving for good needs the server.
 */
export default function GatePage() {
  const { t } = useTranslation(['custody', 'custody-gate', 'custody-biometrics'])
  const both = useBoth()
  const { date } = useFormats()
  const mayMove = useMay('custody:move')
  const mayCompare = useMay('custody:check-identity')
  const found = useCall(getGateDesk, {}, { refetchEvery: 30_000 })
  return (
    <Page
      title={t('gate.title')}
      {...(found.data === undefined
        ? {}
        : { lead: `${both(found.data.prison.name)} · ${date(found.data.on)}` })}
      {...(mayCompare
        ? { actions: <Link to="/custody/gate-line">{t('custody-biometrics:line.title')}</Link> }
        : {})}
    >
      <TakeShift desk="gate" />
      <Load call={found} lines={8}>
        {(desk) => <Today desk={desk} mayMove={mayMove} again={() => void found.refetch()} />}
      </Load>
    </Page>
  )
}

function Today({ desk, mayMove, again }: { desk: Desk; mayMove: boolean; again: () => void }) {
  const { t } = useTranslation('custody-gate')
  const [show, setShow] = useQueryText('show', 'all')
  const [contradicted, setContradicted] = useState<ReadonlySet<string>>(new Set())
  const conflicts = useCall(listGateConflicts, {}, { refetchEvery: 30_000 })
  const outbox = useOutbox<GateAct>('gate', async (acts) => {
    const results = await sendActs(acts)
    const against = results.filter((result) => result.outcome !== 'done').map((result) => result.id)
    if (against.length > 0) {
      setContradicted((now) => new Set([...now, ...against]))
      void conflicts.refetch()
    }
    again()
    return results.map((result) => result.id)
  })
  const { toCourt, outside } = useMemo(
    () => gateWith(desk, outbox.known, contradicted),
    [desk, outbox.known, contradicted],
  )
  const { add, waiting: unsent, keeping } = outbox
  const doIt = useCallback(
    (doing: Doing) => {
      // Pressed again before it lies safe on this device and the screen shows it: still one act.
      const { kind, imprisonmentId } = doing
      if (
        unsent.some(
          (act) => keeping.has(act.id) && act.kind === kind && act.imprisonmentId === imprisonmentId,
        )
      )
        return
      add([
        {
          warrantId: null,
          hearingId: null,
          movementId: null,
          outAct: null,
          ...doing,
          id: uuidv7(),
          doneAt: new Date().toISOString(),
        },
      ])
    },
    [add, unsent, keeping],
  )
  const late = outside.filter((one) => one.dueBack !== null && Date.parse(one.dueBack) < Date.now())
  const tile = (key: string, label: string, sum: number): FigureTile => ({
    key,
    figure: formatNumber(sum),
    label,
    press: () => setShow(show === key ? 'all' : key),
    pressed: show === key,
  })
  const waiting = new Set(outbox.waiting.map((act) => act.id))
  return (
    <>
      <OutboxStatus outbox={outbox} />
      <FigureTiles
        tiles={[
          tile('court', t('to-court'), toCourt.length),
          tile('outside', t('outside'), outside.length),
          tile('late', t('late'), late.length),
          tile('conflicts', t('conflict.tile'), conflicts.data?.rows.length ?? 0),
        ]}
      />
      {show === 'conflicts' ? (
        <Section title={t('conflict.title')}>
          <Load call={conflicts} lines={4}>
            {({ rows }) => <Conflicts rows={rows} />}
          </Load>
        </Section>
      ) : null}
      {show === 'all' || show === 'court' ? (
        <Section title={`${t('to-court')} (${formatNumber(toCourt.length)})`}>
          {toCourt.length === 0 ? (
            <EmptyState icon="truck" title={t('to-court-none')} why={t('to-court-none-why')} />
          ) : (
            <ul className={classes.list}>
              {toCourt.map((one) => (
                <li key={one.warrantId} className={classes.row}>
                  <Somebody one={one}>
                    <CourtOf one={one} />
                  </Somebody>
                  {mayMove ? (
                    <Button
                      leftSection={<Icon name="door-exit" size={18} />}
                      aria-label={`${t('out')} ${one.number}`}
                      onClick={() =>
                        doIt({
                          kind: 'out',
                          imprisonmentId: one.imprisonmentId,
                          warrantId: one.warrantId,
                          hearingId: one.hearingId,
                        })
                      }
                    >
                      {t('out')}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
        </Section>
      ) : null}
      {show === 'all' || show === 'outside' || show === 'late' ? (
        <Outside
          rows={show === 'late' ? late : outside}
          isWaiting={(one) => one.outAct !== null && waiting.has(one.outAct)}
          back={
            mayMove
              ? (one) =>
                  doIt({
                    kind: 'back',
                    imprisonmentId: one.imprisonmentId,
                    movementId: one.movementId,
                    outAct: one.movementId === null ? one.outAct : null,
                  })
              : undefined
          }
        />
      ) : null}
      {show === 'all' ? <Leaving rows={desk.leaving} /> : null}
    </>
  )
}

function CourtOf({ one }: { one: Desk['toCourt'][number] }) {
  const { t } = useTranslation(['custody-gate', 'custody'])
  const both = useBoth()
  return (
    <>
      <span>{one.court.en === '' ? t('custody:productions.court-unknown') : both(one.court)}</span>
      {one.fir === '' ? null : (
        <span className={classes.soft}>
          {t('custody:word.fir')} <Ltr>{one.fir}</Ltr>
        </span>
      )}
      {one.vehicle === null ? null : (
        <StatusBadge meaning="grey" icon="truck">
          <Ltr>{one.vehicle}</Ltr>
        </StatusBadge>
      )}
    </>
  )
}

function Outside({
  rows,
  isWaiting,
  back,
}: {
  rows: readonly OutsideHere[]
  isWaiting: (one: OutsideHere) => boolean
  back: ((one: OutsideHere) => void) | undefined
}) {
  const { t } = useTranslation(['custody-gate', 'custody-movement'])
  const both = useBoth()
  return (
    <Section title={`${t('outside')} (${formatNumber(rows.length)})`}>
      {rows.length === 0 ? (
        <EmptyState icon="route" title={t('outside-none')} why={t('outside-none-why')} />
      ) : (
        <ul className={classes.list}>
          {rows.map((one) => (
            <li key={one.movementId ?? one.outAct} className={classes.row}>
              <Somebody one={one}>
                <StatusBadge meaning="blue">{t(`custody-movement:kind.${one.kind}`)}</StatusBadge>
                {one.destination === null ? null : <span>{both(one.destination)}</span>}
                <span className={classes.soft}>
                  {t('since')} <Ltr>{formatTime(one.outAt)}</Ltr>
                </span>
                {isWaiting(one) ? (
                  <StatusBadge meaning="amber" icon="cloud-off">
                    {t('waits')}
                  </StatusBadge>
                ) : null}
                {one.dueBack === null ? null : (
                  <StatusBadge meaning={Date.parse(one.dueBack) < Date.now() ? 'red' : 'grey'} icon="clock">
                    {t('custody-movement:out.due', { at: one.dueBack })}
                  </StatusBadge>
                )}
              </Somebody>
              {back === undefined ? null : one.kind === 'WAY' || one.kind === 'ESC' ? (
                <span className={classes.soft}>{t(`not-here.${one.kind}`)}</span>
              ) : (
                <Button
                  leftSection={<Icon name="door-enter" size={18} />}
                  aria-label={`${t('back')} ${one.number}`}
                  onClick={() => back(one)}
                >
                  {t('back')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Letting somebody out for good is never done without the server, and the screen says why. */
function Leaving({ rows }: { rows: Desk['leaving'] }) {
  const { t } = useTranslation(['custody', 'custody-gate'])
  const go = useGo()
  const { away } = useLine()
  return (
    <Section title={t('gate.leaving')}>
      {away ? (
        <p className={classes.never}>
          <Icon name="lock" size={18} />
          <span>
            <strong>{t('custody-gate:never')}</strong> {t('custody-gate:never-why')}
          </span>
        </p>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState icon="door-exit" title={t('gate.nobody')} why={t('gate.nobody-why')} />
      ) : (
        <ul className={classes.list}>
          {rows.map((row) => (
            <li key={row.imprisonmentId} className={classes.row}>
              <Somebody one={row} />
              <Button
                variant="filled"
                disabled={away}
                onClick={() => go(`/custody/prisoners/${row.imprisonmentId}/release`)}
                leftSection={<Icon name="door-exit" size={18} />}
              >
                {t('gate.open')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Face, number, name and father, as the gate compares them. */
function Somebody({ one, children }: { one: Desk['leaving'][number]; children?: ReactNode }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  return (
    <div className={classes.somebody}>
      <Face photo={one.photo} />
      <div className={classes.words}>
        <span>
          <Ltr>{one.number}</Ltr> <strong>{both(one.name)}</strong>
        </span>
        {one.father === null ? null : (
          <span className={classes.soft}>
            {t('word.father')} {both(one.father)}
          </span>
        )}
        {children}
      </div>
    </div>
  )
}

import { useMemo } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  call,
  EmptyState,
  ErrorPanel,
  formatNumber,
  Icon,
  Load,
  Ltr,
  Page,
  StatusBadge,
  today,
  useBoth,
  useCall,
  useOutbox,
  useQueryText,
  useTranslation,
  uuidv7,
} from '#platform/ui'
import { DaySteps } from '../../ui/DaySteps.tsx'
import { type Due, getDoseRound, logDoses } from '../contract.ts'
import { type DoseResult, doseResults, type Slot, slots } from '../pathways.ts'
import classes from './Health.module.css'
import { resultLooks } from './words.tsx'

type Round = OutputOf<typeof getDoseRound>

interface Mark {
  readonly id: string
  readonly prescriptionId: string
  readonly on: string
  readonly slot: Slot
  readonly result: DoseResult
}

/** The round whose hour has come last. */
function slotNow(): Slot {
  const hour = new Date(Date.now() + 5 * 3_600_000).getUTCHours()
  return hour < 11 ? 'morning' : hour < 16 ? 'noon' : hour < 20 ? 'evening' : 'night'
}

/** One round of a day, barrack by barrack, on a phone in the barrack: each press is kept until the server has it. */
export default function DosesPage() {
  const { t } = useTranslation('custody-health')
  const [on, setOn] = useQueryText('on', today())
  const [asked, setSlot] = useQueryText('slot', slotNow())
  const slot = slots.find((one) => one === asked) ?? 'morning'
  const found = useCall(getDoseRound, { on, slot }, { refetchEvery: 30_000 })
  return (
    <Page title={t('doses.title')} lead={t('doses.lead')}>
      <div className={classes.barrackHead}>
        <div className={classes.slots}>
          {slots.map((one) => (
            <Button
              key={one}
              aria-pressed={one === slot}
              variant={one === slot ? 'filled' : 'default'}
              onClick={() => setSlot(one)}
            >
              {t(`slot.${one}`)}
            </Button>
          ))}
        </div>
        <DaySteps on={on} set={setOn} />
      </div>
      <Load call={found} lines={8}>
        {(round) => (
          <Giving key={`${round.on} ${round.slot}`} round={round} again={() => void found.refetch()} />
        )}
      </Load>
    </Page>
  )
}

function Giving({ round, again }: { round: Round; again: () => void }) {
  const { t } = useTranslation('custody-health')
  const both = useBoth()
  const outbox = useOutbox<Mark>('dose-round', async (marks) => {
    await call(logDoses, { doses: [...marks] })
    again()
    return marks.map((mark) => mark.id)
  })
  const results = useMemo(() => {
    const of = new Map<string, DoseResult>()
    for (const barrack of round.barracks)
      for (const one of barrack.due) if (one.result !== null) of.set(one.prescriptionId, one.result)
    // A dose shows as given once it lies safe on the device, and not before: a tab may end between.
    for (const mark of outbox.known)
      if (mark.on === round.on && mark.slot === round.slot && of.get(mark.prescriptionId) !== 'given')
        of.set(mark.prescriptionId, mark.result)
    return of
  }, [round, outbox.known])
  const mark = (dues: readonly Due[], result: DoseResult) => {
    outbox.add(
      dues.map((one) => ({
        id: uuidv7(),
        prescriptionId: one.prescriptionId,
        on: round.on,
        slot: round.slot,
        result,
      })),
    )
  }
  const all = round.barracks.flatMap((barrack) => barrack.due)
  const done = all.filter((one) => results.has(one.prescriptionId)).length
  if (all.length === 0) return <EmptyState icon="pill" title={t('doses.none')} why={t('doses.none-why')} />
  return (
    <>
      {outbox.error === undefined || outbox.error === null ? null : <ErrorPanel error={outbox.error} />}
      {outbox.waiting.length === 0 ? null : (
        <p>
          <StatusBadge meaning="amber" icon="cloud-off">
            {t('doses.waiting', { count: outbox.waiting.length })}
          </StatusBadge>{' '}
          {outbox.offline ? t('doses.offline') : null}
        </p>
      )}
      <div>
        <p>
          <strong>{t('doses.progress', { done, total: all.length })}</strong>{' '}
          <span className={classes.soft}>{t('doses.hour', { hour: formatNumber(round.hour) })}</span>
        </p>
        <div className={classes.progress}>
          <span style={{ inlineSize: `${(done / all.length) * 100}%` }} />
        </div>
      </div>
      {round.barracks.map((barrack) => {
        const open = barrack.due.filter((one) => !results.has(one.prescriptionId) && !one.out)
        return (
          <section key={barrack.id ?? 'none'} className={classes.barrack}>
            <div className={classes.barrackHead}>
              <h3>{barrack.name === null ? t('doses.reception') : both(barrack.name)}</h3>
              {open.length < 2 ? null : (
                <Button
                  size="xs"
                  leftSection={<Icon name="list-check" size={16} />}
                  onClick={() => mark(open, 'given')}
                >
                  {t('doses.all-given')} ({formatNumber(open.length)})
                </Button>
              )}
            </div>
            <ul className={classes.list}>
              {barrack.due.map((one) => (
                <Dose
                  key={one.prescriptionId}
                  one={one}
                  result={results.get(one.prescriptionId)}
                  mark={(result) => mark([one], result)}
                />
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function Dose({
  one,
  result,
  mark,
}: {
  one: Due
  result: DoseResult | undefined
  mark: (result: DoseResult) => void
}) {
  const { t } = useTranslation('custody-health')
  return (
    <li className={classes.row}>
      <span className={classes.words}>
        <span className={classes.who}>
          <Ltr>{one.number}</Ltr>
          <BothNames name={one.name} as="inline" />
          {one.out ? <StatusBadge meaning="grey">{t('doses.out')}</StatusBadge> : null}
        </span>
        <span className={classes.who}>
          <strong>
            <bdi>{one.medicine}</bdi>
          </strong>
          <bdi>{one.dose}</bdi>
          {one.watched ? <span className={classes.soft}>{t('doses.watched')}</span> : null}
        </span>
        {one.allergies.length === 0 ? null : (
          <span>
            <StatusBadge meaning="red" icon="alert-triangle">
              {t('doses.not-borne', { what: one.allergies.join(', ') })}
            </StatusBadge>
          </span>
        )}
      </span>
      <span className={classes.acts}>
        {result === undefined ? null : (
          <StatusBadge meaning={resultLooks[result].meaning} icon={resultLooks[result].icon}>
            {t(`result.${result}`)}
          </StatusBadge>
        )}
        {result === 'given'
          ? null
          : doseResults
              .filter((each) => each !== result)
              .map((each) => (
                <Button
                  key={each}
                  size="xs"
                  {...(each === 'given' ? { variant: 'filled' } : {})}
                  aria-label={t('doses.mark', {
                    result: t(`result.${each}`),
                    number: one.number,
                    medicine: one.medicine,
                  })}
                  onClick={() => mark(each)}
                >
                  {t(`result.${each}`)}
                </Button>
              ))}
      </span>
    </li>
  )
}

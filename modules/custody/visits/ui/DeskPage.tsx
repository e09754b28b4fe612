import { useCallback, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  EmptyState,
  type FigureTile,
  FigureTiles,
  formatNumber,
  Load,
  OutboxStatus,
  Page,
  Section,
  useBoth,
  useCall,
  useFormats,
  useMay,
  useOutbox,
  useQueryText,
  useTranslation,
  uuidv7,
} from '#platform/ui'
import { TakeShift } from '../../shift/ui/TakeShift.tsx'
import { type DeskAct, getVisitDesk, getVisitDeskPeople, listVisitConflicts } from '../contract.ts'
import { type Day, type Desk, dayWith, withChanges } from '../overlay.ts'
import { Conflicts } from './Conflicts.tsx'
import { NewVisit } from './NewVisit.tsx'
import { sendActs } from './send-acts.ts'
import { TodaysVisits } from './TodaysVisits.tsx'
import { TokenSlip } from './TokenSlip.tsx'
import classes from './Visits.module.css'

/** Something done at the desk, but for what every act has. */
export type Doing = Partial<Omit<DeskAct, 'id' | 'doneAt'>> &
  Pick<DeskAct, 'kind' | 'visitId' | 'imprisonmentId'>

/**
 * The visit desk. The day's visits are asked for whole now and then and for what changed since again and again, the thousands whom
 * somebody may come to twice an hour; everything done is an act that lies sealed on this device until the server has it, with or
 * without a connection, one way for both.
 */
export default function DeskPage() {
  const { t } = useTranslation('custody-visits')
  const { date } = useFormats()
  const both = useBoth()
  const whole = useCall(getVisitDesk, {}, { refetchEvery: 600_000 })
  // Changes since an earlier whole say less than the new one: they are not kept until the next come.
  const changes = useCall(getVisitDesk, whole.data && { since: whole.data.upTo }, {
    refetchEvery: 30_000,
    keep: false,
  })
  const people = useCall(getVisitDeskPeople, {}, { refetchEvery: 1_800_000 })
  return (
    <Page
      title={t('desk.title')}
      {...(whole.data === undefined
        ? {}
        : { lead: `${both(whole.data.prison.name)} · ${date((changes.data ?? whole.data).on)}` })}
    >
      <TakeShift desk="visits" />
      <Load call={whole} lines={8}>
        {(day) => (
          <Today whole={day} changes={changes.data} people={people} again={() => void changes.refetch()} />
        )}
      </Load>
    </Page>
  )
}

type Everybody = OutputOf<typeof getVisitDeskPeople>
const nobody = { prisoners: [], visitors: [], ties: [] }

/** Of a visitor of today the day's own word counts: it is the later one. */
const together = (day: Day, known: Everybody = nobody): Desk => {
  const coming = new Set(day.visitors.map((one) => one.id))
  return {
    ...day,
    ...known,
    visitors: [...day.visitors, ...known.visitors.filter((one) => !coming.has(one.id))],
  }
}

function Today({
  whole,
  changes,
  people,
  again,
}: {
  whole: Day
  changes: Day | undefined
  people: Parameters<typeof Load<Everybody>>[0]['call']
  again: () => void
}) {
  const { t } = useTranslation('custody-visits')
  const desk = useMemo(
    () => together(withChanges(whole, changes), people.data),
    [whole, changes, people.data],
  )
  const mayRun = useMay('custody:run-visits')
  const [show, setShow] = useQueryText('show', 'open')
  const [contradicted, setContradicted] = useState<ReadonlySet<string>>(new Set())
  const [slip, setSlip] = useState<string>()
  const conflicts = useCall(listVisitConflicts, {}, { refetchEvery: 30_000 })
  const outbox = useOutbox<DeskAct>(`visit-desk/${desk.prison.id}`, async (acts) => {
    const results = await sendActs(acts)
    const against = results.filter((result) => result.outcome !== 'done').map((result) => result.id)
    if (against.length > 0) {
      setContradicted((now) => new Set([...now, ...against]))
      void conflicts.refetch()
    }
    again()
    return results.map((result) => result.id)
  })
  const visits = useMemo(() => dayWith(desk, outbox.known, contradicted), [desk, outbox.known, contradicted])
  const { add, waiting: unsent, keeping } = outbox
  const doIt = useCallback(
    (doing: Doing) => {
      // Pressed again before it lies safe on this device and the screen shows it: still one act.
      const { kind, visitId } = doing
      if (unsent.some((act) => keeping.has(act.id) && act.kind === kind && act.visitId === visitId)) return
      add([
        {
          visitorIds: [],
          sessionId: null,
          slotAt: null,
          tokenCode: null,
          reasons: [],
          refusal: null,
          note: null,
          ...doing,
          id: uuidv7(),
          doneAt: new Date().toISOString(),
        },
      ])
    },
    [add, unsent, keeping],
  )
  const count = (state: string) => visits.filter((visit) => visit.state === state).length
  const waitingConflicts = conflicts.data?.rows.length ?? 0
  const tile = (key: string, label: string, sum: number): FigureTile => ({
    key,
    figure: formatNumber(sum),
    label,
    press: () => setShow(key),
    pressed: show === key,
  })
  const shown = visits.find((visit) => visit.id === slip)
  return (
    <>
      <OutboxStatus outbox={outbox} />
      <FigureTiles
        tiles={[
          tile('open', t('desk.open'), count('booked') + count('waiting') + count('running')),
          tile('waiting', t('state.waiting'), count('waiting')),
          tile('running', t('state.running'), count('running')),
          tile('ended', t('state.ended'), count('ended')),
          tile('conflicts', t('desk.to-settle'), waitingConflicts),
          {
            key: 'refused',
            figure: formatNumber(desk.refusedToday),
            label: t('desk.refused-today'),
            to: '/custody/visits?show=refusals',
          },
        ]}
      />
      {show === 'conflicts' ? (
        <Section title={t('conflict.title')}>
          <Load call={conflicts} lines={4}>
            {({ rows }) => <Conflicts rows={rows} />}
          </Load>
        </Section>
      ) : (
        <div className={mayRun ? classes.desk : undefined}>
          {mayRun ? (
            <Load call={people} lines={4}>
              {() => (
                <NewVisit desk={desk} visits={visits} act={doIt} given={(visitId) => setSlip(visitId)} />
              )}
            </Load>
          ) : null}
          <Section title={t('desk.today')}>
            {desk.sessions.length === 0 ? (
              <EmptyState icon="calendar" title={t('desk.no-session')} why={t('desk.no-session-why')} />
            ) : (
              <TodaysVisits
                desk={desk}
                visits={visits}
                show={show}
                act={mayRun ? doIt : undefined}
                token={setSlip}
              />
            )}
          </Section>
        </div>
      )}
      <TokenSlip visit={shown} prison={desk.prison.name} close={() => setSlip(undefined)} />
    </>
  )
}

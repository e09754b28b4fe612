import { useMemo } from 'react'
import { Button, Ltr, useBoth, useTranslation } from '#platform/ui'
import type { Visit, VisitSession } from '../contract.ts'
import { stepsFrom, type VisitStep } from '../judge.ts'
import type { Desk } from '../overlay.ts'
import { freeIn } from '../overlay.ts'
import type { Doing } from './DeskPage.tsx'
import { Face } from './VisitorPhoto.tsx'
import classes from './Visits.module.css'
import { StateBadge, Unmonitored, Who } from './words.tsx'

const open: readonly string[] = ['booked', 'waiting', 'running']

/** A code of the device's own until the server gives the number. */
export function codeOf(visitId: string): string {
  return `K-${visitId.replaceAll('-', '').slice(-4).toUpperCase()}`
}

/** The day slot by slot: who is booked, waits, is inside. */
export function TodaysVisits({
  desk,
  visits,
  show,
  act,
  token,
}: {
  desk: Desk
  visits: readonly Visit[]
  show: string
  act: ((doing: Doing) => void) | undefined
  token: (visitId: string) => void
}) {
  const { t } = useTranslation('custody-visits')
  const people = useMemo(() => new Map(desk.visitors.map((one) => [one.id, one])), [desk.visitors])
  const shown = visits.filter((visit) =>
    show === 'open' ? open.includes(visit.state) : visit.state === show,
  )
  const slots = [...Map.groupBy(shown, (visit) => `${visit.slotAt}/${visit.sessionId}`)]
  if (slots.length === 0) return <p className={classes.soft}>{t(`desk.none.${show}`)}</p>
  return (
    <ul className={classes.slots}>
      {slots.map(([key, here]) => (
        <li key={key} className={classes.slot}>
          <Slot
            session={desk.sessions.find((one) => one.id === here[0]?.sessionId)}
            at={here[0]?.slotAt ?? ''}
            visits={visits}
          />
          <ul className={classes.visits}>
            {here.map((visit) => (
              <OneVisit key={visit.id} visit={visit} people={people} act={act} token={token} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function Slot({
  session,
  at,
  visits,
}: {
  session: VisitSession | undefined
  at: string
  visits: readonly Visit[]
}) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  if (session === undefined) return null
  const left = Math.max(0, freeIn(session, at, visits))
  return (
    <h3>
      <Ltr>{at}</Ltr>
      <span>{both(session.place)}</span>
      <span className={classes.meter} data-full={left === 0} aria-hidden="true">
        <span style={{ inlineSize: `${((session.windows - left) / session.windows) * 100}%` }} />
      </span>
      <span className={classes.soft}>{t('desk.free', { left, windows: session.windows })}</span>
    </h3>
  )
}

function OneVisit({
  visit,
  people,
  act,
  token,
}: {
  visit: Visit
  people: ReadonlyMap<string, Desk['visitors'][number]>
  act: ((doing: Doing) => void) | undefined
  token: (visitId: string) => void
}) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const number = visit.tokenNo === null ? visit.tokenCode : String(visit.tokenNo)
  const take = (step: VisitStep) => {
    act?.({
      kind: step,
      visitId: visit.id,
      imprisonmentId: visit.imprisonmentId,
      ...(step === 'check-in' ? { tokenCode: codeOf(visit.id) } : {}),
      ...(step === 'refuse'
        ? { refusal: 'other', visitorIds: visit.visitors.map((person) => person.id) }
        : {}),
    })
    if (step === 'check-in') token(visit.id)
  }
  return (
    <li className={classes.visit} data-state={visit.state}>
      {number === null ? (
        <span className={classes.token} />
      ) : (
        <span className={classes.token}>
          <Ltr>{number}</Ltr>
        </span>
      )}
      <div>
        <div className={classes.line}>
          <Who one={visit} />
          {visit.state === 'booked' ? null : <StateBadge state={visit.state} />}
          {visit.kind === 'legal' ? <Unmonitored /> : null}
        </div>
        <span className={classes.faces}>
          {visit.visitors.map(({ id }) => {
            const person = people.get(id)
            return person === undefined ? null : <Face key={id} of={person} />
          })}
        </span>
        <span className={classes.soft}>
          {visit.visitors
            .map((person) => `${both(person.name)} (${t(`relation.${person.relation}`)})`)
            .join(t('comma'))}
        </span>
      </div>
      <div className={classes.acts}>
        {act === undefined
          ? null
          : stepsFrom(visit.state)
              .filter((step) => step !== 'refuse' || visit.state === 'waiting')
              .map((step, at) => (
                <Button
                  key={step}
                  size="xs"
                  variant={at === 0 ? 'light' : 'default'}
                  aria-label={`${t(`step.${step}`)} ${visit.number}`}
                  onClick={() => take(step)}
                >
                  {t(`step.${step}`)}
                </Button>
              ))}
        {number === null ? null : (
          <Button
            size="xs"
            aria-label={`${t('token.title')} ${visit.number}`}
            onClick={() => token(visit.id)}
          >
            {t('token.title')}
          </Button>
        )}
      </div>
    </li>
  )
}

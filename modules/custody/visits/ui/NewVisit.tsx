import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import {
  Button,
  Icon,
  Ltr,
  latinDigits,
  NativeSelect,
  Section,
  StatusBadge,
  TextInput,
  useBoth,
  useCall,
  useMay,
  useTranslation,
  uuidv7,
} from '#platform/ui'
import { type DeskPrisoner, getVisitDeskPeople, refusalReasons, type Visit } from '../contract.ts'
import { kindFor, mayVisit, obstacles, quotaOf, ruleFor } from '../judge.ts'

import { type Desk, slotsToday, visitedDays, weighHere, withFresh } from '../overlay.ts'
import type { Doing } from './DeskPage.tsx'
import { codeOf } from './TodaysVisits.tsx'
import { Face } from './VisitorPhoto.tsx'
import classes from './Visits.module.css'
import { BanBadge, Quota, TieBadge, Unmonitored, Who } from './words.tsx'

interface Props {
  desk: Desk
  visits: readonly Visit[]
  act: (doing: Doing) => void
  given: (visitId: string) => void
}

/** From the first letter typed to the token, by keyboard alone: find, choose who came, Enter. */
export function NewVisit(props: Props) {
  const { t } = useTranslation('custody-visits')
  const [chosen, setChosen] = useState<string>()
  // Where there is a connection: whether they were sent out or stopped since everybody was loaded.
  const fresh = useCall(getVisitDeskPeople, chosen === undefined ? undefined : { imprisonmentId: chosen }, {
    keep: false,
  }).data
  const desk = useMemo(
    () => (fresh === undefined ? props.desk : withFresh(props.desk, fresh)),
    [props.desk, fresh],
  )
  const prisoner = desk.prisoners.find((one) => one.imprisonmentId === chosen)
  return (
    <Section title={t('new.title')}>
      {prisoner === undefined ? (
        <Find desk={props.desk} choose={setChosen} />
      ) : (
        <Arrange
          key={prisoner.imprisonmentId}
          {...props}
          desk={desk}
          prisoner={prisoner}
          leave={() => setChosen(undefined)}
        />
      )}
    </Section>
  )
}

const most = 8

/** By prison number, a part of the prisoner's or visitor's name in either script, or the visitor's CNIC. */
function Find({ desk, choose }: { desk: Desk; choose: (imprisonmentId: string) => void }) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const index = useMemo(() => {
    const byId = new Map(desk.visitors.map((one) => [one.id, one]))
    const tiesOf = Map.groupBy(desk.ties, (tie) => tie.imprisonmentId)
    return desk.prisoners.map((prisoner) => ({
      prisoner,
      words: `${prisoner.number} ${prisoner.name.en} ${prisoner.name.ur}`.toLowerCase(),
      visitors: (tiesOf.get(prisoner.imprisonmentId) ?? []).flatMap((tie) => {
        const person = byId.get(tie.visitorId)
        return person === undefined
          ? []
          : [{ person, words: `${person.name.en} ${person.name.ur} ${person.cnic ?? ''}`.toLowerCase() }]
      }),
    }))
  }, [desk])
  const asked = latinDigits(text).trim().toLowerCase()
  const plain = /^[\d-]{6,}$/.test(asked) ? asked.replaceAll('-', '') : asked
  const found =
    plain === ''
      ? []
      : index
          .flatMap(({ prisoner, words, visitors }) => {
            const by = visitors.find((one) => one.words.includes(plain))
            return words.includes(plain) || by !== undefined ? [{ prisoner, by }] : []
          })
          .slice(0, most)
  return (
    <div className={classes.panel}>
      <TextInput
        ref={field}
        label={t('new.find')}
        description={t('new.find-hint')}
        value={text}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = found[0]
          if (event.key === 'Enter' && first !== undefined) {
            event.preventDefault()
            choose(first.prisoner.imprisonmentId)
          }
        }}
      />
      {plain !== '' && found.length === 0 ? <p className={classes.soft}>{t('new.nobody')}</p> : null}
      <ul className={classes.found}>
        {found.map(({ prisoner, by }, at) => (
          <li key={prisoner.imprisonmentId}>
            <button type="button" data-first={at === 0} onClick={() => choose(prisoner.imprisonmentId)}>
              <Who one={prisoner} />
              {by === undefined ? null : (
                <span className={classes.soft}>
                  {t('new.found-by')} {both(by.person.name)}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Arrange({
  desk,
  visits,
  act,
  given,
  prisoner,
  leave,
}: Props & { prisoner: DeskPrisoner; leave: () => void }) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const mayOverride = useMay('custody:override-visit')
  const ties = desk.ties.filter((tie) => tie.imprisonmentId === prisoner.imprisonmentId)
  const [came, setCame] = useState<readonly string[]>([])
  const [at, setAt] = useState<string>()
  const [reason, setReason] = useState('')
  const [turning, setTurning] = useState<(typeof refusalReasons)[number]>('identity')
  const panel = useRef<HTMLFormElement>(null)
  useEffect(() => panel.current?.querySelector<HTMLInputElement>('input[type=checkbox], button')?.focus(), [])
  const found = kindFor(ties, came)
  const kind = found === 'mixed' ? 'ordinary' : found
  const slots = slotsToday(desk, kind, prisoner, visits)
  const fits = (slot: (typeof slots)[number]) =>
    slot.left > 0 && !prisoner.closedSessions.includes(slot.session.id)
  const nameOf = (slot: (typeof slots)[number]) => `${slot.session.id}/${slot.at}`
  const now = new Date().toLocaleTimeString('en-GB', {
    timeZone: 'Asia/Karachi',
    hour: '2-digit',
    minute: '2-digit',
  })
  const slot =
    slots.find((one) => nameOf(one) === at) ??
    slots.find((one) => fits(one) && one.at >= now) ??
    slots.findLast(fits) ??
    slots.at(-1)
  const against = came.length === 0 ? [] : weighHere(desk, prisoner, came, slot, visits)
  const firm = against.filter((code) => obstacles[code] === 'firm' || !mayOverride)
  const rule = ruleFor(desk.rules, 'ordinary', { ...prisoner, termMonths: null }, desk.on)
  const ready =
    came.length > 0 &&
    slot !== undefined &&
    firm.length === 0 &&
    (against.length === 0 || reason.trim().length >= 3)
  const toggle = (id: string) =>
    setCame((list) => (list.includes(id) ? list.filter((one) => one !== id) : [...list, id]))
  const hand = () => {
    if (!ready || slot === undefined) return
    const visitId = uuidv7()
    act({
      kind: 'walk-in',
      visitId,
      imprisonmentId: prisoner.imprisonmentId,
      visitorIds: [...came],
      sessionId: slot.session.id,
      slotAt: slot.at,
      tokenCode: codeOf(visitId),
      reasons: against.map((code) => ({ code: `custody-visits.${code}`, reason: reason.trim() })),
    })
    given(visitId)
    leave()
  }
  const turnAway = (refusal: (typeof refusalReasons)[number]) => {
    act({
      kind: 'refuse',
      visitId: uuidv7(),
      imprisonmentId: prisoner.imprisonmentId,
      visitorIds: [...came],
      refusal,
    })
    leave()
  }
  const onKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'Escape') leave()
    const digit = Number(latinDigits(event.key))
    const typing = event.target instanceof HTMLInputElement && event.target.type === 'text'
    if (!typing && digit >= 1 && digit <= ties.length) {
      event.preventDefault()
      toggle(ties[digit - 1]?.visitorId ?? '')
    }
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault()
      hand()
    }
  }
  return (
    <form
      ref={panel}
      className={classes.panel}
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault()
        hand()
      }}
    >
      <div className={classes.line}>
        <Who one={prisoner} />
        {rule === undefined ? null : (
          <Quota
            used={quotaOf(rule, visitedDays(desk, prisoner, visits), desk.on).used}
            visits={rule.visits}
            per={rule.per}
          />
        )}
        {prisoner.out === null ? null : (
          <StatusBadge meaning="amber" icon="truck">
            {t(`out.${prisoner.out}`)}
          </StatusBadge>
        )}
        {prisoner.isolation ? <StatusBadge meaning="amber">{t('isolation')}</StatusBadge> : null}
        {prisoner.stop === null ? null : (
          <StatusBadge meaning="red" icon="hand-stop">
            {t(`stop.${prisoner.stop.kind}`)}
          </StatusBadge>
        )}
      </div>
      <fieldset className={classes.choices}>
        <legend>{t('new.who-came')}</legend>
        {ties.length === 0 ? <p className={classes.soft}>{t('new.empty-list')}</p> : null}
        {ties.map((tie, nth) => {
          const person = desk.visitors.find((one) => one.id === tie.visitorId)
          if (person === undefined) return null
          return (
            <label key={tie.id} className={classes.choice}>
              <input
                type="checkbox"
                checked={came.includes(tie.visitorId)}
                onChange={() => toggle(tie.visitorId)}
              />
              {nth < 9 ? <kbd>{nth + 1}</kbd> : null}
              <Face of={person} />
              <strong>{both(person.name)}</strong>
              <span>{t(`relation.${tie.relation}`)}</span>
              {person.cnic === null ? (
                <span className={classes.soft}>{person.otherPaper}</span>
              ) : (
                <Ltr>{`${person.cnic.slice(0, 5)}-${person.cnic.slice(5, 12)}-${person.cnic.slice(12)}`}</Ltr>
              )}
              {mayVisit(tie, desk.on) === 'yes' ? null : (
                <TieBadge state={tie.state === 'approved' ? 'pending' : tie.state} />
              )}
              {person.ban === null ? null : <BanBadge until={person.ban.untilOn} />}
            </label>
          )
        })}
      </fieldset>
      {came.length === 0 ? null : (
        <div className={classes.line}>
          {slots.length === 0 ? null : (
            <NativeSelect
              label={t('new.slot')}
              value={slot === undefined ? '' : nameOf(slot)}
              onChange={(event) => setAt(event.currentTarget.value)}
              data={slots.map((one) => ({
                value: nameOf(one),
                label: `${one.at} · ${both(one.session.place)} · ${t('new.left', { count: Math.max(0, one.left) })}`,
              }))}
            />
          )}
          {kind === 'legal' ? <Unmonitored /> : null}
        </div>
      )}
      {against.length === 0 ? null : (
        <div className={classes.against} data-meaning={firm.length === 0 ? 'amber' : 'red'} role="alert">
          <ul>
            {against.map((code) => (
              <li key={code}>{t(`obstacle.${code}`)}</li>
            ))}
          </ul>
          {firm.length === 0 ? (
            <TextInput
              label={t('new.reason')}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          ) : (
            <div className={classes.acts}>
              <Button
                color="red"
                leftSection={<Icon name="hand-stop" size={16} />}
                onClick={() => turnAway(firm[0] ?? 'other')}
              >
                {t('new.turn-away')}
              </Button>
            </div>
          )}
        </div>
      )}
      <div className={classes.line}>
        <Button type="submit" variant="filled" disabled={!ready} leftSection={<Icon name="id" size={17} />}>
          {t('new.token')}
        </Button>
        <Button onClick={leave}>{t('new.other')}</Button>
      </div>
      <details>
        <summary>{t('new.refuse-other')}</summary>
        <div className={classes.line}>
          <NativeSelect
            aria-label={t('new.refuse-why')}
            value={turning}
            onChange={(event) => setTurning(event.currentTarget.value as typeof turning)}
            data={refusalReasons.map((value) => ({ value, label: t(`refused.${value}`) }))}
          />
          <Button onClick={() => turnAway(turning)}>{t('new.turn-away')}</Button>
        </div>
      </details>
    </form>
  )
}

import { useState } from 'react'
import { Button, Icon, Section, StatusBadge, TextInput, useBoth, useTranslation, uuidv7 } from '#platform/ui'
import type { NewMark, OnRoll } from '../contract.ts'
import type { BarrackReckoning } from '../reckon.ts'
import classes from './Roll.module.css'
import { type CheckData, Named } from './RollCheckPage.tsx'

type Barrack = CheckData['barracks'][number]

/** One barrack under the officer's eyes: heads, names, and whoever does not belong there. */
export function BarrackCount({
  data,
  barrack,
  marks,
  reckoned,
  counting,
  add,
  leave,
  next,
}: {
  data: CheckData
  barrack: Barrack
  marks: readonly NewMark[]
  reckoned: BarrackReckoning | undefined
  counting: boolean
  add: (marks: readonly NewMark[]) => void
  leave: () => void
  next: () => void
}) {
  const { t } = useTranslation('custody-roll')
  const both = useBoth()
  const people = data.people.filter((one) => one.barrackId === barrack.id)
  const seen = seenHere(marks, barrack.id)
  const mark = (given: Partial<NewMark> & Pick<NewMark, 'mark'>): NewMark => ({
    id: uuidv7(),
    barrackId: barrack.id,
    imprisonmentId: null,
    counted: null,
    note: null,
    markedAt: new Date().toISOString(),
    ...given,
  })
  const unmarked = people.filter((one) => one.out === null && seen.get(one.imprisonmentId) === undefined)
  return (
    <Section
      title={barrack.name === null ? t('reception') : both(barrack.name)}
      actions={
        <Button size="xs" leftSection={<Icon name="list" size={16} />} onClick={leave}>
          {t('barrack-count.all')}
        </Button>
      }
    >
      {counting ? (
        <Heads
          expected={reckoned?.expected ?? 0}
          counted={reckoned?.counted ?? null}
          agree={(heads) =>
            add([
              ...unmarked.map((one) => mark({ mark: 'present', imprisonmentId: one.imprisonmentId })),
              mark({ mark: 'counted', counted: heads }),
            ])
          }
          done={(heads) => add([mark({ mark: 'counted', counted: heads })])}
          next={next}
        />
      ) : null}
      {reckoned?.headsDiffer === true ? (
        <StatusBadge meaning="red">
          {t('barrack-count.differ', {
            heads: reckoned.counted,
            named: reckoned.present + reckoned.strangers.length,
          })}
        </StatusBadge>
      ) : null}
      <ul className={classes.people}>
        {people.map((one) => (
          <Person
            key={one.imprisonmentId}
            one={one}
            seen={seen.get(one.imprisonmentId)}
            counting={counting}
            set={(here) =>
              add([mark({ mark: here ? 'present' : 'absent', imprisonmentId: one.imprisonmentId })])
            }
          />
        ))}
      </ul>
      {counting ? (
        <SomebodyElse
          data={data}
          barrack={barrack}
          here={(one) => add([mark({ mark: 'present', imprisonmentId: one.imprisonmentId })])}
          stranger={(note) => add([mark({ mark: 'stranger', note })])}
        />
      ) : null}
    </Section>
  )
}

/** The last word on each person in this barrack: seen, or not. */
function seenHere(marks: readonly NewMark[], barrackId: string | null): Map<string, boolean> {
  const last = new Map<string, NewMark>()
  for (const mark of marks) {
    if (mark.barrackId !== barrackId || mark.imprisonmentId === null) continue
    const known = last.get(mark.imprisonmentId)
    if (known === undefined || known.markedAt <= mark.markedAt) last.set(mark.imprisonmentId, mark)
  }
  return new Map([...last].map(([id, mark]) => [id, mark.mark === 'present']))
}

function Heads({
  expected,
  counted,
  agree,
  done,
  next,
}: {
  expected: number
  counted: number | null
  agree: (heads: number) => void
  done: (heads: number) => void
  next: () => void
}) {
  const { t } = useTranslation('custody-roll')
  const [typed, setTyped] = useState('')
  const heads = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : undefined
  return (
    <form
      className={classes.heads}
      onSubmit={(event) => {
        event.preventDefault()
        if (heads !== undefined) done(heads)
      }}
    >
      <TextInput
        label={t('barrack-count.heads')}
        description={t('barrack-count.heads-hint')}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {heads === expected ? (
        <Button variant="filled" leftSection={<Icon name="check" size={18} />} onClick={() => agree(heads)}>
          {t('barrack-count.agree', { count: expected })}
        </Button>
      ) : (
        <Button type="submit" disabled={heads === undefined}>
          {t('barrack-count.done')}
        </Button>
      )}
      {counted === null ? null : (
        <Button onClick={next} rightSection={<Icon name="arrow-right" size={17} />}>
          {t('barrack-count.next')}
        </Button>
      )}
    </form>
  )
}

function Person({
  one,
  seen,
  counting,
  set,
}: {
  one: OnRoll
  seen: boolean | undefined
  counting: boolean
  set: (here: boolean) => void
}) {
  const { t } = useTranslation('custody-roll')
  const both = useBoth()
  return (
    <li className={classes.person} data-seen={seen}>
      <div>
        <Named one={one} />
        <span className={classes.soft}>
          {both(one.place)}{' '}
          {one.out === null ? null : t('barrack-count.out', { kind: t(`out-kind.${one.out}`) })}
        </span>
      </div>
      {counting ? (
        <div className={classes.marks}>
          <Button
            variant={seen === true ? 'filled' : 'default'}
            aria-pressed={seen === true}
            aria-label={`${t('barrack-count.here')} ${one.number}`}
            onClick={() => set(true)}
          >
            <Icon name="check" size={18} />
          </Button>
          <Button
            aria-pressed={seen === false}
            aria-label={`${t('barrack-count.not-here')} ${one.number}`}
            onClick={() => set(false)}
          >
            <Icon name="x" size={18} />
          </Button>
        </div>
      ) : seen === undefined ? null : (
        <StatusBadge meaning={seen ? 'blue' : 'red'} icon={seen ? 'check' : 'x'}>
          {t(seen ? 'barrack-count.here' : 'barrack-count.not-here')}
        </StatusBadge>
      )}
    </li>
  )
}

/** Somebody of another barrack, found by number or name among all who were loaded; or somebody on no list at all. */
function SomebodyElse({
  data,
  barrack,
  here,
  stranger,
}: {
  data: CheckData
  barrack: Barrack
  here: (one: OnRoll) => void
  stranger: (note: string) => void
}) {
  const { t } = useTranslation('custody-roll')
  const both = useBoth()
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const found =
    wanted.length < 2
      ? []
      : data.people
          .filter(
            (one) =>
              one.barrackId !== barrack.id &&
              (one.number.startsWith(wanted) ||
                one.name.en.toLowerCase().includes(wanted) ||
                one.name.ur.includes(wanted)),
          )
          .slice(0, 6)
  const barrackOf = (one: OnRoll) => {
    const home = data.barracks.find((each) => each.id === one.barrackId)
    return home?.name == null ? t('reception') : both(home.name)
  }
  const take = (act: () => void) => {
    act()
    setTyped('')
  }
  return (
    <div className={classes.people}>
      <TextInput
        label={t('barrack-count.other')}
        description={t('barrack-count.other-hint')}
        dir="auto"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {found.map((one) => (
        <div key={one.imprisonmentId} className={classes.person}>
          <span>
            <Named one={one} /> <span className={classes.soft}>{barrackOf(one)}</span>
          </span>
          <Button size="xs" onClick={() => take(() => here(one))}>
            {t('barrack-count.here')}
          </Button>
        </div>
      ))}
      {wanted.length < 2 || found.length > 0 ? null : (
        <div className={classes.person}>
          <span className={classes.soft}>{t('barrack-count.other-none')}</span>
          <Button size="xs" onClick={() => take(() => stranger(typed.trim()))}>
            {t('barrack-count.stranger')}
          </Button>
        </div>
      )}
    </div>
  )
}

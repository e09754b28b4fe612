import { useMemo } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ErrorPanel,
  Icon,
  Link,
  StatusBadge,
  useBoth,
  useCommand,
  useTranslation,
} from '#platform/ui'
import { type getRollMarks, takeRollBarrack } from '../contract.ts'
import { type BarrackReckoning, type Reckoning, reckon } from '../reckon.ts'
import classes from './Roll.module.css'
import { type CheckData, Named } from './RollCheckPage.tsx'

type Other = OutputOf<typeof getRollMarks>['beside'][number]

/** Counts that others began meanwhile, barrack by barrack beside this one. This one stands; what it has not counted can be taken over. */
export function Beside({
  data,
  reckoning,
  beside,
  moved,
  taking,
}: {
  data: CheckData
  reckoning: Reckoning
  beside: readonly Other[]
  moved: ReadonlySet<string>
  taking: boolean
}) {
  const { t } = useTranslation('custody-roll')
  const both = useBoth()
  const take = useCommand(takeRollBarrack)
  if (beside.length === 0) return null
  return (
    <div className={classes.people}>
      {take.error === null || take.error === undefined ? null : <ErrorPanel error={take.error} />}
      {beside.map((other) => (
        <section key={other.check.id} className={classes.people}>
          <h3>
            {t('beside.title')}:{' '}
            <Link to={`/custody/roll-checks/${other.check.id}`}>
              {t('check.began', { kind: t(`kind.${other.check.kind}`), at: other.check.startedAt })}
            </Link>
            {other.check.startedBy === null ? null : ` · ${both(other.check.startedBy)}`}
          </h3>
          <Barracks
            data={data}
            own={reckoning}
            other={other}
            moved={moved}
            {...(taking
              ? {
                  take: (barrackId) => take.start({ id: data.check.id, fromId: other.check.id, barrackId }),
                }
              : {})}
          />
        </section>
      ))}
    </div>
  )
}

function Barracks({
  data,
  own,
  other,
  moved,
  take,
}: {
  data: CheckData
  own: Reckoning
  other: Other
  moved: ReadonlySet<string>
  take?: (barrackId: string | null) => void
}) {
  const { t } = useTranslation('custody-roll')
  const both = useBoth()
  const theirs = useMemo(() => reckon(data.people, other.marks, moved), [data, other, moved])
  const counted = new Set(other.marks.map((mark) => mark.barrackId))
  return data.barracks
    .filter((barrack) => counted.has(barrack.id))
    .map((barrack) => {
      const of = (reckoning: Reckoning) => reckoning.barracks.find((one) => one.barrackId === barrack.id)
      const name = barrack.name === null ? t('reception') : both(barrack.name)
      const here = of(own)
      const taken = other.taken.includes(barrack.id)
      return (
        <div key={barrack.id ?? 'none'} className={classes.people}>
          <div className={classes.line}>
            <strong>{name}</strong>
            {taken ? (
              <StatusBadge meaning="blue" icon="check">
                {t('beside.taken')}
              </StatusBadge>
            ) : here?.counted == null && take !== undefined ? (
              <Button
                size="xs"
                leftSection={<Icon name="download" size={16} />}
                aria-label={`${t('beside.take')}: ${name}`}
                onClick={() => take(barrack.id)}
              >
                {t('beside.take')}
              </Button>
            ) : null}
          </div>
          <div className={classes.sides}>
            <Side title={t('beside.this')} data={data} one={here} stands />
            <Side title={t('beside.other')} data={data} one={of(theirs)} />
          </div>
        </div>
      )
    })
}

function Side({
  title,
  data,
  one,
  stands = false,
}: {
  title: string
  data: CheckData
  one: BarrackReckoning | undefined
  stands?: boolean
}) {
  const { t } = useTranslation('custody-roll')
  return (
    <div className={classes.side} data-stands={stands}>
      <h4>{title}</h4>
      <p>
        {one?.counted == null ? t('beside.not-counted') : t('check.counted', { count: one.counted })} ·{' '}
        {t('check.seen', { present: one?.present ?? 0, expected: one?.expected ?? 0 })}
      </p>
      {one === undefined || one.missing.length === 0 ? null : (
        <>
          <p>{t('check.missing-count', { count: one.missing.length })}</p>
          <ul>
            {one.missing.map((id) => (
              <li key={id}>
                <Named one={data.people.find((person) => person.imprisonmentId === id)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {one === undefined || one.strangers.length === 0 ? null : (
        <p>
          {t('check.strangers')}: {one.strangers.join(', ')}
        </p>
      )}
    </div>
  )
}

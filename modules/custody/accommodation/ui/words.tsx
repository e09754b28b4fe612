import { BothNames, Ltr, type Meaning, StatusBadge, useBoth, useTranslation } from '#platform/ui'
import type { Breach, Someone, Tile, Use } from '../contract.ts'
import { type Rule, rules } from '../separation.ts'
import classes from './Accommodation.module.css'

/** For whom a place is, in a few words: `Men · Juveniles · Under trial`. */
export function useUseWords(): (use: Use | null) => string {
  const { t } = useTranslation('custody-accommodation')
  return (use) =>
    use === null
      ? t('state.undeclared')
      : [
          t(`sex.${use.sex}`),
          ...(use.ages === 'juvenile' ? [t('ages.juvenile')] : []),
          t(`holds.${use.holds}`),
          ...(use.habit === null ? [] : [t(`habit.${use.habit}`)]),
          ...(use.ward === 'ordinary' ? [] : [t(`ward.${use.ward}`)]),
        ].join(' · ')
}

/** How a place stands, as colour, icon and word. */
export function standingOf(tile: Tile): { meaning: Meaning; key: string } {
  if (tile.closed !== null) return { meaning: 'grey', key: 'state.closed' }
  if (tile.use === null) return { meaning: 'amber', key: 'state.undeclared' }
  if (tile.held > 0 && tile.held >= tile.maximum) return { meaning: 'red', key: 'state.full' }
  if (tile.held > tile.authorised) return { meaning: 'amber', key: 'state.over' }
  return { meaning: 'blue', key: 'state.room' }
}

export function TileState({ tile }: { tile: Tile }) {
  const { t } = useTranslation('custody-accommodation')
  const { meaning, key } = standingOf(tile)
  return (
    <StatusBadge meaning={meaning} {...(key === 'state.room' ? { icon: 'check' as const } : {})}>
      {t(key, tile.closed === null ? {} : { reason: t(`closed-for.${tile.closed.reason}`) })}
    </StatusBadge>
  )
}

/** A prisoner in a list of accommodation: number, both names, the father. */
export function Who({ one }: { one: Someone }) {
  const both = useBoth()
  const { t } = useTranslation('custody')
  return (
    <span className={classes.who}>
      <Ltr>{one.number}</Ltr>
      <BothNames name={one.name} as="inline" to={`/custody/prisoners/${one.imprisonmentId}`} />
      {one.father === null ? null : (
        <span className={classes.soft}>
          {t('word.father')} {both(one.father)}
        </span>
      )}
    </span>
  )
}

/** Why somebody may not sleep somewhere: the rule in a sentence, its law, and with whom where the reader may know. */
export function Breaches({ breaches }: { breaches: readonly Breach[] }) {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  return (
    <ul className={classes.breaches}>
      {breaches.map(({ rule, who, warns }) => {
        const { text, law }: Pick<Rule, 'text' | 'law'> = rules[rule]
        return (
          <li key={rule}>
            {warns ? <strong>{t('warns')} </strong> : null}
            {both(text)} {law === null ? null : <span className={classes.law}>{both(law)}</span>}
            {who === null || who.length === 0 ? null : (
              <>
                {' '}
                <strong>
                  {t('to-move.with', { who: who.map((one) => `${one.number} ${both(one.name)}`).join(', ') })}
                </strong>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Must be moved, or should be: what only warns is no breach of law. */
export function MoveBadge({ breaches }: { breaches: readonly Breach[] }) {
  const { t } = useTranslation('custody-accommodation')
  const only = breaches.every(({ warns }) => warns)
  return (
    <StatusBadge meaning={only ? 'amber' : 'red'}>
      {t(only ? 'panel.should-move' : 'panel.must-move')}
    </StatusBadge>
  )
}

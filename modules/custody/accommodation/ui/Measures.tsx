import { formatNumber, type Meaning, useTranslation } from '#platform/ui'
import type { Numbers } from '../contract.ts'
import classes from './Accommodation.module.css'

const measures = ['authorised', 'working', 'maximum'] as const

/** Overcrowding against what is sanctioned, what works, and the utmost; and who has no bed or no place at all. */
export function Measures({ numbers, withoutPlace }: { numbers: Numbers; withoutPlace?: number }) {
  const { t } = useTranslation('custody-accommodation')
  return (
    <dl className={classes.measures} aria-label={t('measure.title')}>
      {measures.map((measure) => {
        const capacity = numbers[measure]
        const over = numbers.held - capacity
        const meaning: Meaning = over <= 0 ? 'blue' : measure === 'maximum' ? 'red' : 'amber'
        return (
          <div key={measure} className={classes.measure}>
            <dt>{t(`measure.${measure}-means`)}</dt>
            <dd>
              {capacity === 0 ? (
                t('measure.none')
              ) : (
                <>
                  <span className={classes.big}>{Math.round((numbers.held / capacity) * 100)}%</span>{' '}
                  {t(`measure.${measure}`)} ({formatNumber(capacity)})
                </>
              )}
            </dd>
            <dd>
              <span className={classes.bar} data-meaning={meaning} style={{ display: 'block' }}>
                <span
                  style={{
                    inlineSize: `${Math.min(100, capacity === 0 ? 0 : (numbers.held / capacity) * 100)}%`,
                  }}
                />
              </span>
            </dd>
            <dd className={classes.soft}>
              {t(over > 0 ? 'measure.over' : 'measure.free', { count: Math.abs(over) })}
            </dd>
          </div>
        )
      })}
      <div className={classes.measure}>
        <dt>{t('measure.without-bed')}</dt>
        <dd className={classes.big}>{formatNumber(numbers.withoutBed)}</dd>
        {withoutPlace === undefined ? null : (
          <dd>
            <strong>{formatNumber(withoutPlace)}</strong> {t('measure.without-place')}
          </dd>
        )}
        <dd>
          <strong>{formatNumber(numbers.out)}</strong> {t('measure.out')}
        </dd>
      </div>
    </dl>
  )
}

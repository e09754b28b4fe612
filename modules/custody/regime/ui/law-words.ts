import { useTranslation } from '#platform/ui'
import type { CourseLaw } from '../education/contract.ts'

/** What one row of the law gives, in words. */
export function useLawWords(): (law: CourseLaw) => string {
  const { t } = useTranslation('custody-regime')
  return (law) =>
    [
      law.standing === 'refer'
        ? t('law.refer')
        : law.standing === 'range'
          ? t('law.range', { least: law.months, most: law.mostMonths })
          : t('law.fixed', { count: law.months ?? 0 }),
      ...(law.termMonths > 0 ? [t('law.term', { years: law.termMonths / 12 })] : []),
      ...(law.minMarks === null ? [] : [t('law.marks', { marks: law.minMarks })]),
    ].join(' · ')
}

import { useTranslation } from '#platform/ui'

/** A maximum punishment (DEATH, LIFE or months) in words. */
export function usePunishment(): (max: string) => string {
  const { t } = useTranslation('cases')
  return (max) => {
    if (max === 'DEATH' || max === 'LIFE') return t(`punishment.${max}`)
    const months = Number(max)
    if (!Number.isInteger(months)) return max
    return months % 12 === 0
      ? t('punishment.years', { count: months / 12 })
      : t('punishment.months', { count: months })
  }
}

import { useTranslation } from '#platform/ui'

const worded = new Set(['DEATH', 'LIFE', 'AS_PRINCIPAL', 'HALF_OF_PRINCIPAL', 'BY_KIND', 'DIYAT', 'NONE'])

/** A maximum punishment (DEATH, LIFE, months, or what another offence decides) in words. */
export function usePunishment(): (max: string) => string {
  const { t } = useTranslation('cases')
  return (max) => {
    if (worded.has(max)) return t(`punishment.${max}`)
    const months = Number(max)
    if (!Number.isInteger(months)) return max
    return months % 12 === 0
      ? t('punishment.years', { count: months / 12 })
      : t('punishment.months', { count: months })
  }
}

import { formatNumber, useTranslation } from '#platform/ui'

/** Amounts in words: `1,250 kg`; below one kilogram or litre as grams and millilitres, which nobody misreads by a point. */
export function useAmount(): (amount: number, unit: string) => string {
  const { t } = useTranslation('custody-stores')
  return (amount, unit) =>
    Math.abs(amount) < 1 && amount !== 0 && (unit === 'kg' || unit === 'litre')
      ? t(`unit.${unit === 'kg' ? 'gram' : 'millilitre'}`, {
          amount: formatNumber(Math.round(amount * 1000)),
        })
      : t(`unit.${unit}`, { amount: formatNumber(Math.round(amount * 1000) / 1000) })
}

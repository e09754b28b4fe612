import type { OutputOf } from '#platform/http/contract'
import { Chart, weekday as nameOfDay, useLanguage, useTranslation } from '#platform/ui'
import type { getBooth } from '../contract.ts'

/** The minutes of the week day by day: those that count, and those to advocates. */
export function Week({ days, title }: { days: OutputOf<typeof getBooth>['days']; title: string }) {
  const { t } = useTranslation('custody-telephone')
  const language = useLanguage()
  const minutes = days.reduce((sum, day) => sum + day.minutes, 0)
  const exempt = days.reduce((sum, day) => sum + day.exempt, 0)
  const calls = days.reduce((sum, day) => sum + day.calls, 0)
  return (
    <Chart
      title={title}
      kind="stacked-bar"
      categories={days.map((day) => nameOfDay(day.on, language))}
      series={[
        { name: t('week.counted'), values: days.map((day) => day.minutes) },
        { name: t('week.exempt'), values: days.map((day) => day.exempt) },
      ]}
      unit={t('minutes')}
      summary={t('week.summary', { minutes, exempt, calls })}
    />
  )
}

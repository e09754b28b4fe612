import { useEffect, useState } from 'react'
import { StatusBadge, useTranslation } from '#platform/ui'
import { timeTo } from './clock-time.ts'

const soonHours = 6

/** Hours and minutes to a moment, or past it; counts on by itself. */
export function TimeLeft({ to }: { to: string }) {
  const { t } = useTranslation('policing')
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const { over, h, m } = timeTo(to, now)
  const left = t('arrests.hours-minutes', { h, m })
  return (
    <StatusBadge
      meaning={over ? 'red' : h < soonHours ? 'amber' : 'grey'}
      icon={over ? 'alert-triangle' : 'alarm'}
    >
      {t(over ? 'arrests.over' : 'arrests.left', { left })}
    </StatusBadge>
  )
}

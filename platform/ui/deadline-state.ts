import { daysBetween, today } from '../i18n/format.ts'
import type { IconName } from './icon-names.ts'
import type { Meaning } from './tokens.ts'

export type DeadlineState = 'ok' | 'info' | 'soon' | 'today' | 'breach' | 'met' | 'stopped' | 'refer'

export const deadlineLooks: Record<DeadlineState, { meaning: Meaning; icon: IconName }> = {
  ok: { meaning: 'grey', icon: 'calendar' },
  info: { meaning: 'blue', icon: 'calendar-event' },
  soon: { meaning: 'amber', icon: 'clock' },
  today: { meaning: 'amber', icon: 'alarm' },
  breach: { meaning: 'red', icon: 'alert-triangle' },
  met: { meaning: 'grey', icon: 'circle-check' },
  stopped: { meaning: 'grey', icon: 'player-pause' },
  refer: { meaning: 'blue', icon: 'gavel' },
}

/** How a date stands: past is breached, the same day is due today, up to `soonDays` is coming due, later is on time. */
export function deadlineState(date: string, now: string = today(), soonDays = 7): DeadlineState {
  const days = daysBetween(now, date)
  if (Number.isNaN(days)) return 'info'
  if (days < 0) return 'breach'
  if (days === 0) return 'today'
  return days <= soonDays ? 'soon' : 'ok'
}

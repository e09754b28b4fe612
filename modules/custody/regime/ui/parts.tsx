import {
  Button,
  call,
  type Found,
  formatMonth,
  Group,
  Icon,
  StepBar,
  useBoth,
  useLanguage,
  useTranslation,
} from '#platform/ui'
import { listPrisoners } from '../../prisoners/contract.ts'
import classes from './Regime.module.css'

/** Which month a page shows, with the one before and the one after. */
export function MonthSwitch({ month, onChange }: { month: string; onChange: (month: string) => void }) {
  const { t } = useTranslation('custody-regime')
  const language = useLanguage()
  const moved = (by: number) => {
    const [year, of] = month.split('-').map(Number) as [number, number]
    return new Date(Date.UTC(year, of - 1 + by, 1)).toISOString().slice(0, 7)
  }
  return (
    <Group gap={8}>
      <Button size="xs" onClick={() => onChange(moved(-1))}>
        {formatMonth(moved(-1), language)}
      </Button>
      <strong>
        <Icon name="calendar" size={16} label={t('month-shown')} /> {formatMonth(month, language)}
      </strong>
      <Button size="xs" onClick={() => onChange(moved(1))}>
        {formatMonth(moved(1), language)}
      </Button>
    </Group>
  )
}

/** How far a month's paper is: each step is a person. */
export function Steps({ keys, at }: { keys: readonly string[]; at: number }) {
  const { t } = useTranslation('custody-regime')
  return (
    <StepBar
      steps={keys.map((key, index) => ({
        key,
        label: t(`step.${key}`),
        state: index < at ? 'done' : index === at ? 'current' : 'ahead',
      }))}
    />
  )
}

/** Places filled, as a bar and in words. */
export function Filled({ of, most }: { of: number; most: number }) {
  const { t } = useTranslation('custody-regime')
  return (
    <div>
      <div className={classes.track} data-full={of >= most}>
        <span style={{ inlineSize: `${Math.min(100, Math.round((of / most) * 100))}%` }} />
      </div>
      <span className={classes.soft}>{t('filled', { of, most })}</span>
    </div>
  )
}

/** Searches a prisoner of the prison by number or name. */
export function useSearchPrisoner() {
  const both = useBoth()
  return async (text: string, signal: AbortSignal): Promise<Found[]> => {
    const { rows } = await call(listPrisoners, { q: text, size: 10 }, { signal })
    return rows.map((row) => ({ value: row.id, label: `${row.number} ${both(row.name)}` }))
  }
}

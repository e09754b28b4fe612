import { Ltr, type Meaning, StatusBadge, useFormats, useTranslation } from '#platform/ui'
import type { Flag, Ground, Line, Missing } from '../contract.ts'
import classes from './Liberty.module.css'

const meaningOf: Readonly<Record<Line['basis'], Meaning>> = {
  remand: 'blue',
  conviction: 'grey',
  reference: 'grey',
  hold: 'grey',
  none: 'red',
}

/** On what somebody is held, as a badge: red only where there is no proof. */
export function BasisBadge({ basis }: { basis: Line['basis'] }) {
  const { t } = useTranslation('custody-liberty-ledger')
  return (
    <StatusBadge meaning={meaningOf[basis]} icon={basis === 'none' ? 'alert-triangle' : 'shield-check'}>
      {t(`basis.${basis}`)}
    </StatusBadge>
  )
}

/** The last day of the grounds; a ground without an end says so. */
export function Until({ line }: { line: Pick<Line, 'basis' | 'until'> }) {
  const { t } = useTranslation('custody-liberty-ledger')
  const { date } = useFormats()
  if (line.basis === 'none') return '—'
  return line.until === null ? t('no-end') : date(line.until)
}

export function Flags({ flags }: { flags: readonly Flag[] }) {
  const { t } = useTranslation('custody-liberty-ledger')
  return (
    <span className={classes.flags}>
      {flags.map((flag) => (
        <StatusBadge key={flag} meaning="amber">
          {t(`flag.${flag}`)}
        </StatusBadge>
      ))}
    </span>
  )
}

/** What is missing in each case, since when, and who must act. */
export function MissingList({ missing }: { missing: readonly Missing[] }) {
  const { t } = useTranslation('custody-liberty-ledger')
  return (
    <ul className={classes.list}>
      {missing.map((one) => (
        <li key={`${one.code} ${one.warrantId}`}>
          <strong>{t(`missing.${one.code}`)}</strong>
          {one.since === null ? null : <span>{t('since', { day: one.since })}</span>}
          {one.label === '' ? null : <Ltr>{one.label}</Ltr>}
          <span className={classes.soft}>
            {t('who')}: {t(`by.${one.by}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}

export function GroundList({ grounds }: { grounds: readonly Ground[] }) {
  const { t } = useTranslation('custody-liberty-ledger')
  const { date } = useFormats()
  return (
    <ul className={classes.list}>
      {grounds.map((one) => (
        <li key={`${one.code} ${one.warrantId} ${one.paper}`}>
          <strong>{t(`ground.${one.code}`)}</strong>
          <Ltr>{one.paper}</Ltr>
          <span>
            {t('until')} {one.until === null ? t('no-end') : date(one.until)}
          </span>
          <span className={classes.soft}>
            <Ltr>{one.rule}</Ltr>
          </span>
        </li>
      ))}
    </ul>
  )
}

import { daysBetween, formatDate, Ltr, today, useFormats, useLanguage, useTranslation } from '#platform/ui'
import { dayOf } from '../pakistan-day.ts'
import classes from './Custody.module.css'
import type { PrisonerData } from './PrisonerPage.tsx'

/**
 * A person's custody as coloured spans, one line for each case, under the clocks that run: today and the day bail becomes a
 * right. The table below says the same in words.
 */
export function CustodySpans({
  warrants,
  releasedAt,
}: {
  warrants: PrisonerData['warrants']
  releasedAt: string | null
}) {
  const { t } = useTranslation('custody')
  const { date } = useFormats()
  const language = useLanguage()
  if (warrants.length === 0) return null
  const now = releasedAt === null ? today() : dayOf(releasedAt)
  const starts = warrants.flatMap((warrant) => [
    warrant.detainedSince,
    ...warrant.spans.map((span) => span.from),
  ])
  const ends = [now, ...warrants.flatMap((warrant) => warrant.bail?.eligibleFrom ?? [])]
  const from = starts.sort()[0]!
  const to = ends.sort().at(-1)!
  const length = Math.max(1, daysBetween(from, to))
  const at = (day: string) => (Math.max(0, Math.min(length, daysBetween(from, day))) / length) * 100
  return (
    <>
      <div className={classes.spans} role="img" aria-label={t('spans.label')}>
        <div className={classes.spanAxis}>
          <span>{formatDate(from, language)}</span>
          <span>{formatDate(to, language)}</span>
        </div>
        {warrants.map((warrant) => (
          <div key={warrant.id} className={classes.spanRow}>
            <span className={classes.spanName}>
              <Ltr>{warrant.fir === '' ? warrant.sections : warrant.fir}</Ltr>
            </span>
            <span className={classes.spanLine}>
              {warrant.spans.map((span) => (
                <span
                  key={`${span.kind} ${span.from}`}
                  className={classes.span}
                  data-kind={span.kind}
                  style={{
                    insetInlineStart: `${at(span.from)}%`,
                    inlineSize: `max(3px, ${at(span.to ?? now) - at(span.from)}%)`,
                  }}
                />
              ))}
              {warrant.bail?.eligibleFrom === undefined || warrant.bail.eligibleFrom === null ? null : (
                <span
                  className={classes.mark}
                  data-kind="bail"
                  style={{ insetInlineStart: `${at(warrant.bail.eligibleFrom)}%` }}
                />
              )}
              <span className={classes.mark} data-kind="today" style={{ insetInlineStart: `${at(now)}%` }} />
            </span>
          </div>
        ))}
      </div>
      <ul className={classes.legend}>
        {(['police', 'court-custody', 'prison', 'bail', 'today'] as const)
          .filter(
            (kind) =>
              kind === 'today' ||
              (kind === 'bail'
                ? warrants.some((warrant) => warrant.bail?.eligibleFrom)
                : warrants.some((warrant) => warrant.spans.some((span) => span.kind === kind))),
          )
          .map((kind) => (
            <li key={kind}>
              <span className={classes.swatch} data-kind={kind} />
              {t(`spans.${kind}`)}
            </li>
          ))}
      </ul>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('word.fir')}</th>
            <th scope="col">{t('spans.where')}</th>
            <th scope="col">{t('spans.from')}</th>
            <th scope="col">{t('spans.to')}</th>
            <th scope="col">{t('spans.days')}</th>
          </tr>
        </thead>
        <tbody>
          {warrants.flatMap((warrant) =>
            warrant.spans.map((span) => (
              <tr key={`${warrant.id} ${span.kind} ${span.from}`}>
                <td>
                  <Ltr>{warrant.fir}</Ltr>
                </td>
                <td>{t(`spans.${span.kind}`)}</td>
                <td>{date(span.from)}</td>
                <td>{span.to === null ? t('spans.until-now') : date(span.to)}</td>
                <td>{daysBetween(span.from, span.to ?? now) + 1}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </>
  )
}

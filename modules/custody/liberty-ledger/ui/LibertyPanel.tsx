import { Load, Section, useCall, useFormats, useTranslation } from '#platform/ui'
import { getLineOf, type Line } from '../contract.ts'
import classes from './Liberty.module.css'
import { BasisBadge, Flags, GroundList, MissingList, Until } from './Reason.tsx'

/** Why this prisoner is held, as the last ledger has it, on the prisoner's page. */
export default function LibertyPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-liberty-ledger')
  const { date } = useFormats()
  const found = useCall(getLineOf, { imprisonmentId: id })
  return (
    <Section title={t('panel.title')}>
      <Load call={found} lines={2}>
        {({ lines: [now, ...earlier] }) =>
          now === undefined ? (
            <p className={classes.soft}>{t('panel.none')}</p>
          ) : (
            <>
              <Reason line={now} />
              {earlier.length === 0 ? null : (
                <details>
                  <summary>{t('panel.earlier')}</summary>
                  <ul className={classes.list}>
                    {earlier.map((line) => (
                      <li key={line.since}>
                        <span>
                          {date(line.since)} – {line.ended === null ? '' : date(line.ended)}
                        </span>
                        <BasisBadge basis={line.basis} />
                        <Until line={line} />
                        <Flags flags={line.flags} />
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </>
          )
        }
      </Load>
    </Section>
  )
}

function Reason({ line }: { line: Line }) {
  return (
    <>
      <div className={classes.between}>
        <BasisBadge basis={line.basis} />
        <Flags flags={line.flags} />
      </div>
      {line.grounds.length === 0 ? null : <GroundList grounds={line.grounds} />}
      {line.missing.length === 0 ? null : <MissingList missing={line.missing} />}
    </>
  )
}

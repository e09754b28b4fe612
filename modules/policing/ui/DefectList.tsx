import { StatusBadge, useBoth } from '#platform/ui'
import type { ReturnedDefect } from '../contract.ts'
import classes from './Policing.module.css'

/** Defects of a challan, each with the prosecutor's note under it. */
export default function DefectList({
  defects,
  badge,
}: {
  defects: readonly ReturnedDefect[]
  badge?: (defect: ReturnedDefect) => string | undefined
}) {
  const both = useBoth()
  return (
    <ul className={classes.defects}>
      {defects.map((defect) => {
        const word = badge?.(defect)
        return (
          <li key={defect.code}>
            <span>{both({ en: defect.textEn, ur: defect.textUr })}</span>
            {word === undefined ? null : <StatusBadge meaning="grey">{word}</StatusBadge>}
            {defect.note === null ? null : <bdi className={classes.soft}>{defect.note}</bdi>}
          </li>
        )
      })}
    </ul>
  )
}

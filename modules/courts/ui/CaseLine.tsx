import { Link, Ltr, useBoth } from '#platform/ui'
import classes from './Courts.module.css'

interface Line {
  firNumber: number
  firYear: number
  stationEn: string
  stationUr: string
}

/** The number and station of a case. */
export function CaseNumber(line: Line) {
  const both = useBoth()
  return (
    <span className={classes.caseLine}>
      <Ltr>{`${line.firNumber}/${line.firYear}`}</Ltr>
      <span>{both({ en: line.stationEn, ur: line.stationUr })}</span>
    </span>
  )
}

/** The same, leading to the page of the case. */
export function CaseLine({ caseId, ...line }: Line & { caseId: string }) {
  return (
    <Link to={`/cases/${caseId}`}>
      <CaseNumber {...line} />
    </Link>
  )
}

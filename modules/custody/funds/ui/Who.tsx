import type { OutputOf } from '#platform/http/contract'
import { Link, Ltr, useBoth } from '#platform/ui'
import type { listFundLines } from '../contract.ts'

/** Whom a line is about; a law officer sees the number and no name. */
export function Who({ line }: { line: OutputOf<typeof listFundLines>['rows'][number] }) {
  const both = useBoth()
  return line.name === null ? (
    <Ltr>{line.label}</Ltr>
  ) : (
    <>
      <Link to={`/custody/prisoners/${line.imprisonmentId}`}>{both(line.name)}</Link> <Ltr>{line.label}</Ltr>
    </>
  )
}

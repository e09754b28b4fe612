import { Alert, type IconName, Timeline, useBoth, useTranslation } from '#platform/ui'
import type { CaseEvent } from '../contract.ts'

const icons: Record<string, IconName> = {
  police: 'shield',
  prosecution: 'scale',
  court: 'gavel',
  prison: 'building-fortress',
}

/**
 * The story of a case as one line across agencies, latest first, saying when something is withheld. Each sentence is in the words
 * of the module that wrote it; the texts of all of them are there before the line is drawn. `linked` opens the case from an entry.
 */
export default function CaseTimeline({
  entries,
  withheld,
  linked = false,
}: {
  entries: readonly CaseEvent[]
  withheld: number
  linked?: boolean
}) {
  const { t } = useTranslation(['cases', ...new Set(entries.map((entry) => namespaceOf(entry.kind)))])
  const both = useBoth()
  return (
    <>
      {withheld > 0 ? <Alert>{t('cases:withheld', { count: withheld })}</Alert> : null}
      <Timeline
        entries={entries.toReversed().map((entry) => ({
          id: entry.id,
          at: entry.at,
          agency: t(`cases:agency.${entry.agency}`),
          icon: icons[entry.agency] ?? 'circle-dot',
          title: t(entry.kind.replace('.', ':event.'), entry.params),
          by: both({ en: entry.unit.nameEn, ur: entry.unit.nameUr }),
          ...(linked ? { to: `/cases/${entry.caseId}` } : {}),
        }))}
      />
    </>
  )
}

function namespaceOf(kind: string): string {
  return kind.split('.')[0] ?? ''
}

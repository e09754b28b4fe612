import { useEffect } from 'react'
import { Alert, type IconName, Timeline, useBoth, useTranslation } from '#platform/ui'
import type { CaseEvent } from '../contract.ts'

const icons: Record<string, IconName> = {
  police: 'shield',
  prosecution: 'scale',
  court: 'gavel',
  prison: 'building-fortress',
}

/** The story of a case as one line across agencies, latest first, saying when something is withheld. */
export function CaseTimeline({ entries, withheld }: { entries: readonly CaseEvent[]; withheld: number }) {
  const { t, i18n } = useTranslation('cases')
  const both = useBoth()
  const namespaces = [...new Set(entries.map((entry) => namespaceOf(entry.kind)))].join(' ')
  useEffect(() => {
    if (namespaces !== '') void i18n.loadNamespaces(namespaces.split(' '))
  }, [i18n, namespaces])
  return (
    <>
      {withheld > 0 ? <Alert>{t('withheld', { count: withheld })}</Alert> : null}
      <Timeline
        entries={entries.toReversed().map((entry) => ({
          id: entry.id,
          at: entry.at,
          agency: t(`agency.${entry.agency}`),
          icon: icons[entry.agency] ?? 'circle-dot',
          title: i18n.t(
            `${namespaceOf(entry.kind)}:event.${entry.kind.slice(namespaceOf(entry.kind).length + 1)}`,
            entry.params,
          ),
          by: both({ en: entry.unit.nameEn, ur: entry.unit.nameUr }),
        }))}
      />
    </>
  )
}

function namespaceOf(kind: string): string {
  return kind.split('.')[0] ?? ''
}

import { useEffect } from 'react'
import { Alert, type IconName, Timeline, useBoth, useTranslation } from '#platform/ui'
import type { PrisonerData } from './PrisonerPage.tsx'

const icons: Record<string, IconName> = {
  police: 'shield',
  prosecution: 'scale',
  court: 'gavel',
  prison: 'building-fortress',
}

/** What every agency did in this prisoner's cases, latest first, each sentence in its own module's words. */
export function Story({ entries, withheld }: { entries: PrisonerData['timeline']; withheld: number }) {
  const { t, i18n } = useTranslation('custody')
  const both = useBoth()
  const namespaces = [...new Set(entries.map((entry) => entry.kind.split('.')[0] ?? ''))].join(' ')
  useEffect(() => {
    if (namespaces !== '') void i18n.loadNamespaces(namespaces.split(' '))
  }, [i18n, namespaces])
  return (
    <>
      {withheld > 0 ? <Alert>{t('timeline.withheld', { count: withheld })}</Alert> : null}
      <Timeline
        entries={entries.toReversed().map((entry) => ({
          id: entry.id,
          at: entry.at,
          agency: t(`agency.${entry.agency}`),
          icon: icons[entry.agency] ?? 'circle-dot',
          title: i18n.t(entry.kind.replace('.', ':event.'), entry.params),
          by: both({ en: entry.unit.nameEn, ur: entry.unit.nameUr }),
          to: `/cases/${entry.caseId}`,
        }))}
      />
    </>
  )
}

import { listConflicts } from '#kernel/law/contract'
import {
  KeyValue,
  Load,
  Ltr,
  Page,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useQueryText,
  useTranslation,
} from '#platform/ui'

/** Points on which the sources disagree: nothing of this is decided silently. */
export default function ConflictsPage() {
  const { t } = useTranslation('law')
  const both = useBoth()
  const [only] = useQueryText('id', '')
  const found = useCall(listConflicts, {})
  return (
    <Page title={t('nav.conflicts')} lead={t('conflicts.lead')}>
      <Load call={found}>
        {({ conflicts }) =>
          conflicts
            .toSorted((a, b) => Number(b.id === only) - Number(a.id === only))
            .map((conflict) => (
              <Section
                key={conflict.id}
                title={both(conflict.subject)}
                actions={
                  <>
                    <StatusBadge meaning={conflict.state === 'open' ? 'amber' : 'grey'}>
                      {t(`conflicts.${conflict.state}`)}
                    </StatusBadge>
                    {conflict.changesDates ? (
                      <StatusBadge meaning="red" icon="calendar-event">
                        {t('conflicts.changes-dates')}
                      </StatusBadge>
                    ) : null}
                  </>
                }
              >
                <KeyValue
                  columns={1}
                  items={[
                    { label: t('offences.section'), value: <Ltr>{conflict.section}</Ltr> },
                    ...conflict.sources.map((one) => ({
                      label: `\u2066${one.source}\u2069`,
                      value: both(one.says),
                    })),
                    { label: t('conflicts.engine'), value: both(conflict.engine) },
                  ]}
                />
              </Section>
            ))
        }
      </Load>
    </Page>
  )
}

import { Suspense } from 'react'
import { getReport } from '#kernel/reporting/contract'
import { ReportFiles, ReportRows } from '#kernel/reporting/ui'
import {
  Load,
  Page,
  Skeleton,
  useBoth,
  useCall,
  useQueryText,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getReturn } from '../contract.ts'
import { wordOf } from '../words.ts'
import { usePeriod } from './state.tsx'

/** Who stands behind one number of a return. */
export default function ReturnPeoplePage() {
  const { t } = useTranslation('custody-returns')
  const both = useBoth()
  const period = usePeriod()
  const { id = '' } = useRouteParams()
  const [written] = useQueryText('with')
  const asked = new URLSearchParams(written)
  const line = asked.get('line') ?? 'closing'
  const found = useCall(getReturn, { id }, { keep: false })
  const report = useCall(getReport, { key: 'custody.return-people' })
  return (
    <Load call={found}>
      {(data) => {
        const { key, params } = wordOf(line, asked.get('part'), data.bands)
        return (
          <Page
            title={t(key, { defaultValue: t('people.title'), ...params })}
            lead={`${both(data.title)} · ${both(data.prison.name)} · ${period(data)}. ${t('people.lead')}`}
            back={{ to: `/custody/returns/${id}`, label: both(data.title) }}
            {...(report.data === undefined
              ? {}
              : {
                  actions: (
                    <Suspense>
                      <ReportFiles report={report.data} />
                    </Suspense>
                  ),
                })}
          >
            <Load call={report}>
              {(described) => (
                <Suspense
                  fallback={<Skeleton role="status" height={320} aria-label={t('common:word.loading')} />}
                >
                  <ReportRows report={described} />
                </Suspense>
              )}
            </Load>
          </Page>
        )
      }}
    </Load>
  )
}

import { Page, Panels, useRouteParams, useTranslation } from '#platform/ui'

/** The comparison by itself, for whoever goes to court, hospital or on leave, or comes back. */
export default function ComparePage() {
  const { t } = useTranslation('custody-identity-check')
  const { id = '' } = useRouteParams()
  return (
    <Page title={t('page')} back={{ to: `/custody/prisoners/${id}`, label: t('back') }}>
      <Panels place="gate" id={id} />
    </Page>
  )
}

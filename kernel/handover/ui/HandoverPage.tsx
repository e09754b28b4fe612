import { Page, useRouteParams, useTranslation } from '#platform/ui'
import { HandoverCard } from './index.ts'

/** One hand-over: what passes between which offices, who signed each step, and what may be done now. */
export default function HandoverPage() {
  const { t } = useTranslation('handover')
  const { id = '' } = useRouteParams()
  return (
    <Page title={t('one')} back={{ to: '/handovers', label: t('nav.handovers') }}>
      <HandoverCard id={id} />
    </Page>
  )
}

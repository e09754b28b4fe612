import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Need } from '../../platform/http/contract.ts'
import { EmptyState } from '../../platform/ui/EmptyState.tsx'
import { Link } from '../../platform/ui/Link.tsx'
import { useBoth } from '../../platform/ui/language.ts'
import { Skeleton } from '../../platform/ui/mantine.ts'
import { may, useSession } from '../../platform/ui/session.tsx'

export function NoSuchPage() {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon="search-off"
      title={t('common:shell.not-found-title')}
      why={t('common:shell.not-found-body')}
      action={<Link to="/">{t('common:home.title')}</Link>}
    />
  )
}

/** A page the post may not open says so instead of failing part by part. The server refuses it all the same. */
export function Allowed({ needs, children }: { needs: Need; children: ReactNode }) {
  const { t } = useTranslation()
  const both = useBoth()
  const session = useSession()
  if (may(session, needs)) return children
  if (session === undefined) return <PageWaiting />
  return (
    <EmptyState
      icon="shield-lock"
      title={t('common:shell.not-allowed-title')}
      why={t('common:shell.not-allowed-body', {
        post: both(session.acting?.title ?? session.account.name),
      })}
      action={<Link to="/">{t('common:home.title')}</Link>}
    />
  )
}

export function PageWaiting() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('common:word.loading')}>
      <Skeleton height={30} width={260} />
      <Skeleton height={120} mt={24} />
    </div>
  )
}

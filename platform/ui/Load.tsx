import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from './ErrorPanel.tsx'
import { Skeleton } from './mantine.ts'

/** A part of a page that comes from the server: waits, shows, or fails alone with a retry. */
export function Load<T>({
  call,
  children,
  lines = 3,
}: {
  call: UseQueryResult<T>
  children: (data: T) => ReactNode
  lines?: number
}) {
  const { t } = useTranslation()
  if (call.data !== undefined) return children(call.data)
  if (call.isError) return <ErrorPanel error={call.error} retry={() => void call.refetch()} />
  return (
    <div role="status" aria-label={t('common:word.loading')}>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <Skeleton
          key={line}
          height={16}
          mt={line === 0 ? 0 : 10}
          width={line === lines - 1 ? '60%' : '100%'}
        />
      ))}
    </div>
  )
}

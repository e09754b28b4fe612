import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../platform/i18n/format.ts'
import { EmptyState } from '../../../platform/ui/EmptyState.tsx'
import { ErrorPanel } from '../../../platform/ui/ErrorPanel.tsx'
import { Icon } from '../../../platform/ui/Icon.tsx'
import { Link } from '../../../platform/ui/Link.tsx'
import { useLanguage } from '../../../platform/ui/language.ts'
import { Button } from '../../../platform/ui/mantine.ts'
import { onOutboxChange } from '../../../platform/ui/outbox/keeping.ts'
import type { OutboxState } from '../../../platform/ui/outbox/outbox.ts'
import { outboxOf, type Waiting, whatWaits } from '../../../platform/ui/outbox/waiting.ts'
import { Page, Section } from '../../../platform/ui/Page.tsx'
import { StatusBadge } from '../../../platform/ui/StatusBadge.tsx'
import { useSession } from '../../../platform/ui/session.tsx'
import { outboxes } from '../screens.ts'
import classes from './Offline.module.css'

/** Everything on this device that waits to be sent: since when, why it has not gone, and what can be done. */
export default function OutboxPage() {
  const { t } = useTranslation('web')
  const account = useSession()?.account.id ?? ''
  const [found, setFound] = useState<Awaited<ReturnType<typeof whatWaits>>>()
  useEffect(() => {
    const look = () => void whatWaits(account, outboxes).then(setFound)
    look()
    const timer = setInterval(look, 5_000)
    const deaf = onOutboxChange(look)
    return () => {
      clearInterval(timer)
      deaf()
    }
  }, [account])
  const others = found?.others.reduce((sum, one) => sum + one.count, 0) ?? 0
  return (
    <Page title={t('outbox.title')} lead={t('outbox.lead')}>
      {found === undefined ? null : found.own.length === 0 ? (
        <EmptyState icon="circle-check" title={t('outbox.none')} why={t('outbox.none-why')} />
      ) : (
        found.own.map((waiting) => <Queue key={waiting.queue} waiting={waiting} />)
      )}
      {others === 0 ? null : <p className={classes.soft}>{t('outbox.others', { count: others })}</p>}
    </Page>
  )
}

function Queue({ waiting }: { waiting: Waiting }) {
  const { module } = waiting
  const { t } = useTranslation(['web', ...(module === undefined ? [] : [module.label.split(':')[0]!])])
  const language = useLanguage()
  const [state, setState] = useState<OutboxState<{ id: string }>>()
  const [busy, setBusy] = useState(false)
  const tryNow = async () => {
    setBusy(true)
    const outbox = await outboxOf(waiting)
    await outbox?.again()
    setState(outbox?.state())
    setBusy(false)
  }
  const save = async () => {
    const outbox = await outboxOf(waiting)
    if (outbox === undefined) return
    const text = JSON.stringify(outbox.state().waiting, null, 2)
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `mizan-${waiting.queue.replaceAll('/', '-')}.json`
    link.click()
    URL.revokeObjectURL(address)
  }
  return (
    <Section title={module === undefined ? waiting.queue : t(module.label)}>
      <p className={classes.line}>
        <StatusBadge meaning="amber" icon="cloud-off">
          {t('web:aboard.waiting', { count: waiting.count })}
        </StatusBadge>
        <span className={classes.soft}>
          {t('web:outbox.since', { at: formatInstant(waiting.oldest, language) })}
        </span>
        {module === undefined ? null : (
          <Link to={module.page(waiting.rest)}>{t('web:outbox.open-page')}</Link>
        )}
      </p>
      {module === undefined ? <p>{t('web:outbox.unknown')}</p> : null}
      {state?.offline === true ? <p>{t('web:outbox.no-server')}</p> : null}
      {state?.error === undefined ? null : (
        <>
          <ErrorPanel error={state.error} />
          <p className={classes.soft}>{t('web:outbox.refused-do')}</p>
        </>
      )}
      {[...(state?.stuck ?? [])].map(([id, error]) => (
        <ErrorPanel key={id} error={error} />
      ))}
      {(state?.stuck.size ?? 0) === 0 ? null : (
        <p className={classes.soft}>{t('web:outbox.stuck-do', { count: state?.stuck.size })}</p>
      )}
      {module === undefined ? null : (
        <p className={classes.line}>
          <Button
            size="xs"
            loading={busy}
            leftSection={<Icon name="refresh" size={16} />}
            onClick={() => void tryNow()}
          >
            {t('web:outbox.try')}
          </Button>
          <Button size="xs" leftSection={<Icon name="download" size={16} />} onClick={() => void save()}>
            {t('web:outbox.save')}
          </Button>
          <span className={classes.soft}>{t('web:outbox.save-means')}</span>
        </p>
      )}
    </Section>
  )
}

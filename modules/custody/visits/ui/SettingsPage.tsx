import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  EmptyState,
  Icon,
  Link,
  Load,
  Ltr,
  Modal,
  NativeSelect,
  Page,
  Section,
  StatusBadge,
  today,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { endSession, getVisitSettings } from '../contract.ts'
import { slotsOf } from '../judge.ts'
import { SessionForm } from './forms.tsx'
import classes from './Visits.module.css'

type Data = OutputOf<typeof getVisitSettings>

/** The week of a prison. How often and how long prisoners are visited is set for the province, with the other settings. */
export default function SettingsPage() {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const [prisonId, setPrisonId] = useQueryText('prison')
  const found = useCall(getVisitSettings, prisonId === '' ? {} : { prisonId })
  const maySessions = useMay('custody:set-visit-sessions')
  const mayReadRules = useMay('custody:read-settings')
  const [adding, setAdding] = useState(false)
  const close = () => setAdding(false)
  return (
    <Page
      title={t('settings.title')}
      lead={
        <>
          {t('settings.lead')}{' '}
          {mayReadRules ? <Link to="/custody/settings/visit-quota">{t('settings.rules')}</Link> : null}
        </>
      }
    >
      <Section
        title={t('settings.week')}
        actions={
          <>
            {found.data === undefined || found.data.prisons.length < 2 ? null : (
              <NativeSelect
                aria-label={t('settings.prison')}
                value={String(found.data.prison.id)}
                onChange={(event) => setPrisonId(event.currentTarget.value)}
                data={found.data.prisons.map((one) => ({ value: String(one.id), label: both(one.name) }))}
              />
            )}
            {maySessions ? (
              <Button size="xs" leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
                {t('session.add')}
              </Button>
            ) : null}
          </>
        }
      >
        <Load call={found} lines={4}>
          {(data) => <Week sessions={data.sessions} mayEnd={maySessions} />}
        </Load>
      </Section>
      <Modal
        opened={adding}
        onClose={close}
        size="lg"
        title={t('session.add')}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        <SessionForm close={close} />
      </Modal>
    </Page>
  )
}

function Week({ sessions, mayEnd }: { sessions: Data['sessions']; mayEnd: boolean }) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const { date } = useFormats()
  const end = useCommand(endSession)
  const [ending, setEnding] = useState<string>()
  if (sessions.length === 0)
    return <EmptyState icon="calendar" title={t('desk.no-session')} why={t('desk.no-session-why')} />
  return (
    <>
      <div className={classes.week}>
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <section key={weekday}>
            <h3>{t(`weekday.${weekday}`)}</h3>
            {sessions
              .filter((session) => session.weekday === weekday)
              .map((session) => (
                <div key={session.id} className={classes.item}>
                  <strong>
                    <Ltr>{`${session.fromTime}–${session.toTime}`}</Ltr>
                  </strong>
                  <span>{both(session.place)}</span>
                  <StatusBadge meaning={session.kind === 'ordinary' ? 'grey' : 'blue'}>
                    {t(`kind.${session.kind}`)}
                  </StatusBadge>
                  <span className={classes.soft}>
                    {t('session.capacity', {
                      slots: slotsOf(session).length,
                      minutes: session.slotMinutes,
                      windows: session.windows,
                    })}
                  </span>
                  {session.forSex === null ? null : <span>{t(`sex.${session.forSex}`)}</span>}
                  {session.fromOn > today() ? (
                    <span>{t('session.begins', { day: session.fromOn })}</span>
                  ) : null}
                  {session.untilOn === null ? (
                    mayEnd ? (
                      <Button
                        size="xs"
                        aria-label={`${t('session.end')} ${t(`weekday.${weekday}`)} ${session.fromTime}`}
                        onClick={() => setEnding(session.id)}
                      >
                        {t('session.end')}
                      </Button>
                    ) : null
                  ) : (
                    <span>
                      {t('session.until')} {date(session.untilOn)}
                    </span>
                  )}
                </div>
              ))}
          </section>
        ))}
      </div>
      <ConfirmAct
        opened={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title={t('session.end')}
        consequence={t('session.end-means')}
        actLabel={t('session.end')}
        onConfirm={async () => {
          if (ending !== undefined) await end.run({ sessionId: ending, untilOn: today() })
        }}
      />
    </>
  )
}

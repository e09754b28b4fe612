import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  EmptyState,
  Icon,
  Load,
  Ltr,
  Modal,
  NativeSelect,
  Page,
  RecordTable,
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
import { RuleForm, SessionForm } from './forms.tsx'
import classes from './Visits.module.css'

type Data = OutputOf<typeof getVisitSettings>

/** The week of a prison, and the rules of the province with the source of each. */
export default function SettingsPage() {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const [prisonId, setPrisonId] = useQueryText('prison')
  const found = useCall(getVisitSettings, prisonId === '' ? {} : { prisonId })
  const maySessions = useMay('custody:set-visit-sessions')
  const mayRules = useMay('custody:set-visit-rules')
  const [adding, setAdding] = useState<'session' | 'rule'>()
  const close = () => setAdding(undefined)
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
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
              <Button
                size="xs"
                leftSection={<Icon name="plus" size={16} />}
                onClick={() => setAdding('session')}
              >
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
      <Section
        title={t('rules.title')}
        actions={
          mayRules ? (
            <Button size="xs" leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding('rule')}>
              {t('rules.add')}
            </Button>
          ) : undefined
        }
      >
        <p className={classes.soft}>{t('rules.lead')}</p>
        <Load call={found} lines={6}>
          {(data) => <Rules rules={data.rules} />}
        </Load>
      </Section>
      <Modal
        opened={adding !== undefined}
        onClose={close}
        size="lg"
        title={t(adding === 'rule' ? 'rules.add' : 'session.add')}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        {adding === 'rule' ? <RuleForm close={close} /> : <SessionForm close={close} />}
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

function Rules({ rules }: { rules: Data['rules'] }) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const { date } = useFormats()
  const whom = (rule: Data['rules'][number]) => {
    const parts = [
      ...(rule.category === null ? [] : [t(`category.${rule.category}`)]),
      ...(rule.class === null ? [] : [t(`class.${rule.class}`)]),
      ...(rule.sex === null ? [] : [t(`sex.${rule.sex}`)]),
      ...(rule.ages === null ? [] : [t(`ages.${rule.ages}`)]),
      ...(rule.overMonths === null ? [] : [t('rules.over-months', { count: rule.overMonths })]),
    ]
    return parts.length === 0 ? t('rules.everyone') : parts.join(t('comma'))
  }
  return (
    <RecordTable
      name="custody.visit-rules"
      caption={t('rules.title')}
      rows={rules}
      rowKey={(rule) => rule.id}
      columns={[
        { key: 'kind', label: t('register.kind'), cell: (rule) => t(`kind.${rule.kind}`) },
        { key: 'whom', label: t('rules.whom'), cell: whom },
        {
          key: 'visits',
          label: t('rules.visits'),
          cell: (rule) =>
            rule.visits === null ? t('quota.any') : `${rule.visits} · ${t(`per.${rule.per}`)}`,
        },
        { key: 'persons', label: t('rules.persons'), align: 'end', cell: (rule) => rule.persons },
        { key: 'minutes', label: t('rules.minutes'), align: 'end', cell: (rule) => rule.minutes },
        { key: 'from', label: t('rules.from'), cell: (rule) => date(rule.fromOn) },
        {
          key: 'standing',
          label: t('register.state'),
          cell: (rule) => (
            <StatusBadge meaning={rule.standing === 'in-force' ? 'blue' : 'grey'}>
              {t(`rules.${rule.standing}`)}
            </StatusBadge>
          ),
        },
        {
          key: 'source',
          label: t('rules.source'),
          wrap: true,
          cell: (rule) => (
            <>
              {rule.refer ? (
                <StatusBadge meaning="amber" icon="help">
                  {t('rules.refer')}
                </StatusBadge>
              ) : null}{' '}
              {both(rule.source)}
            </>
          ),
        },
      ]}
    />
  )
}

import {
  Button,
  EmptyState,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { type Call, endCall, getBooth } from '../contract.ts'
import classes from './Telephone.module.css'
import { VetNumber } from './VetNumber.tsx'
import { Week } from './Week.tsx'

/** The booth: who is on the line and how long yet, what waits to be vetted, the week. */
export default function BoothPage() {
  const { t } = useTranslation(['custody-telephone', 'custody-visits'])
  const both = useBoth()
  const { instant } = useFormats()
  const found = useCall(getBooth, {}, { refetchEvery: 30_000 })
  const mayReadRules = useMay('custody:read-settings')
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Load call={found} lines={8}>
        {(booth) => (
          <>
            {booth.rule === null ? null : (
              <KeyValue
                columns={3}
                items={[
                  { label: t('rule.minutes'), value: t('call.minutes', { count: booth.rule.minutesWeek }) },
                  {
                    label: t('rule.hours'),
                    value: (
                      <>
                        <Ltr>{`${booth.rule.openFrom}–${booth.rule.openTo}`}</Ltr>{' '}
                        {booth.rule.weekdays
                          .map((day) => t(`custody-visits:weekday.${day}`))
                          .join(t('custody-visits:comma'))}
                      </>
                    ),
                  },
                  {
                    label: t('rule.source'),
                    value: (
                      <>
                        {booth.rule.refer ? (
                          <StatusBadge meaning="amber" icon="help">
                            {t('custody-visits:rules.refer')}
                          </StatusBadge>
                        ) : null}{' '}
                        {both(booth.rule.source)}{' '}
                        {mayReadRules ? (
                          <Link to="/custody/settings/telephone">{t('rule.versions')}</Link>
                        ) : null}
                      </>
                    ),
                  },
                ]}
              />
            )}
            <Section title={t('open.title')}>
              {booth.open.length === 0 ? (
                <p className={classes.soft}>{t('open.none')}</p>
              ) : (
                <ul className={classes.items}>
                  {booth.open.map((call) => (
                    <OpenCall key={call.id} call={call} />
                  ))}
                </ul>
              )}
            </Section>
            {booth.toVet.length === 0 ? null : (
              <Section title={t('number.to-vet')}>
                <ul className={classes.items}>
                  {booth.toVet.map((number) => (
                    <li key={number.id} className={classes.item}>
                      <Ltr>{number.number}</Ltr>
                      <strong>{both(number.name)}</strong>
                      <span>{t(`custody-visits:relation.${number.relation}`)}</span>
                      <Link to={`/custody/prisoners/${number.imprisonmentId}`}>
                        <Ltr>{number.prisonNumber}</Ltr> {both(number.prisoner)}
                      </Link>
                      <VetNumber numberId={number.id} number={number.number} />
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            <Week days={booth.days} title={t('week.title-prison')} />
            <RecordTable
              name="custody.telephone-calls"
              caption={t('calls')}
              rows={booth.calls}
              rowKey={(call) => call.id}
              open={(call) => `/custody/prisoners/${call.imprisonmentId}`}
              empty={<EmptyState icon="phone" title={t('none')} why={t('none-why')} />}
              columns={[
                { key: 'at', label: t('column.at'), cell: (call) => instant(call.startedAt) },
                { key: 'prisoner', label: t('column.prisoner'), cell: (call) => <Caller call={call} /> },
                { key: 'number', label: t('number.number'), cell: (call) => <Ltr>{call.number}</Ltr> },
                {
                  key: 'to',
                  label: t('column.to'),
                  cell: (call) => `${both(call.to)} (${t(`custody-visits:relation.${call.relation}`)})`,
                },
                { key: 'minutes', label: t('minutes'), align: 'end', cell: (call) => call.minutes ?? '' },
                {
                  key: 'charged',
                  label: t('column.charged'),
                  align: 'end',
                  cell: (call) =>
                    call.exempt ? (
                      <StatusBadge meaning="blue" icon="scale">
                        {t('number.exempt')}
                      </StatusBadge>
                    ) : (
                      (call.charged ?? '')
                    ),
                },
              ]}
            />
          </>
        )}
      </Load>
    </Page>
  )
}

function Caller({ call }: { call: Call }) {
  const both = useBoth()
  return (
    <span className={classes.line}>
      <Ltr>{call.prisonNumber}</Ltr> {both(call.name)}
    </span>
  )
}

function OpenCall({ call }: { call: Call & { left: number | null } }) {
  const { t } = useTranslation('custody-telephone')
  const both = useBoth()
  const mayRun = useMay('custody:run-telephone')
  const end = useCommand(endCall)
  return (
    <li className={classes.item} data-open="true">
      <Icon name="phone" size={18} />
      <Caller call={call} />
      <span>{t('call.open', { to: both(call.to), at: call.startedAt })}</span>
      <StatusBadge meaning={call.left === null ? 'blue' : call.left < 5 ? 'amber' : 'grey'}>
        {call.left === null ? t('number.exempt') : t('open.left', { count: call.left })}
      </StatusBadge>
      {mayRun ? (
        <Button size="xs" variant="filled" loading={end.busy} onClick={() => end.start({ callId: call.id })}>
          {t('call.end')}
        </Button>
      ) : null}
    </li>
  )
}

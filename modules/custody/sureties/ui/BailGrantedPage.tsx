import {
  BothNames,
  EmptyState,
  FigureTiles,
  formatMoney,
  formatNumber,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useLanguage,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { listBailGranted, paperObstacles, saidObstacles } from '../contract.ts'
import classes from './Sureties.module.css'
import { DaysInside, ObstacleBadge } from './words.tsx'

const obstacles = [...paperObstacles, ...saidObstacles]

/** Everybody who has bail and is still inside, longest first, and what stands between each of them and the gate. */
export default function BailGrantedPage() {
  const { t } = useTranslation('custody-sureties')
  const both = useBoth()
  const language = useLanguage()
  const { date } = useFormats()
  const [asked, setObstacle] = useQueryText('obstacle', '')
  const [notice, setNotice] = useQueryText('notice', '')
  const obstacle = obstacles.find((one) => one === asked)
  const late = notice === 'reminder' || notice === 'escalation' ? notice : undefined
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Load call={useCall(listBailGranted, { size: 1 }, { refetchEvery: 60_000 })} lines={3}>
        {({ all, rules }) => (
          <>
            <FigureTiles
              tiles={[
                {
                  key: 'people',
                  figure: formatNumber(all.people),
                  label: t('tile.people'),
                  to: '/custody/bail-granted',
                },
                {
                  key: 'days',
                  figure: formatNumber(all.days),
                  label: t('tile.days'),
                  below: t('tile.days-of'),
                },
                {
                  key: 'longest',
                  figure: formatNumber(all.longest),
                  label: t('tile.longest'),
                  below: t('tile.rules', { reminder: rules.reminder, escalation: rules.escalation }),
                },
                {
                  key: 'due',
                  figure: formatNumber(all.due),
                  label: t('tile.due'),
                  meaning: all.due > 0 ? 'amber' : undefined,
                  press: () => setNotice(late === 'reminder' ? '' : 'reminder'),
                  pressed: late === 'reminder',
                },
              ]}
            />
            {all.people === 0 ? null : (
              <Section title={t('why')}>
                <ul className={classes.bars}>
                  {all.obstacles.map((one) => (
                    <li key={one.obstacle}>
                      <button
                        type="button"
                        className={classes.bar}
                        aria-pressed={obstacle === one.obstacle}
                        onClick={() => setObstacle(obstacle === one.obstacle ? '' : one.obstacle)}
                      >
                        <ObstacleBadge obstacle={one.obstacle} />
                        <span className={classes.track} aria-hidden="true">
                          <span
                            className={classes.fill}
                            style={{ display: 'block', inlineSize: `${(100 * one.people) / all.people}%` }}
                          />
                        </span>
                        <strong>{formatNumber(one.people)}</strong>
                      </button>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </>
        )}
      </Load>
      <Section title={t('list')}>
        <RecordTable
          key={`${obstacle ?? ''} ${late ?? ''}`}
          name="custody.bail-granted"
          caption={t('list')}
          source={listBailGranted}
          input={{
            ...(obstacle === undefined ? {} : { obstacle }),
            ...(late === undefined ? {} : { notice: late }),
          }}
          rowKey={(row) => row.imprisonmentId}
          open={(row) => `/custody/bail/${row.imprisonmentId}`}
          empty={<EmptyState icon="circle-check" title={t('empty')} why={t('empty-why')} />}
          columns={[
            {
              key: 'days',
              label: t('column.days'),
              cell: (row) => <DaysInside days={row.days} late={row.notice === 'escalation'} />,
            },
            { key: 'number', label: t('column.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
            { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
            {
              key: 'obstacles',
              label: t('column.obstacles'),
              wrap: true,
              cell: (row) => (
                <span className={classes.badges}>
                  {row.obstacles.map((one) => (
                    <ObstacleBadge key={one} obstacle={one} />
                  ))}
                </span>
              ),
            },
            {
              key: 'amount',
              label: t('column.amount'),
              align: 'end',
              cell: (row) => (row.amount === null ? '—' : formatMoney(row.amount, language)),
            },
            { key: 'since', label: t('column.since'), cell: (row) => date(row.since), hidden: true },
            {
              key: 'next',
              label: t('column.next'),
              wrap: true,
              cell: (row) => (
                <span className={classes.badges}>
                  {row.notice === null ? null : (
                    <StatusBadge meaning={row.notice === 'escalation' ? 'red' : 'amber'} icon="bell">
                      {t(`notice.${row.notice}`)}
                    </StatusBadge>
                  )}
                  {row.lateSteps === 0 ? null : (
                    <StatusBadge meaning="amber">{t('late-steps', { count: row.lateSteps })}</StatusBadge>
                  )}
                  {row.legalAid === null ? null : (
                    <StatusBadge meaning="grey" icon="scale">
                      {t(`legal-aid.${row.legalAid}`)}
                    </StatusBadge>
                  )}
                </span>
              ),
            },
            { key: 'prison', label: t('column.prison'), cell: (row) => both(row.prison), hidden: true },
          ]}
        />
      </Section>
    </Page>
  )
}

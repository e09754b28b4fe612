import {
  BothNames,
  Button,
  EmptyState,
  ErrorPanel,
  formatTime,
  Link,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  today,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { DaySteps } from '../../ui/DaySteps.tsx'
import { bringBack, listMovements, listOut, movementKinds } from '../contract.ts'
import classes from './Movement.module.css'
import { useWhere } from './movement-words.ts'

/** Who is outside at this moment, and the register of a day's movements. */
export default function MovementsPage() {
  const { t } = useTranslation('custody-movement')
  const where = useWhere()
  const { date } = useFormats()
  const [on, setOn] = useQueryText('on', today())
  return (
    <Page title={t('title')} lead={t('lead')}>
      <OutNow />
      <Section title={`${t('register')}: ${date(on)}`} actions={<DaySteps on={on} set={setOn} />}>
        <RecordTable
          name="custody.movements"
          caption={t('register')}
          source={listMovements}
          input={{ on }}
          filters={[
            {
              key: 'kind',
              label: t('kind-label'),
              kind: 'choice',
              options: movementKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
            },
          ]}
          rowKey={(row) => row.id}
          open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
          empty={<EmptyState icon="route" title={t('empty')} />}
          columns={[
            { key: 'kind', label: t('kind-label'), cell: (row) => t(`kind.${row.kind}`) },
            { key: 'number', label: t('column.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
            { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
            {
              key: 'out',
              label: t('column.out'),
              cell: (row) => (row.outAt === null ? '' : <Ltr>{formatTime(row.outAt)}</Ltr>),
            },
            {
              key: 'in',
              label: t('column.in'),
              cell: (row) => (row.inAt === null ? '' : <Ltr>{formatTime(row.inAt)}</Ltr>),
            },
            { key: 'where', label: t('column.where'), cell: where, wrap: true },
            { key: 'escort', label: t('column.escort'), cell: (row) => row.escort ?? '', hidden: true },
          ]}
        />
      </Section>
    </Page>
  )
}

function OutNow() {
  const { t } = useTranslation('custody-movement')
  const where = useWhere()
  const may = useMay('custody:move')
  const back = useCommand(bringBack)
  const out = useCall(listOut, {}, { refetchEvery: 30_000 })
  return (
    <Section title={`${t('out.title')}${out.data === undefined ? '' : ` (${out.data.rows.length})`}`}>
      {back.error === null || back.error === undefined ? null : <ErrorPanel error={back.error} />}
      <Load call={out}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon="route" title={t('out.none')} why={t('out.none-why')} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id} className={classes.row}>
                  <span className={classes.words}>
                    <Ltr>{row.number}</Ltr>
                    <BothNames name={row.name} as="inline" to={`/custody/prisoners/${row.imprisonmentId}`} />
                    <span>{t(`kind.${row.kind}`)}</span>
                    <span>{where(row)}</span>
                    {row.escort === null ? null : <span className={classes.soft}>{row.escort}</span>}
                    <span className={classes.soft}>{t('out.since', { at: row.outAt })}</span>
                    {row.dueBack === null ? null : (
                      <StatusBadge meaning={row.late ? 'red' : 'grey'} icon="clock">
                        {t('out.due', { at: row.dueBack })}
                        {row.late ? ` · ${t('out.late')}` : ''}
                      </StatusBadge>
                    )}
                  </span>
                  {row.kind === 'WAY' ? (
                    <Link to="/custody/transfers">{t('out.transfer')}</Link>
                  ) : may ? (
                    <Button
                      size="xs"
                      loading={back.busy}
                      aria-label={`${t('out.back')} ${row.number}`}
                      onClick={() => back.start({ id: row.imprisonmentId })}
                    >
                      {t('out.back')}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          )
        }
      </Load>
    </Section>
  )
}

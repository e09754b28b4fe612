import {
  BothNames,
  Button,
  EmptyState,
  Icon,
  Link,
  Load,
  Ltr,
  Page,
  Section,
  today,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useTranslation,
} from '#platform/ui'
import { listDiary, listProductions } from '../contract.ts'
import classes from './Custody.module.css'
import { ProductionRow } from './ProductionsPage.tsx'

/** The gate, on a phone: who leaves today for good, and who goes to court and comes back. */
export default function GatePage() {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const { date } = useFormats()
  const go = useGo()
  const leaving = useCall(listDiary, { show: 'at-gate', size: 200 }, { refetchEvery: 30_000 })
  const productions = useCall(listProductions, { on: today() }, { refetchEvery: 60_000 })
  return (
    <Page
      title={t('gate.title')}
      lead={date(today())}
      actions={<Link to="/custody/gate-line">{t('custody-biometrics:line.title')}</Link>}
    >
      <Section title={t('gate.leaving')}>
        <Load call={leaving}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState icon="door-exit" title={t('gate.nobody')} why={t('gate.nobody-why')} />
            ) : (
              <ul className={classes.gateList}>
                {rows.map((row) => (
                  <li key={row.imprisonmentId} className={classes.gateRow}>
                    <div>
                      <BothNames name={row.name} />
                      <span className={classes.soft}>
                        <Ltr>{row.number}</Ltr>
                        {row.father === null ? null : ` · ${t('word.father')} ${both(row.father)}`}
                      </span>
                    </div>
                    <Button
                      variant="filled"
                      onClick={() => go(`/custody/prisoners/${row.imprisonmentId}/release`)}
                      leftSection={<Icon name="door-exit" size={18} />}
                    >
                      {t('gate.open')}
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Load>
      </Section>
      <Section title={t('gate.productions')}>
        <Load call={productions}>
          {(data) =>
            data.total === 0 ? (
              <EmptyState icon="truck" title={t('productions.empty')} />
            ) : (
              data.courts.map((court) => (
                <section key={court.courtId ?? 'none'} className={classes.court}>
                  <h3>{court.court.en === '' ? t('productions.court-unknown') : both(court.court)}</h3>
                  <ol className={classes.productions}>
                    {court.rows.map((row) => (
                      <ProductionRow key={row.warrantId} row={row} on={data.on} />
                    ))}
                  </ol>
                </section>
              ))
            )
          }
        </Load>
      </Section>
    </Page>
  )
}

import { exportReport } from '#kernel/reporting/contract'
import {
  BothNames,
  EmptyState,
  FigureTiles,
  Link,
  Load,
  Ltr,
  Page,
  RecordTable,
  urlOf,
  useBoth,
  useCall,
  useFormats,
  useLanguage,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { moneyKinds } from '../../liberty-ledger/contract.ts'
import { listHeldForMoney, moneyLaw } from '../contract.ts'
import classes from './Money.module.css'

/** Everyone who stays only for money, with what would free them; the smallest amounts first, since they free the most people. */
export default function HeldForMoneyPage() {
  const { t } = useTranslation('custody-money-holds')
  const both = useBoth()
  const language = useLanguage()
  const { date, money } = useFormats()
  // From the picture of what freedom costs: those who owe no more than so much.
  const [most] = useQueryText('most', '')
  const upTo = Number(most) > 0 ? { most: Number(most) } : {}
  const maySeeFunds = useMay('custody:read-funds')
  const totals = useCall(listHeldForMoney, { ...upTo, size: 1 })
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={maySeeFunds ? <Link to="/custody/funds">{t('funds')}</Link> : null}
    >
      <Load call={totals} lines={2}>
        {({ sums }) =>
          sums.length === 0 ? null : (
            <FigureTiles
              tiles={sums.map((sum) => ({
                key: sum.kind,
                figure: <bdi>{money(sum.amount)}</bdi>,
                label: t(`kind.${sum.kind}`),
                below: (
                  <>
                    {t('people', { count: sum.people })}
                    <br />
                    {t('bed-days', { count: sum.days })}
                    {sum.unknown > 0 ? (
                      <>
                        <br />
                        {t('some-unknown', { count: sum.unknown })}
                      </>
                    ) : null}
                  </>
                ),
              }))}
            />
          )
        }
      </Load>
      <p className={classes.soft}>{t('full-payment')}</p>
      {'most' in upTo ? (
        <p>
          {t('up-to', { amount: upTo.most })} <Link to="/custody/held-for-money">{t('show-all')}</Link>
        </p>
      ) : null}
      <RecordTable
        name="custody.held-for-money"
        caption={t('title')}
        source={listHeldForMoney}
        input={upTo}
        standardSort="amount"
        exportUrl={({ format }) =>
          urlOf(exportReport, { key: 'custody.held-for-money', format, lang: language })
        }
        rowKey={(row) => row.imprisonmentId}
        open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
        empty={<EmptyState icon="coin" title={t('empty')} why={t('empty-why')} />}
        filters={[
          {
            key: 'kind',
            label: t('for'),
            kind: 'choice',
            options: moneyKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          },
          { key: 'most', label: t('most'), kind: 'text' },
        ]}
        columns={[
          { key: 'number', label: t('number'), cell: (row) => <Ltr>{row.number}</Ltr> },
          { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
          { key: 'kind', label: t('for'), cell: (row) => t(`kind.${row.kind}`) },
          {
            key: 'amount',
            label: t('amount'),
            align: 'end',
            sort: 'amount',
            cell: (row) => (row.amount === null ? t('unknown') : money(row.amount)),
          },
          { key: 'since', label: t('since'), sort: 'since', cell: (row) => date(row.since) },
          { key: 'days', label: t('days'), align: 'end', cell: (row) => row.days },
          {
            key: 'until',
            label: t('until'),
            cell: (row) => (row.until === null ? '—' : date(row.until)),
          },
          {
            key: 'frees',
            label: t('frees'),
            cell: (row) => (
              <Ltr>{[...new Set(row.parts.map((part) => moneyLaw[part.kind].frees))].join('; ')}</Ltr>
            ),
          },
          { key: 'prison', label: t('prison'), cell: (row) => both(row.prison) },
        ]}
      />
    </Page>
  )
}

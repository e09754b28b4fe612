import type { OutputOf } from '#platform/http/contract'
import {
  Columns,
  EmptyState,
  Form,
  formatNumber,
  Load,
  NumberField,
  Page,
  Section,
  say,
  TextField,
  useBoth,
  useCall,
  useFormValues,
  useGo,
  useTranslation,
} from '#platform/ui'
import { countStores, getCountSheet, storeCategories } from '../contract.ts'
import { useAmount } from './amount.ts'
import classes from './Stores.module.css'

type Rows = OutputOf<typeof getCountSheet>['rows']
type Typed = { readonly lines?: readonly { readonly counted?: number }[] }

/** A count of the stores: lot by lot, the reason asked for where it differs from the book. */
export default function CountPage() {
  const { t } = useTranslation('custody-stores')
  const go = useGo()
  const found = useCall(getCountSheet, {})
  return (
    <Page
      title={t('count.title')}
      lead={t('count.lead')}
      back={{ to: '/custody/stores', label: t('stores.title') }}
    >
      <Load call={found} lines={10}>
        {({ open, rows }) =>
          open || rows.length === 0 ? (
            <EmptyState
              icon="clipboard-check"
              title={t(open ? 'count.open' : 'count.nothing')}
              why={t(open ? 'count.open-why' : 'count.nothing-why')}
            />
          ) : (
            <Form
              endpoint={countStores}
              initial={{ lines: rows.map(({ lotId }) => ({ lotId })) }}
              submit={t('count.send')}
              draft="custody.stocktake"
              onDone={({ differences }) => {
                say(t('count.sent', { count: differences }))
                go('/custody/stores')
              }}
            >
              <Sheet rows={rows} />
              <TextField name="remarks" multiline label={t('count.remarks')} />
            </Form>
          )
        }
      </Load>
    </Page>
  )
}

function Sheet({ rows }: { rows: Rows }) {
  const { t } = useTranslation('custody-stores')
  const both = useBoth()
  const amount = useAmount()
  const { lines = [] } = useFormValues<Typed>()
  const numbered = rows.map((row, at) => ({ ...row, at }))
  const counted = lines.filter((line) => line.counted !== undefined).length
  return (
    <>
      <p role="status" className={classes.soft}>
        {t('count.progress', { counted: formatNumber(counted), all: formatNumber(rows.length) })}
      </p>
      {storeCategories
        .map((category) => ({ category, lots: numbered.filter((row) => row.category === category) }))
        .filter(({ lots }) => lots.length > 0)
        .map(({ category, lots }) => (
          <Section key={category} title={t(`category.${category}`)}>
            {lots.map((row) => (
              <Columns key={row.lotId}>
                <NumberField
                  name={`lines.${row.at}.counted`}
                  label={t('count.lot', { item: both(row.item), lot: row.lot })}
                  hint={t('count.book', { amount: amount(row.book, row.unit) })}
                  unit={t(`unit-name.${row.unit}`)}
                  decimals={3}
                  required
                />
                {lines[row.at]?.counted === undefined || lines[row.at]?.counted === row.book ? null : (
                  <TextField name={`lines.${row.at}.why`} label={t('count.why')} required />
                )}
              </Columns>
            ))}
          </Section>
        ))}
    </>
  )
}

import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  call,
  Form,
  type Found,
  Load,
  NumberField,
  SearchField,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { getAccount } from '../../accounts/contract.ts'
import { WeekBar } from '../../accounts/ui/WeekBar.tsx'
import { listPrisoners } from '../../prisoners/contract.ts'
import { type getCanteen, sell } from '../contract.ts'
import classes from './Canteen.module.css'

type Items = OutputOf<typeof getCanteen>['items']
type Typed = {
  readonly imprisonmentId?: string
  readonly lines?: readonly { readonly code?: string; readonly quantity?: number }[]
}

/**
 * A sale without a mouse: the prison number, Enter, then code and quantity, line after line; Ctrl-Enter sells, and the next prisoner's
 * number can be typed.
 */
export function Counter({ canteen }: { canteen: OutputOf<typeof getCanteen> }) {
  const { t } = useTranslation('custody-canteen')
  const { money } = useFormats()
  const both = useBoth()
  const [served, setServed] = useState(0)
  const search = async (text: string, signal: AbortSignal): Promise<Found[]> => {
    const { rows } = await call(listPrisoners, { q: text, size: 8, state: 'in' }, { signal })
    return rows.map((row) => ({ value: row.id, label: `${row.number} ${both(row.name)}` }))
  }
  return (
    <Counted key={served} first={served === 0}>
      <Form
        endpoint={sell}
        initial={{ lines: [{}] }}
        prepare={(values) => ({
          ...values,
          lines: ((values as Typed).lines ?? [])
            .filter((line) => (line.code ?? '') !== '')
            .map((line) => ({ ...line, quantity: line.quantity ?? 1 })),
        })}
        submit={t('counter.sell')}
        onDone={({ voucher, total, balance }) => {
          say(t('counter.sold', { voucher, total: money(total), balance: money(balance) }))
          setServed((now) => now + 1)
        }}
      >
        <div className={classes.counter}>
          <div>
            <SearchField
              name="imprisonmentId"
              label={t('counter.who')}
              hint={t('counter.who-hint')}
              required
              search={search}
            />
            <Glance />
          </div>
          <Basket items={canteen.items} />
        </div>
      </Form>
    </Counted>
  )
}

/** After each sale the hands are back at the number; not when the page opens, where a screen reader begins at the top. */
function Counted({ first, children }: { first: boolean; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!first) place.current?.querySelector('input')?.focus()
  }, [first])
  return <div ref={place}>{children}</div>
}

function Glance() {
  const { t } = useTranslation('custody-canteen')
  const { money } = useFormats()
  const { imprisonmentId } = useFormValues<Typed>()
  const found = useCall(
    getAccount,
    imprisonmentId === undefined || imprisonmentId === '' ? undefined : { imprisonmentId },
  )
  if (imprisonmentId === undefined || imprisonmentId === '') return null
  return (
    <Load call={found} lines={2}>
      {(account) => (
        <div className={classes.total}>
          <span>
            {t('counter.balance')}
            <strong>{money(account.balance)}</strong>
          </span>
          <WeekBar week={account.week} />
        </div>
      )}
    </Load>
  )
}

function Basket({ items }: { items: Items }) {
  const { t } = useTranslation('custody-canteen')
  const both = useBoth()
  const { money } = useFormats()
  const { lines = [] } = useFormValues<Typed>()
  const set = useSetField()
  const filled = lines.length > 0 && (lines.at(-1)?.code ?? '') !== ''
  // The last line is always empty and ready.
  useEffect(() => {
    if (filled) set('lines', [...lines, {}])
  }, [filled, lines, set])
  const itemOf = (code: string | undefined) =>
    items.find((item) => item.sold && item.code === (code ?? '').trim().toUpperCase())
  const total = lines.reduce(
    (sum, line) =>
      sum + (itemOf(line.code)?.price ?? 0) * ((line.code ?? '') === '' ? 0 : (line.quantity ?? 1)),
    0,
  )
  return (
    <div>
      {lines.map((line, index) => {
        const item = itemOf(line.code)
        const path = `lines.${index}`
        return (
          <div key={path} className={classes.line}>
            <TextField name={`${path}.code`} ltr label={t('list.code')} />
            <span className={classes.thing}>
              {item === undefined ? (
                (line.code ?? '') === '' ? null : (
                  t('counter.unknown')
                )
              ) : (
                <>
                  {both(item.name)} · {item.price === null ? '' : money(item.price)}{' '}
                  {item.stock <= item.low ? (
                    <StatusBadge meaning="amber">{t('list.low', { count: item.stock })}</StatusBadge>
                  ) : null}
                </>
              )}
            </span>
            <NumberField name={`${path}.quantity`} label={t('counter.quantity')} />
          </div>
        )
      })}
      <div className={classes.total} role="status">
        <span>
          {t('counter.total')}
          <strong>{money(total)}</strong>
        </span>
      </div>
    </div>
  )
}

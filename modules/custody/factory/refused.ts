import { refuse } from '#platform/http'

/** What the database refuses of the factory, by the name of its constraint, and how it is said. */
const codes: Readonly<Record<string, string>> = {
  factory_over: 'custody-factory.over',
  factory_withdraw: 'custody-factory.over',
  factory_closed: 'custody-factory.closed',
  factory_no_price: 'custody-factory.no-price',
  factory_order_item_order_id_product_id_key: 'custody-factory.twice',
  factory_product_once: 'custody-factory.same-name',
  factory_price_waiting: 'custody-factory.price-waits',
  factory_gang: 'custody-factory.gang',
  factory_other_rate: 'custody-factory.other-rate',
  factory_not_mustered: 'custody-factory.not-mustered',
  factory_nobody_worked: 'custody-factory.nobody-worked',
  factory_made_beyond: 'custody-factory.made-beyond',
  factory_not_made: 'custody-factory.not-made',
  factory_beyond_price: 'custody-factory.beyond-price',
  factory_forgiven_left: 'custody-factory.forgiven-beyond',
  factory_received_left: 'custody-factory.refund-beyond',
}

/** Says in the trade's words what the database would not keep; throws everything else as it came. */
export function said(error: unknown): never {
  const constraint =
    typeof error === 'object' && error !== null && 'constraint' in error ? String(error.constraint) : ''
  const code = codes[constraint]
  throw code === undefined ? error : refuse(code)
}

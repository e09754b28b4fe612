import { sql } from 'kysely'
import { bothNames, defineRegister, generalKnowledge, words } from '../registers/define.ts'
import { customerKinds, lineKinds, orderStates } from './contract.ts'

defineRegister({
  key: 'factory-account',
  group: 'money',
  title: { en: 'Factory account', ur: 'حساب فیکٹری' },
  definition: {
    en: 'Every entry of the factory: material issued, wages of its gangs by day, pieces finished at their price, goods delivered, money received, given back and written off.',
    ur: 'فیکٹری کا ہر اندراج: جاری شدہ خام مال، گینگ وار یومیہ اجرت، تیار مال نرخ کے مطابق، حوالہ کیا گیا مال، وصول، واپس اور قلم زد رقم۔',
  },
  citation: generalKnowledge('Prison rules on manufactories', 'جیل فیکٹری کے قواعد'),
  needs: 'custody:read-factory-account',
  period: { en: 'Day', ur: 'تاریخ' },
  columns: [
    { key: 'day', title: { en: 'Day', ur: 'تاریخ' }, kind: 'date' },
    {
      key: 'kind',
      title: { en: 'Entry', ur: 'اندراج' },
      kind: 'text',
      labels: words('custody-factory:line', lineKinds),
    },
    {
      key: 'number',
      title: { en: 'Order', ur: 'آرڈر' },
      kind: 'identifier',
      opens: { path: '/custody/factory/:orderId' },
    },
    { key: 'customer', title: { en: 'Ordered by', ur: 'خریدار' }, kind: 'text' },
    { key: 'gang', title: { en: 'Gang', ur: 'گینگ' }, kind: 'name' },
    { key: 'item', title: { en: 'What', ur: 'شے' }, kind: 'name' },
    { key: 'quantity', title: { en: 'Quantity', ur: 'مقدار' }, kind: 'number' },
    { key: 'voucher', title: { en: 'Lot or voucher', ur: 'کھیپ یا واؤچر' }, kind: 'identifier' },
    { key: 'material', title: { en: 'Material, Rs', ur: 'خام مال، روپے' }, kind: 'number', total: true },
    { key: 'wages', title: { en: 'Wages, Rs', ur: 'اجرت، روپے' }, kind: 'number', total: true },
    { key: 'output', title: { en: 'Finished, Rs', ur: 'تیار مال، روپے' }, kind: 'number', total: true },
    { key: 'delivered', title: { en: 'Delivered, Rs', ur: 'حوالہ، روپے' }, kind: 'number', total: true },
    { key: 'received', title: { en: 'Received, Rs', ur: 'وصول، روپے' }, kind: 'number', total: true },
  ],
  order: ['day', 'key'],
  // What is spoiled, written off or given back stands below zero in the column it takes from.
  select: sql`l.day, l.key, l.kind, o.id as "orderId", o.number || '/' || o.year as number, o.customer, ${bothNames(sql`g.name_en`, sql`g.name_ur`)} as gang,
    ${bothNames(sql`l.item_en`, sql`l.item_ur`)} as item, l.quantity::float8 as quantity, l.voucher,
    case l.kind when 'material' then l.paisa / 100.0 end as material, case l.kind when 'wages' then l.paisa / 100.0 end as wages,
    case l.kind when 'output' then l.paisa / 100.0 when 'spoiled' then -l.paisa / 100.0 end as output,
    case l.kind when 'delivered' then l.paisa / 100.0 when 'forgiven' then -l.paisa / 100.0 end as delivered,
    case l.kind when 'received' then l.paisa / 100.0 when 'refunded' then -l.paisa / 100.0 end as received`,
  rows: ({ prison, on, params }) => ({
    from: sql`custody.factory_lines(${prison}, ${params.from ?? null}::date, ${params.to ?? null}::date) l`,
    where: sql`${on(sql`l.day`)}`,
  }),
  joins: sql`left join custody.factory_order o on o.id = l.order_id left join custody.gang g on g.id = l.gang_id`,
})

defineRegister({
  key: 'factory-orders',
  group: 'money',
  title: { en: 'Register of factory orders', ur: 'رجسٹر آرڈر فیکٹری' },
  definition: {
    en: 'Every order item by item: by whom, how many, at which price, how many were finished and delivered, and what was paid for the order.',
    ur: 'ہر آرڈر شے وار: کس کا، کتنا، کس نرخ پر، کتنا تیار اور حوالہ ہوا، اور آرڈر پر کتنی رقم وصول ہوئی۔',
  },
  citation: generalKnowledge('Prison rules on manufactories', 'جیل فیکٹری کے قواعد'),
  needs: 'custody:read-factory',
  period: { en: 'Ordered', ur: 'تاریخِ آرڈر' },
  columns: [
    { key: 'orderedOn', title: { en: 'Ordered', ur: 'تاریخِ آرڈر' }, kind: 'date' },
    {
      key: 'number',
      title: { en: 'Order', ur: 'آرڈر' },
      kind: 'identifier',
      opens: { path: '/custody/factory/:orderId' },
    },
    {
      key: 'customerKind',
      title: { en: 'From', ur: 'قسم' },
      kind: 'text',
      labels: words('custody-factory:customer-kind', customerKinds),
    },
    { key: 'customer', title: { en: 'Ordered by', ur: 'خریدار' }, kind: 'text' },
    { key: 'item', title: { en: 'Product', ur: 'مصنوعہ' }, kind: 'name' },
    { key: 'quantity', title: { en: 'Ordered', ur: 'مطلوبہ' }, kind: 'number' },
    { key: 'price', title: { en: 'Price, Rs', ur: 'نرخ، روپے' }, kind: 'number' },
    { key: 'worth', title: { en: 'Sum, Rs', ur: 'کل، روپے' }, kind: 'number', total: true },
    { key: 'made', title: { en: 'Finished', ur: 'تیار' }, kind: 'number' },
    { key: 'delivered', title: { en: 'Delivered', ur: 'حوالہ' }, kind: 'number' },
    { key: 'promisedOn', title: { en: 'Promised', ur: 'وعدے کی تاریخ' }, kind: 'date' },
    {
      key: 'state',
      title: { en: 'State', ur: 'حالت' },
      kind: 'text',
      labels: words('custody-factory:state', orderStates),
    },
    { key: 'owed', title: { en: 'Owed for the order, Rs', ur: 'آرڈر پر واجب، روپے' }, kind: 'number' },
  ],
  order: ['orderedOn', 'orderNumber', 'itemId'],
  select: sql`o.ordered_on as "orderedOn", o.number as "orderNumber", i.id as "itemId", o.id as "orderId", o.number || '/' || o.year as number,
    o.customer_kind as "customerKind", o.customer, ${bothNames(sql`p.name_en`, sql`p.name_ur`)} as item, i.quantity, i.price / 100.0 as price,
    i.quantity * i.price / 100.0 as worth, i.made - i.spoiled as made, i.delivered, o.promised_on as "promisedOn", o.state,
    greatest(0, o.delivered - o.received - o.forgiven) / 100.0 as owed`,
  rows: ({ prison, on }) => ({
    from: sql`custody.factory_order o join custody.factory_order_item i on i.order_id = o.id`,
    where: sql`o.prison_id = ${prison} and ${on(sql`o.ordered_on`)}`,
  }),
  joins: sql`join custody.factory_product p on p.id = i.product_id`,
})

import { sql } from 'kysely'
import { caseColumns, casesJoin, dayOfMoment, defineRegister, who, whoColumns, whoJoin } from '../define.ts'
import { leavingGrounds } from './leaving.ts'

defineRegister({
  key: 'releases',
  group: 'people',
  title: { en: 'Register of releases', ur: 'رجسٹر رہائی' },
  definition: {
    en: 'Everyone who left the roll, on what ground, and how long they had been here.',
    ur: 'جیل سے جانے والے تمام افراد، بنیاد اور مدتِ قیام کے ساتھ۔',
  },
  citation: { en: 'Prisons Act 1894 s.12', ur: 'قانون جیل خانہ جات 1894 دفعہ 12' },
  confirmed: true,
  needs: 'custody:read-registers',
  period: { en: 'Released', ur: 'تاریخِ رہائی' },
  columns: [
    { key: 'released', title: { en: 'Left on', ur: 'تاریخِ روانگی' }, kind: 'date' },
    ...whoColumns,
    { key: 'ground', title: { en: 'Ground', ur: 'بنیاد' }, kind: 'text', labels: leavingGrounds },
    { key: 'admitted', title: { en: 'Admitted on', ur: 'تاریخِ داخلہ' }, kind: 'date' },
    { key: 'days', title: { en: 'Days here', ur: 'دن' }, kind: 'number' },
    ...caseColumns,
    { key: 'order', title: { en: 'Order', ur: 'روبکار' }, kind: 'identifier' },
  ],
  order: ['at', 'numberYear', 'numberOf'],
  // Any part of a day in custody is a day, so the day of leaving counts.
  select: sql`${who}, i.released_at as at, ${dayOfMoment(sql`i.released_at`)} as released, i.release_ground as ground,
    ${dayOfMoment(sql`i.admitted_at`)} as admitted, ${dayOfMoment(sql`i.released_at`)} - ${dayOfMoment(sql`i.admitted_at`)} + 1 as days,
    k.fir, k.sections, k.court, o.order`,
  rows: ({ prison, within }) => ({
    from: sql`custody.imprisonment i`,
    where: sql`i.prison_id = ${prison} and i.state = 'released' and ${within(sql`i.released_at`)}`,
  }),
  joins: sql`${whoJoin} ${casesJoin(sql`true`)}
    left join lateral (select string_agg(distinct w.ended_order, '; ') as order from custody.warrant w where w.imprisonment_id = i.id) o on true`,
})

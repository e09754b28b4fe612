import { sql } from 'kysely'
import {
  caseColumns,
  casesJoin,
  clockOf,
  dayOfMoment,
  defineRegister,
  generalKnowledge,
  who,
  whoColumns,
  whoJoin,
} from '../define.ts'
import { leavingGrounds } from './leaving.ts'

defineRegister({
  key: 'deaths-escapes',
  group: 'gate',
  title: { en: 'Register of deaths and escapes', ur: 'رجسٹر وفات و فرار' },
  definition: {
    en: 'Everyone whose stay ended by death or escape, as the movement that ended it says.',
    ur: 'جن کی قید وفات یا فرار پر ختم ہوئی، اس نقل و حرکت کے مطابق جس نے اسے ختم کیا۔',
  },
  citation: generalKnowledge('Prisons Act 1894 s.15', 'قانون جیل خانہ جات 1894 دفعہ 15'),
  needs: 'custody:read-registers',
  period: { en: 'Day', ur: 'تاریخ' },
  columns: [
    { key: 'day', title: { en: 'Day', ur: 'تاریخ' }, kind: 'date' },
    { key: 'hour', title: { en: 'Hour', ur: 'وقت' }, kind: 'identifier' },
    {
      key: 'what',
      title: { en: 'Death or escape', ur: 'وفات یا فرار' },
      kind: 'text',
      labels: leavingGrounds,
    },
    ...whoColumns,
    ...caseColumns,
  ],
  order: ['at', 'numberYear', 'numberOf'],
  select: sql`m.out_at as at, ${dayOfMoment(sql`m.out_at`)} as day, ${clockOf(sql`m.out_at`)} as hour, m.reason as what, ${who}, k.fir, k.sections, k.court`,
  rows: ({ prison, within }) => ({
    from: sql`custody.movement m`,
    where: sql`m.prison_id = ${prison} and m.kind = 'REL' and m.reason in ('death', 'escape') and ${within(sql`m.out_at`)}`,
  }),
  joins: sql`join custody.imprisonment i on i.id = m.imprisonment_id ${whoJoin} ${casesJoin(sql`true`)}`,
})

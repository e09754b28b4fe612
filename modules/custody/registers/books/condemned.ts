import { sql } from 'kysely'
import { caseColumns, casesJoin, dayOfMoment, defineRegister, who, whoColumns, whoJoin } from '../define.ts'

defineRegister({
  key: 'condemned',
  group: 'people',
  title: { en: 'Register of the condemned', ur: 'رجسٹر سزائے موت کے اسیران' },
  definition: {
    en: 'Everyone here under sentence of death, with the case and the day of the sentence.',
    ur: 'سزائے موت کے تمام اسیران، مقدمے اور تاریخِ سزا کے ساتھ۔',
  },
  citation: {
    en: 'Prisons Act 1894 s.30 (kept apart); the register itself: general knowledge, to be confirmed',
    ur: 'قانون جیل خانہ جات 1894 دفعہ 30 (علیحدگی)؛ رجسٹر خود: عمومی معلومات، توثیق طلب',
  },
  needs: 'custody:read-registers',
  standing: true,
  columns: [
    ...whoColumns,
    { key: 'admitted', title: { en: 'Admitted', ur: 'داخلہ' }, kind: 'date' },
    ...caseColumns,
    { key: 'station', title: { en: 'Police station', ur: 'تھانہ' }, kind: 'name' },
    { key: 'sentenced', title: { en: 'Sentenced on', ur: 'تاریخِ سزا' }, kind: 'date' },
    { key: 'days', title: { en: 'Days since', ur: 'گزرے دن' }, kind: 'number' },
  ],
  order: ['numberYear', 'numberOf'],
  select: sql`${who}, ${dayOfMoment(sql`i.admitted_at`)} as admitted, k.fir, k.sections, k.court, k.station, k.sentenced,
    workflow.today() - k.sentenced as days`,
  rows: ({ prison }) => ({
    from: sql`custody.imprisonment i`,
    where: sql`i.prison_id = ${prison} and i.state = 'in' and i.category = 'condemned'`,
  }),
  joins: sql`${whoJoin} ${casesJoin(sql`w.state = 'in-force'`)}`,
})

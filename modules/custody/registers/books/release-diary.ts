import { sql } from 'kysely'
import {
  caseColumns,
  casesJoin,
  defineRegister,
  generalKnowledge,
  who,
  whoColumns,
  whoJoin,
  words,
} from '../define.ts'

defineRegister({
  key: 'release-diary',
  group: 'people',
  title: { en: 'Release diary', ur: 'ڈائری رہائی' },
  definition: {
    en: 'Everyone here who has a last day, with those whose day is past, and whether two officers have stood for it.',
    ur: 'یہاں موجود تمام اسیران جن کا آخری دن مقرر ہے، جن کا گزر چکا ان سمیت، اور آیا دو افسران اس کی توثیق کر چکے۔',
  },
  citation: generalKnowledge('Prison rules on the release diary', 'رہائی ڈائری کے قواعد'),
  needs: 'custody:read-registers',
  standing: true,
  period: { en: 'Last day', ur: 'آخری دن' },
  columns: [
    { key: 'due', title: { en: 'Last day', ur: 'آخری دن' }, kind: 'date' },
    ...whoColumns,
    {
      key: 'state',
      title: { en: 'Date is', ur: 'تاریخ کی حیثیت' },
      kind: 'text',
      labels: words('custody:date-state', ['computed', 'proposed', 'confirmed']),
    },
    ...caseColumns,
    { key: 'law', title: { en: 'Law', ur: 'قانون' }, kind: 'identifier' },
  ],
  order: ['due', 'numberYear', 'numberOf'],
  select: sql`${who}, d.due_release as due, d.state, k.fir, k.sections, k.court, d.pack_code || ' ' || d.pack_version as law`,
  rows: ({ prison, on }) => ({
    from: sql`custody.release_date d join custody.imprisonment i on i.id = d.imprisonment_id`,
    where: sql`d.prison_id = ${prison} and d.state in ('computed', 'proposed', 'confirmed') and i.state = 'in' and ${on(sql`d.due_release`)}`,
  }),
  joins: sql`${whoJoin} ${casesJoin(sql`w.state = 'in-force'`)}`,
})

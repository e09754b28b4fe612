import { sql } from 'kysely'
import { bothNames, defineRegister, generalKnowledge, who, whoColumns, whoJoin, words } from '../define.ts'

defineRegister({
  key: 'labour',
  group: 'people',
  title: { en: 'Labour register', ur: 'رجسٹر مشقت' },
  definition: {
    en: 'Who was put to work in which gang, by what right, the days mustered there and when it ended.',
    ur: 'کون کس گینگ میں کس بنیاد پر لگایا گیا، وہاں کی حاضری کے دن اور اختتام۔',
  },
  citation: generalKnowledge(
    'Prisons Act 1894 ss. 34 to 36 (labour)',
    'قانون جیل خانہ جات 1894 دفعات 34 تا 36 (مشقت)',
  ),
  needs: 'custody:read-regime',
  period: { en: 'Put to work', ur: 'مشقت پر لگانے کی تاریخ' },
  columns: [
    { key: 'since', title: { en: 'From', ur: 'از' }, kind: 'date' },
    ...whoColumns,
    { key: 'gang', title: { en: 'Gang', ur: 'گینگ' }, kind: 'name' },
    {
      key: 'basis',
      title: { en: 'By what right', ur: 'بنیاد' },
      kind: 'text',
      labels: words('custody-regime:labour-basis', ['rigorous', 'volunteer', 'consent']),
    },
    { key: 'consent', title: { en: 'Signed consent', ur: 'دستخط شدہ رضامندی' }, kind: 'text' },
    { key: 'reason', title: { en: 'Reason', ur: 'وجہ' }, kind: 'text' },
    { key: 'worked', title: { en: 'Days at work', ur: 'کام کے دن' }, kind: 'number' },
    { key: 'missed', title: { en: 'Absent or refused', ur: 'غیر حاضر یا انکار' }, kind: 'number' },
    { key: 'pieces', title: { en: 'Pieces', ur: 'عدد' }, kind: 'number' },
    { key: 'until', title: { en: 'Until', ur: 'تا' }, kind: 'date' },
    {
      key: 'ended',
      title: { en: 'Ended because', ur: 'اختتام کی وجہ' },
      kind: 'text',
      labels: {
        ...words('custody-regime:end', ['moved', 'unfit', 'request', 'discipline', 'closed', 'other']),
        released: { en: 'Left the prison', ur: 'جیل سے روانگی' },
      },
    },
  ],
  order: ['since', 'labourId'],
  select: sql`l.id as "labourId", l.from_on as since, ${who}, ${bothNames(sql`g.name_en`, sql`g.name_ur`)} as gang, l.basis,
    l.consent_paper as consent, l.reason, m.worked, m.missed, m.pieces, l.to_on as until, l.ended_why as ended`,
  rows: ({ prison, on }) => ({
    from: sql`custody.labour l`,
    where: sql`l.prison_id = ${prison} and ${on(sql`l.from_on`)}`,
  }),
  joins: sql`join custody.imprisonment i on i.id = l.imprisonment_id ${whoJoin} join custody.gang g on g.id = l.gang_id
    left join lateral (select sum(case x.mark when 'worked' then 1 when 'half' then 0.5 else 0 end)::float8 as worked,
      (count(*) filter (where x.mark in ('absent', 'refused')))::integer as missed, sum(x.pieces)::integer as pieces
      from custody.muster x where x.imprisonment_id = l.imprisonment_id and x.gang_id = l.gang_id and x.on_date >= l.from_on
        and (l.to_on is null or x.on_date <= l.to_on)) m on true`,
})

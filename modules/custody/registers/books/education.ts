import { sql } from 'kysely'
import { bothNames, defineRegister, generalKnowledge, who, whoColumns, whoJoin, words } from '../define.ts'

defineRegister({
  key: 'education',
  group: 'people',
  title: { en: 'Education register', ur: 'رجسٹر تعلیم' },
  definition: {
    en: 'Who attended which course, how often, with what result on which paper, and the remission approved for it.',
    ur: 'کس نے کون سا کورس کیا، حاضری، نتیجہ اور اس کا کاغذ، اور منظور شدہ معافی۔',
  },
  citation: generalKnowledge(
    'Pakistan Prison Rules 1978 r. 215 (as reported)',
    'پاکستان پریزن رولز 1978 قاعدہ 215 (بحوالہ خبر)',
  ),
  needs: 'custody:read-regime',
  period: { en: 'Enrolled', ur: 'تاریخِ داخلہ کورس' },
  columns: [
    { key: 'since', title: { en: 'From', ur: 'از' }, kind: 'date' },
    ...whoColumns,
    { key: 'course', title: { en: 'Course', ur: 'کورس' }, kind: 'name' },
    { key: 'teacher', title: { en: 'Teacher', ur: 'معلم' }, kind: 'text' },
    { key: 'attended', title: { en: 'Days present', ur: 'حاضر دن' }, kind: 'number' },
    { key: 'held', title: { en: 'Days held', ur: 'کل دن' }, kind: 'number' },
    {
      key: 'outcome',
      title: { en: 'Result', ur: 'نتیجہ' },
      kind: 'text',
      labels: words('custody-regime:outcome', ['passed', 'failed', 'left']),
    },
    { key: 'marks', title: { en: 'Marks %', ur: 'نمبر فیصد' }, kind: 'number' },
    { key: 'paper', title: { en: 'Result card', ur: 'رزلٹ کارڈ' }, kind: 'identifier' },
    { key: 'issued', title: { en: 'Of', ur: 'بتاریخ' }, kind: 'date' },
    { key: 'months', title: { en: 'Months remitted', ur: 'معافی کے ماہ' }, kind: 'number' },
    { key: 'order', title: { en: 'Order', ur: 'حکم' }, kind: 'text' },
  ],
  order: ['since', 'enrolmentId'],
  select: sql`e.id as "enrolmentId", e.from_on as since, ${who}, ${bothNames(sql`k.name_en`, sql`k.name_ur`)} as course, c.teacher,
    h.attended, h.held, e.outcome, r.marks, r.number as paper, r.issued_on as issued, a.months, a.instrument as order`,
  rows: ({ prison, on }) => ({
    from: sql`custody.enrolment e`,
    where: sql`e.prison_id = ${prison} and ${on(sql`e.from_on`)}`,
  }),
  joins: sql`join custody.imprisonment i on i.id = e.imprisonment_id ${whoJoin} join custody.course c on c.id = e.course_id
    join custody.course_kind k on k.code = c.kind_code left join custody.result_card r on r.enrolment_id = e.id
    left join custody.earned_proposal a on a.result_id = r.id and a.state = 'approved'
    left join lateral (select (count(*) filter (where x.present))::integer as attended, count(*)::integer as held
      from custody.attendance x where x.enrolment_id = e.id) h on true`,
})

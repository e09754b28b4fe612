import { sql } from 'kysely'
import { clockOf, dayOfMoment, defineRegister, generalKnowledge, words } from '../define.ts'

defineRegister({
  key: 'duty-roster',
  group: 'staff',
  title: { en: 'Duty roster register', ur: 'رجسٹر ڈیوٹی روسٹر' },
  definition: {
    en: 'Who had which post in which shift, short rest with its reason, and who was taken off again and why.',
    ur: 'کس شفٹ میں کس چوکی پر کون تھا، کم آرام اور اس کی وجہ، اور کسے کیوں ہٹایا گیا۔',
  },
  citation: generalKnowledge('Prison rules on guards', 'گارد کے قواعد'),
  needs: 'custody:read-roster',
  period: { en: 'Day', ur: 'تاریخ' },
  columns: [
    { key: 'day', title: { en: 'Day', ur: 'تاریخ' }, kind: 'date' },
    {
      key: 'shift',
      title: { en: 'Shift', ur: 'شفٹ' },
      kind: 'text',
      labels: words('custody-staff:shift', ['morning', 'evening', 'night']),
    },
    { key: 'post', title: { en: 'Post', ur: 'چوکی' }, kind: 'name' },
    { key: 'number', title: { en: 'Belt number', ur: 'بیلٹ نمبر' }, kind: 'identifier' },
    { key: 'name', title: { en: 'Name', ur: 'نام' }, kind: 'name' },
    { key: 'rest', title: { en: 'Why with a short rest', ur: 'کم آرام کی وجہ' }, kind: 'text' },
    { key: 'off', title: { en: 'Taken off', ur: 'ہٹایا گیا' }, kind: 'text' },
  ],
  order: ['at', 'position', 'number'],
  select: sql`r.on_date as day, lower(r.during) as at, r.shift, g.position, jsonb_build_object('en', g.name_en, 'ur', g.name_ur) as post, m.number,
    jsonb_build_object('en', m.name_en, 'ur', m.name_ur) as name, p.rest_why as rest, p.taken_out_why as off`,
  rows: ({ prison, on }) => ({
    from: sql`custody.roster r join custody.roster_place p on p.roster_id = r.id`,
    where: sql`r.prison_id = ${prison} and ${on(sql`r.on_date`)}`,
  }),
  joins: sql`join custody.guard_post g on g.id = p.post_id join custody.staff_member m on m.id = p.member_id`,
})

defineRegister({
  key: 'duty-handovers',
  group: 'staff',
  title: { en: 'Duty hand-over book', ur: 'کتابِ سپردگیِ ڈیوٹی' },
  definition: {
    en: 'What each shift handed to the next: the roll of that moment, what was counted, both officers and their hours.',
    ur: 'ہر شفٹ نے اگلی کو کیا سونپا: اس لمحے کی گنتی، جو گنا گیا، دونوں افسر اور ان کا وقت۔',
  },
  citation: generalKnowledge('Prison rules on guards', 'گارد کے قواعد'),
  needs: 'custody:read-roster',
  period: { en: 'Handed over', ur: 'تاریخِ حوالگی' },
  columns: [
    { key: 'day', title: { en: 'Day', ur: 'تاریخ' }, kind: 'date' },
    { key: 'hour', title: { en: 'Hour', ur: 'وقت' }, kind: 'identifier' },
    {
      key: 'shift',
      title: { en: 'Shift', ur: 'شفٹ' },
      kind: 'text',
      labels: words('custody-staff:shift', ['morning', 'evening', 'night']),
    },
    { key: 'roll', title: { en: 'On the roll', ur: 'کل گنتی' }, kind: 'number' },
    { key: 'inside', title: { en: 'Inside', ur: 'اندر' }, kind: 'number' },
    { key: 'differs', title: { en: 'Counts that differed', ur: 'مختلف گنتیاں' }, kind: 'number' },
    { key: 'remarks', title: { en: 'Handed over', ur: 'سونپا گیا' }, kind: 'text' },
    { key: 'takenAt', title: { en: 'Taken over at', ur: 'چارج لیا' }, kind: 'identifier' },
    { key: 'takenRemarks', title: { en: 'Remarks', ur: 'ریمارکس' }, kind: 'text' },
  ],
  order: ['at', 'id'],
  select: sql`h.id, h.handed_at as at, ${dayOfMoment(sql`h.handed_at`)} as day, ${clockOf(sql`h.handed_at`)} as hour, h.shift,
    (h.figures ->> 'onRoll')::integer as roll, (h.figures ->> 'inside')::integer as inside,
    (select count(*)::integer from custody.duty_count c where c.handover_id = h.id and c.counted <> c.register) as differs, h.remarks,
    ${clockOf(sql`h.taken_at`)} as "takenAt", h.taken_remarks as "takenRemarks"`,
  rows: ({ prison, within }) => ({
    from: sql`custody.duty_handover h`,
    where: sql`h.prison_id = ${prison} and ${within(sql`h.handed_at`)}`,
  }),
})

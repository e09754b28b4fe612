import { sql } from 'kysely'
import { defineReport } from '#kernel/reporting'

/** The visitors book that Prisons Act 1894 s.12 asks for, made from what was done and never typed. */
defineReport({
  key: 'custody.visits',
  title: { en: 'Register of visits', ur: 'رجسٹر ملاقات' },
  definition: {
    en: 'Every visit that was booked or held, with its token, who came as what, from when to when, and the reason where a rule was passed. Prisons Act 1894 s.12.',
    ur: 'ہر بک کی گئی یا ہونے والی ملاقات، ٹوکن، آنے والوں اور رشتے، آغاز و اختتام کے ساتھ، اور جہاں قاعدے سے ہٹ کر اجازت دی گئی اس کی وجہ۔ پریزنز ایکٹ 1894 دفعہ 12۔',
  },
  needs: 'custody:read-visits',
  filters: [
    { key: 'from', title: { en: 'From', ur: 'از' }, kind: 'date' },
    { key: 'to', title: { en: 'To', ur: 'تا' }, kind: 'date' },
  ],
  columns: [
    { key: 'on', title: { en: 'Day', ur: 'تاریخ' }, kind: 'date' },
    { key: 'slot', title: { en: 'Hour', ur: 'وقت' }, kind: 'identifier' },
    { key: 'token', title: { en: 'Token', ur: 'ٹوکن' }, kind: 'number' },
    {
      key: 'number',
      title: { en: 'Prison number', ur: 'قیدی نمبر' },
      kind: 'identifier',
      opens: { path: '/custody/prisoners/:imprisonmentId' },
    },
    { key: 'name', title: { en: 'Prisoner', ur: 'اسیر' }, kind: 'name' },
    { key: 'visitors', title: { en: 'Visitors', ur: 'ملاقاتی' }, kind: 'name' },
    {
      key: 'kind',
      title: { en: 'Kind', ur: 'نوعیت' },
      kind: 'text',
      labels: {
        ordinary: { en: 'Ordinary', ur: 'عام' },
        legal: { en: 'Advocate', ur: 'وکیل' },
        'family-room': { en: 'Family room', ur: 'فیملی روم' },
      },
    },
    {
      key: 'state',
      title: { en: 'State', ur: 'حالت' },
      kind: 'text',
      labels: {
        booked: { en: 'Booked', ur: 'بک شدہ' },
        waiting: { en: 'Waiting', ur: 'منتظر' },
        running: { en: 'In progress', ur: 'جاری' },
        ended: { en: 'Held', ur: 'ہو چکی' },
        cancelled: { en: 'Cancelled', ur: 'منسوخ' },
        missed: { en: 'Did not come', ur: 'نہیں آئے' },
        refused: { en: 'Refused', ur: 'انکار' },
      },
    },
    { key: 'began', title: { en: 'Began', ur: 'آغاز' }, kind: 'identifier' },
    { key: 'ended', title: { en: 'Ended', ur: 'اختتام' }, kind: 'identifier' },
    {
      key: 'reason',
      title: { en: 'Reason where a rule was passed', ur: 'قاعدے سے ہٹ کر اجازت کی وجہ' },
      kind: 'text',
    },
  ],
  order: ['-on', 'slot', 'id'],
  query: ({ from, to }) => sql`
    select v.id, v.on_date as on, to_char(v.slot_at, 'HH24:MI') as slot, v.token_no as token, v.imprisonment_id as "imprisonmentId",
      i.number || '/' || i.year as number,
      jsonb_build_object('en', coalesce(p.name_en, p.name_ur), 'ur', coalesce(p.name_ur, p.name_en)) as name,
      jsonb_build_object('en', who.en, 'ur', who.ur) as visitors, v.kind, v.state,
      to_char(v.started_at at time zone 'Asia/Karachi', 'HH24:MI') as began, to_char(v.ended_at at time zone 'Asia/Karachi', 'HH24:MI') as ended,
      (select string_agg(r ->> 'reason', '; ') from jsonb_array_elements(v.overrides) r) as reason
      from custody.visit v
      join custody.imprisonment i on i.id = v.imprisonment_id
      join people.record p on p.id = i.record_id
      left join lateral (select string_agg(w.name_en, ', ' order by w.name_en) as en, string_agg(w.name_ur, '، ' order by w.name_en) as ur
        from custody.visit_person c join custody.visitor w on w.id = c.visitor_id where c.visit_id = v.id) who on true
     where v.on_date >= coalesce(${from || null}::date, workflow.today() - 30) and v.on_date <= coalesce(${to || null}::date, workflow.today())`,
})

import { sql } from 'kysely'
import { noticeKinds, waysOut } from '../../notices/contract.ts'
import { defineRegister, generalKnowledge, who, whoColumns, whoJoin, words } from '../define.ts'

defineRegister({
  key: 'dispatch',
  group: 'people',
  title: { en: 'Dispatch register', ur: 'رجسٹر روانگی' },
  definition: {
    en: 'Every notice that went out, with its number, to whom, how, and what came back. The system sends nothing: an officer enters what was sent.',
    ur: 'ہر روانہ شدہ اطلاع نامہ، نمبر، بنام، طریقہ اور نتیجہ۔ نظام کچھ نہیں بھیجتا: افسر روانگی درج کرتا ہے۔',
  },
  citation: generalKnowledge('Office procedure of the departments', 'محکموں کا دفتری طریقِ کار'),
  needs: 'custody:read-notices',
  period: { en: 'Sent', ur: 'تاریخِ روانگی' },
  columns: [
    { key: 'entry', title: { en: 'Number', ur: 'نمبر' }, kind: 'identifier' },
    { key: 'day', title: { en: 'Sent', ur: 'روانگی' }, kind: 'date' },
    {
      key: 'kind',
      title: { en: 'Notice', ur: 'اطلاع نامہ' },
      kind: 'text',
      labels: words('custody-notices:kind', noticeKinds),
    },
    {
      key: 'paper',
      title: { en: 'Number of the paper', ur: 'کاغذ نمبر' },
      kind: 'identifier',
      opens: { path: '/custody/notices/:noticeId' },
    },
    ...whoColumns,
    { key: 'toWhom', title: { en: 'To whom', ur: 'بنام' }, kind: 'text' },
    {
      key: 'how',
      title: { en: 'How', ur: 'طریقہ' },
      kind: 'text',
      labels: words('custody-notices:how', waysOut),
    },
    { key: 'particulars', title: { en: 'Receipt or number', ur: 'رسید یا نمبر' }, kind: 'identifier' },
    {
      key: 'outcome',
      title: { en: 'What came back', ur: 'نتیجہ' },
      kind: 'text',
      labels: words('custody-notices:outcome', ['received', 'returned']),
    },
    { key: 'outcomeOn', title: { en: 'On', ur: 'تاریخِ نتیجہ' }, kind: 'date' },
  ],
  order: ['entryYear', 'entryNumber'],
  select: sql`s.year as "entryYear", s.number as "entryNumber", s.number || '/' || s.year as entry, s.sent_on as day, n.kind, n.id as "noticeId",
    n.number as paper, ${who}, s.to_whom as "toWhom", s.how, s.particulars, s.outcome, s.outcome_on as "outcomeOn"`,
  rows: ({ prison, on }) => ({
    from: sql`custody.dispatch s`,
    where: sql`s.prison_id = ${prison} and ${on(sql`s.sent_on`)}`,
  }),
  joins: sql`join custody.notice n on n.id = s.notice_id join custody.imprisonment i on i.id = s.imprisonment_id ${whoJoin}`,
})

import { sql } from 'kysely'
import { defineRegister, generalKnowledge, words } from '../define.ts'

defineRegister({
  key: 'complaints',
  group: 'complaints',
  title: { en: 'Register of complaints: numbers of each month', ur: 'رجسٹر شکایات: ماہانہ تعداد' },
  definition: {
    en: 'How many complaints came in each month on what, and how far they are. Only those that are not sealed from the reader are counted: two readers may rightly see two numbers.',
    ur: 'ہر ماہ کس موضوع پر کتنی شکایات آئیں اور کہاں تک پہنچیں۔ صرف وہ شمار ہوتی ہیں جو دیکھنے والے سے سربمہر نہیں: دو دیکھنے والوں کی تعداد مختلف ہو سکتی ہے۔',
  },
  citation: generalKnowledge('Nelson Mandela Rules 56 and 57', 'نیلسن منڈیلا رولز 56 و 57'),
  needs: 'custody:handle-complaints',
  period: { en: 'Received', ur: 'تاریخِ وصولی' },
  columns: [
    { key: 'month', title: { en: 'Month', ur: 'مہینہ' }, kind: 'identifier' },
    {
      key: 'subject',
      title: { en: 'On', ur: 'موضوع' },
      kind: 'text',
      labels: words('custody-complaints:subject', [
        'ill-treatment',
        'torture',
        'corruption',
        'food',
        'health',
        'visits',
        'property',
        'legal',
        'discipline',
        'other',
      ]),
    },
    { key: 'received', title: { en: 'Received', ur: 'موصول' }, kind: 'number', total: true },
    { key: 'replied', title: { en: 'Replied', ur: 'جواب دیا گیا' }, kind: 'number', total: true },
    { key: 'late', title: { en: 'Open past their day', ur: 'میعاد گزر چکی' }, kind: 'number', total: true },
    {
      key: 'upheld',
      title: { en: 'Upheld, wholly or in part', ur: 'کلی یا جزوی درست' },
      kind: 'number',
      total: true,
    },
  ],
  order: ['-month', 'subject'],
  select: sql`c.month, c.subject, c.received, c.replied, c.late, c.upheld`,
  rows: ({ prison, on }) => ({
    from: sql`(select to_char(k.received_on, 'YYYY-MM') as month, k.subject, count(*) as received,
        count(*) filter (where k.state = 'replied') as replied,
        count(*) filter (where k.state <> 'replied' and k.reply_by < workflow.today()) as late,
        count(*) filter (where k.finding in ('upheld', 'partly-upheld')) as upheld
      from custody.complaint k where k.prison_id = ${prison} and ${on(sql`k.received_on`)} group by 1, 2) c`,
    where: sql`true`,
  }),
})

import { sql } from 'kysely'
import { dayOfMoment, defineRegister, generalKnowledge } from '../define.ts'

const count = (key: string, en: string, ur: string) => ({
  key,
  title: { en, ur },
  kind: 'number' as const,
  total: true as const,
})

defineRegister({
  key: 'hospital',
  group: 'health',
  title: { en: 'Hospital register: numbers of each day', ur: 'ہسپتال رجسٹر: روزانہ تعداد' },
  definition: {
    en: 'How many began to lie in the prison hospital or in isolation on each day, and how many went to a hospital outside and came back. Numbers alone: who and why are the medical officer’s.',
    ur: 'ہر دن جیل ہسپتال یا علیحدگی میں داخل ہونے والوں، اور بیرونی ہسپتال جانے اور واپس آنے والوں کی تعداد۔ صرف تعداد: کون اور کیوں صرف میڈیکل افسر کے پاس ہے۔',
  },
  citation: generalKnowledge('Prisons Act 1894 on medical records', 'قانون جیل خانہ جات 1894، طبی ریکارڈ'),
  needs: 'custody:read-registers',
  period: { en: 'Day', ur: 'تاریخ' },
  columns: [
    { key: 'day', title: { en: 'Day', ur: 'تاریخ' }, kind: 'date' },
    count('hospital', 'To the prison hospital', 'جیل ہسپتال میں'),
    count('isolation', 'To isolation', 'علیحدگی میں'),
    count('outside', 'To a hospital outside', 'بیرونی ہسپتال کو'),
    count('back', 'Back from outside', 'باہر سے واپس'),
  ],
  order: ['-day'],
  select: sql`h.day, h.hospital, h.isolation, h.outside, h.back`,
  rows: ({ prison, within }) => ({
    from: sql`(select day, count(*) filter (where what = 'hospital') as hospital, count(*) filter (where what = 'isolation') as isolation,
        count(*) filter (where what = 'outside') as outside, count(*) filter (where what = 'back') as back from (
          select ${dayOfMoment(sql`w.from_at`)} as day, w.ward as what from custody.medical_ward w
           where w.prison_id = ${prison} and ${within(sql`w.from_at`)}
          union all select ${dayOfMoment(sql`m.out_at`)}, 'outside' from custody.movement m
           where m.prison_id = ${prison} and m.kind = 'HOS' and ${within(sql`m.out_at`)}
          union all select ${dayOfMoment(sql`m.in_at`)}, 'back' from custody.movement m
           where m.prison_id = ${prison} and m.kind = 'HOS' and m.in_at is not null and ${within(sql`m.in_at`)}) each group by day) h`,
    where: sql`true`,
  }),
})

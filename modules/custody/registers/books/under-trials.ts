import { sql } from 'kysely'
import {
  caseColumns,
  casesJoin,
  dayOfMoment,
  defineRegister,
  generalKnowledge,
  who,
  whoColumns,
  whoJoin,
} from '../define.ts'

defineRegister({
  key: 'under-trials',
  group: 'people',
  title: { en: 'Register of under-trials', ur: 'رجسٹر زیرِ سماعت اسیران' },
  definition: {
    en: 'Everyone here under trial now: case, court, next date, days in custody, and the day from which bail is a right by length of detention.',
    ur: 'اس وقت زیرِ سماعت تمام اسیران: مقدمہ، عدالت، اگلی تاریخ، حراست کے دن، اور وہ دن جس سے طوالتِ حراست پر ضمانت حق بن جاتی ہے۔',
  },
  citation: generalKnowledge('Prison rules on under-trial prisoners', 'زیرِ سماعت اسیران کے قواعد'),
  needs: 'custody:read-registers',
  standing: true,
  period: { en: 'Admitted', ur: 'تاریخِ داخلہ' },
  filters: [
    {
      key: 'bail',
      title: { en: 'Bail a right', ur: 'ضمانت کا حق' },
      kind: 'choice',
      options: async () => [
        { value: 'due', label: { en: 'since today or earlier', ur: 'آج یا اس سے پہلے سے' } },
      ],
    },
  ],
  columns: [
    ...whoColumns,
    { key: 'admitted', title: { en: 'Admitted', ur: 'داخلہ' }, kind: 'date' },
    { key: 'since', title: { en: 'In custody since', ur: 'حراست از' }, kind: 'date' },
    { key: 'days', title: { en: 'Days in custody', ur: 'حراست کے دن' }, kind: 'number' },
    ...caseColumns,
    { key: 'next', title: { en: 'Next date', ur: 'اگلی تاریخ' }, kind: 'date' },
    { key: 'bail', title: { en: 'Bail a right from', ur: 'ضمانت کا حق از' }, kind: 'date' },
  ],
  order: ['numberYear', 'numberOf'],
  select: sql`${who}, ${dayOfMoment(sql`i.admitted_at`)} as admitted, k.since, workflow.today() - k.since + 1 as days, k.fir, k.sections,
    k.court, k.next, b.bail`,
  rows: ({ prison, within, params }) => ({
    from: sql`custody.imprisonment i`,
    where: sql`i.prison_id = ${prison} and i.state = 'in' and i.category = 'under-trial' and ${within(sql`i.admitted_at`)}
      and ${
        params.bail === 'due'
          ? sql`i.id in (select c.imprisonment_id from custody.bail_clock c join custody.warrant held on held.id = c.warrant_id
              and held.state = 'in-force' where c.prison_id = ${prison} and c.superseded_at is null
              and c.standing = 'counting' and c.eligible_from <= workflow.today())`
          : sql`true`
      }`,
  }),
  joins: sql`${whoJoin} ${casesJoin(sql`w.state = 'in-force'`)}
    left join lateral (select min(c.eligible_from) as bail from custody.bail_clock c
      join custody.warrant held on held.id = c.warrant_id and held.state = 'in-force' where c.imprisonment_id = i.id
      and c.superseded_at is null and c.standing = 'counting') b on true`,
})

import { sql } from 'kysely'
import { text } from '#platform/i18n'
import {
  bothNames,
  clockOf,
  dayOfMoment,
  defineRegister,
  generalKnowledge,
  who,
  whoColumns,
  whoJoin,
  words,
} from '../define.ts'
import { leavingGrounds } from './leaving.ts'

const kinds = ['ADM', 'TRN', 'CRT', 'HOS', 'TAP', 'ESC', 'WAY', 'REL']

defineRegister({
  key: 'movements',
  group: 'gate',
  title: { en: 'Gate register: comings and goings', ur: 'دیوڑھی رجسٹر: آمد و رفت' },
  definition: {
    en: 'Everyone who passed the gate: admitted, transferred, to court, to hospital, on leave, released. Why somebody went to hospital stands nowhere here.',
    ur: 'دیوڑھی سے گزرنے والے تمام اسیران: داخلہ، منتقلی، عدالت، ہسپتال، رخصت، رہائی۔ ہسپتال جانے کی وجہ یہاں درج نہیں۔',
  },
  citation: generalKnowledge('Prison rules on the gate', 'دیوڑھی کے قواعد'),
  needs: 'custody:read-registers',
  period: { en: 'Day', ur: 'تاریخ' },
  filters: [
    {
      key: 'kind',
      title: { en: 'Kind', ur: 'قسم' },
      kind: 'choice',
      options: async () =>
        kinds.map((value) => ({ value, label: words('custody-movement:kind', [value])[value]! })),
    },
  ],
  columns: [
    {
      key: 'kind',
      title: { en: 'Kind', ur: 'قسم' },
      kind: 'text',
      labels: words('custody-movement:kind', kinds),
    },
    { key: 'outOn', title: { en: 'Went on', ur: 'روانگی' }, kind: 'date' },
    { key: 'outAt', title: { en: 'at', ur: 'وقت' }, kind: 'identifier' },
    { key: 'inOn', title: { en: 'Came on', ur: 'آمد' }, kind: 'date' },
    { key: 'inAt', title: { en: 'at', ur: 'وقت' }, kind: 'identifier' },
    ...whoColumns,
    {
      key: 'reason',
      title: { en: 'Reason', ur: 'وجہ' },
      kind: 'text',
      labels: {
        ...leavingGrounds,
        ...words('custody-movement:reason', [
          'funeral',
          'illness-in-family',
          'wedding',
          'examination',
          'other',
        ]),
        parole: {
          en: text('custody-movement:reason.parole', 'en'),
          ur: text('custody-movement:reason.parole', 'ur'),
        },
      },
    },
    { key: 'where', title: { en: 'Where', ur: 'کہاں' }, kind: 'name' },
    { key: 'escort', title: { en: 'Escort', ur: 'گارد' }, kind: 'text' },
  ],
  order: ['at', 'movementId'],
  select: sql`m.id as "movementId", coalesce(m.out_at, m.in_at) as at, m.kind, ${dayOfMoment(sql`m.out_at`)} as "outOn", ${clockOf(sql`m.out_at`)} as "outAt",
    ${dayOfMoment(sql`m.in_at`)} as "inOn", ${clockOf(sql`m.in_at`)} as "inAt", ${who}, m.reason,
    coalesce(${bothNames(sql`u.name_en`, sql`u.name_ur`)}, to_jsonb(m.destination)) as where, m.escort`,
  rows: ({ prison, within, params }) => ({
    from: sql`custody.movement m`,
    where: sql`m.prison_id = ${prison} and m.kind <> 'INT' and (${within(sql`m.out_at`)} or ${within(sql`m.in_at`)})
      and ${params.kind === undefined ? sql`true` : sql`m.kind = ${params.kind}`}`,
  }),
  joins: sql`join custody.imprisonment i on i.id = m.imprisonment_id ${whoJoin} left join units.current_unit u on u.id = m.destination_id`,
})

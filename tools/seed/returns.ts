import type pg from 'pg'
import {
  fallenDue,
  lastEnded,
  type Period,
  type PeriodName,
  periodOf,
  plusDays,
} from '../../modules/custody/returns/periods.ts'
import { figures, figuresOfSection, linesOf, type SheetSection } from '../../modules/custody/returns/sheet.ts'
import type { Province } from './load/province.ts'
import { idOf } from './load/rows.ts'

interface Kind {
  code: string
  title_en: string
  title_ur: string
  period: PeriodName
  due_days: number
  sections: string[]
  bands: number[]
  hide_below: number
}

type State = 'owed' | 'drawn' | 'signed' | 'sent' | 'accepted' | 'returned'

interface Return extends Period {
  readonly id: string
  readonly prison: number
  readonly kind: Kind
  readonly dueOn: string
  readonly state: State
  readonly reminders: number
}

/** How many periods of each return the demo's great prison has behind it. */
const behind: Record<string, number> = { daily: 10, 'under-trial': 6, monthly: 8, quarterly: 2, annual: 1 }

/**
 * Returns of the last months: counted from the demo's own registers, signed and received; in the great prison some of today are to be
 * drawn up, to be sent, sent back and late, and in the others the last month's is on the Inspector-General's table or not sent.
 */
export async function addReturns(client: pg.Client, province: Province): Promise<number> {
  await client.query(`select custody.fill_category_was()`)
  const great = province.unitId('PRS-HYD-C')
  const { rows: prisons } = await client.query<{ id: number; code: string }>(
    `select u.id, u.code from units.unit u where u.kind = 'prison' and exists (select 1 from custody.imprisonment i where i.prison_id = u.id) order by u.code`,
  )
  const returns: Return[] = []
  for (const [index, { id: prison }] of prisons.entries()) {
    for (const kind of await kindsOf(client, province.jurisdictionOf(prison))) {
      if (prison !== great && kind.code !== 'monthly' && kind.code !== 'daily') continue
      const count = prison === great ? (behind[kind.code] ?? 1) : 2
      for (const [back, period] of periodsBack(kind.period, province.today, count).entries())
        returns.push({
          ...period,
          id: idOf('department-return', String(prison), kind.code, period.from),
          prison,
          kind,
          dueOn: plusDays(period.to, kind.due_days),
          ...(prison === great ? standing(kind.code, back) : ofOthers(kind.code, back, index)),
        })
    }
  }
  for (const one of returns) await write(client, province, one)
  await addComplaints(client)
  await client.query(
    `update custody.department_return r set seen_hash = encode(sha256(convert_to(r.sheet::text, 'UTF8')), 'hex'),
       hash = case when r.signed_at is not null then custody.return_hash(r) end where r.sheet is not null`,
  )
  return returns.length
}

/** Numbers of complaints lie beside the sheets that ask for them, and none that could point to a person. */
async function addComplaints(client: pg.Client): Promise<void> {
  const told = (of: string) => `case when ${of} = 0 or ${of} >= below then ${of} end`
  await client.query(
    `insert into custody.return_complaints (return_id, jurisdiction, prison_id, hide_below, received, replied, upheld)
     select id, jurisdiction, prison_id, below, ${told('received')}, ${told('replied')}, ${told('upheld')} from (
       select r.id, r.jurisdiction, r.prison_id, (r.sheet ->> 'hideBelow')::integer as below, count(*) filter (where c.received_on between r.period_from and r.period_to) as received,
         count(*) filter (where s.day between r.period_from and r.period_to) as replied,
         count(*) filter (where s.day between r.period_from and r.period_to and c.finding in ('upheld', 'partly-upheld')) as upheld
         from custody.department_return r left join custody.complaint c on c.prison_id = r.prison_id and not c.closed_posts && array['superintendent', 'deputy-superintendent']
         left join lateral (select min((t.at at time zone 'Asia/Karachi')::date) as day from custody.complaint_step t where t.complaint_id = c.id and t.kind = 'replied') s on true
        where r.signed_at is not null and r.sheet -> 'sections' ? 'complaints' group by r.id) n`,
  )
}

async function kindsOf(client: pg.Client, jurisdiction: string): Promise<Kind[]> {
  const { rows } = await client.query<Kind>(
    `select distinct on (code) code, title_en, title_ur, period, due_days, sections, bands, hide_below from custody.return_kind
      where jurisdiction in ($1, 'PK') order by code, jurisdiction = 'PK', from_on desc`,
    [jurisdiction],
  )
  return rows
}

/** The last periods that have ended, the latest first. */
function periodsBack(name: PeriodName, today: string, count: number): Period[] {
  let first = lastEnded(name, today)
  for (let n = 1; n < count; n += 1) first = periodOf(name, plusDays(first.from, -1))
  return fallenDue(name, today, plusDays(first.from, -1)).toReversed()
}

function standing(code: string, back: number): { state: State; reminders: number } {
  const latest: Record<string, readonly State[]> = {
    daily: ['owed', 'drawn', 'signed', 'returned'],
    'under-trial': ['owed'],
    monthly: ['sent'],
  }
  const state = latest[code]?.[back] ?? 'accepted'
  return { state, reminders: state === 'owed' && code === 'under-trial' ? 1 : 0 }
}

function ofOthers(code: string, back: number, index: number): { state: State; reminders: number } {
  if (back > 0) return { state: 'accepted', reminders: 0 }
  if (code === 'daily') return { state: index % 6 === 2 ? 'owed' : 'accepted', reminders: 0 }
  const state = (['accepted', 'sent', 'accepted', 'owed'] as const)[index % 4]!
  return { state, reminders: state === 'owed' ? (index % 8 === 3 ? 2 : 1) : 0 }
}

async function write(client: pg.Client, province: Province, one: Return): Promise<void> {
  const { id, prison, kind, from, to, state } = one
  const jurisdiction = province.jurisdictionOf(prison)
  const order: readonly State[] = ['owed', 'drawn', 'signed', 'sent', 'accepted']
  const reached = (step: State) =>
    order.indexOf(state === 'returned' ? 'accepted' : state) >= order.indexOf(step)
  // The morning after the period, which has come: only periods that ended before today are here.
  const at = (time: string) => `${plusDays(to, 1)}T${time}:00+05:00`
  const department = province.unitId(`PRD-${jurisdiction.slice(3)}`)
  const superintendent = province.officer('superintendent', prison) ?? province.second
  const inspector = province.officer('inspector-general-prisons', department) ?? province.second
  const figuresWanted = figures.filter((figure) =>
    kind.sections.some((section) => figuresOfSection[section as SheetSection]?.includes(figure)),
  )
  const offer = idOf('handover', id)
  await client.query(
    `insert into custody.department_return (id, jurisdiction, prison_id, code, period_from, period_to, due_on, state, sheet, drawn_by, drawn_at, seen_hash,
       signed_by, signed_at, remark, hash, offer_id, sent_at, answered_by, answered_at, returned_why, reminders, reminded_at, opened_at)
     select $1::uuid, $2::text, $3::integer, $4::text, $5::date, $6::date, $7::date, $8::text, case when $9::boolean then jsonb_build_object('sections', to_jsonb($10::text[]), 'bands', to_jsonb($11::integer[]),
         'hideBelow', $12::integer, 'lines', l.lines, 'figures', f.figures) end, case when $9 then $13::uuid end, case when $9 then $14::timestamptz end,
       case when $9 then '' end, case when $15::boolean then $16::uuid end, case when $15 then $17::timestamptz end, case when $15 then $18::text end,
       case when $15 then '' end, case when $19::boolean then $20::uuid end, case when $19 then $21::timestamptz end, case when $22::boolean then $23::uuid end,
       case when $22 then $24::timestamptz end, $25::text, $26::integer, case when $26 > 0 then $27::timestamptz end, $28::timestamptz
       from (select coalesce(jsonb_agg(jsonb_build_object('line', x.line, 'part', x.part, 'total', x.total, 'cells', x.cells) order by x.line, x.part), '[]') as lines
         from (select g.line, g.part, sum(g.n)::integer as total, jsonb_object_agg(g.cell, g.n) as cells
           from (select c.line, c.part, c.category || '/' || c.kind as cell, count(*)::integer as n
             from custody.lines_counted($3, $5, $6, $11, $29) c where $9 group by 1, 2, 3) g group by 1, 2) x) l,
       (select coalesce(jsonb_object_agg(figure, amount), '{}') as figures from custody.figures_counted($3, $5, $6) where $9 and figure = any ($30::text[])) f`,
    [
      id,
      jurisdiction,
      prison,
      kind.code,
      from,
      to,
      one.dueOn,
      state,
      reached('drawn'),
      kind.sections,
      kind.bands,
      kind.hide_below,
      province.officer('deputy-superintendent', prison) ?? province.first,
      at('08:10'),
      reached('signed'),
      superintendent,
      at('08:40'),
      'لاک اپ کتابوں سے ملایا گیا',
      reached('sent'),
      offer,
      at('08:45'),
      reached('accepted'),
      inspector,
      at('08:55'),
      state === 'returned' ? 'کالم منتقلی میں دو اسیران کا فرق ہے، پڑتال کر کے دوبارہ بھیجیں' : null,
      one.reminders,
      `${plusDays(province.today, -1)}T10:00:00+05:00`,
      at('00:40'),
      linesOf(kind.sections),
      figuresWanted,
    ],
  )
  if (reached('sent'))
    await handOver(client, one, {
      offer,
      jurisdiction,
      department,
      superintendent,
      inspector,
      at,
      today: province.today,
    })
  if (state === 'owed' && province.officer('superintendent', prison) !== undefined)
    await client.query(
      `insert into workflow.task (id, jurisdiction, queue, subject_kind, subject_id, title_en, title_ur, params, href, unit_id, post_code, due_on,
         closed_by, stays, opened_by, opened_at) values ($1, $2, 'custody.return', 'department-return', $3, $4, $5, $6, $7, $8, 'superintendent', $9, 'hand', true, $10, $11)`,
      [
        idOf('task', id),
        jurisdiction,
        id,
        `${kind.title_en}, {{from}} to {{to}}: sign and send`,
        `${kind.title_ur}، {{from}} تا {{to}}: دستخط کر کے بھیجیں`,
        { from, to },
        `/custody/returns/${id}`,
        prison,
        one.dueOn,
        province.first,
        at('00:40'),
      ],
    )
}

interface Way {
  readonly offer: string
  readonly jurisdiction: string
  readonly department: number
  readonly superintendent: string
  readonly inspector: string
  readonly at: (time: string) => string
  readonly today: string
}

async function handOver(
  client: pg.Client,
  { id, prison, kind, from, to, state }: Return,
  way: Way,
): Promise<void> {
  const { offer, jurisdiction, department, at } = way
  const answered = state !== 'sent'
  const done = state === 'accepted'
  const why = state === 'returned' ? 'کالم منتقلی میں دو اسیران کا فرق ہے، پڑتال کر کے دوبارہ بھیجیں' : null
  const dueOn = plusDays(way.today, 2)
  await client.query(
    `insert into handover.offer (id, jurisdiction, kind, subject_kind, subject_id, payload, documents, from_unit, to_unit, state, exclusive, round, due_on, offered_at, since, reason)
     values ($1, $2, 'custody.return', 'department-return', $3, $4, '{}', $5, $6, $7, true, 1, $8, $9, $10, $11)`,
    [
      offer,
      jurisdiction,
      id,
      { code: kind.code, from, to, version: 1 },
      prison,
      department,
      done ? 'done' : answered ? 'rejected' : 'offered',
      dueOn,
      at('08:45'),
      at(answered ? '08:55' : '08:45'),
      why,
    ],
  )
  const steps = [
    ['offered', 'from', way.superintendent, 'superintendent', prison, '08:45', null],
    ...(done
      ? ([
          ['accepted', 'to', way.inspector, 'inspector-general-prisons', department, '08:55', null],
          ['done', 'to', way.inspector, 'inspector-general-prisons', department, '08:55', null],
        ] as const)
      : answered
        ? ([
            ['rejected', 'to', way.inspector, 'inspector-general-prisons', department, '08:55', why],
          ] as const)
        : []),
  ] as const
  for (const [act, side, account, post, unit, time, reason] of steps)
    await client.query(
      `insert into handover.step (id, jurisdiction, offer_id, act, side, account_id, post_code, unit_id, at, due_on, reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        idOf('handover-step', offer, act),
        jurisdiction,
        offer,
        act,
        side,
        account,
        post,
        unit,
        at(time),
        act === 'offered' || act === 'accepted' ? dueOn : null,
        reason,
      ],
    )
}

import type pg from 'pg'
import { fingerprint } from '#kernel/law'
import { formatDate, isolateLtr } from '#platform/i18n'
import { fill, joined, paragraphs, type Values } from '../../modules/custody/notices/fill.ts'
import { toDay, toIso } from './calendar.ts'
import type { Province } from './load/province.ts'
import { idOf } from './load/rows.ts'

interface Held {
  readonly id: string
  readonly jurisdiction: string
  readonly prison_id: number
  readonly prison: string
  readonly prison_en: string
  readonly prison_ur: string
  readonly number: string
  readonly name_en: string
  readonly name_ur: string
  readonly father_ur: string | null
  readonly admitted_on: string
  readonly nth: number
  readonly subject_en: string
  readonly subject_ur: string
  readonly body_en: string
  readonly body_ur: string
  readonly from_jurisdiction: string
  readonly from_on: string
}

/** What became of the notice of the nth newcomer of a prison: one still lies signed, one came back, one was withdrawn. */
const fates = ['signed', 'sent', 'received', 'returned', 'received', 'withdrawn'] as const
const ways = [
  ['registered-post', 'RGL 41882'],
  ['telephone', '0399-4418201'],
  ['by-hand', null],
  ['registered-post', 'RGL 41907'],
  ['post', null],
] as const

/** Numbers without gaps, for each prison and year. */
class Counter {
  readonly #last = new Map<string, number>()
  next(prison: number, day: string): number {
    const key = `${prison} ${day.slice(0, 4)}`
    const number = (this.#last.get(key) ?? 0) + 1
    this.#last.set(key, number)
    return number
  }
  all(): { prison: number; year: number; last: number }[] {
    return [...this.#last].map(([key, last]) => {
      const [prison, year] = key.split(' ').map(Number)
      return { prison: prison!, year: year!, last }
    })
  }
}

/**
 * Notices of admission to the families of the last six who came into each prison, in every state, and their entries in the dispatch
 * register. What matters owe is owed by the matters of the demo themselves.
 */
export async function addNotices(client: pg.Client, province: Province): Promise<number> {
  const { rows } = await client.query<Held>(
    `select held.*, t.subject_en, t.subject_ur, t.body_en, t.body_ur, t.jurisdiction as from_jurisdiction, t.from_on
       from (select i.id, i.jurisdiction, i.prison_id, u.code as prison, u.name_en as prison_en, u.name_ur as prison_ur,
           i.number || '/' || i.year as number, coalesce(p.name_en, p.name_ur) as name_en, coalesce(p.name_ur, p.name_en) as name_ur, p.father_ur,
           to_char(i.admitted_at at time zone 'Asia/Karachi', 'YYYY-MM-DD') as admitted_on,
           row_number() over (partition by i.prison_id order by i.admitted_at desc, i.number desc)::integer as nth
         from custody.imprisonment i join people.record p on p.id = i.record_id join units.current_unit u on u.id = i.prison_id
        where i.state = 'in' and i.admitted_at < $1::date - 2) held
       join lateral (select x.* from custody.notice_template x where x.kind = 'family-admission' and x.prison_id is null
         and x.jurisdiction in (held.jurisdiction, 'PK') and x.from_on <= $1::date order by x.jurisdiction = 'PK', x.from_on desc limit 1) t on true
      where held.nth <= $2 order by held.prison_id, held.nth desc`,
    [province.today, fates.length],
  )
  const after = (day: string, days: number) =>
    [toIso(toDay(day) + days), province.today].toSorted((one, other) => one.localeCompare(other))[0]!
  const papers = new Counter()
  const notices = rows.map((one) => {
    const values: Values = {
      name: { en: one.name_en, ur: one.name_ur },
      number: { en: isolateLtr(one.number), ur: isolateLtr(one.number) },
      prison: { en: one.prison_en, ur: one.prison_ur },
      admitted: { en: formatDate(one.admitted_on, 'en'), ur: formatDate(one.admitted_on, 'ur') },
    }
    const written = (template: string, language: 'en' | 'ur') =>
      paragraphs(template)
        .map((part) => joined(fill(part, values, language)))
        .join('\n\n')
    const to = { en: `The family of ${one.name_en}`, ur: `اہلِ خانہ ${one.name_ur}` }
    const subject = { en: written(one.subject_en, 'en'), ur: written(one.subject_ur, 'ur') }
    const body = { en: written(one.body_en, 'en'), ur: written(one.body_ur, 'ur') }
    const fate = fates[one.nth - 1]!
    const signed = after(one.admitted_on, 1)
    const signer = province.officer('deputy-superintendent', one.prison_id) ?? province.second
    return {
      id: idOf('notice', one.id),
      jurisdiction: one.jurisdiction,
      prison_id: one.prison_id,
      imprisonment_id: one.id,
      kind: 'family-admission',
      template: {
        from: one.from_jurisdiction === 'PK' ? 'country' : 'own',
        jurisdiction: one.from_jurisdiction,
        prison: null,
        fromOn: one.from_on,
      },
      facts: {
        en: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value?.en])),
        ur: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value?.ur])),
      },
      to_en: to.en,
      to_ur: to.ur,
      subject_en: subject.en,
      subject_ur: subject.ur,
      body_en: body.en,
      body_ur: body.ur,
      hash: fingerprint({ to, subject, body, free: null }),
      number: `${one.prison}/NT/${signed.slice(0, 4)}/${String(papers.next(one.prison_id, signed)).padStart(4, '0')}`,
      state: fate === 'signed' || fate === 'withdrawn' ? fate : 'sent',
      signed_by: signer,
      signed_post: 'deputy-superintendent',
      signed_at: `${signed}T11:00:00+05:00`,
      withdrawn_by: fate === 'withdrawn' ? signer : null,
      withdrawn_at: fate === 'withdrawn' ? `${signed}T12:10:00+05:00` : null,
      withdrawn_why: fate === 'withdrawn' ? 'گھر والے دیوڑھی پر آ گئے تھے، بالمشافہ بتا دیا' : null,
      fate,
      nth: one.nth,
      signed,
    }
  })
  const entries = new Counter()
  const sent = notices
    .filter(({ state }) => state === 'sent')
    .map((one) => ({ ...one, sent_on: after(one.signed, 1) }))
    .toSorted((a, b) => a.prison_id - b.prison_id || a.sent_on.localeCompare(b.sent_on) || b.nth - a.nth)
  const dispatches = sent.map((one) => {
    const year = Number(one.sent_on.slice(0, 4))
    const number = entries.next(one.prison_id, one.sent_on)
    const [how, particulars] = ways[(one.nth - 1) % ways.length]!
    const clerk = province.officer('prison-admissions-officer', one.prison_id) ?? province.first
    const outcome = one.fate === 'received' || one.fate === 'returned' ? one.fate : null
    const back = after(one.sent_on, 3)
    return {
      id: idOf('dispatch', one.id),
      jurisdiction: one.jurisdiction,
      prison_id: one.prison_id,
      imprisonment_id: one.imprisonment_id,
      notice_id: one.id,
      year,
      number,
      to_whom: one.to_ur,
      how,
      particulars,
      sent_on: one.sent_on,
      sent_by: clerk,
      sent_at: `${one.sent_on}T13:30:00+05:00`,
      outcome,
      outcome_on: outcome === null ? null : back,
      outcome_words:
        outcome === null ? null : outcome === 'received' ? 'والد نے وصول کیا' : 'پتے پر کوئی نہیں ملا',
      outcome_by: outcome === null ? null : clerk,
      outcome_at: outcome === null ? null : `${back}T14:00:00+05:00`,
    }
  })
  const jurisdictionOf = new Map(rows.map((one) => [one.prison_id, one.jurisdiction]))
  const counters = entries
    .all()
    .map(({ prison, year, last }) => ({ prison_id: prison, register: 'dispatch', year, last, last_hash: '' }))
  // What the application numbers next goes on where these end.
  const series = papers.all().map(({ prison, year, last }) => ({
    unit_id: prison,
    jurisdiction: jurisdictionOf.get(prison),
    series: 'NT',
    year,
    last,
  }))
  for (const [table, given] of [
    ['custody.notice', notices.map(({ fate: _, nth: __, signed: ___, ...row }) => row)],
    ['custody.dispatch', dispatches],
    ['custody.counter', counters],
    ['documents.series', series],
  ] as const) {
    if (given.length === 0) continue
    const columns = Object.keys(given[0]!).join(', ')
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(given)],
    )
  }
  return notices.length + dispatches.length + (await addOwing(client, province.today))
}

/** What the last days owe: two newcomers and whoever lies in hospital in each prison; one newcomer's family was told at the gate. */
async function addOwing(client: pg.Client, today: string): Promise<number> {
  const { rowCount } = await client.query(
    `with came as (select m.*, (coalesce(m.in_at, m.out_at) at time zone 'Asia/Karachi')::date as happened_on,
          row_number() over (partition by m.prison_id, m.kind order by coalesce(m.in_at, m.out_at) desc, m.id) as nth
        from custody.movement m join custody.imprisonment i on i.id = m.imprisonment_id and i.state = 'in'
       where (m.kind = 'ADM' and m.in_at > $1::date - 12 or m.kind = 'HOS' and m.in_at is null)
         and not exists (select 1 from custody.notice n where n.imprisonment_id = m.imprisonment_id))
     insert into custody.notice_owing (id, jurisdiction, prison_id, imprisonment_id, kind, movement_id, happened_on, due_on, state, aside_why, aside_words,
         aside_by, aside_at)
       select md5('notice-owing ' || c.id)::uuid, c.jurisdiction, c.prison_id, c.imprisonment_id,
           case c.kind when 'ADM' then 'family-admission' else 'family-illness' end, c.id, c.happened_on, c.happened_on + 1,
           case when told then 'aside' else 'open' end, case when told then 'told' end, case when told then 'والد کو دیوڑھی پر بتایا' end,
           case when told then c.recorded_by end, case when told then c.in_at + interval '2 hours' end
         from came c cross join lateral (select c.kind = 'ADM' and c.nth = 3 and c.recorded_by is not null as told) t
        where c.kind = 'HOS' and c.nth <= 2 or c.kind = 'ADM' and (c.nth <= 2 or told)`,
    [today],
  )
  return rowCount ?? 0
}

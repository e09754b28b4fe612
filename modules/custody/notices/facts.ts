import { sql } from 'kysely'
import { may } from '#kernel/access'
import { countryName } from '#platform/countries'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { formatDate, formatMoney, formatNumber, isolateLtr, text } from '#platform/i18n'
import { bothOf } from '../prisoners/names.ts'
import { obstaclesOfPerson, peopleWithBail } from '../sureties/granted.ts'
import { type NoticeKind, noticeKinds } from './contract.ts'
import type { Values } from './fill.ts'
import type { Both } from './placeholders.ts'

interface CaseRow {
  fir: string | null
  sections: string
  station_en: string | null
  station_ur: string | null
  court_en: string | null
  court_ur: string | null
}

interface Stay {
  id: string
  prison_id: number
  jurisdiction: string
  person_id: string
  state: string
  category: string
  number: string
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
  sex: string | null
  address: string | null
  prison_en: string
  prison_ur: string
  province_en: string | null
  province_ur: string | null
  admitted: string
  today: string
  nationality: string | null
  wishes: boolean | null
  foreign: boolean
  condemned: boolean
  died_on: string | null
  out_on: string | null
  hospital: string | null
  hospital_en: string | null
  hospital_ur: string | null
  ward: 'hospital' | 'isolation' | null
  ward_on: string | null
  moved_on: string | null
  to_en: string | null
  to_ur: string | null
  sentenced_on: string | null
  cases: CaseRow[]
}

export interface Facts {
  readonly stay: Stay
  readonly values: Values
  /** The kinds whose occasion the record shows, that the reader may sign. */
  readonly kinds: readonly NoticeKind[]
}

const same = (value: string): Both => ({ en: value, ur: value })
const dayIn = (day: string | null): Both | null =>
  day === null ? null : { en: formatDate(day, 'en'), ur: formatDate(day, 'ur') }
const namedOr = (en: string | null, ur: string | null): Both | null =>
  en === null && ur === null ? null : bothOf(en, ur)
const said = (key: string, params?: Record<string, unknown>): Both => ({
  en: text(key, 'en', params),
  ur: text(key, 'ur', params),
})
const listed = (all: readonly Both[]): Both | null =>
  all.length === 0 ? null : { en: all.map(({ en }) => en).join('; '), ur: all.map(({ ur }) => ur).join('؛ ') }

async function stayOf(tx: Tx, id: string): Promise<Stay> {
  const { rows } = await sql<Stay>`
    select i.id, i.prison_id, i.jurisdiction, i.person_id, i.state, i.category, i.number || '/' || i.year as number, p.name_en, p.name_ur, p.father_en,
        p.father_ur, p.sex, p.address, u.name_en as prison_en, u.name_ur as prison_ur, v.name_en as province_en, v.name_ur as province_ur,
        (i.admitted_at at time zone 'Asia/Karachi')::date as admitted, workflow.today() as today,
        coalesce(f.nationality, nullif(p.nationality, 'PK')) as nationality, f.answer as wishes, f.id is not null as foreign,
        exists (select 1 from custody.matter c where c.imprisonment_id = i.id and c.kind = 'condemned' and c.closed_at is null) as condemned,
        (select (d.happened_at at time zone 'Asia/Karachi')::date from custody.matter d where d.imprisonment_id = i.id and d.kind = 'death'
          order by d.opened_at desc limit 1) as died_on,
        (h.out_at at time zone 'Asia/Karachi')::date as out_on, h.destination as hospital, hu.name_en as hospital_en, hu.name_ur as hospital_ur,
        w.ward, (w.from_at at time zone 'Asia/Karachi')::date as ward_on,
        (t.departed_at at time zone 'Asia/Karachi')::date as moved_on, tu.name_en as to_en, tu.name_ur as to_ur,
        (select max(coalesce(x.sentenced_on, x.issued_on)) from custody.warrant x where x.imprisonment_id = i.id and x.kind = 'conviction' and x.state = 'in-force') as sentenced_on,
        (select coalesce(jsonb_agg(jsonb_build_object('fir', x.fir_number || '/' || x.fir_year, 'sections', x.sections, 'station_en', s.name_en,
            'station_ur', s.name_ur, 'court_en', c.name_en, 'court_ur', c.name_ur) order by x.issued_on, x.id), '[]')
          from custody.warrant x left join units.current_unit s on s.id = x.station_id left join units.current_unit c on c.id = x.court_id
          where x.imprisonment_id = i.id and x.state = 'in-force') as cases
      from custody.imprisonment i join people.record p on p.id = i.record_id join units.current_unit u on u.id = i.prison_id
      left join units.current_unit v on v.code = i.jurisdiction
      left join lateral (select m.id, m.nationality, m.answer from custody.matter m where m.imprisonment_id = i.id and m.kind = 'foreign'
        order by m.closed_at is null desc, m.opened_at desc limit 1) f on true
      left join lateral (select m.out_at, m.destination, m.destination_id from custody.movement m
        where m.imprisonment_id = i.id and m.kind = 'HOS' and m.in_at is null order by m.out_at desc limit 1) h on true
      left join units.current_unit hu on hu.id = h.destination_id
      left join custody.medical_ward w on w.imprisonment_id = i.id and w.until_at is null
      left join lateral (select x.departed_at, x.to_prison_id from custody.transfer x
        where (x.imprisonment_id = i.id or x.new_imprisonment_id = i.id) and x.state in ('on-road', 'accepted')
        order by x.departed_at desc limit 1) t on true
      left join units.current_unit tu on tu.id = t.to_prison_id
     where i.id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

function caseOf(row: CaseRow): Both {
  const of = (language: 'en' | 'ur') => {
    const [station, court] =
      language === 'en' ? [row.station_en, row.court_en] : [row.station_ur, row.court_ur]
    return [
      row.fir === null ? '' : text('custody-notices:case.fir', language, { fir: isolateLtr(row.fir) }),
      station ?? '',
      text('custody-notices:case.sections', language, { sections: isolateLtr(row.sections) }),
      court ?? '',
    ]
      .filter((part) => part !== '')
      .join(language === 'en' ? ', ' : '، ')
  }
  return { en: of('en'), ur: of('ur') }
}

/** Where somebody lies and since when: told of a place, never of an illness. Isolation is told by the medical officer alone. */
function bedOf(stay: Stay, medical: boolean): { hospital: Both; on: string } | null {
  if (stay.out_on !== null)
    return {
      hospital:
        namedOr(stay.hospital_en, stay.hospital_ur) ??
        (stay.hospital === null ? said('custody-notices:a-hospital') : same(stay.hospital)),
      on: stay.out_on,
    }
  if (stay.ward_on === null || (stay.ward === 'isolation' && !medical)) return null
  return { hospital: said('custody-notices:prison-hospital'), on: stay.ward_on }
}

async function bailOf(tx: Tx, id: string): Promise<Values | null> {
  if (!may(tx, 'custody:read-sureties')) return null
  const [person] = await peopleWithBail(tx, id)
  if (person === undefined) return null
  const amounts = person.grants.map(({ amount }) => amount)
  const sum = amounts.reduce<number | null>(
    (all, one) => (all === null || one === null ? null : all + one),
    0,
  )
  return {
    'bail-date': dayIn(person.since),
    'bail-days': same(formatNumber(person.days)),
    'bail-amount': sum === null ? null : { en: formatMoney(sum, 'en'), ur: formatMoney(sum, 'ur') },
    'bail-case': listed(
      person.grants.map((grant) => {
        const court = namedOr(grant.court_en, grant.court_ur)
        const head = isolateLtr([grant.caseLabel, grant.sections].filter((part) => part !== '').join(', '))
        return court === null ? same(head) : { en: `${head}, ${court.en}`, ur: `${head}، ${court.ur}` }
      }),
    ),
    obstacle: listed(obstaclesOfPerson(person).map((one) => said(`custody-sureties:obstacle.${one}`))),
  }
}

/** Everything a notice may say of one prisoner, from the record as the reader sees it. @throws not-found */
export async function factsOf(tx: Tx, imprisonmentId: string): Promise<Facts> {
  const stay = await stayOf(tx, imprisonmentId)
  const medical = may(tx, 'custody:treat')
  const bed = bedOf(stay, medical)
  const bail = medical ? null : await bailOf(tx, imprisonmentId)
  const courts = stay.cases.flatMap(({ court_en, court_ur }) => namedOr(court_en, court_ur) ?? [])
  const sections = stay.cases.map((one) => one.sections)
  const occasions: Record<NoticeKind, boolean> = {
    'family-admission': stay.state === 'in',
    'family-transfer': stay.moved_on !== null,
    'family-illness': bed !== null && stay.died_on === null,
    'family-death': stay.died_on !== null,
    // Only at the wish of the person: asked first, by the matter of the foreign national.
    'consulate-arrest': stay.foreign && stay.wishes === true && stay.state === 'in',
    'consulate-death': stay.died_on !== null && stay.nationality !== null,
    'bail-reminder': bail !== null,
    'bail-escalation': bail !== null,
    'mercy-petition': stay.condemned,
    'mercy-covering': stay.condemned,
    'jail-appeal': stay.state === 'in' && stay.sentenced_on !== null,
  }
  return {
    stay,
    values: {
      name: namedOr(stay.name_en, stay.name_ur),
      father: namedOr(stay.father_en, stay.father_ur),
      number: same(isolateLtr(stay.number)),
      prison: bothOf(stay.prison_en, stay.prison_ur),
      date: dayIn(stay.today),
      admitted: dayIn(stay.admitted),
      case: listed(stay.cases.map(caseOf)),
      sections: sections.length === 0 ? null : same(isolateLtr(sections.join('; '))),
      court: listed(courts),
      'to-prison': namedOr(stay.to_en, stay.to_ur),
      hospital: bed?.hospital ?? null,
      nationality:
        stay.nationality === null
          ? null
          : { en: countryName(stay.nationality, 'en'), ur: countryName(stay.nationality, 'ur') },
      'sentence-date': dayIn(stay.sentenced_on),
      ...bail,
    },
    kinds: noticeKinds.filter((kind) => occasions[kind] && (!medical || kind === 'family-illness')),
  }
}

/** The day of what a notice tells of. */
export function eventOf(tx: Tx, kind: NoticeKind, { stay }: Facts): Both | null {
  if (kind === 'family-transfer') return dayIn(stay.moved_on)
  if (kind === 'family-illness') return dayIn(bedOf(stay, may(tx, 'custody:treat'))?.on ?? null)
  return dayIn(stay.died_on)
}

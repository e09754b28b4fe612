import type pg from 'pg'
import { daysSaved } from '../../modules/legal-aid/saved-days.ts'
import { toDay, toIso } from './calendar.ts'
import type { Province } from './load/province.ts'
import { idOf } from './load/rows.ts'

interface Held {
  id: string
  number: string
  record_id: string
  person_id: string
  warrant_id: string
  case_id: string
  party_id: string
  court_id: number
  magistrate: number
  station_id: number
  name_en: string | null
  name_ur: string | null
  prison_en: string
  prison_ur: string
  case_label: string
  sections: string
  since: string
  child: boolean
  woman: boolean
  ground: string | null
  ground_from: string | null
  pack: string | null
  hash: string | null
  steps: unknown
}

/** How far each matter of the demo has come, and where it arose. What waits today comes first. */
const courses = [
  { at: 'prison', stage: 'awaited', reason: 'no-lawyer' },
  { at: 'prison', stage: 'returned', reason: 'surety' },
  { at: 'police-station', stage: 'offered', reason: 'no-lawyer' },
  { at: 'prison', stage: 'offered', reason: 'statutory-bail' },
  { at: 'court', stage: 'offered', reason: 'no-lawyer' },
  { at: 'prison', stage: 'accepted', reason: 'reduce-surety' },
  { at: 'court', stage: 'accepted', reason: 'no-lawyer' },
  { at: 'prison', stage: 'assigned', reason: 'statutory-bail' },
  { at: 'police-station', stage: 'assigned', reason: 'no-lawyer' },
  { at: 'prison', stage: 'due', reason: 'surety' },
  { at: 'prison', stage: 'closed', reason: 'surety' },
  { at: 'police-station', stage: 'closed', reason: 'no-lawyer' },
  { at: 'court', stage: 'declined', reason: 'no-lawyer' },
] as const

/** Legal aid of the demo's district: matters from the police station, the court and the prison, in every state, with what counsel did. */
export async function addLegalAid(client: pg.Client, province: Province): Promise<number> {
  const prisonId = province.unitId('PRS-HYD-C')
  const office = province.unitId('DLE-HYD')
  const jurisdiction = province.jurisdictionOf(prisonId)
  const day = (offset: number) => toIso(toDay(province.today) + offset)
  const at = (offset: number, time = '11:00') => `${day(offset)}T${time}:00+05:00`
  const lawyer = province.officer('legal-aid-lawyer', office) ?? province.second
  const coordinator = province.officer('legal-aid-coordinator', office) ?? province.second
  const desk = province.officer('prison-admissions-officer', prisonId) ?? province.first
  const { rows: people } = await client.query<Held>(
    `select distinct on (i.id) i.id, i.number || '/' || i.year as number, i.record_id, i.person_id, w.id as warrant_id, w.case_id, w.party_id, w.court_id,
       (select c.id from units.unit c where c.code = 'CRT-HYD-JM1') as magistrate, k.police_station_id as station_id, p.name_en, p.name_ur,
       u.name_en as prison_en, u.name_ur as prison_ur, coalesce(w.fir_number || '/' || w.fir_year, w.sections) as case_label, w.sections,
       w.detained_since::text as since, coalesce(p.birth_date > $2::date - interval '18 years', false) as child, p.sex = 'F' as woman,
       case when b.standing = 'counting' then b.ground end as ground, case when b.standing = 'counting' then b.eligible_from::text end as ground_from,
       b.pack_code || ' ' || b.pack_version as pack, b.hash, b.steps
       from custody.imprisonment i join custody.warrant w on w.imprisonment_id = i.id and w.state = 'in-force' and w.kind = 'remand' and w.party_id is not null
       join cases.case k on k.id = w.case_id join people.record p on p.id = i.record_id join units.current_unit u on u.id = i.prison_id
       left join custody.bail_clock b on b.warrant_id = w.id and b.superseded_at is null
      where i.state = 'in' and i.prison_id = $1 order by i.id, w.issued_on limit 13`,
    [prisonId, province.today],
  )
  const rows = { matter: [], brief: [], act: [], offer: [] } as Record<string, Record<string, unknown>[]>
  for (const [index, course] of courses.entries()) {
    const one = people[index]
    if (one === undefined) break
    const { stage } = course
    const from = { prison: one.id && prisonId, court: one.magistrate, 'police-station': one.station_id }[
      course.at
    ]
    const ago = -(4 + index * 3)
    const id = idOf('legal-aid', one.id)
    const consented = stage !== 'awaited' && stage !== 'declined'
    const taken = ['accepted', 'assigned', 'due', 'closed'].includes(stage)
    const counsel = ['assigned', 'due', 'closed'].includes(stage)
    const offerId = consented ? idOf('legal-aid-offer', one.id) : null
    const free = stage === 'closed' ? day(-1) : null
    const saved =
      stage === 'closed'
        ? daysSaved({ outcome: 'bail-granted', freeOn: free, rightFrom: one.ground_from, ground: one.ground })
        : null
    if (offerId !== null)
      rows.offer!.push({
        id: offerId,
        jurisdiction,
        kind: 'legal-aid.matter',
        subject_kind: 'legal-aid-matter',
        subject_id: id,
        person_id: one.person_id,
        payload: { matterId: id, number: index + 1 },
        documents: [],
        exclusive: true,
        round: 1,
        from_unit: from,
        to_unit: office,
        state: taken ? 'done' : stage === 'returned' ? 'rejected' : 'offered',
        due_on: taken ? day(ago + 1) : day(stage === 'returned' ? 0 : 1),
        offered_at: at(taken ? ago : -1, '10:00'),
        since: at(taken ? ago : -1, '12:00'),
        reason: stage === 'returned' ? 'ضامن کی کوشش جاری ہے؛ شناختی کارڈ کی نقل درکار' : null,
      })
    rows.matter!.push({
      id,
      jurisdiction,
      record_id: one.record_id,
      case_id: one.case_id,
      party_id: one.party_id,
      imprisonment_id: one.id,
      warrant_id: one.warrant_id,
      origin: course.at,
      origin_unit_id: from,
      holder_unit_id: taken ? office : from,
      reason: course.reason,
      route: index % 4 === 3 ? 'bar' : 'dlec',
      child: one.child,
      consent: stage === 'awaited' ? 'awaited' : stage === 'declined' ? 'refused' : 'given',
      consent_how: consented ? (index % 2 === 0 ? 'thumb' : 'signed') : null,
      consent_on: consented ? day(ago) : null,
      ground: one.ground,
      ground_from: one.ground_from,
      office_id: consented ? office : null,
      offer_id: offerId,
      state:
        { awaited: 'screened', returned: 'screened', offered: 'screened', due: 'assigned' }[stage as 'due'] ??
        stage,
      lawyer_id: counsel ? lawyer : null,
      accepted_on: taken ? day(ago) : null,
      power_on: counsel && index !== 8 ? day(ago + 2) : null,
      next_on: stage === 'due' ? day(0) : stage === 'assigned' ? day(3) : null,
      free_on: free,
      outcome: stage === 'closed' ? 'bail-granted' : null,
      closed_on: stage === 'closed' ? day(0) : null,
      days_saved: saved?.days ?? null,
      saved_proof: saved,
      opened_on: day(ago),
      opened_by: course.at === 'prison' ? desk : province.first,
      opened_at: at(ago, '09:30'),
    })
    const name = { en: one.name_en ?? one.name_ur, ur: one.name_ur ?? one.name_en }
    rows.brief!.push({
      id: idOf('legal-aid-brief', one.id),
      matter_id: id,
      jurisdiction,
      needs: [
        ...(course.reason === 'no-lawyer' ? ['no-lawyer', 'no-means'] : ['no-means']),
        ...(one.child ? ['child'] : []),
        ...(one.woman ? ['woman'] : []),
        ...(index === 3 ? ['language'] : []),
      ],
      language: index === 3 ? 'سندھی' : null,
      told: {
        number: one.number,
        name,
        father: null,
        place: { en: one.prison_en, ur: one.prison_ur },
        cases: [
          {
            caseLabel: one.case_label,
            sections: one.sections,
            court: null,
            detainedSince: one.since,
            grantedOn: null,
            amount: null,
            bailFrom: one.ground_from,
            ground: one.ground,
          },
        ],
      },
      ground_proof: one.ground_from === null ? null : { pack: one.pack, hash: one.hash, steps: one.steps },
      words: index === 1 ? 'والد ضامن بننے کو تیار، کاغذات باقی' : null,
    })
    const act = (kind: string, offset: number, more: Record<string, unknown> = {}) =>
      rows.act!.push({
        id: idOf('legal-aid-act', one.id, kind, offset),
        jurisdiction,
        matter_id: id,
        kind,
        on_date: day(offset),
        detail: null,
        words: null,
        document_id: null,
        by_account: counsel ? lawyer : coordinator,
        at: at(offset, '12:30'),
        ...more,
      })
    if (taken) act('accepted', ago, { by_account: coordinator })
    if (counsel) {
      act('assigned', ago + 1, { by_account: coordinator, detail: 'Kiran Solangi · کرن سولنگی' })
      act('visit', ago + 2)
      act('note', ago + 2, { words: 'موقع کا گواہ بھائی ہے؛ برآمدگی پر جرح کی گنجائش ہے۔' })
      act('filing', ago + 3, { detail: `${210 + index}/2026` })
    }
    if (stage === 'due') act('obstacle', -2, { detail: 'no-surety' })
    if (stage === 'closed') {
      act('hearing', -3, { detail: 'granted' })
      act('closed', 0, { detail: 'bail-granted', at: at(0, '00:05') })
    }
  }
  let written = 0
  for (const [table, each] of [
    ['handover.offer', rows.offer!],
    ['legal_aid.matter', rows.matter!],
    ['legal_aid.brief', rows.brief!],
    ['legal_aid.act', rows.act!],
  ] as const) {
    if (each.length === 0) continue
    const columns = Object.keys(each[0]!).join(', ')
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(each)],
    )
    written += each.length
  }
  return written + (await addAidQuestions(client, prisonId, desk, province.today))
}

/** Who came in within the last days was asked, all but the latest few, who are asked today. */
async function addAidQuestions(
  client: pg.Client,
  prisonId: number,
  desk: string,
  today: string,
): Promise<number> {
  const { rowCount } = await client.query(
    `with late as (select i.*, row_number() over (order by i.admitted_at desc, i.id) as nth from custody.imprisonment i
        where i.state = 'in' and i.prison_id = $1 and i.admitted_at > $2::date - 30 order by i.admitted_at desc, i.id limit 24)
     insert into custody.aid_question (id, jurisdiction, prison_id, imprisonment_id, answer, needs, asked_by, asked_at)
       select md5('aid-question ' || l.id)::uuid, l.jurisdiction, l.prison_id, l.id,
           case when l.nth <= 3 then 'not-asked' when m.id is not null then 'in-hand' else 'no' end, '{}',
           case when l.nth > 3 then $3::uuid end, case when l.nth > 3 then l.admitted_at end
         from late l left join lateral (select x.id from legal_aid.matter x where x.imprisonment_id = l.id limit 1) m on true`,
    [prisonId, today, desk],
  )
  return rowCount ?? 0
}

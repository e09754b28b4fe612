import type pg from 'pg'
import { compute, computeSentenceTwice, type InputsOf, isRefused, packOf } from '#kernel/law'
import { type SentenceFact, servedTogether } from '../../modules/custody/sentence/facts.ts'
import { toDay, toIso } from './calendar.ts'
import type { Province } from './load/province.ts'
import { idOf } from './load/rows.ts'

const prison = 'PRS-HYD-C'
const conditions = [
  'درج پتے پر رہائش رکھے گا',
  'ہر ماہ پیرول افسر کے سامنے حاضر ہو گا',
  'بغیر اجازت ضلع حیدرآباد سے باہر نہیں جائے گا',
  'آجر کے ہاں ملازمت جاری رکھے گا',
]

/**
 * Liberty under conditions in the demo's great prison: parole cases being reported on and with the Government, two men outside on
 * licence of whom one is late to report, three on probation, and of those who have bail and are inside the sureties and reminders.
 */
export async function addConditionalLiberty(client: pg.Client, province: Province): Promise<number> {
  const rows = { count: 0 }
  const add = async (table: string, given: readonly Record<string, unknown>[]) => {
    if (given.length === 0) return
    const columns = Object.keys(given[0]!).join(', ')
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(given)],
    )
    rows.count += given.length
  }
  const prisonId = province.unitId(prison)
  const jurisdiction = province.jurisdictionOf(prisonId)
  const shared = { jurisdiction, prison_id: prisonId }
  // Where the demo has no such account two must stand for two: who enters and who confirms are never one.
  const second = new Set(['superintendent', 'gate-officer'])
  const who = (post: string) =>
    province.officer(post, prisonId) ?? (second.has(post) ? province.second : province.first)
  const day = (offset: number) => toIso(toDay(province.today) + offset)
  const at = (offset: number, time = '11:00') => `${day(offset)}T${time}:00+05:00`
  const stage: Stage = { client, add, prisonId, jurisdiction, shared, who, day, at }
  await addCases(stage)
  await addLicences(stage)
  await addProbation(stage, province)
  await addSureties(stage)
  return rows.count
}

interface Stage {
  readonly client: pg.Client
  readonly add: (table: string, given: readonly Record<string, unknown>[]) => Promise<void>
  readonly prisonId: number
  readonly jurisdiction: string
  readonly shared: { jurisdiction: string; prison_id: number }
  readonly who: (post: string) => string
  readonly day: (offset: number) => string
  readonly at: (offset: number, time?: string) => string
}

/** What the two reports and the letter to the Government say, as far as a case has come. */
function reports({ who, day, at }: Stage, both: boolean) {
  return {
    conduct: 'good',
    conduct_words: 'قالین بافی کے شعبے میں باقاعدہ کام، کوئی سزا نہیں، نماز و تعلیم میں شریک',
    conduct_recommends: true,
    conduct_by: who('superintendent'),
    conduct_at: at(-18),
    visited_on: both ? day(-12) : null,
    residence: both ? 'گوٹھ حسڑی، بھائی کے ساتھ' : null,
    residence_fit: both ? true : null,
    employer: both ? 'حسڑی اینٹ بھٹہ' : null,
    employer_willing: both ? true : null,
    inquiry_words: both ? 'بھائی ضمانت دیتا ہے، ہمسایوں اور تھانے کو اعتراض نہیں' : null,
    inquiry_recommends: both ? true : null,
    inquiry_by: both ? who('probation-officer') : null,
    inquiry_at: both ? at(-12, '16:00') : null,
  }
}

async function addCases(stage: Stage): Promise<void> {
  const { client, add, prisonId, shared, who, day, at } = stage
  const { rows } = await client.query<{ id: string }>(
    `select i.id from custody.imprisonment i join custody.release_date d on d.imprisonment_id = i.id and d.state = 'confirmed' and d.due_release > $2::date + 200
      where i.prison_id = $1 and i.state = 'in' and i.category = 'convict' and not exists (select 1 from custody.hold h where h.imprisonment_id = i.id)
      order by d.due_release, i.id limit 2`,
    [prisonId, day(0)],
  )
  await add(
    'custody.parole_case',
    rows.map(({ id }, index) => ({
      ...shared,
      id: idOf('parole-case', id),
      imprisonment_id: id,
      state: index === 1 ? 'forwarded' : 'open',
      referred_paper: `لاء افسر کا خط ${61 + index}/2026`,
      asked_by_prisoner_on: day(-25),
      opened_by: who('deputy-superintendent'),
      opened_at: at(-24),
      ...reports(stage, index === 1),
      forwarded_on: index === 1 ? day(-9) : null,
      forwarded_paper: index === 1 ? 'No. 518/P' : null,
      forwarded_by: index === 1 ? who('superintendent') : null,
    })),
  )
}

/** Two who were in prison before, sentenced again since, and outside now: their sentence runs on. */
async function addLicences(stage: Stage): Promise<void> {
  const { client, add, prisonId, jurisdiction, shared, who, day, at } = stage
  const { rows } = await client.query<{ person_id: string; record_id: string; released: string }>(
    `select distinct on (i.person_id) i.person_id, i.record_id, (i.released_at at time zone 'Asia/Karachi')::date::text as released from custody.imprisonment i
       join people.record p on p.id = i.record_id and p.sex = 'M'
      where i.prison_id = $1 and i.state = 'released' and i.released_at < $2::date - 200
        and not exists (select 1 from custody.imprisonment o where o.person_id = i.person_id and o.admitted_at > i.admitted_at)
      order by i.person_id, i.released_at limit 2`,
    [prisonId, day(0)],
  )
  for (const [index, one] of rows.entries()) {
    const key = `licence/${one.person_id}`
    const stay = idOf('imprisonment', key)
    const admitted = toIso(toDay(one.released) + 30)
    const left = index === 0 ? -64 : -21
    const year = Number(admitted.slice(0, 4))
    const { rows: numbers } = await client.query<{ last: number }>(
      `insert into custody.counter as c (prison_id, register, year, last) values ($1, 'admission', $2, 1)
         on conflict (prison_id, register, year) do update set last = c.last + 1 returning last`,
      [prisonId, year],
    )
    const of = { ...shared, imprisonment_id: stay }
    const sections = index === 0 ? '380 PPC' : '406 PPC'
    const fact: SentenceFact = {
      id: idOf('warrant', key),
      sentencedOn: admitted,
      // Long enough that it runs on outside for more than a year yet.
      term: { years: Number(day(0).slice(0, 4)) - year + 2 },
      relation: 'FIRST',
      sameTrial: false,
      setOff: { order: 'REFUSED' },
    }
    const { sameTrial: _, ...typed } = fact
    const inputs = {
      sentences: servedTogether([{ fact, trial: fact.id, name: sections }], []),
      remissions: [],
    }
    computeSentenceTwice(inputs as unknown as InputsOf<'sentence'>)
    const answer = compute({ rule: 'sentence', inputs, packCode: packOf(jurisdiction) })
    if (isRefused(answer)) throw new Error(`${answer.error.path}: ${answer.error.message.en}`)
    const [deputy, superintendent, gate] = ['deputy-superintendent', 'superintendent', 'gate-officer'].map(
      who,
    )
    await add('custody.imprisonment', [
      {
        ...shared,
        id: stay,
        year,
        number: numbers[0]!.last,
        person_id: one.person_id,
        record_id: one.record_id,
        category: 'convict',
        state: 'released',
        admitted_at: `${admitted}T12:00:00+05:00`,
        released_at: at(left, '09:30'),
        release_ground: 'licence',
        without_handover: 'کاغذی وارنٹ پر داخلہ',
        created_by: deputy,
        created_at: `${admitted}T12:00:00+05:00`,
      },
    ])
    await add('custody.movement', [
      {
        ...of,
        id: idOf('movement', key, 'in'),
        kind: 'ADM',
        reason: null,
        in_at: `${admitted}T12:00:00+05:00`,
        out_at: null,
        recorded_by: deputy,
        recorded_at: `${admitted}T12:00:00+05:00`,
      },
      {
        ...of,
        id: idOf('movement', key, 'out'),
        kind: 'REL',
        reason: 'licence',
        in_at: null,
        out_at: at(left, '09:30'),
        recorded_by: gate,
        recorded_at: at(left, '09:30'),
      },
    ])
    await add('custody.warrant', [
      {
        ...of,
        id: fact.id,
        kind: 'conviction',
        source: 'paper',
        fir_number: 211 + index,
        fir_year: year,
        sections,
        issued_on: admitted,
        detained_since: admitted,
        sentences: [typed],
        state: 'in-force',
        created_by: deputy,
        created_at: `${admitted}T12:00:00+05:00`,
      },
    ])
    await add('custody.release_date', [
      {
        ...of,
        id: idOf('release-date', key),
        state: 'confirmed',
        inputs,
        result: answer.result,
        steps: answer.steps,
        flags: answer.flags,
        due_release: answer.result.dueRelease,
        pack_code: answer.rulePack.code,
        pack_version: answer.rulePack.version,
        hash: answer.hash,
        reason: 'admitted',
        computed_at: `${admitted}T13:00:00+05:00`,
        proposed_by: deputy,
        proposed_at: `${admitted}T13:00:00+05:00`,
        confirmed_by: superintendent,
        confirmed_at: `${admitted}T15:00:00+05:00`,
      },
    ])
    await add('custody.release', [
      {
        ...of,
        id: idOf('release', key),
        ground: 'licence',
        state: 'left',
        gate: {},
        gate_hash: 'demo',
        proposed_by: deputy,
        proposed_at: at(left, '08:30'),
        approved_by: superintendent,
        approved_at: at(left, '08:50'),
        left_at: at(left, '09:30'),
        gate_officer: gate,
      },
    ])
    const order = `SO(P-II)/HD/4-${104 + index * 9}/2026`
    await add('custody.parole_case', [
      {
        ...of,
        id: idOf('parole-case', key),
        state: 'granted',
        referred_paper: `لاء افسر کا خط ${31 + index}/2026`,
        asked_by_prisoner_on: day(left - 60),
        opened_by: deputy,
        opened_at: at(left - 58),
        ...reports(stage, true),
        visited_on: day(left - 40),
        conduct_at: at(left - 45),
        inquiry_at: at(left - 40),
        forwarded_on: day(left - 35),
        forwarded_paper: `No. ${470 + index}/P`,
        forwarded_by: superintendent,
        decided_on: day(left - 3),
        decided_order: order,
        decided_authority: 'Home Department, Government of Sindh',
        decided_by: superintendent,
      },
    ])
    await add('custody.licence', [
      {
        ...of,
        id: idOf('licence', key),
        parole_case_id: idOf('parole-case', key),
        state: 'running',
        order_number: order,
        order_on: day(left - 3),
        authority: 'Home Department, Government of Sindh',
        from_on: day(left - 1),
        conditions,
        employer: 'حسڑی اینٹ بھٹہ',
        residence: 'گوٹھ حسڑی، بھائی کے ساتھ',
        recorded_by: superintendent,
        recorded_at: at(left - 2),
        verified_by: deputy,
        verified_at: at(left - 1),
        verified_how: 'سیکشن افسر سے فون پر، اصل خط کی نقل موصول',
        left_at: at(left, '09:30'),
        next_report_on: index === 0 ? day(-4) : day(9),
      },
    ])
    await add(
      'custody.supervision_entry',
      [
        [left + 12, 'home-visit', 'گھر کا دورہ، بھائی موجود تھا'],
        ...(index === 0
          ? [
              [left + 30, 'reported', 'آجر کے ساتھ حاضر ہوا'],
              [-4, 'missed', 'مقررہ تاریخ پر حاضر نہ ہوا، فون بند'],
            ]
          : [[-2, 'telephone', 'آجر سے بات ہوئی، کام پر آ رہا ہے']]),
      ].map(([on, kind, words]) => ({
        ...shared,
        id: idOf('supervision', key, String(on)),
        licence_id: idOf('licence', key),
        kind,
        on_date: day(on as number),
        words,
        entered_by: who('probation-officer'),
        entered_at: at(on as number, '14:00'),
      })),
    )
  }
}

async function addProbation({ add, shared, who, day, at }: Stage, province: Province): Promise<void> {
  const people = [
    ['Ali Nawaz Khaskheli', 'علی نواز خاصخیلی', '380 PPC', -410, 365 * 2, -3],
    ['Sanaullah Magsi', 'ثناء اللہ مگسی', '448 PPC', -120, 366, 12],
    ['Shahnaz Bibi', 'شہناز بی بی', '420 PPC', -340, 365, 6],
  ] as const
  await add(
    'custody.probation_order',
    people.map(([en, ur, sections, from, days, next], index) => ({
      ...shared,
      id: idOf('probation', String(index)),
      section: '5',
      name_en: en,
      name_ur: ur,
      sex: index === 2 ? 'F' : 'M',
      residence: 'قاسم آباد، حیدرآباد',
      court_id: province.unitId('CRT-HYD-SJ'),
      case_label: `FIR ${31 + index * 14}/2025 PS-HYD-CNT`,
      sections,
      ordered_on: day(from),
      until_on: day(from + days),
      bond: 50_000,
      conditions: conditions.slice(0, 3),
      state: 'running',
      next_report_on: day(next),
      entered_by: who('probation-officer'),
      entered_at: at(from + 2),
    })),
  )
  await add('custody.supervision_entry', [
    {
      ...shared,
      id: idOf('supervision', 'probation'),
      probation_id: idOf('probation', '0'),
      kind: 'reported',
      on_date: day(-33),
      words: 'حاضر ہوا، ملازمت جاری ہے',
      entered_by: who('probation-officer'),
      entered_at: at(-33),
    },
  ])
}

async function addSureties({ client, add, prisonId, jurisdiction, who, day, at }: Stage): Promise<void> {
  const { rows } = await client.query<{ id: string; prison_id: number; on: string }>(
    `select i.id, i.prison_id, b.on_date::text as on
       from courts.bail_order b join custody.warrant w on w.party_id = b.party_id and w.state = 'in-force'
       join custody.imprisonment i on i.id = w.imprisonment_id and i.state = 'in'
      where b.result = 'granted' and b.surety_accepted_on is null and i.jurisdiction = $2 order by i.prison_id = $1 desc, b.on_date, i.id limit 3`,
    [prisonId, jurisdiction],
  )
  // In a small demo fewer have bail: then one of them has all there is.
  const [first, second = first, third = first] = rows
  const shared = (one: { prison_id: number }) => ({ jurisdiction, prison_id: one.prison_id })
  const desk = who('prison-admissions-officer')
  if (first !== undefined) {
    await add('custody.surety', [
      {
        ...shared(first),
        id: idOf('surety', first.id),
        imprisonment_id: first.id,
        name_en: 'Muhammad Ramzan',
        name_ur: 'محمد رمضان',
        father: 'اللہ ڈنو',
        cnic: '4130398765431',
        telephone: '0300-3012345',
        relation: 'بھائی',
        property: 'land',
        paper: 'فرد 118، دیہہ حسڑی، 4 ایکڑ',
        worth: 1_800_000,
        state: 'offered',
        offered_on: first.on,
        entered_by: desk,
        entered_at: at(-8),
      },
    ])
    await add('custody.surety_step', [
      {
        ...shared(first),
        id: idOf('surety-step', first.id, 'cnic'),
        surety_id: idOf('surety', first.id),
        kind: 'cnic',
        with_whom: 'نادرا حیدرآباد',
        asked_on: day(-10),
        due_on: day(-3),
        answered_on: day(-7),
        answer: 'confirmed',
        entered_by: desk,
        entered_at: at(-10),
      },
      {
        ...shared(first),
        id: idOf('surety-step', first.id, 'land'),
        surety_id: idOf('surety', first.id),
        kind: 'land-record',
        with_whom: 'مختیارکار حیدرآباد دیہی',
        asked_on: day(-10),
        due_on: day(-3),
        answered_on: null,
        answer: null,
        entered_by: desk,
        entered_at: at(-10),
      },
    ])
  }
  if (second !== undefined) {
    await add('custody.bail_obstacle', [
      {
        ...shared(second),
        id: idOf('bail-obstacle', second.id),
        imprisonment_id: second.id,
        kind: 'amount-too-high',
        words: 'والد دیہاڑی دار، جائیداد نہیں',
        since: day(-5),
        said_by: desk,
      },
    ])
  }
  if (third !== undefined)
    await add('custody.bail_notice', [
      {
        ...shared(third),
        id: idOf('bail-notice', third.id),
        imprisonment_id: third.id,
        kind: 'reminder',
        to_whom: 'والدہ، فون پر',
        sent_on: day(-1),
        paper: 'ڈائری 81',
        sent_by: desk,
      },
    ])
}

import type pg from 'pg'
import { compute, computeSentenceTwice, type InputsOf, isRefused, packOf } from '#kernel/law'
import { type SentenceFact, servedTogether } from '../../../modules/custody/sentence/facts.ts'
import { toDay, toIso } from '../calendar.ts'
import { fictionalPerson } from '../person.ts'
import { createRandom } from '../random.ts'
import { addRecord } from './people.ts'
import type { PrisonRegisters } from './prison.ts'
import { instant, type Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'

interface Held {
  readonly prison: string
  readonly district: string
  readonly sections: string
  /** The term ended so many days before the last day of the demo. */
  readonly endedDaysAgo: number
  readonly termMonths: number
  readonly fine?: { readonly amount: number; readonly months: number }
  readonly due?: { readonly kind: 'diyat' | 'arsh' | 'daman'; readonly amount: number; readonly paid: number }
  /** The donor's fund has paid for him, or has set the sum aside. */
  readonly donor?: 'paid' | 'waiting'
}

/** Convicts on paper warrants whose term is over and whom only money keeps: the cases the courts’ own stories do not bring about. */
const stories: readonly Held[] = [
  {
    prison: 'PRS-HYD-C',
    district: 'PK-SD-hyderabad',
    sections: '379 PPC',
    endedDaysAgo: 41,
    termMonths: 12,
    fine: { amount: 20_000, months: 6 },
  },
  {
    prison: 'PRS-HYD-C',
    district: 'PK-SD-hyderabad',
    sections: '420 PPC',
    endedDaysAgo: 12,
    termMonths: 6,
    fine: { amount: 50_000, months: 3 },
  },
  {
    prison: 'PRS-HYD-C',
    district: 'PK-SD-hyderabad',
    sections: '337-F(v) PPC',
    endedDaysAgo: 96,
    termMonths: 12,
    due: { kind: 'arsh', amount: 400_000, paid: 150_000 },
  },
  {
    prison: 'PRS-HYD-C',
    district: 'PK-SD-hyderabad',
    sections: '337-F(i) PPC',
    endedDaysAgo: 23,
    termMonths: 3,
    due: { kind: 'daman', amount: 35_000, paid: 0 },
  },
  {
    prison: 'PRS-KHI-C',
    district: 'PK-SD-karachi-south',
    sections: '319 PPC',
    endedDaysAgo: 210,
    termMonths: 24,
    due: { kind: 'diyat', amount: 5_500_000, paid: 1_000_000 },
  },
  {
    prison: 'PRS-KHI-C',
    district: 'PK-SD-karachi-south',
    sections: '406 PPC',
    endedDaysAgo: 30,
    termMonths: 9,
    fine: { amount: 15_000, months: 2 },
  },
  {
    prison: 'PRS-HYD-C',
    district: 'PK-SD-hyderabad',
    sections: '337-A(i) PPC',
    endedDaysAgo: 57,
    termMonths: 6,
    due: { kind: 'daman', amount: 30_000, paid: 30_000 },
    donor: 'paid',
  },
  {
    prison: 'PRS-HYD-C',
    district: 'PK-SD-hyderabad',
    sections: '411 PPC',
    endedDaysAgo: 19,
    termMonths: 4,
    fine: { amount: 12_000, months: 2 },
    donor: 'waiting',
  },
  {
    prison: 'PRS-LHE-C',
    district: 'PK-PB-lahore',
    sections: '379 PPC',
    endedDaysAgo: 33,
    termMonths: 6,
    fine: { amount: 18_000, months: 3 },
  },
]

/** Those of the stories in one jurisdiction, as a fund looks at them. */
export function heldForMoney(province: Province) {
  return stories.map((story, index) => {
    const prisonId = province.unitId(story.prison)
    return {
      id: idOf('imprisonment', `held-for-money/${index}`),
      prisonId,
      jurisdiction: province.jurisdictionOf(prisonId),
      kind: story.due?.kind ?? 'fine',
      amount:
        story.donor === 'paid'
          ? story.due!.amount
          : (story.fine?.amount ?? story.due!.amount - story.due!.paid),
      since: toIso(toDay(province.today) - story.endedDaysAgo + 1),
      receipt: receiptOf(index),
      donor: story.donor,
    }
  })
}

const receiptOf = (index: number) => `خزانہ چالان ${700 + index}`

export function addHeldForMoney(store: RowStore, province: Province, prisons: PrisonRegisters): void {
  for (const [index, story] of stories.entries()) addOne(store, province, prisons, story, index)
}

function addOne(
  store: RowStore,
  province: Province,
  prisons: PrisonRegisters,
  story: Held,
  index: number,
): void {
  const { today, first, second } = province
  const key = `held-for-money/${index}`
  const prisonId = province.unitId(story.prison)
  const jurisdiction = province.jurisdictionOf(prisonId)
  const id = idOf('imprisonment', key)
  const year = Number(today.slice(0, 4))
  const number = prisons.nextNumber(prisonId, year)
  const at = instant(`${today}T13:00`)
  const sentencedOn = monthsBefore(toIso(toDay(today) - story.endedDaysAgo + 1), story.termMonths)
  const record = addRecord(
    store,
    province,
    fictionalPerson(createRandom(90_000 + index), {
      district: story.district,
      on: sentencedOn,
      agency: 'prison',
      sex: 'male',
      serial: 9_900_000 + index,
    }),
    {
      key,
      personKey: key,
      agency: 'prison',
      unit: prisonId,
      units: [prisonId],
      sourceRef: 'custody.imprisonment',
      jurisdiction,
      at,
      first: true,
    },
  )
  const common = { jurisdiction, prison_id: prisonId, imprisonment_id: id }
  const fact: SentenceFact = {
    id: idOf('warrant', key),
    sentencedOn,
    term: { months: story.termMonths },
    relation: 'FIRST',
    sameTrial: false,
    setOff: { order: 'REFUSED' },
    ...(story.fine === undefined
      ? {}
      : { fine: { amount: story.fine.amount, defaultTerm: { months: story.fine.months } } }),
  }
  const { sameTrial: _, ...typed } = fact
  store.add('custody.imprisonment', {
    id,
    jurisdiction,
    prison_id: prisonId,
    year,
    number,
    person_id: record.personId,
    record_id: record.recordId,
    category: 'convict',
    state: 'in',
    admitted_at: at,
    released_at: null,
    release_ground: null,
    without_handover: 'دوسری جیل سے بذریعہ کاغذی وارنٹ منتقل',
    created_by: first,
    created_at: at,
  })
  prisons.house({
    imprisonmentId: id,
    personId: record.personId,
    jurisdiction,
    prisonId,
    sex: 'M',
    birthDate: record.birthDate,
    category: 'convict',
    admittedOn: today,
    admittedAt: at,
    waits: false,
  })
  store.add('custody.warrant', {
    id: fact.id,
    ...common,
    kind: 'conviction',
    source: 'paper',
    source_order: null,
    case_id: null,
    party_id: null,
    court_id: null,
    station_id: null,
    fir_number: 40 + index,
    fir_year: Number(sentencedOn.slice(0, 4)) - 1,
    offence_on: null,
    sections: story.sections,
    max_punishment: null,
    issued_on: sentencedOn,
    detained_since: sentencedOn,
    next_production: null,
    sentences: [typed],
    state: 'in-force',
    read_back: 'due',
    created_by: first,
    created_at: at,
  })
  const inputs = {
    sentences: servedTogether([{ fact, trial: fact.id, name: story.sections }], []),
    remissions: [],
  }
  computeSentenceTwice(inputs as unknown as InputsOf<'sentence'>)
  const answer = compute({ rule: 'sentence', inputs, packCode: packOf(jurisdiction) })
  if (isRefused(answer)) throw new Error(`${answer.error.path}: ${answer.error.message.en}`)
  store.add('custody.release_date', {
    id: idOf('release-date', key),
    ...common,
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
    computed_at: at,
    proposed_by: first,
    proposed_at: at,
    confirmed_by: second,
    confirmed_at: at,
  })
  if (story.due === undefined) return
  const holdId = idOf('hold', key)
  const instrument = `فیصلہ سیشن جج، مقدمہ ${118 + index}/${sentencedOn.slice(0, 4)}`
  store.add('custody.hold', {
    id: holdId,
    ...common,
    kind: 'DIYAT_UNPAID_S331',
    source: instrument,
    placed_on: toIso(toDay(today) - story.endedDaysAgo + 1),
    ...(story.donor === 'paid'
      ? { lifted_at: at, lifted_by: second, lifted_why: receiptOf(index) }
      : { lifted_at: null, lifted_by: null, lifted_why: null }),
    created_by: first,
    created_at: at,
  })
  store.add('custody.money_due', {
    id: idOf('money-due', key),
    ...common,
    hold_id: holdId,
    kind: story.due.kind,
    amount: story.due.amount,
    ordered_on: sentencedOn,
    instrument,
    entered_by: first,
    entered_at: at,
  })
  if (story.due.paid > 0)
    store.add('custody.money_payment', {
      id: idOf('money-payment', key),
      jurisdiction,
      prison_id: prisonId,
      money_due_id: idOf('money-due', key),
      paid_on: toIso(toDay(today) - (story.donor === 'paid' ? 0 : 9)),
      amount: story.due.paid,
      receipt: receiptOf(index),
      entered_by: first,
      entered_at: at,
    })
}

/** The same day so many months before; the first of the next where that month is shorter. */
function monthsBefore(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return new Date(Date.UTC(year, month - 1 - months, date)).toISOString().slice(0, 10)
}

/**
 * Bail that was granted to some who are still in prison because nobody has stood surety: three of each of two prisons, of those for
 * whom no order to release waits.
 */
export async function addSuretiesWanted(client: pg.Client, province: Province): Promise<number> {
  const { rowCount } = await client.query(
    `insert into courts.bail_order (id, jurisdiction, case_id, party_id, court_id, section, on_date, result, surety_amount, ordered_by, created_at)
     select md5('surety wanted ' || id)::uuid, jurisdiction, case_id, party_id, court_id, '497', $1::date - 4 * n::int, 'granted',
       50000 * n, $2, ($1::date - 4 * n::int) + time '11:00'
     from (select w.id, w.jurisdiction, w.case_id, w.party_id, w.court_id, row_number() over (partition by w.prison_id order by w.id) as n
             from custody.warrant w join custody.imprisonment i on i.id = w.imprisonment_id and i.state = 'in'
            where w.prison_id = any ($3::integer[]) and w.kind = 'remand' and w.state = 'in-force' and w.release_order is null
              and w.court_id is not null and w.party_id is not null and w.issued_on < $1::date - 20
              and not exists (select 1 from courts.bail_order b where b.party_id = w.party_id)) wanted where n <= 3`,
    [province.today, province.first, ['PRS-HYD-C', 'PRS-KHI-C'].map((code) => province.unitId(code))],
  )
  return rowCount ?? 0
}

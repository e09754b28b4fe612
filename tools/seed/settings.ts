import type pg from 'pg'
import { toDay, toIso } from './calendar.ts'
import type { Province } from './load/province.ts'
import { idOf } from './load/rows.ts'

interface Given {
  readonly id: string
  readonly key: string
  readonly prison?: string
  readonly identity?: Record<string, unknown>
  /** What becomes of the values that stand; the others stay. */
  readonly sets: Record<string, unknown>
  /** Days from today. */
  readonly from: number
  readonly proposed: number
  readonly by: 'inspector' | 'law'
  readonly state: 'proposed' | 'adopted' | 'withdrawn'
  readonly paper: string
  readonly reason: string
  readonly why?: string
}

const everyone = { kind: 'ordinary', category: null, class: null, sex: null, ages: null, over_months: null }

/** In the order in which they were decided: an adopted change overtakes what was proposed on the version before it. */
const changes: readonly Given[] = [
  {
    id: 'karachi-visitors',
    key: 'visit-quota',
    prison: 'PRS-KHI-C',
    identity: everyone,
    sets: { persons: 4 },
    from: -40,
    proposed: -55,
    by: 'law',
    state: 'adopted',
    paper: 'IG/Vis/2026/88',
    reason: 'ملاقات کے چھ کمرے مرمت میں ہیں',
  },
  {
    id: 'escort-first',
    key: 'escort-strength',
    sets: { least: 3, prisoners_per_officer: 2 },
    from: 30,
    proposed: -12,
    by: 'inspector',
    state: 'proposed',
    paper: 'IG/Esc/2026/31',
    reason: 'راستے میں دو واقعات کے بعد',
  },
  {
    id: 'escort-second',
    key: 'escort-strength',
    sets: { review_months: 4 },
    from: 14,
    proposed: -9,
    by: 'inspector',
    state: 'adopted',
    paper: 'IG/Esc/2026/34',
    reason: 'خطرے کے درجے کا جائزہ جلد ہونا چاہیے',
  },
  {
    id: 'telephone',
    key: 'telephone',
    sets: { minutes_week: 45 },
    from: 21,
    proposed: -3,
    by: 'inspector',
    state: 'proposed',
    paper: 'IG/Tel/2026/118',
    reason: 'دو نئے بوتھ نصب ہو گئے ہیں',
  },
  {
    id: 'barracks',
    key: 'staff-ratio',
    identity: { kind: 'barrack', shift: 'night' },
    sets: { prisoners_per_officer: 40 },
    from: 35,
    proposed: -2,
    by: 'law',
    state: 'proposed',
    paper: 'HD/Prs/2026/512',
    reason: 'رات کی نفری ناکافی پائی گئی',
  },
  {
    id: 'admission-wording',
    key: 'notice-template',
    prison: 'PRS-KHI-C',
    identity: { kind: 'family-admission' },
    sets: {
      body_en:
        'This is to inform you that {name} was admitted to {prison} on {admitted}. The prison number is {number}.\n\nInterviews are booked at the outer gate from eight in the morning. Please bring your identity card.',
      body_ur:
        'آپ کو اطلاع دی جاتی ہے کہ {name} کو مورخہ {admitted} کو {prison} میں داخل کیا گیا ہے۔ اسیر نمبر {number} ہے۔\n\nملاقات کا اندراج صبح آٹھ بجے سے بیرونی گیٹ پر ہوتا ہے۔ براہِ کرم اپنا شناختی کارڈ ساتھ لائیں۔',
    },
    from: -20,
    proposed: -30,
    by: 'law',
    state: 'adopted',
    paper: 'IG/Not/2026/4',
    reason: 'ملاقات کا اندراج اب بیرونی گیٹ پر ہوتا ہے',
  },
  {
    id: 'hospital-wording',
    key: 'notice-template',
    identity: { kind: 'family-illness' },
    sets: {
      body_en:
        'This is to inform you that {name}, prison number {number} of {prison}, is in {hospital} since {event}.\n\nTo visit, please show this letter at {prison}: a pass for the hospital is made out there on the same day.',
      body_ur:
        'آپ کو اطلاع دی جاتی ہے کہ {name}، اسیر نمبر {number}، {prison}، مورخہ {event} سے {hospital} میں ہیں۔\n\nملاقات کے لیے یہ خط {prison} میں دکھائیں: ہسپتال کا اجازت نامہ اسی دن وہیں بنتا ہے۔',
    },
    from: 10,
    proposed: -1,
    by: 'inspector',
    state: 'proposed',
    paper: 'IG/Not/2026/7',
    reason: 'اہلِ خانہ کو ہسپتال سے واپس لوٹایا جا رہا تھا',
  },
  {
    id: 'replies',
    key: 'complaint-period',
    sets: { reply_days: 10 },
    from: 15,
    proposed: -8,
    by: 'inspector',
    state: 'withdrawn',
    paper: 'IG/Comp/2026/9',
    reason: 'ڈاک کی تاخیر',
    why: 'جواب کی مدت بڑھانا شکایت کنندہ کے حق میں نہیں',
  },
]

/**
 * Settings of the demo: in Karachi Central fewer visitors at once than the province allows, an escort rule adopted for later that
 * overtook an earlier proposal, two proposals that wait for the other officer, and one withdrawn.
 */
export async function addSettings(client: pg.Client, province: Province): Promise<number> {
  const jurisdiction = 'PK-SD'
  const inspector = province.officer('inspector-general-prisons', province.unitId('PRD-SD')) ?? province.first
  const law = province.officer('law-officer', province.unitId(jurisdiction)) ?? province.second
  const day = (offset: number) => toIso(toDay(province.today) + offset)
  const at = (offset: number) => `${day(offset)}T11:00:00+05:00`
  for (const given of changes) {
    const proposer = given.by === 'inspector' ? inspector : law
    const decider = given.by === 'inspector' ? law : inspector
    await client.query(
      `with now as (
         select v.value, custody.setting_base($1, $2, $3, $4) as base from custody.versions_of($1) v
          where v.identity = $4 and v.jurisdiction in ($2, 'PK') and (v.prison_id is null or v.prison_id = $3) and v.from_on <= $5
          order by v.prison_id nulls last, v.jurisdiction = 'PK', v.from_on desc limit 1),
       written as (
         insert into custody.setting_change as c (id, jurisdiction, prison_id, key, identity, from_on, before, after, base, authority, paper_number,
           paper_on, paper_en, paper_ur, reason, state, proposed_by, proposed_at, adopted_by, adopted_at, withdrawn_by, withdrawn_at, withdrawn_why)
         select $6, $2, $3, $1, $4, $5, now.value, now.value || $7, now.base, 'inspector-general', $8, $9,
           'Order of the Inspector-General of Prisons No. ' || $8, 'حکم انسپکٹر جنرل جیل خانہ جات نمبر ' || $8, $10, $11, $12, $13,
           case when $11 = 'adopted' then $14::uuid end, case when $11 = 'adopted' then $15::timestamptz end,
           case when $11 = 'withdrawn' then $14::uuid end, case when $11 = 'withdrawn' then $15::timestamptz end, $16 from now
         returning c as made)
       select custody.write_setting(w.made) from written w where (w.made).state = 'adopted'`,
      [
        given.key,
        jurisdiction,
        given.prison === undefined ? null : province.unitId(given.prison),
        JSON.stringify(given.identity ?? {}),
        day(given.from),
        idOf('setting-change', given.id),
        JSON.stringify(given.sets),
        given.paper,
        day(given.proposed - 1),
        given.reason,
        given.state,
        proposer,
        at(given.proposed),
        decider,
        at(Math.min(given.proposed + 2, 0)),
        given.why ?? null,
      ],
    )
  }
  return changes.length
}

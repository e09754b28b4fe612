import { remandWarrantHandover } from '#modules/courts'
import { codeHash } from '../../../modules/courts/asked-by-others.ts'
import { toDay, toIso } from '../calendar.ts'
import type { CaseStory, Sentence } from '../case-story.ts'
import type { LoadedAccused, LoadedCase } from './case.ts'
import { addHandover } from './handovers.ts'
import { tell } from './police.ts'
import { instant, type Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'

/** The code on every release order of the demo: a real one is drawn by chance and kept nowhere. */
export const demoReleaseCode = 'DEMO-DEMO-DEMO'

/** Remand orders, hearings, bail, judgments, sentences and release orders. Release orders are numbered in each court and year. */
export class CourtRegisters {
  readonly #last = new Map<string, number>()
  readonly #store: RowStore
  readonly #province: Province
  constructor(store: RowStore, province: Province) {
    this.#store = store
    this.#province = province
  }

  add(story: CaseStory, loaded: LoadedCase): void {
    for (const accused of loaded.accused) {
      addRemands(this.#store, this.#province, loaded, accused)
      addBail(this.#store, this.#province, loaded, accused, (courtId, year) => this.#next(courtId, year))
      addJudgment(this.#store, this.#province, story, loaded, accused)
    }
    addHearings(this.#store, this.#province, story, loaded)
  }

  /** The counters, so that the next order goes on where the demo's year ended. */
  finish(): void {
    for (const [key, last] of this.#last) {
      const [court, year] = key.split('/')
      this.#store.add('courts.release_counter', {
        id: idOf('release-counter', key),
        court_id: Number(court),
        year: Number(year),
        last,
        jurisdiction: this.#province.jurisdictionOf(Number(court)),
      })
    }
  }

  #next(courtId: number, year: number): number {
    const key = `${courtId}/${year}`
    const next = (this.#last.get(key) ?? 0) + 1
    this.#last.set(key, next)
    return next
  }
}

/** The warrant with which a person is sent to prison, and whether the prison has taken them in. */
function sendToPrison(
  store: RowStore,
  province: Province,
  loaded: LoadedCase,
  accused: LoadedAccused,
  sent: { orderId: string; courtId: number; prisonId: number; on: string },
): void {
  const arrived = accused.waiting?.kind === 'arrival' ? undefined : instant(`${sent.on}T13:00`)
  addHandover(store, province, {
    id: idOf('offer', 'remand-warrant', accused.partyId, sent.on),
    jurisdiction: loaded.jurisdiction,
    kind: remandWarrantHandover.kind,
    subject: { kind: 'party', id: accused.partyId },
    caseId: loaded.caseId,
    payload: { orderId: sent.orderId, caseId: loaded.caseId, partyId: accused.partyId },
    from: { unit: sent.courtId, post: 'judge' },
    to: { unit: sent.prisonId, post: 'prison-admissions-officer' },
    offeredAt: instant(`${sent.on}T11:00`),
    acceptedAt: arrived,
    doneAt: arrived,
    dueOn: toIso(Math.max(toDay(sent.on), toDay(province.today)) + 1),
  })
}

function addRemands(store: RowStore, province: Province, loaded: LoadedCase, accused: LoadedAccused): void {
  const { caseId, jurisdiction, magistrateId } = loaded
  const common = {
    jurisdiction,
    case_id: caseId,
    party_id: accused.partyId,
    court_id: magistrateId,
    ordered_by: province.first,
    proof: {},
    reasons: 'برآمدگی و مزید تفتیش کے لیے',
  }
  for (const spell of accused.story.policeRemand) {
    // The application for it waits for the Magistrate.
    if (accused.waiting?.kind === 'application' && spell.from === accused.waiting.on) continue
    const id = idOf('remand', 'police', accused.partyId, spell.from)
    store.add('courts.remand_order', {
      id,
      ...common,
      kind: 'police',
      ordered_on: spell.from,
      from_on: spell.from,
      to_on: spell.to,
      next_date: null,
      prison_id: null,
      application_id: idOf('application', accused.partyId, 'police', spell.from),
      created_at: instant(`${spell.from}T11:00`),
    })
    tell(store, loaded, {
      key: id,
      at: instant(`${spell.from}T11:00`),
      kind: 'courts.police-remand-ordered',
      agency: 'court',
      unit: magistrateId,
      by: province.first,
      party: accused.partyId,
      params: { from: spell.from, to: spell.to },
    })
  }
  if (accused.waiting?.kind === 'application') return
  for (const [index, remand] of accused.story.judicialRemands.entries()) {
    const prison =
      accused.story.admissions.findLast((admission) => admission.on <= remand.orderedOn) ??
      accused.story.admissions[0]
    if (prison === undefined || remand.nextDate <= remand.orderedOn) continue
    const id = idOf('remand', 'judicial', accused.partyId, remand.orderedOn, index)
    store.add('courts.remand_order', {
      id,
      ...common,
      kind: 'judicial',
      ordered_on: remand.orderedOn,
      from_on: remand.orderedOn,
      to_on: null,
      next_date: remand.nextDate,
      prison_id: province.unitId(prison.prison),
      application_id: index === 0 ? idOf('application', accused.partyId, 'judicial', remand.orderedOn) : null,
      created_at: instant(`${remand.orderedOn}T11:00`),
    })
    if (index === 0) {
      sendToPrison(store, province, loaded, accused, {
        orderId: id,
        courtId: magistrateId,
        prisonId: province.unitId(prison.prison),
        on: remand.orderedOn,
      })
      tell(store, loaded, {
        key: id,
        at: instant(`${remand.orderedOn}T11:00`),
        kind: 'courts.judicial-remand-ordered',
        agency: 'court',
        unit: magistrateId,
        by: province.first,
        party: accused.partyId,
        params: { next: remand.nextDate },
      })
    }
  }
}

function addHearings(store: RowStore, province: Province, story: CaseStory, loaded: LoadedCase): void {
  const { caseId, jurisdiction } = loaded
  const heldOn = (on: string) =>
    loaded.accused
      .filter(({ story: each, waiting }) =>
        each.admissions.some(
          (admission) =>
            waiting?.kind !== 'application' &&
            admission.on <= on &&
            (admission.release === undefined || admission.release.on >= on || waiting?.kind === 'release'),
        ),
      )
      .map((accused) => accused.partyId)
  const seen = new Set<string>()
  const add = (hearing: {
    on: string
    court: number
    purpose: string
    produce: string[]
    outcome?: string
    reason?: string
    nextDate?: string
  }): void => {
    const key = `${hearing.court}/${hearing.on}`
    if (seen.has(key)) return
    seen.add(key)
    const held = hearing.outcome === 'done-in-full' || hearing.outcome === 'part-heard'
    const next = hearing.nextDate !== undefined && hearing.nextDate > hearing.on ? hearing.nextDate : null
    const state = hearing.outcome === undefined ? 'listed' : held ? 'held' : 'adjourned'
    const reason =
      hearing.reason ?? (hearing.outcome === 'judge-absent' ? 'judge-on-leave' : 'process-unserved')
    const id = idOf('hearing', story.key, key)
    store.add('courts.hearing', {
      id,
      jurisdiction,
      case_id: caseId,
      court_id: hearing.court,
      on_date: hearing.on,
      purpose: hearing.purpose,
      produce: hearing.produce,
      state,
      outcome: hearing.outcome ?? null,
      adjournment_reason: state === 'adjourned' ? reason : null,
      adjourned_by: state === 'adjourned' ? sideOf(reason) : null,
      next_date: next,
      listed_by: province.first,
      held_by: state === 'listed' ? null : province.first,
      held_at: state === 'listed' ? null : instant(`${hearing.on}T11:00`),
      created_at: instant(state === 'listed' ? province.today : hearing.on),
    })
    if (state === 'listed') return
    tell(store, loaded, {
      key: id,
      at: instant(`${hearing.on}T11:00`),
      kind: `courts.hearing-${state}${next === null ? '-concluded' : ''}`,
      agency: 'court',
      unit: hearing.court,
      by: province.first,
      params: { on: hearing.on, next },
    })
  }
  for (const { court, ...hearing } of story.hearings)
    add({ ...hearing, court: province.unitId(court), produce: heldOn(hearing.on) })
  const { nextHearing } = story
  if (nextHearing !== undefined)
    add({
      ...nextHearing,
      court: province.unitId(nextHearing.court),
      produce: heldOn(nextHearing.on),
    })
  for (const [on, produce] of remandDates(province, loaded))
    add({ on, court: loaded.magistrateId, purpose: 'remand', produce })
}

/** Days still to come on which a Magistrate is to have accused brought from prison. */
function remandDates(province: Province, loaded: LoadedCase): Map<string, string[]> {
  const days = new Map<string, string[]>()
  for (const { story, partyId, waiting } of loaded.accused) {
    const last = story.judicialRemands.at(-1)
    const held = story.admissions.at(-1)?.release === undefined
    if (last === undefined || last.nextDate <= province.today || waiting?.kind === 'application' || !held)
      continue
    days.set(last.nextDate, [...(days.get(last.nextDate) ?? []), partyId])
  }
  return days
}

function addBail(
  store: RowStore,
  province: Province,
  loaded: LoadedCase,
  accused: LoadedAccused,
  nextNumber: (courtId: number, year: number) => number,
): void {
  const { caseId, jurisdiction } = loaded
  let granted: { id: string; courtId: number } | undefined
  for (const [index, bail] of accused.story.bail.entries()) {
    if (bail.decidedOn === undefined || bail.result === 'pending') continue
    const courtId = province.unitId(bail.court)
    const { decidedOn } = bail
    const release = accused.story.admissions.find(
      (admission) => admission.release?.kind === 'bail' && admission.release.on >= decidedOn,
    )?.release
    // Whom bail met before the prison did left the court with it.
    const accepted = release?.on ?? (accused.story.state === 'on-bail' ? decidedOn : null)
    const id = idOf('bail', accused.partyId, index)
    store.add('courts.bail_order', {
      id,
      jurisdiction,
      case_id: caseId,
      party_id: accused.partyId,
      court_id: courtId,
      section: bail.section,
      on_date: decidedOn,
      result: bail.result,
      reasons: null,
      surety_amount: bail.surety ?? null,
      surety_accepted_on: bail.result === 'granted' ? accepted : null,
      ordered_by: province.first,
      created_at: instant(decidedOn),
    })
    const line = (key: string, at: string, kind: string, params: Record<string, string>): void =>
      tell(store, loaded, {
        key: `${accused.partyId}/${key}/${index}`,
        at,
        kind,
        agency: 'court',
        unit: courtId,
        by: province.first,
        party: accused.partyId,
        params,
      })
    line('bail', instant(decidedOn), `courts.bail-${bail.result}`, { section: bail.section })
    if (bail.result !== 'granted') continue
    granted = { id, courtId }
    if (accepted !== null) line('surety', instant(`${accepted}T11:00`), 'courts.surety-accepted', {})
  }
  accused.story.admissions.forEach((admission, index) => {
    const { release } = admission
    if (release === undefined || release.kind === 'transfer' || release.kind === 'expiry') return
    const bail = release.kind === 'bail' ? granted : undefined
    const courtId = bail?.courtId ?? loaded.courtId ?? loaded.magistrateId
    const year = Number(release.on.slice(0, 4))
    const number = nextNumber(courtId, year)
    const waits = accused.waiting?.kind === 'release'
    const id = idOf('release-order', accused.partyId, index)
    const at = instant(`${release.on}T12:00`)
    store.add('courts.release_order', {
      id,
      jurisdiction,
      case_id: caseId,
      party_id: accused.partyId,
      court_id: courtId,
      prison_id: province.unitId(admission.prison),
      ground: release.kind,
      bail_order_id: bail?.id ?? null,
      number,
      year,
      issued_on: release.on,
      code_hash: `\\x${codeHash({ courtId, year, number }, demoReleaseCode).toString('hex')}`,
      state: waits ? 'issued' : 'used',
      drafted_by: province.first,
      signed_by: province.second,
      signed_at: at,
      verified_at: waits ? null : instant(`${release.on}T15:00`),
      failed_tries: 0,
      created_at: instant(`${release.on}T11:00`),
    })
    tell(store, loaded, {
      key: id,
      at,
      kind: 'courts.release-ordered',
      agency: 'court',
      unit: courtId,
      by: province.second,
      party: accused.partyId,
      params: { number: `${number}/${year}` },
    })
  })
}

/** Which side an adjournment is put down to. */
function sideOf(reason: string | undefined): string {
  if (reason?.startsWith('prosecutor')) return 'prosecution'
  if (reason === 'defence-counsel-absent' || reason === 'strike') return 'defence'
  if (reason === 'accused-not-produced') return 'prison'
  if (reason === 'io-absent' || reason === 'process-unserved') return 'police'
  return 'court'
}

function addJudgment(
  store: RowStore,
  province: Province,
  story: CaseStory,
  loaded: LoadedCase,
  accused: LoadedAccused,
): void {
  const { verdict } = accused.story
  if (verdict === undefined) return
  const { caseId, jurisdiction } = loaded
  const courtId = loaded.courtId ?? loaded.magistrateId
  const judgmentId = idOf('judgment', accused.partyId)
  store.add('courts.judgment', {
    id: judgmentId,
    jurisdiction,
    case_id: caseId,
    party_id: accused.partyId,
    court_id: courtId,
    on_date: verdict.on,
    verdict: verdict.result,
    acquittal_reason: verdict.acquittalReason ?? null,
    text_en: null,
    text_ur: null,
    state: 'signed',
    drafted_by: province.first,
    signed_by: province.second,
    signed_at: instant(`${verdict.on}T14:00`),
    created_at: instant(`${verdict.on}T12:00`),
  })
  for (const [key, chargeId] of loaded.chargeIds) {
    const { sentence } = verdict
    const main = sentence !== undefined && key === `${sentence.section.act} ${sentence.section.section}`
    // Joint liability (ss.34, 149 PPC) stands or falls with the offence.
    const joint = verdict.result === 'convicted' && /^PPC (34|149)$/.test(key)
    store.add('courts.judgment_charge', {
      id: idOf('finding', judgmentId, chargeId),
      jurisdiction,
      judgment_id: judgmentId,
      charge_id: chargeId,
      verdict: main || joint ? 'convicted' : 'acquitted',
    })
  }
  tell(store, loaded, {
    key: `${accused.partyId}/judgment`,
    at: instant(`${verdict.on}T14:00`),
    kind: verdict.result === 'convicted' ? 'courts.convicted' : 'courts.acquitted',
    agency: 'court',
    unit: courtId,
    by: province.second,
    party: accused.partyId,
    params: {},
  })
  if (verdict.sentence === undefined) return
  const { sentence } = verdict
  const setOff = setOffOf(accused, province.today)
  const first = accused.story.admissions[0]
  // On bail until the judgment, or never sent to prison before it: the judgment commits.
  if (first !== undefined && first.on >= verdict.on)
    sendToPrison(store, province, loaded, accused, {
      orderId: judgmentId,
      courtId,
      prisonId: province.unitId(first.prison),
      on: first.on,
    })
  const chargeId =
    loaded.chargeIds.get(`${sentence.section.act} ${sentence.section.section}`) ??
    [...loaded.chargeIds.values()][0]
  if (chargeId === undefined) return
  store.add('courts.sentence', {
    id: idOf('sentence', accused.partyId),
    jurisdiction,
    judgment_id: judgmentId,
    party_id: accused.partyId,
    charge_id: chargeId,
    term: termOf(sentence),
    imprisonment:
      sentence.kind === 'LIFE'
        ? 'life'
        : sentence.kind === 'DEATH'
          ? 'death'
          : sentence.kind === 'SI'
            ? 'simple'
            : 'rigorous',
    relation: 'FIRST',
    same_trial: true,
    set_off: setOff,
    set_off_custody: setOff === 'GRANTED' ? setOffSpells(accused, verdict.on) : [],
    set_off_reasons: setOff === 'REFUSED' ? refusal : null,
    fine_amount: sentence.fine,
    fine_default: sentence.fine > 0 && sentence.defaultMonths > 0 ? { months: sentence.defaultMonths } : null,
    serial: 1,
  })
  if (sentence.setOff === 'SILENT' && asks(accused)) ask(store, province, story, loaded, accused, courtId)
}

const refusal = 'عدالت نے وجوہ درج کر کے رعایت نہیں دی'
const daysToAnswer = 7

/** A prison asks about a silent judgment while it holds the convict. */
function asks({ story, waiting }: LoadedAccused): boolean {
  const last = story.admissions.at(-1)
  return last !== undefined && last.release === undefined && waiting === undefined
}

/** The day on which the court answered what the judgment leaves open; null while it has not. */
export function answeredOn({ story: { verdict } }: LoadedAccused, today: string): string | null {
  if (verdict === undefined) return null
  const day = toIso(toDay(verdict.on) + 1 + daysToAnswer)
  return day <= today ? day : null
}

/** What stands in the sentence now: a silent judgment is silent until the court has answered the prison. */
export function setOffOf(accused: LoadedAccused, today: string): Sentence['setOff'] {
  const said = accused.story.verdict?.sentence?.setOff ?? 'SILENT'
  return said === 'SILENT' && asks(accused) && answeredOn(accused, today) !== null ? 'REFUSED' : said
}

function ask(
  store: RowStore,
  province: Province,
  story: CaseStory,
  loaded: LoadedCase,
  accused: LoadedAccused,
  courtId: number,
): void {
  const { verdict, admissions } = accused.story
  const last = admissions.at(-1)
  if (verdict === undefined || last === undefined) return
  const asked = toIso(toDay(verdict.on) + 1)
  if (asked > province.today) return
  const answered = answeredOn(accused, province.today)
  const id = idOf('reference', accused.partyId)
  const askedAt = instant(`${asked}T12:00`)
  const prisonId = province.unitId(last.prison)
  store.add('courts.reference', {
    id,
    jurisdiction: loaded.jurisdiction,
    case_id: loaded.caseId,
    party_id: accused.partyId,
    court_id: courtId,
    prison_id: prisonId,
    sentence_id: idOf('sentence', accused.partyId),
    question: 'set-off',
    text: 'The judgment says nothing of set-off under section 382-B CrPC. Kindly direct whether the period of detention before sentence is to be counted. / فیصلہ دفعہ 382-ب ضابطہ فوجداری کے بارے میں خاموش ہے۔ ہدایت فرمائی جائے کہ سزا سے قبل کی حراست شمار ہو گی یا نہیں۔',
    asked_at: askedAt,
    asked_by: province.first,
    state: answered === null ? 'open' : 'answered',
    answer: answered === null ? null : { about: 'set-off', order: 'REFUSED', reasons: refusal },
    answered_at: answered === null ? null : instant(answered),
    answered_by: answered === null ? null : province.second,
  })
  store.add('custody.court_question', {
    id: idOf('court-question', accused.partyId),
    jurisdiction: loaded.jurisdiction,
    prison_id: prisonId,
    imprisonment_id: idOf(imprisonmentKey(accused, admissions.length - 1)),
    party_id: accused.partyId,
    reference_id: id,
    question: 'set-off',
    asked_at: askedAt,
    answered_at: answered === null ? null : instant(answered),
  })
  const line = (kind: string, agency: string, unit: number, at: string): void =>
    tell(store, loaded, {
      key: `${story.key}/${accused.partyId}/${kind}`,
      at,
      kind,
      agency,
      unit,
      by: province.first,
      party: accused.partyId,
      params: {},
    })
  line('custody.asked-court-set-off', 'prison', prisonId, askedAt)
  if (answered !== null) line('courts.set-off-refused', 'court', courtId, instant(answered))
}

export function imprisonmentKey(accused: LoadedAccused, index: number): string {
  return `${accused.partyId}/imprisonment/${index}`
}

export function termOf(sentence: Sentence): 'LIFE' | 'DEATH' | { years?: number; months?: number } {
  if (sentence.kind === 'LIFE' || sentence.kind === 'DEATH') return sentence.kind
  const months = sentence.months ?? 0
  return months % 12 === 0 ? { years: months / 12 } : { months }
}

/** Custody in the case before the day of judgment, as the court counts it. */
export function setOffSpells(accused: LoadedAccused, judgmentOn: string): { from: string; to: string }[] {
  const before = new Date(Date.parse(`${judgmentOn}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  return accused.story.custody
    .filter((spell) => spell.from <= before)
    .map((spell) => ({
      from: spell.from,
      to: spell.to !== undefined && spell.to < before ? spell.to : before,
    }))
}

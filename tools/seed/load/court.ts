import { createHash } from 'node:crypto'
import type { CaseStory, Sentence } from '../case-story.ts'
import type { LoadedAccused, LoadedCase } from './case.ts'
import { tell } from './police.ts'
import { instant, type Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'

/** Remand orders, hearings, bail, judgments, sentences and release orders. */
export function addCourtPapers(
  store: RowStore,
  province: Province,
  story: CaseStory,
  loaded: LoadedCase,
): void {
  for (const accused of loaded.accused) {
    addRemands(store, province, loaded, accused)
    addBail(store, province, story, loaded, accused)
    addJudgment(store, province, story, loaded, accused)
  }
  addHearings(store, province, story, loaded)
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
      created_at: instant(spell.from),
    })
    tell(store, loaded, {
      key: id,
      at: instant(spell.from),
      kind: 'courts.police-remand-ordered',
      agency: 'court',
      unit: magistrateId,
      by: province.first,
      party: accused.partyId,
      params: { from: spell.from, to: spell.to },
    })
  }
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
      created_at: instant(remand.orderedOn),
    })
    if (index === 0)
      tell(store, loaded, {
        key: id,
        at: instant(remand.orderedOn),
        kind: 'courts.judicial-remand-ordered',
        agency: 'court',
        unit: magistrateId,
        by: province.first,
        party: accused.partyId,
        params: { next: remand.nextDate },
      })
  }
}

function addHearings(store: RowStore, province: Province, story: CaseStory, loaded: LoadedCase): void {
  const { caseId, jurisdiction } = loaded
  const heldOn = (on: string) =>
    loaded.accused
      .filter(({ story: each }) =>
        each.admissions.some(
          (admission) =>
            admission.on <= on && (admission.release === undefined || admission.release.on >= on),
        ),
      )
      .map((accused) => accused.partyId)
  const seen = new Set<string>()
  const add = (hearing: {
    on: string
    court: string
    purpose: string
    outcome?: string
    reason?: string
    nextDate?: string
  }): void => {
    const key = `${hearing.court}/${hearing.on}`
    if (seen.has(key)) return
    seen.add(key)
    const state =
      hearing.outcome === undefined
        ? 'listed'
        : hearing.outcome === 'adjourned' && hearing.nextDate !== undefined && hearing.nextDate > hearing.on
          ? 'adjourned'
          : 'held'
    store.add('courts.hearing', {
      id: idOf('hearing', story.key, key),
      jurisdiction,
      case_id: caseId,
      court_id: province.unitId(hearing.court),
      on_date: hearing.on,
      purpose: hearing.purpose,
      produce: heldOn(hearing.on),
      state,
      outcome:
        state === 'held' && hearing.outcome === 'adjourned' ? 'not-reached' : (hearing.outcome ?? null),
      adjournment_reason: state === 'adjourned' ? (hearing.reason ?? 'process-unserved') : null,
      adjourned_by: state === 'adjourned' ? sideOf(hearing.reason) : null,
      next_date: hearing.nextDate !== undefined && hearing.nextDate > hearing.on ? hearing.nextDate : null,
      listed_by: province.first,
      held_by: state === 'listed' ? null : province.first,
      created_at: instant(hearing.on),
    })
  }
  for (const hearing of story.hearings) add(hearing)
  if (story.nextHearing !== undefined) add(story.nextHearing)
}

function addBail(
  store: RowStore,
  province: Province,
  story: CaseStory,
  loaded: LoadedCase,
  accused: LoadedAccused,
): void {
  const { caseId, jurisdiction } = loaded
  for (const [index, bail] of accused.story.bail.entries()) {
    if (bail.decidedOn === undefined || bail.result === 'pending') continue
    const courtId = province.unitId(bail.court)
    const release = accused.story.admissions.find(
      (admission) => admission.release?.kind === 'bail' && admission.release.on >= (bail.decidedOn ?? ''),
    )?.release
    store.add('courts.bail_order', {
      id: idOf('bail', accused.partyId, index),
      jurisdiction,
      case_id: caseId,
      party_id: accused.partyId,
      court_id: courtId,
      section: bail.section,
      on_date: bail.decidedOn,
      result: bail.result,
      reasons: null,
      surety_amount: bail.surety ?? null,
      surety_accepted_on: bail.result === 'granted' && release !== undefined ? release.on : null,
      ordered_by: province.first,
      created_at: instant(bail.decidedOn),
    })
    tell(store, loaded, {
      key: `${accused.partyId}/bail/${index}`,
      at: instant(bail.decidedOn),
      kind: bail.result === 'granted' ? 'courts.bail-granted' : 'courts.bail-refused',
      agency: 'court',
      unit: courtId,
      by: province.first,
      party: accused.partyId,
      params: { section: bail.section },
    })
    if (story.filed === undefined) continue
  }
  accused.story.admissions.forEach((admission, index) => {
    if (
      admission.release === undefined ||
      admission.release.kind === 'transfer' ||
      admission.release.kind === 'expiry'
    )
      return
    const courtId = loaded.courtId ?? loaded.magistrateId
    const year = Number(admission.release.on.slice(0, 4))
    const number = releaseNumber(courtId, year)
    store.add('courts.release_order', {
      id: idOf('release-order', accused.partyId, index),
      jurisdiction,
      case_id: caseId,
      party_id: accused.partyId,
      court_id: courtId,
      prison_id: province.unitId(admission.prison),
      ground: admission.release.kind,
      number,
      year,
      issued_on: admission.release.on,
      code_hash: `\\x${createHash('sha256')
        .update(idOf('code', accused.partyId, index))
        .digest('hex')}`,
      state: 'used',
      drafted_by: province.first,
      signed_by: province.second,
      signed_at: instant(admission.release.on),
      verified_at: instant(admission.release.on),
      failed_tries: 0,
      created_at: instant(admission.release.on),
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

const numbers = new Map<string, number>()

/** Release orders are numbered in each court and year. */
function releaseNumber(courtId: number, year: number): number {
  const key = `${courtId}/${year}`
  const next = (numbers.get(key) ?? 0) + 1
  numbers.set(key, next)
  return next
}

/** Forgets the numbers given: the next load starts its registers anew. */
export function restartRegisters(): void {
  numbers.clear()
}

function addJudgment(
  store: RowStore,
  province: Province,
  _story: CaseStory,
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
    signed_at: instant(verdict.on),
    created_at: instant(verdict.on),
  })
  tell(store, loaded, {
    key: `${accused.partyId}/judgment`,
    at: instant(verdict.on),
    kind: verdict.result === 'convicted' ? 'courts.convicted' : 'courts.acquitted',
    agency: 'court',
    unit: courtId,
    by: province.second,
    party: accused.partyId,
    params: {},
  })
  if (verdict.sentence === undefined) return
  const { sentence } = verdict
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
    set_off: sentence.setOff,
    set_off_custody: sentence.setOff === 'GRANTED' ? setOffSpells(accused, verdict.on) : [],
    set_off_reasons: sentence.setOff === 'REFUSED' ? 'عدالت نے وجوہ درج کر کے رعایت نہیں دی' : null,
    fine_amount: sentence.fine,
    fine_default: sentence.fine > 0 && sentence.defaultMonths > 0 ? { months: sentence.defaultMonths } : null,
    serial: 1,
  })
}

export function termOf(sentence: Sentence): unknown {
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

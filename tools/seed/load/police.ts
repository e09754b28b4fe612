import { prove } from '#kernel/law'
import { challanHandover } from '#modules/policing'
import { returnedChallan } from '#modules/prosecution'
import { toDay, toIso } from '../calendar.ts'
import { type CaseStory, defects } from '../case-story.ts'
import type { LoadedAccused, LoadedCase } from './case.ts'
import { fatesOf } from './challans.ts'
import { addClock } from './clocks.ts'
import { addHandover } from './handovers.ts'
import { instant, type Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'

/** FIR, arrests, seizures, productions and reports, with the lines they leave in the timeline. */
export function addPolicePapers(
  store: RowStore,
  province: Province,
  story: CaseStory,
  loaded: LoadedCase,
): void {
  const { caseId, jurisdiction, stationId } = loaded
  const at = instant(story.fir.at)
  const by = province.first
  const clockId = idOf('clock', 'police-report', story.key)
  const filedOn = fatesOf(story, province.today).find((fate) => fate.state === 'fit')?.decidedOn ?? undefined
  addClock(store, {
    id: clockId,
    jurisdiction,
    units: [stationId, loaded.officeId],
    caseId,
    rule: 'police-report',
    inputs: { fir: story.fir.at.slice(0, 10) },
    startedAt: at,
    met:
      filedOn === undefined
        ? undefined
        : { on: filedOn, at: instant(`${filedOn}T14:00`), facts: { reportReachedCourt: filedOn } },
  })
  store.add('policing.fir', {
    case_id: caseId,
    jurisdiction,
    reported_at: at,
    occurred_on: story.fir.occurredAt.slice(0, 10),
    occurred_at_place: story.fir.place.ur,
    narrative_en: story.fir.narrative.en,
    narrative_ur: story.fir.narrative.ur,
    registered_by: by,
    created_at: at,
    clock_id: clockId,
  })
  tell(store, loaded, {
    key: `${story.key}/fir`,
    at,
    kind: 'policing.fir-registered',
    agency: 'police',
    unit: stationId,
    by,
    params: { fir: `${story.fir.number}/${story.fir.year}` },
  })
  story.fir.property.forEach((item, index) => {
    store.add('policing.seizure', {
      id: idOf('seizure', story.key, index),
      jurisdiction,
      case_id: caseId,
      party_id: null,
      description: item.name.ur,
      seized_at: at,
      memo_number: null,
      malkhana_number: null,
      created_by: by,
    })
  })
  for (const accused of loaded.accused) {
    const { arrest, producedAt } = accused.story
    if (arrest === undefined) continue
    const proof = prove(jurisdiction, 'arrest-production', {
      arrest: arrest.at,
      journeyMinutes: arrest.journeyMinutes,
    })
    store.add('policing.arrest', {
      id: idOf('arrest', accused.partyId),
      jurisdiction,
      case_id: caseId,
      party_id: accused.partyId,
      station_id: stationId,
      arrested_at: instant(arrest.at),
      place: story.fir.place.ur,
      journey_minutes: arrest.journeyMinutes,
      produce_by: instant(String(proof.result.produceBy)),
      grounds_told: true,
      produced_at: producedAt === undefined ? null : instant(producedAt),
      proof: { ...proof, computedAt: instant(arrest.at) },
      created_by: by,
      created_at: instant(arrest.at),
    })
    tell(store, loaded, {
      key: `${accused.partyId}/arrest`,
      at: instant(arrest.at),
      kind: 'policing.accused-arrested',
      agency: 'police',
      unit: stationId,
      by,
      party: accused.partyId,
      params: {},
    })
    if (producedAt !== undefined)
      addProductions(store, province, loaded, accused, instant(String(proof.result.produceBy)))
  }
  addReports(store, province, story, loaded)
}

/** Each production with its application, as far as the story keeps it: for each spell with the police, and for prison. */
function addProductions(
  store: RowStore,
  province: Province,
  loaded: LoadedCase,
  accused: LoadedAccused,
  produceBy: string,
): void {
  const { waiting, story } = accused
  const asked: { kind: 'police' | 'judicial'; on: string; days: number }[] = story.policeRemand.map(
    (spell) => ({
      kind: 'police',
      on: spell.from,
      days: toDay(spell.to) - toDay(spell.from) + 1,
    }),
  )
  const committed = story.judicialRemands[0]
  if (committed !== undefined) asked.push({ kind: 'judicial', on: committed.orderedOn, days: 14 })
  for (const [index, one] of asked.entries()) {
    const made = index === 0 && story.producedAt !== undefined ? instant(story.producedAt) : instant(one.on)
    const open = waiting?.kind === 'application' && index === asked.length - 1
    const id = idOf('application', accused.partyId, one.kind, one.on)
    store.add('policing.remand_application', {
      id,
      jurisdiction: loaded.jurisdiction,
      case_id: loaded.caseId,
      party_id: accused.partyId,
      station_id: loaded.stationId,
      court_id: loaded.magistrateId,
      asked: one.kind,
      days: one.days,
      reasons:
        one.kind === 'police'
          ? 'مالِ مقدمہ کی برآمدگی اور شریک ملزمان کی گرفتاری کے لیے جسمانی ریمانڈ درکار ہے۔'
          : 'تفتیش مکمل ہونے تک عدالتی ریمانڈ درکار ہے۔',
      made_at: made,
      made_by: province.first,
      state: open ? 'made' : 'granted',
      decided_at: open ? null : laterOf(made, instant(`${one.on}T11:00`)),
    })
    tell(store, loaded, {
      key: id,
      at: made,
      kind:
        index === 0 && Date.parse(made) > Date.parse(produceBy)
          ? 'policing.produced-late'
          : `policing.produced-${one.kind}`,
      agency: 'police',
      unit: loaded.stationId,
      by: province.first,
      party: accused.partyId,
      params: { days: one.days, produceBy },
    })
  }
}

function laterOf(a: string, b: string): string {
  return Date.parse(a) > Date.parse(b) ? a : b
}

function addReports(store: RowStore, province: Province, story: CaseStory, loaded: LoadedCase): void {
  const { caseId, jurisdiction, stationId, officeId } = loaded
  const subject = { kind: 'case', id: caseId }
  const station = { unit: stationId, post: 'investigating-officer' }
  const office = { unit: officeId, post: 'prosecutor' }
  for (const fate of fatesOf(story, province.today)) {
    const { challan, next } = fate
    const reportId = idOf('report', story.key, challan.seq)
    const scrutinyId = idOf('scrutiny', story.key, challan.seq)
    const offerId = idOf('offer', 'challan', story.key, challan.seq)
    const at = instant(challan.receivedOn)
    const received = fate.state === 'sent' ? undefined : instant(`${challan.receivedOn}T12:00`)
    const decided = fate.decidedOn === null ? undefined : instant(`${fate.decidedOn}T14:00`)
    addHandover(store, province, {
      id: offerId,
      jurisdiction,
      kind: challanHandover.kind,
      subject,
      caseId,
      payload: { caseId, reportId, seq: challan.seq },
      from: station,
      to: office,
      offeredAt: at,
      acceptedAt: received,
      doneAt: decided,
      dueOn: toIso(toDay(challan.receivedOn) + (received === undefined ? 1 : 7)),
    })
    store.add('policing.police_report', {
      id: reportId,
      jurisdiction,
      case_id: caseId,
      kind: challan.kind,
      seq: challan.seq,
      summary:
        challan.kind === 'cancellation'
          ? 'ملزمان نامعلوم رہے، رپورٹ اخراج بدرجہ "اے" زیر دفعہ 173 ض ف پیش ہے۔'
          : 'تفتیش مکمل کر کے رپورٹ زیر دفعہ 173 ض ف پیش ہے۔',
      accused: loaded.accused.map((accused) => accused.partyId),
      submitted_at: at,
      submitted_by: province.first,
      offer_id: offerId,
    })
    tell(store, loaded, {
      key: `${story.key}/challan/${challan.seq}`,
      at,
      kind: challan.kind === 'final' ? 'policing.challan-submitted' : `policing.${challan.kind}-submitted`,
      agency: 'police',
      unit: stationId,
      by: province.first,
      params: { seq: challan.seq },
    })
    if (fate.state !== 'returned' || decided === undefined) continue
    const dueBack = fate.dueBack ?? challan.receivedOn
    store.add('policing.returned_challan', {
      id: idOf('returned', story.key, challan.seq),
      jurisdiction,
      case_id: caseId,
      report_id: reportId,
      station_id: stationId,
      defects: fate.defects.map((code) => ({
        code,
        textEn: defects[code].en,
        textUr: defects[code].ur,
        note: null,
      })),
      remarks: null,
      due_back: dueBack,
      returned_at: decided,
      returned_by: province.second,
      resubmitted_report_id: next === undefined ? null : idOf('report', story.key, next.seq),
    })
    // Lately returned ones nobody at the station has acknowledged yet.
    const acknowledged = toIso(toDay(fate.decidedOn ?? '') + 1)
    const seen = acknowledged < province.today ? instant(acknowledged) : undefined
    const answered = next === undefined ? undefined : instant(next.receivedOn)
    addHandover(store, province, {
      id: idOf('offer', 'returned', story.key, challan.seq),
      jurisdiction,
      kind: returnedChallan.kind,
      subject,
      caseId,
      payload: { caseId, scrutinyId, defects: [...fate.defects] },
      from: office,
      to: station,
      offeredAt: decided,
      acceptedAt: answered === undefined ? seen : earlierOf(seen ?? answered, answered),
      doneAt: answered,
      dueOn: seen === undefined ? dueBack : maxOf(dueBack, toIso(toDay(acknowledged) + 7)),
    })
  }
}

function earlierOf(a: string, b: string): string {
  return Date.parse(a) < Date.parse(b) ? a : b
}

function maxOf(a: string, b: string): string {
  return a > b ? a : b
}

export interface Told {
  readonly key: string
  readonly at: string
  readonly kind: string
  readonly agency: string
  readonly unit: number
  readonly by: string
  readonly party?: string
  readonly params: Record<string, string | number | null>
  /** Permission without which the line is withheld. */
  readonly needs?: string
}

/** A line of the case's timeline. */
export function tell(store: RowStore, loaded: LoadedCase, told: Told): void {
  store.add('cases.event', {
    id: idOf('event', told.key),
    jurisdiction: loaded.jurisdiction,
    case_id: loaded.caseId,
    party_id: told.party ?? null,
    at: told.at,
    kind: told.kind,
    agency: told.agency,
    unit_id: told.unit,
    account_id: told.by,
    params: told.params,
    needs: told.needs ?? null,
    existence_hidden: false,
  })
}

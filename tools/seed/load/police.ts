import { prove } from '#kernel/law'
import { challanHandover } from '#modules/policing'
import { type CaseStory, defects } from '../case-story.ts'
import type { LoadedCase } from './case.ts'
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
      proof,
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
  }
  addReports(store, province, story, loaded)
}

function addReports(store: RowStore, province: Province, story: CaseStory, loaded: LoadedCase): void {
  const { caseId, jurisdiction, stationId, officeId } = loaded
  story.challans.forEach((challan, index) => {
    const reportId = idOf('report', story.key, challan.seq)
    const offerId = idOf('offer', 'challan', story.key, challan.seq)
    const at = instant(challan.receivedOn)
    const next = story.challans[index + 1]
    store.add('handover.offer', {
      id: offerId,
      jurisdiction,
      kind: challanHandover.kind,
      subject_kind: 'case',
      subject_id: caseId,
      case_id: caseId,
      payload: { caseId, reportId, seq: challan.seq },
      documents: [],
      from_unit: stationId,
      to_unit: officeId,
      // A report on which the opinion was put off is over once the next one is in.
      state:
        challan.decision === 'fit' || challan.decision === 'returned' || next !== undefined
          ? 'done'
          : 'accepted',
      exclusive: true,
      round: 1,
      due_on: challan.dueBack ?? challan.receivedOn,
      offered_at: at,
      since: at,
    })
    store.add('policing.police_report', {
      id: reportId,
      jurisdiction,
      case_id: caseId,
      kind: challan.kind,
      seq: challan.seq,
      summary: 'تفتیش مکمل کر کے رپورٹ زیر دفعہ 173 ض ف پیش ہے۔',
      accused: loaded.accused.map((accused) => accused.partyId),
      submitted_at: at,
      submitted_by: province.first,
      offer_id: offerId,
    })
    tell(store, loaded, {
      key: `${story.key}/challan/${challan.seq}`,
      at,
      kind: 'policing.challan-submitted',
      agency: 'police',
      unit: stationId,
      by: province.first,
      params: { seq: challan.seq },
    })
    if (challan.decision === 'returned' && challan.decidedOn !== undefined) {
      store.add('policing.returned_challan', {
        id: idOf('returned', story.key, challan.seq),
        jurisdiction,
        case_id: caseId,
        report_id: reportId,
        station_id: stationId,
        defects: challan.defects.map((code) => ({
          code,
          textEn: defects[code].en,
          textUr: defects[code].ur,
          note: null,
        })),
        remarks: null,
        due_back: challan.dueBack ?? challan.decidedOn,
        returned_at: instant(challan.decidedOn),
        returned_by: province.second,
        resubmitted_report_id: next === undefined ? null : idOf('report', story.key, next.seq),
      })
    }
  })
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
    needs: null,
    existence_hidden: false,
  })
}

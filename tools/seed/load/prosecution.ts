import { prove } from '#kernel/law'
import { type CaseStory, type Challan, defects } from '../case-story.ts'
import type { LoadedCase } from './case.ts'
import { tell } from './police.ts'
import { instant, type Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'

/** The scrutiny of each challan with its clock and defects, and the filing in court. */
export function addProsecutionPapers(
  store: RowStore,
  province: Province,
  story: CaseStory,
  loaded: LoadedCase,
): void {
  story.challans.forEach((challan, index) => {
    const scrutinyId = idOf('scrutiny', story.key, challan.seq)
    const reportId = idOf('report', story.key, challan.seq)
    const proof = prove(loaded.jurisdiction, 'scrutiny-return', { received: challan.receivedOn })
    const next = story.challans[index + 1]
    const state = stateOf(challan, next)
    const decidedAt = state === 'open' ? null : instant(challan.decidedOn ?? challan.receivedOn)
    store.add('prosecution.scrutiny', {
      id: scrutinyId,
      jurisdiction: loaded.jurisdiction,
      case_id: loaded.caseId,
      report_id: reportId,
      report_seq: challan.seq,
      offer_id: idOf('offer', 'challan', story.key, challan.seq),
      office_id: loaded.officeId,
      received_on: challan.receivedOn,
      received_by: province.first,
      statutory_due: proof.result.statutoryDue,
      effective_due: proof.result.effectiveDue,
      proof,
      checklist: {},
      note: null,
      state,
      decided_at: decidedAt,
      decided_by: state === 'open' ? null : province.second,
      due_back: state === 'returned' ? (challan.dueBack ?? challan.decidedOn ?? challan.receivedOn) : null,
      remarks: null,
      created_at: instant(challan.receivedOn),
    })
    told(store, province, story, loaded, challan, 'received', instant(challan.receivedOn), {
      due: String(proof.result.effectiveDue),
    })
    if (state === 'returned') {
      for (const code of defectsOf(challan)) {
        store.add('prosecution.defect', {
          id: idOf('defect', story.key, challan.seq, code),
          jurisdiction: loaded.jurisdiction,
          case_id: loaded.caseId,
          scrutiny_id: scrutinyId,
          code,
          text_en: defects[code].en,
          text_ur: defects[code].ur,
          note: null,
          state: outcomeOf(code, next, story.challans[index + 2]),
        })
      }
      told(store, province, story, loaded, challan, 'returned', decidedAt ?? '', {
        count: defectsOf(challan).length,
      })
    }
    if (state === 'fit' && story.filed !== undefined && index === story.challans.length - 1) {
      store.add('prosecution.filing', {
        id: idOf('filing', story.key),
        jurisdiction: loaded.jurisdiction,
        case_id: loaded.caseId,
        scrutiny_id: scrutinyId,
        report_id: reportId,
        court_id: province.unitId(story.filed.court),
        filed_on: story.filed.on,
        filed_by: province.second,
      })
      told(store, province, story, loaded, challan, 'filed', instant(story.filed.on), {})
    }
  })
}

/** Where the opinion was put off, the report went back to be completed: the next one is the answer. */
function stateOf({ decision }: Challan, next: Challan | undefined): 'open' | 'returned' | 'fit' {
  if (decision === 'returned' || decision === 'fit') return decision
  return next === undefined ? 'open' : 'returned'
}

function defectsOf({ defects: found }: Challan): Challan['defects'] {
  return found.length === 0 ? ['laboratory-report-awaited'] : found
}

/** What the next scrutiny found of a defect; open until there is one that was decided. */
function outcomeOf(
  code: string,
  next: Challan | undefined,
  afterNext: Challan | undefined,
): 'open' | 'cured' | 'repeated' {
  if (next === undefined || stateOf(next, afterNext) === 'open') return 'open'
  return next.defects.some((one) => one === code) ? 'repeated' : 'cured'
}

function told(
  store: RowStore,
  province: Province,
  story: CaseStory,
  loaded: LoadedCase,
  challan: Challan,
  what: 'received' | 'returned' | 'filed',
  at: string,
  params: Record<string, string | number>,
): void {
  tell(store, loaded, {
    key: `${story.key}/challan/${challan.seq}/${what}`,
    at,
    kind: `prosecution.challan-${what}`,
    agency: 'prosecution',
    unit: loaded.officeId,
    by: what === 'received' ? province.first : province.second,
    params,
  })
}

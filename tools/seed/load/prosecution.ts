import { type CaseStory, type Challan, defects } from '../case-story.ts'
import type { LoadedCase } from './case.ts'
import { type Fate, fatesOf, filedIn } from './challans.ts'
import { addClock } from './clocks.ts'
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
  const fates = fatesOf(story, province.today)
  for (const [index, fate] of fates.entries()) {
    const { challan, state } = fate
    if (state === 'sent') continue
    const scrutinyId = idOf('scrutiny', story.key, challan.seq)
    const reportId = idOf('report', story.key, challan.seq)
    const clockId = idOf('clock', 'scrutiny-return', story.key, challan.seq)
    const decidedAt = fate.decidedOn === null ? null : instant(`${fate.decidedOn}T14:00`)
    const receivedAt = instant(`${challan.receivedOn}T12:00`)
    addClock(store, {
      id: clockId,
      jurisdiction: loaded.jurisdiction,
      units: [loaded.officeId],
      caseId: loaded.caseId,
      rule: 'scrutiny-return',
      inputs: { received: challan.receivedOn },
      startedAt: receivedAt,
      met: fate.decidedOn === null || decidedAt === null ? undefined : { on: fate.decidedOn, at: decidedAt },
    })
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
      clock_id: clockId,
      checklist: {},
      note: null,
      state,
      decided_at: decidedAt,
      decided_by: state === 'open' ? null : province.second,
      due_back: fate.dueBack,
      remarks: null,
      created_at: receivedAt,
    })
    told(store, province, story, loaded, challan, 'received', receivedAt, {
      fir: `${story.fir.number}/${story.fir.year}`,
    })
    for (const code of fate.defects) {
      store.add('prosecution.defect', {
        id: idOf('defect', story.key, challan.seq, code),
        jurisdiction: loaded.jurisdiction,
        case_id: loaded.caseId,
        scrutiny_id: scrutinyId,
        code,
        text_en: defects[code].en,
        text_ur: defects[code].ur,
        note: null,
        state: outcomeOf(code, fates[index + 1]),
      })
    }
    if (state === 'returned' && decidedAt !== null)
      told(store, province, story, loaded, challan, 'returned', decidedAt, { count: fate.defects.length })
    if (state === 'fit' && decidedAt !== null) {
      store.add('prosecution.filing', {
        id: idOf('filing', story.key),
        jurisdiction: loaded.jurisdiction,
        case_id: loaded.caseId,
        scrutiny_id: scrutinyId,
        report_id: reportId,
        court_id: filedIn(story, fate, loaded.magistrateId, province.unitId),
        filed_on: fate.decidedOn,
        filed_by: province.second,
      })
      told(store, province, story, loaded, challan, 'filed', decidedAt, {})
    }
  }
}

/** What the next scrutiny found of a defect; open until there is one that was decided. */
function outcomeOf(code: string, next: Fate | undefined): 'open' | 'cured' | 'repeated' {
  if (next === undefined || next.decidedOn === null) return 'open'
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
    ...(what === 'returned' ? { needs: 'policing:read-fir' } : {}),
  })
}

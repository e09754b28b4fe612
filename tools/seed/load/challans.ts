import { toDay, toIso, workingDayUpTo } from '../calendar.ts'
import type { CaseStory, Challan } from '../case-story.ts'

/** Where a report stands between the station and the prosecution. */
export interface Fate {
  readonly challan: Challan
  /** sent: not received yet; open: under scrutiny; fit: found fit and laid before a court in the same act. */
  readonly state: 'sent' | 'open' | 'returned' | 'fit'
  /** The day on which it was returned or filed. */
  readonly decidedOn: string | null
  readonly dueBack: string | null
  readonly defects: Challan['defects']
  /** The report that answered the return. */
  readonly next: Challan | undefined
}

/** What became of each report of a case, with an opinion put off read as a return to be completed. */
export function fatesOf(story: CaseStory, today: string): Fate[] {
  const lately = toIso(workingDayUpTo(toDay(today)))
  return story.challans.map((challan, index) => {
    const next = story.challans[index + 1]
    const defects = challan.defects.length > 0 ? challan.defects : (['laboratory-report-awaited'] as const)
    const open = (state: 'sent' | 'open'): Fate => ({
      challan,
      state,
      decidedOn: null,
      dueBack: null,
      defects: [],
      next,
    })
    if (challan.decision === 'returned' || (challan.decision !== 'fit' && next !== undefined)) {
      const decidedOn = challan.decidedOn ?? challan.receivedOn
      const dueBack = challan.dueBack ?? toIso(toDay(decidedOn) + 3)
      return { challan, state: 'returned', decidedOn, dueBack, defects: [...defects], next }
    }
    if (challan.decision === 'fit') {
      const on = challan.kind === 'cancellation' ? challan.decidedOn : story.filed?.on
      // Found fit, but not laid before a court yet: the office still has it.
      return on === undefined
        ? open('open')
        : { challan, state: 'fit', decidedOn: on, dueBack: null, defects: [], next }
    }
    return open(challan.receivedOn >= lately && challan.seq % 2 === 1 ? 'sent' : 'open')
  })
}

/** A cancellation report is before the Magistrate; any other before the court that is to try the case. */
export function filedIn(
  story: CaseStory,
  fate: Fate,
  magistrateId: number,
  unitId: (code: string) => number,
) {
  return fate.challan.kind === 'cancellation' || story.filed === undefined
    ? magistrateId
    : unitId(story.filed.court)
}

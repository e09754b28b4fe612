import { type Finder, handle } from '#kernel/gate'
import { getCase, getPersonStory, listCases } from './contract.ts'
import { chargesOf, getCaseHead, listCaseHeads, partiesOf, storyOf, timelineOf } from './reading.ts'

export const handlers = [
  handle(listCases, listCaseHeads, (output) => output.rows.map((row) => row.id)),
  handle(getCase, async (tx, { caseId }) => ({
    case: await getCaseHead(tx, caseId),
    parties: await partiesOf(tx, caseId),
    charges: await chargesOf(tx, caseId),
    ...(await timelineOf(tx, caseId)),
  })),
  handle(
    getPersonStory,
    (tx, { personId }) => storyOf(tx, personId),
    (output, input) => [input.personId, ...output.cases.map((each) => each.case.id)],
  ),
]

/** Ctrl-K: a case by FIR number and year (`123/2026`, `123/26`). */
export const finders: Finder[] = [
  {
    needs: 'cases:read',
    find: async (tx, query, limit) => {
      if (!/\d+\s*\/\s*\d{2,4}/.test(query)) return []
      const { rows } = await listCaseHeads(tx, {
        q: query,
        sort: '-fir',
        page: 1,
        size: limit,
      })
      return rows.map((row) => {
        const title = `FIR ${row.firNumber}/${row.firYear}`
        return {
          kind: 'case' as const,
          id: row.id,
          title: { en: title, ur: title },
          detail: { en: row.policeStation.nameEn, ur: row.policeStation.nameUr },
          why: { en: 'FIR number', ur: 'ایف آئی آر نمبر' },
          href: `/cases/${row.id}`,
        }
      })
    },
  },
]

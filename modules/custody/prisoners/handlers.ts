import { type Finder, type Handler, handle } from '#kernel/gate'
import * as contract from './contract.ts'
import { custodyOfCase, custodyOfPerson } from './custody-of.ts'
import { listBailRows, listPrisonerRows } from './list.ts'
import { readPrisoner } from './page.ts'
import { takePhoto } from './photo.ts'

export const prisonerHandlers: readonly Handler[] = [
  handle(contract.listPrisoners, listPrisonerRows, (output) => output.rows.map((row) => row.id)),
  handle(contract.listBailDue, listBailRows, (output) => output.rows.map((row) => row.imprisonmentId)),
  handle(contract.getPrisoner, (tx, { id }) => readPrisoner(tx, id)),
  handle(contract.takePhotograph, takePhoto),
  handle(
    contract.getCustodyOfCase,
    (tx, { caseId }) => custodyOfCase(tx, caseId),
    (output, { caseId }) => [caseId, ...output.rows.map((row) => row.partyId)],
  ),
  handle(contract.getCustodyOfPerson, (tx, { personId }) => custodyOfPerson(tx, personId)),
]

/** Ctrl-K: a prisoner by prison number (`12/2026`), CNIC or name. */
export const finders: readonly Finder[] = [
  {
    needs: 'custody:read-prisoner',
    find: async (tx, query, limit) => {
      const { rows } = await listPrisonerRows(tx, {
        q: query,
        state: 'all',
        sort: '-admitted',
        page: 1,
        size: limit,
      })
      return rows.map((row) => ({
        kind: 'prisoner' as const,
        id: row.id,
        title: row.name,
        detail: { en: `${row.number} ${row.prison.en}`, ur: `${row.number} ${row.prison.ur}` },
        why: /^\d/.test(query)
          ? { en: 'Prison number or CNIC', ur: 'قیدی نمبر یا شناختی کارڈ' }
          : { en: 'Name', ur: 'نام' },
        href: `/custody/prisoners/${row.id}`,
      }))
    },
  },
]

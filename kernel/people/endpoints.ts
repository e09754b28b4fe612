import { sql } from 'kysely'
import { type Finder, handle } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import {
  decideProposal as decideEndpoint,
  findDuplicates,
  getLinks,
  getPerson,
  listDecisions,
  listReview,
  proposeDecision as proposeEndpoint,
  releaseHeldDecision,
  searchPeople,
} from './contract.ts'
import { decideProposal, proposeDecision, releaseHeld } from './decisions.ts'
import { personCards } from './records.ts'
import { decisionRows, duplicatesOf, linksOf, reviewRows } from './registry-pages.ts'
import { findPeople } from './search.ts'

export const handlers = [
  handle(
    searchPeople,
    async (tx, { q, limit }) => ({ candidates: await findPeople(tx, q, limit) }),
    (output) => output.candidates.map((candidate) => candidate.personId),
  ),
  // Before the page of one person, or `review` would be taken for an identifier.
  handle(proposeEndpoint, (tx, { proposal }, call) => proposeDecision(tx, proposal, call)),
  handle(decideEndpoint, decideProposal),
  handle(releaseHeldDecision, releaseHeld),
  handle(listDecisions, decisionRows, (output) =>
    output.rows.flatMap(({ personA, personB }) =>
      [personA?.personId, personB?.personId].filter((id) => id !== undefined),
    ),
  ),
  handle(listReview, reviewRows, (output) => output.rows.flatMap(({ a, b }) => [a.personId, b.personId])),
  handle(getPerson, async (tx, { personId }) => {
    const card = (await personCards(tx, [personId])).get(personId)
    if (card === undefined) throw refuse('not-found')
    return { card, records: await recordsOf(tx, personId) }
  }),
  handle(getLinks, linksOf),
  handle(findDuplicates, duplicatesOf, (output, { personId }) => [
    personId,
    ...output.rows.map((row) => row.person.personId),
  ]),
]

async function recordsOf(tx: Tx, personId: string) {
  const { rows } = await sql<{
    recordId: string
    agency: string
    code: string
    unitEn: string
    unitUr: string
    sourceRef: string
    nameEn: string | null
    nameUr: string | null
    fatherEn: string | null
    fatherUr: string | null
    aliases: string[]
    sex: 'M' | 'F' | 'X' | null
    birthDate: string | null
    birthPrecision: string | null
    cnic: string | null
    phone: string | null
    address: string | null
    nationality: string
    createdAt: string
  }>`select r.id as "recordId", r.agency, u.code, u.name_en as "unitEn", u.name_ur as "unitUr", r.source_ref as "sourceRef",
      r.name_en as "nameEn", r.name_ur as "nameUr", r.father_en as "fatherEn", r.father_ur as "fatherUr", r.aliases, r.sex,
      r.birth_date as "birthDate", r.birth_precision as "birthPrecision", r.cnic, r.phone, r.address, r.nationality, r.created_at as "createdAt"
    from people.link l join people.record r on r.id = l.record_id join units.current_unit u on u.id = r.unit_id
    where l.person_id = (select person_id from people.current_persons(array[${personId}::uuid])) and l.until is null order by r.created_at desc`.execute(
    tx,
  )
  return rows.map(({ code, unitEn, unitUr, ...row }) => ({
    ...row,
    unit: { code, nameEn: unitEn, nameUr: unitUr },
  }))
}

/** Ctrl-K: persons by CNIC or by name in either script. */
export const finders: Finder[] = [
  {
    needs: 'people:search',
    find: async (tx, query, limit) =>
      (await findPeople(tx, query, limit)).map((candidate) => ({
        kind: 'person' as const,
        id: candidate.personId,
        title: {
          en: candidate.nameEn ?? candidate.nameUr ?? '',
          ur: candidate.nameUr ?? candidate.nameEn ?? '',
        },
        detail: {
          en: [candidate.fatherEn ?? candidate.fatherUr, candidate.cnic].filter(Boolean).join(' · '),
          ur: [candidate.fatherUr ?? candidate.fatherEn, candidate.cnic].filter(Boolean).join(' · '),
        },
        why: { en: whyText.en[candidate.why[0] ?? 'name'], ur: whyText.ur[candidate.why[0] ?? 'name'] },
        href: `/people/${candidate.personId}`,
      })),
  },
]

const whyText = {
  en: {
    cnic: 'CNIC',
    phone: 'Telephone',
    name: 'Name',
    sound: 'Sounds alike',
    part: 'Part of the name',
    father: 'Father’s name',
    alias: 'Alias',
  },
  ur: {
    cnic: 'شناختی کارڈ',
    phone: 'فون نمبر',
    name: 'نام',
    sound: 'ملتی آواز',
    part: 'نام کا حصہ',
    father: 'ولدیت',
    alias: 'عرف',
  },
}

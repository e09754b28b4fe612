import { sql } from 'kysely'
import { type CaseCharge, chargesOfParties } from '#kernel/cases'
import { parseSections } from '#kernel/law'
import { type PassedSentence, sentencesOfParties } from '#modules/courts'
import type { Tx } from '#platform/db'

type Duration = { years?: number; months?: number; days?: number }

/** One sentence in the law engine's own form. */
export interface SentenceFact {
  readonly id: string
  readonly sentencedOn: string
  readonly term: Duration | 'LIFE'
  readonly relation: 'FIRST' | 'CONCURRENT' | 'CONSECUTIVE' | 'UNSPECIFIED'
  readonly sameTrial: boolean
  readonly setOff: { order: 'GRANTED' | 'REFUSED' | 'SILENT'; custody?: { from: string; to: string }[] }
  readonly fine?: {
    amount: number
    defaultTerm: Duration
    payments?: { on: string; amount: number }[]
  }
}

export interface SentenceFacts {
  readonly inputs: {
    readonly sentences: readonly SentenceFact[]
    readonly remissions: readonly { kind: string; amount: Duration }[]
    /** Days at large, on which no sentence runs; absent where there were none. */
    readonly out?: readonly { released: string; returned: string; kind: string }[]
  }
  /** Whether any sentence is to hard labour, as life is; null where none says so and a paper says nothing of it. */
  readonly rigorous: boolean | null
  /** What an officer of law must settle first, beside what the engine itself leaves open. */
  readonly refer: readonly string[]
  /** A sentence of death: no date of release is computed. */
  readonly condemned: boolean
  /** Sentences of courts that say nothing of set-off under s.382-B. */
  readonly silent: readonly { sentenceId: string; caseId: string; partyId: string; courtId: number }[]
  /** Fines whose payment shortens what is served in default. */
  readonly fines: readonly FineDue[]
  /** Parties with a signed sentence, and the day of the latest. */
  readonly convicted: readonly { readonly party: string; readonly on: string }[]
  /** The offences of every sentence, as in force on the day of the offence where it is known. */
  readonly offences: readonly { act: string; section: string; on: string; known: boolean }[]
}

/** A fine of one sentence, and what has been paid towards it. */
export interface FineDue {
  readonly sentenceId: string
  readonly name: string
  readonly sentencedOn: string
  readonly amount: number
  readonly paid: number
}

interface WarrantRow {
  id: string
  imprisonment_id: string
  party_id: string | null
  sentences: SentenceFact[] | null
  sections: string
  offence_on: string | null
  issued_on: string
}

interface PaidRow {
  imprisonment_id: string
  sentence_id: string
  on: string
  amount: number
}

interface AtLargeRow {
  imprisonment_id: string
  released: string
  returned: string
  kind: 'ESCAPE' | 'LICENCE_REVOKED'
  /** Whether the sentence ran meanwhile was not settled yet. */
  open: boolean
}

interface RemissionRow {
  imprisonment_id: string
  kind: string
  years: number
  months: number
  days: number
}

/** Every sentence a person serves in this imprisonment, in the order they were passed, with remission and fines paid. */
export async function sentenceFacts(tx: Tx, imprisonmentId: string): Promise<SentenceFacts> {
  return (await sentenceFactsOf(tx, [imprisonmentId])).get(imprisonmentId)!
}

/** The same of many imprisonments, with as many queries as for one. Every imprisonment asked about has an entry. */
export async function sentenceFactsOf(
  tx: Tx,
  imprisonmentIds: readonly string[],
): Promise<Map<string, SentenceFacts>> {
  const { rows: warrants } = await sql<WarrantRow>`
    select id, imprisonment_id, party_id, sentences, sections, offence_on, issued_on from custody.warrant
     where imprisonment_id = any (${imprisonmentIds}::uuid[]) and state = 'in-force' order by issued_on, created_at`.execute(
    tx,
  )
  const { rows: paid } = await sql<PaidRow>`
    select imprisonment_id, sentence_id, paid_on as on, amount::float8 as amount from custody.fine_payment
     where imprisonment_id = any (${imprisonmentIds}::uuid[]) order by paid_on, id`.execute(tx)
  const { rows: remissions } = await sql<RemissionRow>`
    select imprisonment_id, kind, years, months, days from custody.remission
     where imprisonment_id = any (${imprisonmentIds}::uuid[]) and voided_at is null order by granted_on, id`.execute(
    tx,
  )
  const { rows: atLarge } = await sql<AtLargeRow>`
    select imprisonment_id, released, returned, kind, open from custody.time_out(${imprisonmentIds}::uuid[])`.execute(
    tx,
  )
  const parties = warrants.flatMap(({ party_id }) => (party_id === null ? [] : [party_id]))
  const passed =
    parties.length === 0 ? new Map<string, PassedSentence[]>() : await sentencesOfParties(tx, parties)
  const charges =
    passed.size === 0 ? new Map<string, CaseCharge[]>() : await chargesOfParties(tx, [...passed.keys()])
  const warrantsOf = Map.groupBy(warrants, (row) => row.imprisonment_id)
  const paidBy = Map.groupBy(paid, (row) => row.imprisonment_id)
  const remittedTo = Map.groupBy(remissions, (row) => row.imprisonment_id)
  const atLargeOf = Map.groupBy(atLarge, (row) => row.imprisonment_id)
  return new Map(
    imprisonmentIds.map((id) => [
      id,
      factsFrom(
        warrantsOf.get(id) ?? [],
        paidBy.get(id) ?? [],
        remittedTo.get(id) ?? [],
        atLargeOf.get(id) ?? [],
        passed,
        charges,
      ),
    ]),
  )
}

function factsFrom(
  warrants: readonly WarrantRow[],
  paid: readonly PaidRow[],
  remissions: readonly RemissionRow[],
  atLarge: readonly AtLargeRow[],
  sentences: ReadonlyMap<string, readonly PassedSentence[]>,
  charges: ReadonlyMap<string, readonly CaseCharge[]>,
): SentenceFacts {
  const passed: Passed[] = []
  const silent: SentenceFacts['silent'][number][] = []
  const convicted: SentenceFacts['convicted'][number][] = []
  const offences: SentenceFacts['offences'][number][] = []
  const labour: (boolean | null)[] = []
  for (const warrant of warrants) {
    const on = warrant.offence_on ?? warrant.issued_on
    if (warrant.sentences !== null && warrant.sentences.length > 0)
      for (const { act, section, known } of parseSections(warrant.sections, on))
        offences.push({ act, section, on, known })
    for (const typed of warrant.sentences ?? []) {
      passed.push({ fact: typed, trial: warrant.id, name: warrant.sections })
      labour.push(typed.term === 'LIFE' ? true : null)
    }
    if (warrant.party_id === null) continue
    const ofParty = sentences.get(warrant.party_id) ?? []
    const latest = ofParty.at(-1)
    if (latest !== undefined) convicted.push({ party: warrant.party_id, on: latest.sentencedOn })
    for (const one of ofParty) {
      labour.push(one.imprisonment !== 'simple')
      const charge = charges.get(warrant.party_id)?.find(({ id }) => id === one.chargeId)
      if (charge !== undefined) offences.push({ act: charge.act, section: charge.section, on, known: true })
      passed.push({
        fact: courtSentence(one),
        trial: one.judgmentId,
        name: charge === undefined ? 'CrPC' : `${charge.act} ${charge.section}`,
      })
      if (one.setOff === 'SILENT' && one.term !== 'DEATH')
        silent.push({
          sentenceId: one.id,
          caseId: one.caseId,
          partyId: warrant.party_id,
          courtId: one.courtId,
        })
    }
  }
  const out = atLarge.flatMap(({ released, returned, kind, open }) =>
    open ? [] : [{ released, returned, kind }],
  )
  return {
    inputs: {
      sentences: servedTogether(passed, paid),
      remissions: remissions.map(({ kind, years, months, days }) => ({
        kind: kind === 'forfeiture' ? 'FORFEITURE' : kind,
        amount: { years, months, days },
      })),
      ...(out.length === 0 ? {} : { out }),
    },
    refer: atLarge.some(({ open }) => open) ? ['LICENCE_DAYS_REFER'] : [],
    fines: passed.flatMap(({ fact, name }) =>
      fact.fine === undefined
        ? []
        : [
            {
              sentenceId: fact.id,
              name,
              sentencedOn: fact.sentencedOn,
              amount: fact.fine.amount,
              paid: paid.reduce((sum, one) => (one.sentence_id === fact.id ? sum + one.amount : sum), 0),
            },
          ],
    ),
    rigorous: labour.includes(true) ? true : labour.includes(null) ? null : false,
    condemned: passed.some(({ fact }) => fact.term === 'DEATH'),
    silent,
    convicted,
    offences,
  }
}

/** A sentence as it was passed, the trial it was passed in, and the charge it is called by. */
export interface Passed {
  readonly fact: Omit<SentenceFact, 'term' | 'sameTrial'> & { term: Duration | 'LIFE' | 'DEATH' }
  readonly trial: string
  readonly name: string
}

/** Sentences of one imprisonment in the order they were passed, each saying how it runs with those before it. */
export function servedTogether(
  given: readonly Passed[],
  paid: readonly { sentence_id: string; on: string; amount: number }[],
): SentenceFact[] {
  // Sorting is stable: within a judgment its own order stands.
  const passed = given.toSorted((a, b) =>
    a.fact.sentencedOn < b.fact.sentencedOn ? -1 : a.fact.sentencedOn > b.fact.sentencedOn ? 1 : 0,
  )
  return passed.flatMap(({ fact, trial, name }, index): SentenceFact[] => {
    const { term } = fact
    if (term === 'DEATH') return []
    const sameTrial = passed.slice(0, index).some((earlier) => earlier.trial === trial)
    // `first` in its own judgment is not first among all: how it runs with the earlier ones the later court did not say.
    const relation = index === 0 ? 'FIRST' : fact.relation === 'FIRST' ? 'UNSPECIFIED' : fact.relation
    const payments = paid
      .filter((one) => one.sentence_id === fact.id)
      .map(({ on, amount }) => ({ on, amount }))
    return [
      {
        ...fact,
        // Steps and proofs name a sentence by its charge; money paid is still found by the sentence's own identifier.
        id: `${index + 1}. ${name}`,
        term,
        relation,
        sameTrial,
        ...(fact.fine === undefined || payments.length === 0 ? {} : { fine: { ...fact.fine, payments } }),
      },
    ]
  })
}

function courtSentence(one: PassedSentence) {
  return {
    id: one.id,
    sentencedOn: one.sentencedOn,
    term: one.term,
    relation: one.relation,
    sameTrial: one.sameTrial,
    setOff: {
      order: one.setOff,
      ...(one.setOffCustody.length > 0
        ? { custody: one.setOffCustody.map(({ from, to }) => ({ from, to })) }
        : {}),
    },
    ...(one.fineAmount > 0 && one.fineDefault !== null
      ? { fine: { amount: one.fineAmount, defaultTerm: one.fineDefault } }
      : {}),
  }
}

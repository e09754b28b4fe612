import { standing } from '#kernel/access'
import { type CaseCharge, getParty } from '#kernel/cases'
import { prove, type ResultOf, type StoredProof } from '#kernel/law'
import type { Tx } from '#platform/db'

interface Duration {
  readonly years?: number | undefined
  readonly months?: number | undefined
  readonly days?: number | undefined
}

export interface SentenceGiven {
  readonly term: Duration | 'LIFE' | 'DEATH'
  readonly imprisonment: 'rigorous' | 'simple' | 'life' | 'death'
  readonly relation: 'FIRST' | 'CONCURRENT' | 'CONSECUTIVE' | 'UNSPECIFIED'
  readonly setOff: 'GRANTED' | 'REFUSED' | 'SILENT'
  readonly setOffCustody: readonly { readonly from: string; readonly to: string }[]
  readonly setOffReasons?: string | undefined
  readonly fineAmount: number
  readonly fineDefault?: Duration | undefined
}

export interface Judged {
  readonly partyId: string
  readonly onDate: string
  readonly verdict: string
  readonly charges: readonly {
    readonly chargeId: string
    readonly sentence?: SentenceGiven | undefined
  }[]
}

/** What a judgment does to a person's liberty, for the sentence shown before it is signed. */
export interface Consequence {
  readonly kind: 'imprisoned' | 'life' | 'death' | 'released' | 'free'
  /** First day on which this judgment alone lets the person go, before any remission. */
  readonly releaseNotBefore: string | null
  /** What it would be had a silent judgment granted set-off. */
  readonly ifSetOffGranted: string | null
  readonly setOffDays: number
  readonly custody: string
  readonly proof: StoredProof | null
}

export async function consequenceOf(tx: Tx, judged: Judged): Promise<Consequence> {
  const { custody } = await getParty(tx, judged.partyId)
  const nothing = { releaseNotBefore: null, ifSetOffGranted: null, setOffDays: 0, custody, proof: null }
  if (judged.verdict !== 'convicted') return { kind: custody === 'prison' ? 'released' : 'free', ...nothing }
  const sentences = judged.charges.flatMap(({ chargeId, sentence }) =>
    sentence === undefined ? [] : [{ id: chargeId, ...sentence }],
  )
  // A sentence of death has no expiry: it waits for the High Court's confirmation (CrPC s.374).
  if (sentences.some(({ term }) => term === 'DEATH')) return { kind: 'death', ...nothing }
  const proof = prove(standing(tx).jurisdiction, 'sentence', {
    sentences: sentences.map((sentence, index) => ({
      id: String(index + 1),
      sentencedOn: judged.onDate,
      term: sentence.term,
      relation: sentence.relation,
      sameTrial: true,
      setOff: {
        order: sentence.setOff,
        custody: sentence.setOffCustody,
        ...(sentence.setOffReasons === undefined ? {} : { reasons: sentence.setOffReasons }),
      },
      ...(sentence.fineAmount > 0
        ? { fine: { amount: sentence.fineAmount, defaultTerm: sentence.fineDefault ?? {} } }
        : {}),
    })),
  })
  const result = proof.result as ResultOf<'sentence'>
  return {
    kind: sentences.some(({ term }) => term === 'LIFE') ? 'life' : 'imprisoned',
    releaseNotBefore: result.dueRelease,
    ifSetOffGranted: result.ifSetOffGranted?.dueRelease ?? null,
    setOffDays: result.setOffDays,
    custody,
    proof,
  }
}

export interface Warning {
  readonly code: 'fine-default-over-cap' | 'term-over-maximum' | 'set-off-silent' | 'running-unspecified'
  readonly chargeId: string
  readonly section: string
  /** Months the law allows, where the warning is about a length. */
  readonly months: number | null
}

/** Life is reckoned as twenty-five years for fractions of terms (PPC s.57); death has life beside it. */
const lifeInMonths = 300
const daysInMonth = 30

/** Soft doubts: the court may mean it, so they warn and do not refuse. */
export function warningsOf(jurisdiction: string, judged: Judged, charges: readonly CaseCharge[]): Warning[] {
  const warnings: Warning[] = []
  for (const { chargeId, sentence } of judged.charges) {
    const charge = charges.find(({ id }) => id === chargeId)
    if (sentence === undefined || charge === undefined) continue
    const section = `${charge.act} ${charge.section}`
    const most =
      charge.maxPunishment === 'DEATH' || charge.maxPunishment === 'LIFE'
        ? lifeInMonths
        : Number(charge.maxPunishment)
    if (sentence.fineDefault !== undefined) {
      const proof = prove(jurisdiction, 'fine-default-cap', { maxPunishmentMonths: most })
      const { capMonths } = proof.result as ResultOf<'fine-default-cap'>
      if (monthsOf(sentence.fineDefault) > capMonths)
        warnings.push({ code: 'fine-default-over-cap', chargeId, section, months: capMonths })
    }
    if (exceeds(sentence.term, charge.maxPunishment, most))
      warnings.push({ code: 'term-over-maximum', chargeId, section, months: most })
    if (sentence.setOff === 'SILENT')
      warnings.push({ code: 'set-off-silent', chargeId, section, months: null })
    if (sentence.relation === 'UNSPECIFIED')
      warnings.push({ code: 'running-unspecified', chargeId, section, months: null })
  }
  return warnings
}

function exceeds(term: SentenceGiven['term'], most: string, mostMonths: number): boolean {
  if (term === 'DEATH') return most !== 'DEATH'
  if (term === 'LIFE') return most !== 'DEATH' && most !== 'LIFE'
  return monthsOf(term) > mostMonths
}

function monthsOf({ years = 0, months = 0, days = 0 }: Duration): number {
  return years * 12 + months + days / daysInMonth
}

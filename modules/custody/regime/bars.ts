import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { accusationOf } from '#kernel/law'
import type { Tx } from '#platform/db'
import type { SentenceFacts } from '../sentence/facts.ts'

/** A row of the law data that says who earns no remission. */
export interface Bar {
  readonly code: string
  readonly standing: 'barred' | 'refer'
  readonly months: number | null
  readonly act: string | null
  readonly convictedAfter: string | null
  readonly section: string
  readonly text: { readonly en: string; readonly ur: string }
}

export interface Finding {
  readonly code: string
  readonly standing: 'barred' | 'refer'
  readonly section: string
  readonly text: { readonly en: string; readonly ur: string }
}

/** The bars in force on a day, by one's own province's rows or the country's. */
export async function barsOn(tx: Tx, on: string): Promise<Bar[]> {
  const { rows } = await sql<Bar>`
    select distinct on (code) code, standing, months, act, convicted_after as "convictedAfter", section,
      jsonb_build_object('en', text_en, 'ur', text_ur) as text from custody.remission_bar
     where jurisdiction in (${standing(tx).jurisdiction}, 'PK') and from_on <= ${on}::date
     order by code, jurisdiction = 'PK', from_on desc`.execute(tx)
  return rows
}

const notKnown = {
  code: 'section-unknown',
  standing: 'refer',
  section: 'CrPC s.401',
  text: {
    en: 'A section of the sentence is not known: whether its law bars remission is for a law officer',
    ur: 'سزا کی ایک دفعہ معلوم نہیں: اس پر معافی کی ممانعت کا فیصلہ لاء افسر کرے گا',
  },
} as const satisfies Finding

/**
 * What stands against remission for somebody with these sentences: barred, or for an officer to weigh. `lastDay` is the last day of the
 * whole term before remission. A sentence partly under a law that bars and partly not is never decided here.
 */
export function findingsOf(
  facts: Pick<SentenceFacts, 'inputs' | 'condemned' | 'offences'>,
  lastDay: string | null,
  bars: readonly Bar[],
): Finding[] {
  const sentencedOn = facts.inputs.sentences.map((one) => one.sentencedOn)
  const accused = facts.offences.map(({ act, section, on, known }) => ({
    act,
    ...accusationOf([{ act, section, known, raw: `${section} ${act}` }], on),
    known,
  }))
  const found: Finding[] = []
  for (const bar of bars) {
    const said = (standing: Finding['standing']) =>
      found.push({ code: bar.code, standing, section: bar.section, text: bar.text })
    if (bar.code === 'condemned') {
      if (facts.condemned) said(bar.standing)
    } else if (bar.months !== null) {
      const first = sentencedOn[0]
      if (first !== undefined && lastDay !== null && !longerThan(first, lastDay, bar.months))
        said(bar.standing)
    } else {
      const ofGroup = accused.filter(({ groups }) => groups.includes(bar.code))
      const after = (day: string) => bar.convictedAfter === null || day > bar.convictedAfter
      if (ofGroup.length === 0 || !sentencedOn.some(after)) continue
      const wholly =
        ofGroup.length === accused.length &&
        ofGroup.every(({ act }) => act === bar.act) &&
        sentencedOn.every(after)
      said(wholly ? bar.standing : 'refer')
    }
  }
  if (accused.some(({ known, flags }) => !known || flags.includes('SECTION_UNKNOWN_REFER')))
    found.push(notKnown)
  return found
}

/** Whether a term from a day to its last day is longer than so many months, by corresponding dates. */
export function longerThan(first: string, lastDay: string, months: number): boolean {
  const [year, month, day] = first.split('-').map(Number) as [number, number, number]
  const exact = new Date(Date.UTC(year, month - 1 + months, day))
  // No such day in that month: the first of the following one, as the engine counts.
  const ends =
    exact.getUTCDate() === day ? exact : new Date(Date.UTC(exact.getUTCFullYear(), exact.getUTCMonth(), 1))
  return ends.toISOString().slice(0, 10) <= lastDay
}

import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import { bothOf } from '../prisoners/names.ts'
import { peopleWithBail } from './granted.ts'

/** What legal aid is to be told of a prisoner who agrees: who, where, in which cases, and what is so of bail in each. Of the rest nothing. */
export interface AidFacts {
  readonly recordId: string
  readonly prisonId: number
  readonly jurisdiction: string
  readonly inside: boolean
  readonly number: string
  readonly name: { en: string; ur: string }
  readonly father: { en: string; ur: string } | null
  readonly prison: { en: string; ur: string }
  readonly cases: readonly {
    readonly warrantId: string
    readonly partyId: string | null
    readonly caseId: string | null
    readonly caseLabel: string
    readonly sections: string
    readonly court: { en: string; ur: string } | null
    readonly detainedSince: string
    readonly grantedOn: string | null
    readonly amount: number | null
    /** The clock of bail by length of detention, with what proves it. */
    readonly clock: {
      readonly ground: string | null
      readonly from: string | null
      readonly standing: string
      readonly steps: readonly { section: string; text: { en: string; ur: string } }[]
      readonly pack: string
      readonly hash: string
    } | null
  }[]
}

/** The facts as the reader may see them, from the registers and the clock; nothing is typed. @throws not-found */
export async function aidFactsOf(tx: Tx, imprisonmentId: string): Promise<AidFacts> {
  const { rows } = await sql<
    Omit<AidFacts, 'name' | 'father' | 'cases'> & {
      name_en: string | null
      name_ur: string | null
      father_en: string | null
      father_ur: string | null
      cases: Omit<AidFacts['cases'][number], 'grantedOn' | 'amount'>[]
    }
  >`
    select i.record_id as "recordId", i.prison_id as "prisonId", i.jurisdiction, i.state = 'in' as inside, i.number || '/' || i.year as number,
        p.name_en, p.name_ur, p.father_en, p.father_ur, jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as prison,
        (select coalesce(jsonb_agg(jsonb_build_object('warrantId', w.id, 'partyId', w.party_id, 'caseId', w.case_id,
            'caseLabel', coalesce(w.fir_number || '/' || w.fir_year || coalesce(' ' || s.code, ''), w.sections), 'sections', w.sections,
            'court', case when c.id is not null then jsonb_build_object('en', c.name_en, 'ur', c.name_ur) end, 'detainedSince', w.detained_since,
            'clock', case when b.id is not null then jsonb_build_object('ground', b.ground, 'from', b.eligible_from, 'standing', b.standing,
              'steps', b.steps, 'pack', b.pack_code || ' ' || b.pack_version, 'hash', b.hash) end) order by w.issued_on, w.id), '[]')
          from custody.warrant w left join units.unit s on s.id = w.station_id left join units.current_unit c on c.id = w.court_id
          left join custody.bail_clock b on b.warrant_id = w.id and b.superseded_at is null
          where w.imprisonment_id = i.id and w.state = 'in-force') as cases
      from custody.imprisonment i join people.record p on p.id = i.record_id join units.current_unit u on u.id = i.prison_id
     where i.id = ${imprisonmentId}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const { name_en, name_ur, father_en, father_ur, ...rest } = row
  const [person] = await peopleWithBail(tx, imprisonmentId)
  const grantOf = new Map((person?.grants ?? []).map((grant) => [grant.warrantId, grant]))
  return {
    ...rest,
    name: bothOf(name_en, name_ur),
    father: father_en === null && father_ur === null ? null : bothOf(father_en, father_ur),
    cases: row.cases.map((one) => ({
      ...one,
      grantedOn: grantOf.get(one.warrantId)?.grantedOn ?? null,
      amount: grantOf.get(one.warrantId)?.amount ?? null,
    })),
  }
}

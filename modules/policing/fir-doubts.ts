import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { compareNames, doubtsOfAge, doubtsOfPerson, type NewPersonRecord } from '#kernel/people'
import type { Tx } from '#platform/db'
import type { Doubt } from '#platform/http'
import type { NewFir } from './contract.ts'
import { pakistanDay } from './pakistan-time.ts'

/** A slip of the year puts an occurrence about a year back; a true report so late is rare and has its reason. */
const longAgo = 90

/** What looks like a mistake in an FIR as typed: dates far apart, a CNIC against the sex, an occurrence registered before. */
export async function doubtsOfFir(tx: Tx, fir: NewFir): Promise<Doubt[]> {
  const doubts: Doubt[] = []
  const reportedOn = pakistanDay(fir.reportedAt)
  const before = daysBetween(fir.occurredOn, reportedOn)
  if (before > longAgo)
    doubts.push({
      code: 'policing.occurred-long-ago',
      path: 'occurredOn',
      params: { days: before },
      about: [fir.occurredOn, reportedOn],
    })
  // A report is entered at once (CrPC s.154); the day after is a report of the night.
  const late = daysBetween(reportedOn, fir.firOn)
  if (late > 1)
    doubts.push({
      code: 'policing.registered-late',
      path: 'reportedOn',
      params: { days: late },
      about: [reportedOn, fir.firOn],
    })
  if (fir.complainant !== undefined) {
    doubts.push(...doubtsOfPerson(fir.complainant, 'complainant'))
    doubts.push(...(await firsAlike(tx, fir, fir.complainant)))
  }
  for (const [index, { person }] of fir.accused.entries()) {
    const path = `accused.${index}.person`
    doubts.push(...doubtsOfPerson(person, path), ...doubtsOfAge(person, path, fir.occurredOn))
  }
  return doubts
}

/** FIRs of the actor's own station of the same day of occurrence by the same complainant, as far as can be told. */
async function firsAlike(tx: Tx, fir: NewFir, complainant: NewPersonRecord): Promise<Doubt[]> {
  const { rows } = await sql<{
    caseId: string
    fir: string
    nameEn: string | null
    nameUr: string | null
    fatherEn: string | null
    fatherUr: string | null
    cnic: string | null
  }>`
    select c.id as "caseId", c.fir_number || '/' || c.fir_year as fir, p.name_en as "nameEn", p.name_ur as "nameUr",
      r.father_en as "fatherEn", r.father_ur as "fatherUr", r.cnic
    from policing.fir f join cases.case c on c.id = f.case_id
    join cases.party p on p.case_id = c.id and p.role = 'complainant' left join people.record r on r.id = p.record_id
    where f.occurred_on = ${fir.occurredOn} and c.police_station_id = ${standing(tx).unitId}
      and c.id is distinct from ${fir.id ?? null}::uuid order by c.fir_year, c.fir_number`.execute(tx)
  return rows
    .filter((before) =>
      before.cnic !== null && complainant.cnic !== undefined
        ? before.cnic === complainant.cnic
        : compareNames(before, complainant) === 'may-be-same' &&
          compareNames(fatherOf(before), fatherOf(complainant)) !== 'differ',
    )
    .map((alike) => ({
      code: 'policing.fir-alike',
      params: { fir: alike.fir },
      about: [alike.caseId],
    }))
}

const fatherOf = (person: {
  fatherEn?: string | null | undefined
  fatherUr?: string | null | undefined
}) => ({
  nameEn: person.fatherEn,
  nameUr: person.fatherUr,
})

/** From one ISO day to another; negative when the second is earlier. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

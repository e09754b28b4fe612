import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { NewPersonRecord, PersonCard } from './contract.ts'
import { normaliseName, searchKeys } from './names/index.ts'

export interface RecordSource {
  /** police, prison, prosecution, court. */
  readonly agency: string
  /** Where the record stands: `policing.fir/<id>`. */
  readonly sourceRef: string
  /** Unit the record belongs to; the actor's own when left out. */
  readonly unitId?: number
  /** Further units that may see it. */
  readonly sharedWith?: readonly number[]
}

/**
 * Keeps what a source says of a person and links it: to the person the clerk chose, or to a new one. Which records are one
 * person is otherwise decided by matching and review, never here.
 */
export async function registerRecord(
  tx: Tx,
  person: NewPersonRecord,
  source: RecordSource,
): Promise<{ recordId: string; personId: string }> {
  const { unitId: ownUnit, jurisdiction } = standing(tx)
  const unitId = source.unitId ?? ownUnit
  const names = [person.nameEn, person.nameUr, ...person.aliases].filter(
    (name) => name !== undefined && name !== '',
  )
  const nameKey = names.map((name) => normaliseName(name ?? '')).join(' | ')
  const tokens = [...new Set(names.flatMap((name) => searchKeys(name ?? '').skeletonTokens))]
  const fatherKey = [person.fatherEn, person.fatherUr]
    .filter(Boolean)
    .map((name) => normaliseName(name ?? ''))
    .join(' | ')
  const units = [...new Set([unitId, ...(source.sharedWith ?? [])])]
  const { rows } = await sql<{ id: string }>`
    insert into people.record (id, jurisdiction, agency, unit_id, units, source_ref, name_en, name_ur, father_en, father_ur,
      aliases, sex, birth_date, birth_precision, cnic, phone, address, name_key, name_tokens, father_key, as_written)
    values (coalesce(${person.id ?? null}::uuid, gen_random_uuid()), ${jurisdiction}, ${source.agency}, ${unitId}, ${units}::integer[],
      ${source.sourceRef}, ${person.nameEn ?? null}, ${person.nameUr ?? null}, ${person.fatherEn ?? null}, ${person.fatherUr ?? null},
      ${person.aliases}::text[], ${person.sex}, ${person.birthDate ?? null}, ${person.birthPrecision ?? (person.birthDate ? 'day' : null)},
      ${person.cnic ?? null}, ${person.phone ?? null}, ${person.address ?? null}, ${nameKey}, ${tokens}::text[], ${fatherKey},
      ${JSON.stringify({ ...person, samePersonAs: undefined })}::jsonb)
    returning id`.execute(tx)
  const recordId = rows[0]!.id
  const personId = person.samePersonAs ?? (await newPerson(tx, jurisdiction))
  await sql`insert into people.link (jurisdiction, record_id, person_id, made_by)
    values (${jurisdiction}, ${recordId}::uuid, ${personId}::uuid, 'source')`.execute(tx)
  return { recordId, personId }
}

async function newPerson(tx: Tx, jurisdiction: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select gen_random_uuid() as id`.execute(tx)
  const id = rows[0]!.id
  // No RETURNING: a person becomes visible only through a linked record, which does not exist yet.
  await sql`insert into people.person (id, jurisdiction) values (${id}::uuid, ${jurisdiction})`.execute(tx)
  return id
}

/** Lets another unit see a record: the prison a person is sent to, the court a case goes to. */
export async function shareRecord(tx: Tx, recordId: string, unitId: number): Promise<void> {
  const { numAffectedRows } = await sql`update people.record set units = units || ${unitId}::integer
    where id = ${recordId}::uuid and not units @> array[${unitId}::integer]`.execute(tx)
  if (numAffectedRows === 0n) {
    const { rows } = await sql`select 1 from people.record where id = ${recordId}::uuid`.execute(tx)
    if (rows.length === 0) throw refuse('not-found')
  }
}

/**
 * What persons look like to this reader: the newest visible record of each, filled up from the older ones.
 * Persons of whom the reader may see no record are left out.
 */
export async function personCards(tx: Tx, personIds: readonly string[]): Promise<Map<string, PersonCard>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<{
    person_id: string
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    aliases: string[]
    sex: 'M' | 'F' | 'X' | null
    birth_date: string | null
    birth_precision: string | null
    cnic: string | null
  }>`
    select l.person_id,
      (array_agg(r.name_en order by r.created_at desc) filter (where r.name_en is not null))[1] as name_en,
      (array_agg(r.name_ur order by r.created_at desc) filter (where r.name_ur is not null))[1] as name_ur,
      (array_agg(r.father_en order by r.created_at desc) filter (where r.father_en is not null))[1] as father_en,
      (array_agg(r.father_ur order by r.created_at desc) filter (where r.father_ur is not null))[1] as father_ur,
      array(select distinct unnest from unnest(string_to_array(string_agg(array_to_string(r.aliases, '|'), '|'), '|')) where unnest <> '') as aliases,
      (array_agg(r.sex order by r.created_at desc) filter (where r.sex is not null))[1] as sex,
      (array_agg(r.birth_date order by r.birth_precision = 'day' desc, r.created_at desc) filter (where r.birth_date is not null))[1] as birth_date,
      (array_agg(r.birth_precision order by r.birth_precision = 'day' desc, r.created_at desc) filter (where r.birth_date is not null))[1] as birth_precision,
      (array_agg(r.cnic order by r.created_at desc) filter (where r.cnic is not null))[1] as cnic
    from people.link l join people.record r on r.id = l.record_id
    where l.until is null and l.person_id = any (${personIds}::uuid[])
    group by l.person_id`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.person_id,
      {
        personId: row.person_id,
        nameEn: row.name_en,
        nameUr: row.name_ur,
        fatherEn: row.father_en,
        fatherUr: row.father_ur,
        aliases: row.aliases,
        sex: row.sex,
        birthDate: row.birth_date,
        birthPrecision: row.birth_precision,
        cnic: row.cnic,
      },
    ]),
  )
}

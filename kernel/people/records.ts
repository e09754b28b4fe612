import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { NewPersonRecord, PersonCard } from './contract.ts'
import { keysOfRecord, type RecordKeys } from './keys-of-record.ts'

export interface RecordSource {
  /** police, prison, prosecution, court. */
  readonly agency: string
  /** Where the record stands: `policing.fir/<id>`. */
  readonly sourceRef: string
  /** Unit the record belongs to; the actor's own when left out. */
  readonly unitId?: number
  /** Further units that may see it. */
  readonly sharedWith?: readonly number[]
  /** Persons whom the module has shown by a right of its own, though the caller's units know nothing of them. */
  readonly shown?: readonly string[]
}

/**
 * Keeps what a source says of a person and links it: to the person the clerk chose, or to a new one. Which records are one
 * person is otherwise decided by matching and review, never here.
 * @throws not-found when the chosen person is not among those the caller may see
 */
export async function registerRecord(
  tx: Tx,
  person: NewPersonRecord,
  source: RecordSource,
): Promise<{ recordId: string; personId: string }> {
  const [registered] = await registerRecords(tx, [person], source)
  return registered!
}

/** A register may not say the sex; it is then unknown, never guessed. */
export type SourcePerson = Omit<NewPersonRecord, 'sex'> & { sex?: NewPersonRecord['sex'] | undefined }

/** The same for many at once, in a fixed number of statements: a register is imported through this. */
export async function registerRecords(
  tx: Tx,
  persons: readonly SourcePerson[],
  source: RecordSource,
): Promise<{ recordId: string; personId: string }[]> {
  const { unitId: ownUnit, jurisdiction } = standing(tx)
  const unitId = source.unitId ?? ownUnit
  const units = [...new Set([unitId, ...(source.sharedWith ?? [])])]
  const named = persons.flatMap((person) => (person.samePersonAs === undefined ? [] : [person.samePersonAs]))
  await requireVisible(tx, named, source.shown)
  const chosen = await currentPersons(tx, named)
  const rows = persons.map((person) => {
    const keys = keysOfRecord(person)
    const recordId = person.id ?? randomUUID()
    const known = person.samePersonAs === undefined ? undefined : chosen.get(person.samePersonAs)
    return { person, keys, recordId, personId: known ?? randomUUID(), isNew: known === undefined }
  })
  const records = rows.map(({ person, keys, recordId }) => ({
    id: recordId,
    jurisdiction,
    agency: source.agency,
    unit_id: unitId,
    units,
    source_ref: source.sourceRef,
    name_en: person.nameEn ?? null,
    name_ur: person.nameUr ?? null,
    father_en: person.fatherEn ?? null,
    father_ur: person.fatherUr ?? null,
    aliases: person.aliases,
    sex: person.sex ?? null,
    birth_date: person.birthDate ?? null,
    birth_precision: person.birthPrecision ?? (person.birthDate ? 'day' : null),
    cnic: person.cnic ?? null,
    phone: person.phone ?? null,
    address: person.address ?? null,
    district: person.district ?? null,
    nationality: person.nationality ?? 'PK',
    verified: person.verified ?? [],
    name_key: keys.nameKey,
    name_tokens: keys.nameTokens,
    name_forms: keys.nameForms,
    father_key: keys.fatherKey,
    father_tokens: keys.fatherTokens,
    phone_key: keys.phoneKey,
    key_version: keys.keyVersion,
    as_written: { ...person, samePersonAs: undefined },
  }))
  await sql`insert into people.record (id, jurisdiction, agency, unit_id, units, source_ref, name_en, name_ur, father_en, father_ur,
      aliases, sex, birth_date, birth_precision, cnic, phone, address, district, nationality, verified, name_key, name_tokens, name_forms,
      father_key, father_tokens, phone_key, key_version, as_written)
    select id, jurisdiction, agency, unit_id, units, source_ref, name_en, name_ur, father_en, father_ur,
      aliases, sex, birth_date, birth_precision, cnic, phone, address, district, nationality, verified, name_key, name_tokens, name_forms,
      father_key, father_tokens, phone_key, key_version, as_written
    from jsonb_populate_recordset(null::people.record, ${JSON.stringify(records)}::jsonb)`.execute(tx)
  await writeKeys(tx, jurisdiction, rows)
  const made = rows.filter((row) => row.isNew).map((row) => row.personId)
  // No RETURNING: a person becomes visible only through a linked record, which does not exist yet.
  if (made.length > 0)
    await sql`insert into people.person (id, jurisdiction) select unnest(${made}::uuid[]), ${jurisdiction}`.execute(
      tx,
    )
  await sql`insert into people.link (jurisdiction, record_id, person_id, made_by)
    select ${jurisdiction}, r, p, 'source' from unnest(${rows.map((row) => row.recordId)}::uuid[],
      ${rows.map((row) => row.personId)}::uuid[]) as t(r, p)`.execute(tx)
  return rows.map(({ recordId, personId }) => ({ recordId, personId }))
}

/** Blocking keys and name words of records just written. */
export async function writeKeys(
  tx: Tx,
  jurisdiction: string,
  rows: readonly { readonly recordId: string; readonly keys: RecordKeys }[],
): Promise<void> {
  const blocks = rows.flatMap(({ recordId, keys }) => keys.blocks.map((key) => ({ recordId, key })))
  await sql`insert into people.record_key (key, record_id, jurisdiction)
    select k, r, ${jurisdiction} from unnest(${blocks.map(({ key }) => key)}::bigint[],
      ${blocks.map(({ recordId }) => recordId)}::uuid[]) as t(k, r) on conflict do nothing`.execute(tx)
  const words = new Map(rows.flatMap(({ keys }) => keys.words.map((one) => [one.word, one])))
  // In one order, so that two clerks who meet the same new names never wait for each other in a circle.
  const list = [...words.values()].sort((a, b) => (a.word < b.word ? -1 : 1))
  await sql`insert into people.name_word (word, sound, skeleton)
    select * from unnest(${list.map(({ word }) => word)}::text[], ${list.map(({ sound }) => sound)}::text[],
      ${list.map(({ skeleton }) => skeleton)}::text[]) on conflict do nothing`.execute(tx)
}

/** Where person identifiers lead today: merged persons keep their old identifiers for ever. */
export async function currentPersons(tx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<{ asked: string; person_id: string }>`
    select asked, person_id from people.current_persons(${[...new Set(personIds)]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.asked, row.person_id]))
}

/**
 * Who is chosen must be somebody the caller has been shown. One whom others know and one who does not exist are refused alike.
 * @throws not-found
 */
export async function requireVisible(
  tx: Tx,
  personIds: readonly string[],
  shown: readonly string[] = [],
): Promise<void> {
  const cards = await personCards(tx, personIds)
  if (personIds.some((id) => !cards.has(id) && !shown.includes(id))) throw refuse('not-found')
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

/** What is shown of a person, as a query gives it. */
export interface CardRow {
  readonly person_id: string
  readonly name_en: string | null
  readonly name_ur: string | null
  readonly father_en: string | null
  readonly father_ur: string | null
  readonly aliases: string[]
  readonly sex: 'M' | 'F' | 'X' | null
  readonly birth_date: string | null
  readonly birth_precision: string | null
  readonly cnic: string | null
}

export function cardOf(row: CardRow): PersonCard {
  return {
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
  }
}

/**
 * What persons look like to this reader: the newest visible record of each, filled up from the older ones.
 * Persons of whom the reader may see no record are left out.
 */
export async function personCards(tx: Tx, personIds: readonly string[]): Promise<Map<string, PersonCard>> {
  if (personIds.length === 0) return new Map()
  const today = await currentPersons(tx, personIds)
  const { rows } = await sql<CardRow>`
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
    where l.until is null and l.person_id = any (${[...new Set(today.values())]}::uuid[])
    group by l.person_id`.execute(tx)
  const cards = new Map(rows.map((row) => [row.person_id, cardOf(row)]))
  // Under the identifier asked for, which after a merge is not the person's own any more.
  return new Map(
    [...today].flatMap(([asked, now]): [string, PersonCard][] => {
      const card = cards.get(now)
      return card === undefined ? [] : [[asked, card]]
    }),
  )
}

import { sql } from 'kysely'
import { asActor, standing } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import type { Job } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { keysOfRecord } from './keys-of-record.ts'
import { matchQueued } from './matching-service.ts'
import { NAME_KEY_VERSION } from './names/index.ts'
import { writeKeys } from './records.ts'
import type { StoredRecord } from './weighing.ts'

/** Records compared in one transaction. */
const few = 20
/** Records whose keys are rebuilt in one transaction. */
const many = 500

export const jobs: readonly Job[] = [
  {
    name: 'people.match-records',
    label: { en: 'Compare new records with the registry', ur: 'نئے ریکارڈ کا رجسٹر سے موازنہ' },
    schedule: '* * * * *',
    run: async ({ database }, _input, progress) => {
      let done = 0
      for (const actor of await serviceActors(database.pool))
        for (let took = few; took > 0; ) {
          took = await asActor(database, actor, { purpose: 'match-records' }, (tx) => matchQueued(tx, few))
          done += took
          await progress.report(done, null)
        }
    },
  },
  {
    name: 'people.rebuild-keys',
    label: { en: 'Rebuild the keys of names', ur: 'ناموں کی کلیدیں دوبارہ بنانا' },
    schedule: '30 2 * * *',
    run: async ({ database }, _input, progress) => {
      let done = 0
      for (const actor of await serviceActors(database.pool))
        for (let took = many; took > 0; ) {
          took = await asActor(database, actor, { purpose: 'rebuild-keys' }, (tx) => rebuildKeys(tx, many))
          done += took
          await progress.report(done, null)
        }
    },
  },
]

/** Rebuilds the keys of records made by another version of the rules. Returns how many. */
export async function rebuildKeys(tx: Tx, most: number): Promise<number> {
  const { rows } = await sql<StoredRecord>`
    select id, name_en, name_ur, father_en, father_ur, aliases, sex, birth_date, birth_precision, cnic, phone, district
      from people.record where key_version <> ${NAME_KEY_VERSION} order by id limit ${most} for update skip locked`.execute(
    tx,
  )
  const keyed = rows.map((row) => ({
    recordId: row.id,
    keys: keysOfRecord({
      nameEn: row.name_en,
      nameUr: row.name_ur,
      fatherEn: row.father_en,
      fatherUr: row.father_ur,
      aliases: row.aliases,
      sex: row.sex,
      birthDate: row.birth_date,
      birthPrecision: row.birth_precision,
      cnic: row.cnic,
      phone: row.phone,
      district: row.district,
    }),
  }))
  if (keyed.length === 0) return 0
  const made = keyed.map(({ recordId, keys }) => ({
    id: recordId,
    name_key: keys.nameKey,
    name_tokens: keys.nameTokens,
    name_forms: keys.nameForms,
    father_key: keys.fatherKey,
    father_tokens: keys.fatherTokens,
    phone_key: keys.phoneKey,
    key_version: keys.keyVersion,
  }))
  await sql`update people.record r set name_key = m.name_key, name_tokens = m.name_tokens, name_forms = m.name_forms,
      father_key = m.father_key, father_tokens = m.father_tokens, phone_key = m.phone_key, key_version = m.key_version
    from jsonb_populate_recordset(null::people.record, ${JSON.stringify(made)}::jsonb) m where m.id = r.id`.execute(
    tx,
  )
  await sql`delete from people.record_key where record_id = any (${keyed.map((one) => one.recordId)}::uuid[])`.execute(
    tx,
  )
  await writeKeys(tx, standing(tx).jurisdiction, keyed)
  return rows.length
}

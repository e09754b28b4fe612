import { sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse, refuseFields, refuseUnlessCurrent, versionOf } from '#platform/http'
import type { FieldProblem, OutputOf, ParsedInputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { formParts } from './contract.ts'
import { type ExtraForm, formOf } from './forms.ts'
import { judgeAnswers, missing, readAnswer } from './judge.ts'
import { type Shown, shownIn, stillShown } from './versions.ts'

type Value = contract.AnswerValue

interface Write {
  readonly versionId: string
  readonly scope: string
  readonly key: string
  readonly sealed: boolean
  readonly value: Value | null
}

/** The versions that what was said is judged by. */
interface Told {
  readonly parts: readonly Shown[]
  readonly inForce: readonly Shown[]
  readonly day: string
}

/**
 * Each part under the version it was shown with, or the one in force. One that was superseded today is still taken, so that nobody
 * types anew because a version came into force meanwhile. @throws extra-fields.form-changed naming the fields asked now
 */
async function toldUnder(
  tx: Tx,
  form: ExtraForm,
  unitId: number,
  { shown }: contract.ExtraAnswers,
): Promise<Told> {
  const inForce = await shownIn(tx, form.key, unitId)
  const still = await stillShown(tx, form.key, unitId, shown)
  if (still.length < new Set(shown).size) {
    const labels = inForce.flatMap(({ fields }) => fields.map(({ label }) => label))
    throw refuse('extra-fields.form-changed', {
      fields: labels.map(({ en }) => en).join(', ') || '—',
      fieldsUr: labels.map(({ ur }) => ur).join('، ') || '—',
    })
  }
  const { rows } = await sql<{ day: string }>`select workflow.today() as day`.execute(tx)
  const parts = inForce.map((now) => {
    const seen = still.filter(({ part }) => part === now.part)
    return seen.find(({ versionId }) => versionId === now.versionId) ?? seen.at(-1) ?? now
  })
  return { parts, inForce, day: rows[0]!.day }
}

/** What was said to a part that has no fields here. */
function toNobody({ parts, day }: Told, extra: contract.ExtraAnswers): FieldProblem[] {
  return formParts
    .filter((name) => !parts.some(({ part }) => part === name))
    .flatMap((name) => [...judgeAnswers([], extra[name], { path: `extra.${name}`, day }).problems])
}

/**
 * Keeps the extra answers of a form in the transaction of the use case that writes their subject; call it when the subject's row
 * is there. Without `extra` nothing is kept, unless a field in force must be answered.
 * @throws invalid-input naming each field in both languages; extra-fields.form-changed; not-found for a form nobody defined
 */
export async function keepAnswers(
  tx: Tx,
  {
    form: key,
    subjectId,
    unitId = standing(tx).unitId,
    extra = { shown: [], province: {}, unit: {} },
  }: {
    readonly form: string
    readonly subjectId: string
    /** Where the form is filled in; the actor's own unit unless said. */
    readonly unitId?: number | undefined
    readonly extra?: contract.ExtraAnswers | undefined
  },
): Promise<void> {
  const form = formOf(key)
  const told = await toldUnder(tx, form, unitId, extra)
  const problems = toNobody(told, extra)
  const writes: Write[] = []
  for (const part of told.parts) {
    const judged = judgeAnswers(part.fields, extra[part.part], {
      path: `extra.${part.part}`,
      day: told.day,
    })
    problems.push(...judged.problems)
    for (const { field, value } of judged.answers)
      if (value !== null) writes.push(writeOf(part, field, value))
  }
  if (problems.length > 0) throw refuseFields(problems)
  await write(tx, form, subjectId, writes, null)
}

const writeOf = (
  { versionId, scope }: Shown,
  { key, sealed }: contract.ExtraField,
  value: Value | null,
): Write => ({
  versionId,
  scope,
  key,
  sealed,
  value,
})

async function write(
  tx: Tx,
  form: ExtraForm,
  subjectId: string,
  writes: readonly Write[],
  why: string | null,
): Promise<void> {
  if (writes.length === 0) return
  await sql`insert into fields.answer (form, subject_id, version_id, scope, key, sealed, value, why)
    select ${form.key}, ${subjectId}::uuid, w."versionId", w.scope, w.key, w.sealed, coalesce(w.value, 'null'), ${why}
      from jsonb_to_recordset(${JSON.stringify(writes)}::jsonb) as w("versionId" uuid, scope text, key text, sealed boolean, value jsonb)`.execute(
    tx,
  )
}

interface Kept {
  scope: string
  key: string
  version: number
  unit: { en: string; ur: string } | null
  field: contract.ExtraField
  value: Value | null
  why: string | null
  at: string
  by: { en: string; ur: string } | null
}

async function keptOf(tx: Tx, form: string, subjectId: string): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select a.scope, a.key, v.version, a.value, a.why, a.answered_at as at,
      (select jsonb_build_object('en', u.name_en, 'ur', u.name_ur) from units.current_unit u where u.id = v.unit_id) as unit,
      (select f from jsonb_array_elements(v.fields) f where f ->> 'key' = a.key) as field,
      (select jsonb_build_object('en', b.name_en, 'ur', b.name_ur) from identity.account b where b.id = a.answered_by) as by
      from fields.answer a join fields.form_version v on v.id = a.version_id
     where a.form = ${form} and a.subject_id = ${subjectId}::uuid
     order by a.superseded_at is not null, a.answered_at desc, v.version desc`.execute(tx)
  return rows
}

async function isSeen(tx: Tx, form: ExtraForm, subjectId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from ${sql.table(form.subject)} s where s.id = ${subjectId}::uuid`.execute(tx)
  return rows.length > 0
}

const sealedFrom = (tx: Tx, form: ExtraForm, field: contract.ExtraField) =>
  field.sealed && !may(tx, form.readsSealed)

/** The current answers in the shape of the form, under the versions in force: what a correction begins with. */
function asTyped(kept: readonly Kept[], inForce: readonly Shown[]): contract.ExtraAnswers {
  const typed: contract.ExtraAnswers = {
    shown: inForce.map(({ versionId }) => versionId),
    province: {},
    unit: {},
  }
  for (const { part, scope, fields } of inForce)
    for (const { key } of fields) {
      const value = kept.find((one) => one.scope === scope && one.key === key)?.value
      if (value !== undefined && value !== null) typed[part][key] = value
    }
  return typed
}

/** @throws not-found where the reader does not see the subject */
export async function read(
  tx: Tx,
  { form: key, subjectId }: { form: string; subjectId: string },
): Promise<contract.SubjectAnswers> {
  const form = formOf(key)
  if (!(await isSeen(tx, form, subjectId))) throw refuse('not-found')
  const inForce = await shownIn(tx, key, standing(tx).unitId)
  const kept = await keptOf(tx, key, subjectId)
  const groups = Map.groupBy(kept, (one) => `${one.scope} ${one.key}`)
  const answers: contract.SubjectAnswers['answers'] = []
  const told = (one: Kept) => ({ value: one.value, at: one.at, by: one.by, why: one.why })
  for (const part of inForce)
    for (const field of part.fields) {
      const [now, ...earlier] = groups.get(`${part.scope} ${field.key}`) ?? []
      groups.delete(`${part.scope} ${field.key}`)
      answers.push({
        scope: part.scope,
        part: part.part,
        unit: part.unit,
        // An answer is read beside the words it was asked with.
        field: now?.field ?? field,
        version: now?.version ?? part.version,
        ended: false,
        said: now === undefined ? null : told(now),
        withheld: sealedFrom(tx, form, field),
        earlier: earlier.map(told),
      })
    }
  for (const [now, ...earlier] of groups.values()) {
    if (now === undefined || now.value === null) continue
    const { scope, unit, field, version } = now
    const part = unit === null ? 'province' : 'unit'
    answers.push({
      scope,
      part,
      unit,
      field,
      version,
      ended: true,
      said: told(now),
      withheld: false,
      earlier: earlier.map(told),
    })
  }
  const extra = asTyped(kept, inForce)
  return {
    answers,
    extra,
    version: versionOf({ extra }),
    may: { correct: inForce.length > 0 && may(tx, form.adds) && may(tx, 'extra-fields:correct') },
  }
}

/**
 * Corrects answers with a reason. Only what changed is written and judged: an old answer stands though its list value is no longer
 * offered. Whoever may not read a sensitive answer may replace it, and learns nothing of the one before.
 * @throws not-found, not-allowed, stale-version, extra-fields.form-changed; invalid-input naming the field
 */
export async function correct(
  tx: Tx,
  given: ParsedInputOf<typeof contract.correctAnswers>,
): Promise<OutputOf<typeof contract.correctAnswers>> {
  const form = formOf(given.form)
  if (!(await isSeen(tx, form, given.subjectId))) throw refuse('not-found')
  if (!may(tx, form.adds)) throw refuse('not-allowed')
  await sql`select pg_advisory_xact_lock(hashtextextended(${`answers ${form.key} ${given.subjectId}`}, 0))`.execute(
    tx,
  )
  const told = await toldUnder(tx, form, standing(tx).unitId, given.extra)
  const kept = await keptOf(tx, form.key, given.subjectId)
  refuseUnlessCurrent(given.version, { extra: asTyped(kept, told.inForce) })
  const problems = toNobody(told, given.extra)
  const writes: Write[] = []
  for (const part of told.parts) {
    const said = given.extra[part.part]
    const path = `extra.${part.part}`
    const asked = new Set(part.fields.map(({ key }) => key))
    const stray = Object.fromEntries(Object.entries(said).filter(([key]) => !asked.has(key)))
    problems.push(...judgeAnswers([], stray, { path, day: told.day }).problems)
    for (const field of part.fields) {
      const now = kept.find((one) => one.scope === part.scope && one.key === field.key)?.value ?? null
      const raw = said[field.key]
      if (JSON.stringify(raw ?? null) === JSON.stringify(now)) {
        if (now === null && field.required && !sealedFrom(tx, form, field))
          problems.push(missing(field, path))
        continue
      }
      const heard = readAnswer(field, raw, told.day)
      if ('code' in heard) problems.push({ path: `${path}.${field.key}`, ...heard })
      else if (heard.value === null && field.required) problems.push(missing(field, path))
      else if (JSON.stringify(heard.value) !== JSON.stringify(now))
        writes.push(writeOf(part, field, heard.value))
    }
  }
  if (problems.length > 0) throw refuseFields(problems)
  await write(tx, form, given.subjectId, writes, given.why)
  return { changed: writes.length }
}

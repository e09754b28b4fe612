import { type RawBuilder, sql } from 'kysely'
import { may } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { BothLanguages, OutputOf, ParsedInputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'
import { type ExtraForm, readableForm } from './forms.ts'
import { listKinds } from './judge.ts'

const yesNo = [
  { value: 'yes', en: 'Yes', ur: 'ہاں' },
  { value: 'no', en: 'No', ur: 'نہیں' },
]

export interface KnownField {
  readonly scope: string
  readonly unit: BothLanguages | null
  readonly field: contract.ExtraField
}

/**
 * Every field that was ever in force in the reader's province and units, as its newest version words it; list values of all
 * versions, so that an answer keeps its words when its value has gone.
 */
export async function knownFields(tx: Tx, form: string): Promise<KnownField[]> {
  const { rows } = await sql<{ scope: string; unit: BothLanguages | null; fields: contract.ExtraField[] }>`
    select v.scope, v.fields, (select jsonb_build_object('en', u.name_en, 'ur', u.name_ur) from units.current_unit u where u.id = v.unit_id) as unit
      from fields.form_version v
     where v.form = ${form} and v.state = 'adopted' and v.in_force_from <= workflow.today() and v.jurisdiction = access.jurisdiction()
       and (v.unit_id is null or v.unit_id = any (access.units()))
     order by v.unit_id nulls first, v.in_force_from desc, v.version desc`.execute(tx)
  const known = new Map<string, KnownField>()
  for (const { scope, unit, fields } of rows)
    for (const field of fields) {
      const at = `${scope} ${field.key}`
      const newer = known.get(at)
      if (newer === undefined) known.set(at, { scope, unit, field })
      else if (field.values !== undefined) {
        const gone = field.values.filter(
          ({ value }) => !newer.field.values?.some((one) => one.value === value),
        )
        known.set(at, {
          ...newer,
          field: { ...newer.field, values: [...(newer.field.values ?? []), ...gone] },
        })
      }
    }
  return [...known.values()]
}

/** One row for each value of an answer: of several of a list, one for each. */
const said = sql`lateral jsonb_array_elements_text(case when jsonb_typeof(a.value) = 'array' then a.value else jsonb_build_array(a.value) end) as said(value)`

const counted = (form: { key: string; people: RawBuilder<unknown> }) =>
  sql`fields.answer a join (${form.people}) counted on counted.id = a.subject_id, ${said}
    where a.form = ${form.key} and a.superseded_at is null and jsonb_typeof(a.value) <> 'null'`

/** Of a sensitive field no number is told either. */
const toldTo = (tx: Tx, form: ExtraForm, { field }: KnownField) => !field.sealed || may(tx, form.readsSealed)

/** @throws not-found for a form whose subjects the reader may not read */
export async function count(
  tx: Tx,
  { form: key }: { form: string },
): Promise<OutputOf<typeof contract.countAnswers>> {
  const form = readableForm(tx, key)
  const fields = (await knownFields(tx, key)).filter(
    (one) => (listKinds.includes(one.field.kind) || one.field.kind === 'yes-no') && toldTo(tx, form, one),
  )
  if (fields.length === 0) return { counted: form.counted, fields: [] }
  const { rows } = await sql<{ scope: string; key: string; value: string; count: number }>`
    select a.scope, a.key, said.value, count(*)::integer as count from ${counted(form)}
       and (a.scope || ' ' || a.key) = any (${fields.map(({ scope, field }) => `${scope} ${field.key}`)}::text[])
     group by 1, 2, 3`.execute(tx)
  const found = new Map(rows.map((row) => [`${row.scope} ${row.key} ${row.value}`, row.count]))
  return {
    counted: form.counted,
    fields: fields.map(({ scope, unit, field }) => ({
      scope,
      key: field.key,
      label: field.label,
      unit,
      values: (field.values ?? yesNo).map(({ value, en, ur }) => ({
        value,
        label: { en, ur },
        count: found.get(`${scope} ${field.key} ${value}`) ?? 0,
      })),
    })),
  }
}

/** Those behind one number of the count. @throws not-found */
export async function answered(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listAnswered>,
): Promise<OutputOf<typeof contract.listAnswered>> {
  const form = readableForm(tx, query.form)
  const known = (await knownFields(tx, query.form)).some(
    (one) => one.scope === query.scope && one.field.key === query.key && toldTo(tx, form, one),
  )
  if (!known) throw refuse('not-found')
  const { rows: found } = await sql<{ id: string; at: string; total: number }>`
    select a.subject_id as id, a.answered_at as at, count(*) over ()::integer as total from ${counted(form)}
       and a.scope = ${query.scope} and a.key = ${query.key} and said.value = ${query.value}
     order by a.answered_at desc, a.subject_id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  if (found.length === 0) return { rows: [], total: 0 }
  const { rows: named } = await sql<{ id: string; number: string | null; name: BothLanguages }>`
    ${form.named(found.map(({ id }) => id))}`.execute(tx)
  const byId = new Map(named.map((row) => [row.id, row]))
  return {
    rows: found.map(({ id, at }) => ({
      id,
      at,
      number: byId.get(id)?.number ?? null,
      name: byId.get(id)?.name ?? { en: '—', ur: '—' },
      href: form.href(id),
    })),
    total: found[0]!.total,
  }
}

import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import type * as contract from './contract.ts'

type Answer = OutputOf<typeof contract.explainAccess>
type UnitView = Answer['units'][number]

export async function listSubjectKinds(tx: Tx): Promise<OutputOf<typeof contract.listSubjectKinds>> {
  const { rows } = await sql<{ code: string; text_en: string; text_ur: string }>`
    select code, text_en, text_ur from access.subject_kind order by position, code`.execute(tx)
  return { kinds: rows.map((row) => ({ code: row.code, text: { en: row.text_en, ur: row.text_ur } })) }
}

/**
 * Who can see a record, and why. Reads the same grants, units and edges as the policies do. A record out of the asker's own
 * reach is not found, unless the asker oversees access in its province; and even then nothing of the record itself is shown.
 */
export async function explainAccess(tx: Tx, input: { kind: string; id: string }): Promise<Answer> {
  const { rows: kinds } = await sql<{
    code: string
    text_en: string
    text_ur: string
    units: number[] | null
  }>`
    select code, text_en, text_ur, access.units_of(code, ${input.id}) as units from access.subject_kind
     where code = ${input.kind}`.execute(tx)
  const kind = kinds[0]
  if (kind?.units == null) throw refuse('not-found')
  const { rows: reaching } = await sql<{
    grant_id: string
    account_id: string
    username: string
    name_en: string
    name_ur: string
    account_kind: 'person' | 'service'
    post: string
    title_en: string
    title_ur: string
    unit_id: number
    reach: 'own' | 'below' | 'jurisdiction'
    hierarchy: string | null
    through_unit_id: number
    path: number[]
    permission: string | null
    permission_en: string | null
    permission_ur: string | null
    valid_from: string
    valid_to: string | null
  }>`select w.*, m.text_en as permission_en, m.text_ur as permission_ur
       from access.who_reaches(${input.kind}, ${input.id}) w left join access.permission m on m.code = w.permission limit 2000`.execute(
    tx,
  )
  const { rows: entries } = await sql<{
    id: string
    name_en: string
    name_ur: string
    unit_id: number
    reason: string
    opened_at: string
    ends_at: string
    closed_at: string | null
    finding: 'justified' | 'not-justified' | null
    open: boolean
  }>`select *, closed_at is null and ends_at > now() as open from access.entries_into(${input.kind}, ${input.id})`.execute(
    tx,
  )
  const units = await readUnits(tx, [
    ...kind.units,
    ...reaching.flatMap((row) => [row.unit_id, row.through_unit_id, ...row.path]),
    ...entries.map((entry) => entry.unit_id),
  ])
  const unitOf = (id: number): UnitView => units.get(id)!
  return {
    kind: { code: kind.code, text: { en: kind.text_en, ur: kind.text_ur } },
    units: kind.units.map(unitOf),
    reaching: reaching.map((row) => ({
      grantId: row.grant_id,
      account: {
        id: row.account_id,
        username: row.username,
        name: { en: row.name_en, ur: row.name_ur },
        kind: row.account_kind,
      },
      post: { code: row.post, title: { en: row.title_en, ur: row.title_ur } },
      unit: unitOf(row.unit_id),
      reach: row.reach,
      hierarchy: row.hierarchy,
      path: row.path.map(unitOf),
      through: unitOf(row.through_unit_id),
      permission:
        row.permission === null
          ? null
          : {
              code: row.permission,
              text: { en: row.permission_en ?? row.permission, ur: row.permission_ur ?? row.permission },
            },
      validFrom: row.valid_from,
      validTo: row.valid_to,
    })),
    entries: entries.map((entry) => ({
      id: entry.id,
      name: { en: entry.name_en, ur: entry.name_ur },
      unit: unitOf(entry.unit_id),
      reason: entry.reason,
      openedAt: entry.opened_at,
      until: entry.closed_at ?? entry.ends_at,
      open: entry.open,
      finding: entry.finding,
    })),
  }
}

async function readUnits(tx: Tx, ids: readonly number[]): Promise<Map<number, UnitView>> {
  const { rows } = await sql<{ id: number; code: string; kind: string; name_en: string; name_ur: string }>`
    select id, code, kind, name_en, name_ur from units.current_unit where id = any (${[...new Set(ids)]}::integer[])`.execute(
    tx,
  )
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, code: row.code, kind: row.kind, name: { en: row.name_en, ur: row.name_ur } },
    ]),
  )
}

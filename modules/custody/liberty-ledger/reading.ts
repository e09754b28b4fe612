import { type RawBuilder, sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import { headColumns } from './draw.ts'
import { headHash, isSignedHere, type LedgerHead, LedgerTree, lineHash, noLedger } from './seal.ts'

type Head = OutputOf<typeof contract.listLedgers>['rows'][number]

interface HeadRow extends Omit<Head, 'prison'> {
  prison_en: string
  prison_ur: string
}

const heads = sql`h.id, h.prison_id as "prisonId", u.name_en as prison_en, u.name_ur as prison_ur, h.serial, h.on_date as "onDate",
  h.night_id is not null as nightly, h.at, h.lines, h.red, h.counts`
const headsFrom = sql`custody.liberty_ledger h join units.current_unit u on u.id = h.prison_id`

function headOf({ prison_en, prison_ur, ...row }: HeadRow): Head {
  return { ...row, prison: { en: prison_en, ur: prison_ur } }
}

async function oneHead(tx: Tx, ledgerId: string): Promise<Head> {
  const { rows } =
    await sql<HeadRow>`select ${heads} from ${headsFrom} where h.id = ${ledgerId}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return headOf(rows[0])
}

/** Lines that stand in a ledger. */
const standsIn = (head: Pick<Head, 'prisonId' | 'serial'>) =>
  sql`l.prison_id = ${head.prisonId} and l.from_serial <= ${head.serial} and (l.before_serial is null or l.before_serial > ${head.serial})`

export async function readLedgers(
  tx: Tx,
  { prisonId }: ParsedInputOf<typeof contract.listLedgers>,
): Promise<OutputOf<typeof contract.listLedgers>> {
  const { rows } =
    prisonId === undefined
      ? await sql<HeadRow>`select * from (select distinct on (h.prison_id) ${heads} from ${headsFrom}
          order by h.prison_id, h.serial desc) latest order by red desc, prison_en`.execute(tx)
      : await sql<HeadRow>`select ${heads} from ${headsFrom} where h.prison_id = ${prisonId} order by h.serial desc limit 400`.execute(
          tx,
        )
  const { rows: nights } = await sql<NonNullable<OutputOf<typeof contract.listLedgers>['night']>>`
    select n.on_date as "onDate", n.ended_at as "endedAt", n.dates, n.clocks,
      (select count(*) from custody.liberty_difference d where d.night_id = n.id)::integer as differences,
      (select count(*) from custody.liberty_difference d where d.cause = 'unexplained' and d.settled_at is null)::integer as unexplained
      from custody.liberty_night n where n.jurisdiction = ${standing(tx).jurisdiction} order by n.on_date desc limit 1`.execute(
    tx,
  )
  return { rows: rows.map(headOf), night: nights[0] ?? null, mayDraw: may(tx, 'custody:draw-liberty') }
}

export async function readLedger(
  tx: Tx,
  { ledgerId }: { ledgerId: string },
): Promise<OutputOf<typeof contract.getLedger>> {
  const head = await oneHead(tx, ledgerId)
  const { rows } = await sql<{
    pack: string
    root: string
    previous: string
    keyId: string
    signature: string
  }>`select pack, root, previous, key_id as "keyId", signature from custody.liberty_ledger where id = ${ledgerId}::uuid`.execute(
    tx,
  )
  const { rows: flags } = await sql<{ flag: string; n: number }>`
    select f as flag, count(*)::integer as n from custody.liberty_line l cross join lateral unnest(l.flags) f
     where ${standsIn(head)} group by 1`.execute(tx)
  return { ...head, ...rows[0]!, flags: Object.fromEntries(flags.map(({ flag, n }) => [flag, n])) }
}

type Line = OutputOf<typeof contract.listLines>['rows'][number]
interface LineRow extends Omit<Line, 'number' | 'name' | 'father'> {
  number: number
  year: number
  name_en: string | null
  name_ur: string | null
  father_en: string | null
  father_ur: string | null
}

const lines = sql`l.imprisonment_id as "imprisonmentId", i.number, i.year, p.name_en, p.name_ur, p.father_en, p.father_ur, i.category,
  l.basis, l.until, l.rule, l.grounds, l.missing, l.flags, b.on_date as since`
const linesFrom = sql`custody.liberty_line l
  join custody.imprisonment i on i.id = l.imprisonment_id
  join people.record p on p.id = i.record_id
  join custody.liberty_ledger b on b.prison_id = l.prison_id and b.serial = l.from_serial`

function lineOf<Row extends LineRow>({ number, year, name_en, name_ur, father_en, father_ur, ...row }: Row) {
  return {
    ...row,
    number: `${number}/${year}`,
    name: bothOf(name_en, name_ur),
    father: father_en === null && father_ur === null ? null : bothOf(father_en, father_ur),
  }
}

export async function readLines(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listLines>,
): Promise<OutputOf<typeof contract.listLines>> {
  const head = await oneHead(tx, query.ledgerId)
  const shown: Record<typeof query.show, RawBuilder<unknown>> = {
    red: sql`l.basis = 'none'`,
    remarks: sql`l.basis <> 'none' and (l.flags <> '{}' or jsonb_array_length(l.missing) > 0)`,
    all: sql`true`,
  }
  const where = sql`${standsIn(head)} and ${shown[query.show]}
    and (${query.basis ?? null}::text is null or l.basis = ${query.basis ?? null})
    and (${query.flag ?? null}::text is null or ${query.flag ?? null}::text = any (l.flags))
    and (${query.missing ?? null}::text is null or l.missing @> jsonb_build_array(jsonb_build_object('code', ${query.missing ?? null}::text)))`
  const { rows } = await sql<LineRow>`select ${lines} from ${linesFrom} where ${where}
    order by l.until nulls first, i.year, i.number limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::integer as total from custody.liberty_line l where ${where}`.execute(tx)
  return { rows: rows.map(lineOf), total: counted[0]!.total }
}

export async function readLinesOf(
  tx: Tx,
  { imprisonmentId }: { imprisonmentId: string },
): Promise<OutputOf<typeof contract.getLineOf>> {
  const { rows } = await sql<
    LineRow & { ended: string | null }
  >`select ${lines}, e.on_date as ended from ${linesFrom}
    left join custody.liberty_ledger e on e.prison_id = l.prison_id and e.serial = l.before_serial
    where l.imprisonment_id = ${imprisonmentId}::uuid order by l.from_serial desc limit 50`.execute(tx)
  return { lines: rows.map(lineOf) }
}

/** @throws not-found, custody-liberty-ledger.other-prison */
export async function compare(
  tx: Tx,
  query: ParsedInputOf<typeof contract.compareLedgers>,
): Promise<OutputOf<typeof contract.compareLedgers>> {
  const [one, other] = [await oneHead(tx, query.from), await oneHead(tx, query.to)]
  if (one.prisonId !== other.prisonId) throw refuse('custody-liberty-ledger.other-prison')
  const [from, to] = one.serial <= other.serial ? [one, other] : [other, one]
  const both = sql`(select l.* from custody.liberty_line l where ${standsIn(from)}) a
    full join (select l.* from custody.liberty_line l where ${standsIn(to)}) z on z.imprisonment_id = a.imprisonment_id`
  const change = sql`case when a.id is null then 'came' when z.id is null then 'left' when a.hash <> z.hash then 'changed' else 'same' end`
  const { rows: counted } = await sql<{ change: 'came' | 'left' | 'changed' | 'same'; n: number }>`
    select ${change} as change, count(*)::integer as n from ${both} group by 1`.execute(tx)
  const counts = { came: 0, left: 0, changed: 0, same: 0 }
  for (const row of counted) counts[row.change] = row.n
  const side = (
    name: 'a' | 'z',
  ) => sql`case when ${sql.ref(`${name}.id`)} is null then null else jsonb_build_object('basis', ${sql.ref(`${name}.basis`)},
    'until', ${sql.ref(`${name}.until`)}, 'missing', ${sql.ref(`${name}.missing`)}, 'flags', to_jsonb(${sql.ref(`${name}.flags`)})) end`
  const { rows } = await sql<{
    imprisonmentId: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    change: 'came' | 'left' | 'changed'
    before: OutputOf<typeof contract.compareLedgers>['rows'][number]['before']
    after: OutputOf<typeof contract.compareLedgers>['rows'][number]['after']
  }>`select i.id as "imprisonmentId", i.number, i.year, p.name_en, p.name_ur, c.change, c.before, c.after
      from (select coalesce(z.imprisonment_id, a.imprisonment_id) as id, ${change} as change, ${side('a')} as before, ${side('z')} as after
              from ${both}) c
      join custody.imprisonment i on i.id = c.id join people.record p on p.id = i.record_id
     where c.change <> 'same' and (${query.change ?? null}::text is null or c.change = ${query.change ?? null})
     order by (c.after ->> 'basis' = 'none') desc nulls last, c.change, i.year, i.number
     limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  return {
    from,
    to,
    counts,
    rows: rows.map(({ number, year, name_en, name_ur, ...row }) => ({
      ...row,
      number: `${number}/${year}`,
      name: bothOf(name_en, name_ur),
    })),
    total: query.change === undefined ? counts.came + counts.left + counts.changed : counts[query.change],
  }
}

interface StoredLine {
  imprisonment_id: string
  basis: Line['basis']
  until: string | null
  rule: string
  grounds: Line['grounds']
  missing: Line['missing']
  flags: Line['flags']
  money: never
  hash: string
}

/** Works a ledger out again from its lines. @throws not-found */
export async function check(
  tx: Tx,
  { ledgerId }: { ledgerId: string },
): Promise<OutputOf<typeof contract.checkLedger>> {
  const head = await oneHead(tx, ledgerId)
  const { rows: stored } = await sql<StoredLine>`
    select l.imprisonment_id, l.basis, l.until, l.rule, l.grounds, l.missing, l.flags, l.money, l.hash
      from custody.liberty_line l where ${standsIn(head)} order by l.imprisonment_id`.execute(tx)
  const tree = new LedgerTree()
  let altered = 0
  for (const { imprisonment_id, hash, ...line } of stored) {
    const now = lineHash(imprisonment_id, line)
    if (now !== hash) altered += 1
    tree.add(now)
  }
  const { rows: signed } = await sql<LedgerHead & { signature: string }>`
    select ${headColumns} from custody.liberty_ledger h join units.unit u on u.id = h.prison_id
     where h.prison_id = ${head.prisonId} and h.serial in (${head.serial}, ${head.serial - 1}) order by h.serial desc`.execute(
    tx,
  )
  const [own, before] = signed
  return {
    lines: stored.length,
    altered,
    rootAgrees: tree.root() === own!.root && stored.length === own!.lines,
    signatureAgrees: isSignedHere(own!, own!.signature),
    chainAgrees: own!.previous === (before === undefined ? noLedger : headHash(before)),
  }
}

export async function readDifferences(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listDifferences>,
): Promise<OutputOf<typeof contract.listDifferences>> {
  const { rows } = await sql<
    OutputOf<typeof contract.listDifferences>['rows'][number] & { total: number }
  >`select d.id, d.imprisonment_id as "imprisonmentId", i.number || '/' || i.year as number, n.on_date as "onDate", d.source, d.class,
      d.cause, d.changed, d.before_day as before, d.after_day as after, d.settled_why as "settledWhy", count(*) over ()::integer as total
      from custody.liberty_difference d join custody.liberty_night n on n.id = d.night_id
      join custody.imprisonment i on i.id = d.imprisonment_id
     where not ${query.open} or (d.cause = 'unexplained' and d.settled_at is null)
     order by n.on_date desc, (d.cause = 'unexplained') desc, d.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** @throws not-found when it is settled already or never was unexplained */
export async function settle(tx: Tx, given: { id: string; why: string }): Promise<{ settled: true }> {
  const { numAffectedRows } = await sql`update custody.liberty_difference
    set settled_by = ${standing(tx).accountId}::uuid, settled_at = clock_timestamp(), settled_why = ${given.why}
    where id = ${given.id}::uuid and cause = 'unexplained' and settled_at is null`.execute(tx)
  if (numAffectedRows === 0n) throw refuse('not-found')
  return { settled: true }
}

export async function readRedInCourt(tx: Tx): Promise<OutputOf<typeof contract.listRedInCourt>> {
  const { rows } = await sql<{
    partyId: string
    caseId: string
    name_en: string | null
    name_ur: string | null
    prison_en: string
    prison_ur: string
    number: number
    year: number
    missing: Line['missing']
    since: string
  }>`select r.party_id as "partyId", r.case_id as "caseId", r.name_en, r.name_ur, u.name_en as prison_en, u.name_ur as prison_ur,
      r.number, r.year, coalesce(r.missing, '[]') as missing, r.since
      from custody.red_list_of_court() r join units.current_unit u on u.id = r.prison_id`.execute(tx)
  return {
    rows: rows.map(({ name_en, name_ur, prison_en, prison_ur, number, year, ...row }) => ({
      ...row,
      name: bothOf(name_en, name_ur),
      prison: { en: prison_en, ur: prison_ur },
      number: `${number}/${year}`,
    })),
    total: rows.length,
  }
}

export async function countRed(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from custody.liberty_line where before_serial is null and basis = 'none'`.execute(
    tx,
  )
  return { count: rows[0]!.count, overdue: rows[0]!.count }
}

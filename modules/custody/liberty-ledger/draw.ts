import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { packOf, rulesInForce } from '#kernel/law'
import type { Tx } from '#platform/db'
import { type LawfulBasis, lawfulBasis } from './basis.ts'
import { gatherCustody, type Prisoner } from './gather.ts'
import { headHash, type LedgerHead, LedgerTree, lineHash, noLedger, signLedger } from './seal.ts'
import { followRedList } from './tasks.ts'

const pageRows = 1_000
const first = '00000000-0000-0000-0000-000000000000'

export interface Drawn {
  readonly ledgerId: string
  readonly lines: number
  readonly red: number
}

interface Last extends LedgerHead {
  readonly signature: string
}

/**
 * Draws the ledger of one prison up as things stand on a day, a page of prisoners at a time, in the transaction it is given: whoever
 * is interrupted leaves nothing. Lines that say what they said before stay; the others end and new ones stand in their place.
 */
export async function drawLedgerOf(
  tx: Tx,
  given: { prisonId: number; on: string; nightId: string | null },
): Promise<Drawn> {
  const { prisonId, on } = given
  await sql`select pg_advisory_xact_lock(7214040, ${prisonId})`.execute(tx)
  const last = await lastHead(tx, prisonId)
  const serial = (last?.serial ?? 0) + 1
  await endLinesOfLeft(tx, prisonId, serial)
  const tree = new LedgerTree()
  const counts = { remand: 0, conviction: 0, reference: 0, hold: 0, none: 0 }
  let lines = 0
  for (let after = first; ; ) {
    const { rows: page } = await sql<Prisoner>`
      select i.id, i.number || '/' || i.year as number, i.category from custody.imprisonment i
       where i.prison_id = ${prisonId} and i.state = 'in' and i.id > ${after}::uuid order by i.id limit ${pageRows}`.execute(
      tx,
    )
    const standing = await standingLines(tx, page)
    const custody = await gatherCustody(tx, page)
    const changed: { prisoner: Prisoner; line: LawfulBasis; hash: string }[] = []
    for (const prisoner of page) {
      const line = lawfulBasis(custody.get(prisoner.id)!, on)
      const hash = lineHash(prisoner.id, line)
      tree.add(hash)
      counts[line.basis] += 1
      if (hash !== standing.get(prisoner.id)) changed.push({ prisoner, line, hash })
    }
    await writeLines(tx, { prisonId, serial }, changed)
    lines += page.length
    const end = page.at(-1)
    if (end === undefined || page.length < pageRows) break
    after = end.id
  }
  const ledgerId = await writeHead(tx, given, { serial, lines, counts, root: tree.root(), last })
  await followRedList(tx, { prisonId, on })
  return { ledgerId, lines, red: counts.none }
}

/** Who left, or is in another prison now, stands in no further ledger of this one. */
async function endLinesOfLeft(tx: Tx, prisonId: number, serial: number): Promise<void> {
  await sql`update custody.liberty_line l set before_serial = ${serial}
    where l.prison_id = ${prisonId} and l.before_serial is null and not exists (
      select 1 from custody.imprisonment i where i.id = l.imprisonment_id and i.state = 'in' and i.prison_id = l.prison_id)`.execute(
    tx,
  )
}

/** Hashes of the lines that stand, by imprisonment. */
async function standingLines(tx: Tx, page: readonly Prisoner[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; hash: string }>`
    select imprisonment_id as id, hash from custody.liberty_line
     where imprisonment_id = any (${page.map(({ id }) => id)}::uuid[]) and before_serial is null`.execute(tx)
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

async function writeLines(
  tx: Tx,
  at: { prisonId: number; serial: number },
  changed: readonly { prisoner: Prisoner; line: LawfulBasis; hash: string }[],
): Promise<void> {
  if (changed.length === 0) return
  await sql`update custody.liberty_line set before_serial = ${at.serial}
    where before_serial is null and imprisonment_id = any (${changed.map(({ prisoner }) => prisoner.id)}::uuid[])`.execute(
    tx,
  )
  const rows = changed.map(({ prisoner, line, hash }) => ({ imprisonment_id: prisoner.id, ...line, hash }))
  await sql`insert into custody.liberty_line (jurisdiction, prison_id, imprisonment_id, from_serial, basis, until, rule, grounds, missing,
      flags, money, hash)
    select ${standing(tx).jurisdiction}, ${at.prisonId}, l.imprisonment_id, ${at.serial}, l.basis, l.until, l.rule, l.grounds, l.missing,
      l.flags, nullif(l.money, 'null'::jsonb), l.hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l(imprisonment_id uuid, basis text, until date, rule text, grounds jsonb,
      missing jsonb, flags text[], money jsonb, hash text)`.execute(tx)
}

async function writeHead(
  tx: Tx,
  given: { prisonId: number; on: string; nightId: string | null },
  drawn: { serial: number; lines: number; counts: { none: number }; root: string; last: Last | null },
): Promise<string> {
  const { rows: units } = await sql<{ code: string }>`
    select code from units.unit where id = ${given.prisonId}`.execute(tx)
  const head = {
    prison: units[0]!.code,
    serial: drawn.serial,
    onDate: given.on,
    lines: drawn.lines,
    red: drawn.counts.none,
    root: drawn.root,
    previous: drawn.last === null ? noLedger : headHash(drawn.last),
    at: new Date().toISOString(),
  }
  const { keyId, signature } = signLedger(head)
  const pack = packOf(standing(tx).jurisdiction)
  const { rows } = await sql<{ id: string }>`
    insert into custody.liberty_ledger (jurisdiction, prison_id, serial, on_date, night_id, lines, red, counts, pack, at, root, previous,
      key_id, signature)
    values (${standing(tx).jurisdiction}, ${given.prisonId}, ${head.serial}, ${head.onDate}, ${given.nightId}::uuid, ${head.lines},
      ${head.red}, ${JSON.stringify(drawn.counts)}::jsonb, ${`${pack} ${rulesInForce(pack).version}`}, ${head.at}, ${head.root},
      ${head.previous}, ${keyId}, ${signature}) returning id`.execute(tx)
  return rows[0]!.id
}

/** A ledger's head as it was signed. */
export const headColumns = sql`u.code as prison, h.serial, h.on_date as "onDate", h.lines, h.red, h.root, h.previous, h.at,
  h.key_id as "keyId", h.signature`

async function lastHead(tx: Tx, prisonId: number): Promise<Last | null> {
  const { rows } =
    await sql<Last>`select ${headColumns} from custody.liberty_ledger h join units.unit u on u.id = h.prison_id
    where h.prison_id = ${prisonId} order by h.serial desc limit 1`.execute(tx)
  return rows[0] ?? null
}

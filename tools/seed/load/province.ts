import type pg from 'pg'
import { idOf } from './rows.ts'

/** What the loader needs to know of the database it loads into. */
export interface Province {
  unitId(code: string): number
  jurisdictionOf(unit: number): string
  /** The first Magistrate's court of a district, before whom its stations produce. */
  magistrateOf(district: string): number
  /** Accounts that stand for whoever acted before the demo began; they can never sign in. */
  readonly first: string
  readonly second: string
  /** Who holds a post in a unit in the demo; nobody where the demo has no such account. */
  officer(post: string, unit: number): string | undefined
  readonly definitionId: string
  readonly today: string
}

/** @throws when the case workflow was not shipped yet */
export async function openProvince(client: pg.Client, today: string): Promise<Province> {
  const { rows } = await client.query<{ id: number; code: string; jurisdiction: string }>(
    `select id, code, jurisdiction from units.unit`,
  )
  const ids = new Map(rows.map((row) => [row.code, row.id]))
  const jurisdictions = new Map(rows.map((row) => [row.id, row.jurisdiction]))
  const { rows: magistrates } = await client.query<{ district: string; id: number }>(
    `select d.code as district, (array_agg(c.id order by c.code))[1] as id from units.unit c
     join units.reach r on r.hierarchy = 'territory' and r.descendant_id = c.id join units.unit d on d.id = r.ancestor_id and d.kind = 'district'
     where c.kind = 'magistrate-court' group by d.code`,
  )
  const magistrateIn = new Map(magistrates.map((row) => [row.district, row.id]))
  const accounts = [
    [idOf('account', 'history-1'), 'demo.history', 'Entered before the demo', 'آزمائش سے پہلے کا اندراج'],
    [idOf('account', 'history-2'), 'demo.history2', 'Checked before the demo', 'آزمائش سے پہلے کی جانچ'],
  ] as const
  for (const [id, username, en, ur] of accounts) {
    await client.query(
      `insert into identity.account (id, username, kind, name_en, name_ur) values ($1, $2, 'service', $3, $4) on conflict (username) do nothing`,
      [id, username, en, ur],
    )
  }
  const { rows: definitions } = await client.query<{ id: string }>(
    `select id from workflow.definition where code = 'case' and state = 'adopted' and unit_id is null and jurisdiction = 'PK' order by version desc limit 1`,
  )
  const definitionId = definitions[0]?.id
  if (definitionId === undefined) throw new Error('The workflow of cases was not shipped to this database.')
  const { rows: held } = await client.query<{ post: string; unit: number; account: string }>(
    `select g.post_code as post, g.unit_id as unit, g.account_id as account from access.grant g
       join identity.account a on a.id = g.account_id and a.kind = 'person' where g.reason = 'Demo account'`,
  )
  const officers = new Map(held.map((row) => [`${row.post} ${row.unit}`, row.account]))
  return {
    officer: (post, unit) => officers.get(`${post} ${unit}`),
    unitId(code) {
      const id = ids.get(code)
      if (id === undefined) throw new Error(`There is no unit ${code}.`)
      return id
    },
    jurisdictionOf(unit) {
      const jurisdiction = jurisdictions.get(unit)
      if (jurisdiction === undefined) throw new Error(`There is no unit ${unit}.`)
      return jurisdiction
    },
    magistrateOf(district) {
      const id = magistrateIn.get(district)
      if (id === undefined) throw new Error(`There is no Magistrate's court in ${district}.`)
      return id
    },
    first: accounts[0][0],
    second: accounts[1][0],
    definitionId,
    today,
  }
}

/** A minute or a day of Pakistan's clocks as an instant. */
export function instant(local: string): string {
  return local.length === 10 ? `${local}T10:00:00+05:00` : `${local}:00+05:00`
}

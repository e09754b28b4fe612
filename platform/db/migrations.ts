import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** One SQL file of one folder. Its first line may name the folders whose migrations it builds on: `-- needs: units access`. */
export interface Migration {
  readonly folder: string
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

const root = join(import.meta.dirname, '../..')

function migrationsOf(side: string, folder: string): { needs: string[]; files: Migration[] } {
  const path = join(root, side, folder, 'migrations')
  if (!existsSync(path)) return { needs: [], files: [] }
  const needs = new Set<string>()
  const files = readdirSync(path)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(path, name), 'utf8')
      const line = /^-- needs:(.*)$/m.exec(sql)
      for (const word of line?.[1]?.trim().split(/\s+/) ?? [])
        if (word !== '' && word !== folder) needs.add(word)
      return { folder, name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    })
  return { needs: [...needs], files }
}

/** All migrations, a folder's after those of the folders it needs. Throws on a circle or an unknown folder. */
export function allMigrations(): Migration[] {
  const folders = new Map<string, { needs: string[]; files: Migration[] }>()
  for (const side of ['platform', 'kernel', 'modules']) {
    if (!existsSync(join(root, side))) continue
    for (const entry of readdirSync(join(root, side), { withFileTypes: true })) {
      if (!entry.isDirectory()) continue
      const found = migrationsOf(side, entry.name)
      if (found.files.length > 0) folders.set(entry.name, found)
    }
  }
  const ordered: Migration[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (name: string, by: string): void => {
    if (state.get(name) === 'done') return
    if (state.get(name) === 'open') throw new Error(`Migrations of ${name} and ${by} need each other.`)
    const folder = folders.get(name)
    if (folder === undefined) throw new Error(`Migrations of ${by} need ${name}, which has none.`)
    state.set(name, 'open')
    for (const need of folder.needs) visit(need, name)
    state.set(name, 'done')
    ordered.push(...folder.files)
  }
  for (const name of [...folders.keys()].sort()) visit(name, name)
  return ordered
}

export interface MigrationState {
  readonly applied: string[]
  readonly pending: string[]
}

const label = (migration: Migration): string => `${migration.folder}/${migration.name}`

/** The files of a running application do not change; whoever asks after its health each second must not have them all read. */
let labels: readonly string[] | undefined

/** Which migrations a database has and lacks. */
export async function migrationState(pool: pg.Pool | pg.Client): Promise<MigrationState> {
  labels ??= allMigrations().map(label)
  const all = [...labels]
  const known = await pool.query(`select to_regclass('public.migration') is not null as there`)
  if (!known.rows[0].there) return { applied: [], pending: all }
  const { rows } = await pool.query(`select label from public.migration order by applied_at, label`)
  const applied = new Set(rows.map((row) => row.label as string))
  return { applied: [...applied], pending: all.filter((name) => !applied.has(name)) }
}

export interface MigrateOptions {
  /** Password a role of the application signs in with. */
  readonly passwordOf: (role: string) => string
  readonly onProgress?: (label: string) => void
}

/**
 * Brings a database up to date as its owner, each file in one transaction. Two processes that start together wait for
 * each other. An applied file that was edited since is an error: the database would not be what the text says.
 */
export async function migrate(ownerUrl: string, options: MigrateOptions): Promise<MigrationState> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(7214001)`)
    await client.query(`create table if not exists public.migration (
      label text primary key, sha256 text not null, applied_at timestamptz not null default clock_timestamp())`)
    await prepareRoles(client, options.passwordOf)
    const { rows } = await client.query(`select label, sha256 from public.migration`)
    const applied = new Map(rows.map((row) => [row.label as string, row.sha256 as string]))
    for (const migration of allMigrations()) {
      const name = label(migration)
      const hash = applied.get(name)
      if (hash === migration.sha256) continue
      if (hash !== undefined) throw new Error(`Migration ${name} was changed after it had been applied.`)
      options.onProgress?.(name)
      await client.query('begin')
      try {
        await client.query(`set local lock_timeout = '30s'`)
        await client.query(migration.sql)
        await client.query(`insert into public.migration (label, sha256) values ($1, $2)`, [
          name,
          migration.sha256,
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
      }
    }
    return await migrationState(client)
  } finally {
    await client.end()
  }
}

/**
 * The application signs in as `mizan_app`, the sign-in service as `mizan_auth`, the sealer of the audit as
 * `mizan_sealer`. None owns anything, none may bypass
 * row-level security, and none may become another role.
 */
async function prepareRoles(client: pg.Client, passwordOf: (role: string) => string): Promise<void> {
  for (const role of ['mizan_app', 'mizan_auth', 'mizan_sealer']) {
    const { rows } = await client.query(`select 1 from pg_roles where rolname = $1`, [role])
    const verb = rows.length === 0 ? 'create' : 'alter'
    await client.query(
      `${verb} role ${role} login nosuperuser nocreatedb nocreaterole password ${client.escapeLiteral(passwordOf(role))}`,
    )
  }
  const { rows } = await client.query(`select current_database() as name`)
  const name = client.escapeIdentifier(rows[0].name)
  await client.query(`revoke all on schema public from public`)
  await client.query(`revoke all on database ${name} from public`)
  await client.query(`grant connect on database ${name} to mizan_app, mizan_auth, mizan_sealer`)
  await client.query(`grant usage on schema public to mizan_app, mizan_auth, mizan_sealer`)
  await client.query(`grant select on public.migration to mizan_app`)
}

/** The same database, signed in as another role. */
export function urlAs(url: string, role: string, password: string): string {
  const changed = new URL(url)
  changed.username = role
  changed.password = password
  return changed.toString()
}

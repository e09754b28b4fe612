import { type ExecFileSyncOptionsWithStringEncoding, execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { messageOf, StartRefused } from './refusal.ts'

/** The operating-system user that PostgreSQL runs as, in the form `spawn` takes. */
export type SystemUser = { uid: number; gid: number }

const NAME = 'postgres'

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * PostgreSQL refuses to run as root. Root therefore starts it as the owner of the existing data folder, or as the
 * user `postgres`, made when missing. Anybody else runs it as themselves (`undefined`).
 */
export function postgresUser(dataFolder: string): SystemUser | undefined {
  if (!isRoot()) return undefined
  const owner = statSync(dataFolder, { throwIfNoEntry: false })
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return findUser() ?? createUser()
}

function findUser(): SystemUser | undefined {
  try {
    const id = (flag: string) => Number.parseInt(execFileSync('id', [flag, NAME], quiet), 10)
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

function createUser(): SystemUser {
  try {
    try {
      execFileSync('groupadd', ['--force', '--system', NAME], quiet)
      execFileSync('useradd', ['--system', '--no-create-home', '--gid', NAME, NAME], quiet)
    } catch {
      // Alpine and other BusyBox systems have these two instead.
      execFileSync('addgroup', ['-S', NAME], quiet)
      execFileSync('adduser', ['-S', '-D', '-H', '-G', NAME, NAME], quiet)
    }
  } catch (error) {
    throw new StartRefused(
      `PostgreSQL does not run as root and the user "${NAME}" could not be made (${messageOf(error).split('\n')[0]}); ` +
        'start Mizan as an ordinary user or set DATABASE_URL.',
    )
  }
  const made = findUser()
  if (made === undefined) {
    throw new StartRefused(
      `PostgreSQL does not run as root and the user "${NAME}" could not be found after making it; start Mizan as an ordinary user or set DATABASE_URL.`,
    )
  }
  return made
}

/** Whether `user` can go into the folder: every parent must let it through. */
export function canEnter(folder: string, user: SystemUser): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' })
  return tried.status === 0
}

const quiet: ExecFileSyncOptionsWithStringEncoding = {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'pipe'],
}

import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { messageOf, StartRefused } from './refusal.ts'

/**
 * Locks between processes that the operating system releases when their holder dies, however it dies.
 *
 * Lock files that hold a process number go stale after `kill -9` and cannot be taken over without a race. SQLite
 * locks its file with the kernel's own locks on every system Node runs on, so an empty SQLite file serves as one.
 */
export type FileLock = { release: () => void }

export type LockMode = 'exclusive' | 'shared'

/** Takes the lock now, or answers `undefined` when another process (or another caller in this one) holds it. */
export function tryLock(file: string, mode: LockMode): FileLock | undefined {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { timeout: 0 })
    if (mode === 'exclusive') {
      database.exec('BEGIN EXCLUSIVE')
    } else {
      database.exec('BEGIN')
      database.prepare('SELECT count(*) FROM sqlite_schema').get()
    }
  } catch (error) {
    database?.close()
    if (isBusy(error)) return undefined
    throw new StartRefused(`The file ${file} cannot be used by this user (${messageOf(error)}).`)
  }
  if (process.platform !== 'win32') makePrivate(file)
  const open = database
  let held = true
  return {
    release: () => {
      if (!held) return
      held = false
      open.close()
    },
  }
}

/** Waits for the lock, at most `timeout` milliseconds; `undefined` when it was not to be had. */
export async function waitForLock(
  file: string,
  mode: LockMode,
  timeout: number,
): Promise<FileLock | undefined> {
  const until = Date.now() + timeout
  for (;;) {
    const lock = tryLock(file, mode)
    if (lock !== undefined || Date.now() >= until) return lock
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false
  return error.errcode === SQLITE_BUSY || error.errcode === SQLITE_LOCKED
}

function makePrivate(file: string): void {
  try {
    chmodSync(file, 0o600)
  } catch {
    // The file belongs to another user who shares this folder; it holds nothing.
  }
}

import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { waitForLock } from './file-lock.ts'
import { openHome } from './home.ts'
import { StartRefused } from './refusal.ts'

/** Held by the one application that serves from a data folder. Command-line doors do not take it. */
export type HomeLock = {
  /** tells others where this application answers, such as `http://127.0.0.1:8080` */
  announce: (address: string) => void
  /** tells others to wait a moment, because this application is on its way out */
  leaving: () => void
  release: () => void
}

type Holder = { pid: number; address?: string | undefined; leaving?: boolean }

/** Long enough for an application whose launcher was killed to notice and go. */
const PATIENCE = 1_500
const PATIENCE_WITH_LEAVING = 30_000

/**
 * Makes sure that one application at a time serves from a data folder.
 *
 * @throws StartRefused naming the process that has it
 */
export async function lockHome(given: string): Promise<HomeLock> {
  const home = openHome(given)
  const file = path.join(home, 'application.lock')
  const note = path.join(home, 'application.json')
  let lock = await waitForLock(file, 'exclusive', PATIENCE)
  if (lock === undefined && readHolder(note)?.leaving === true) {
    lock = await waitForLock(file, 'exclusive', PATIENCE_WITH_LEAVING)
  }
  if (lock === undefined) {
    const holder = readHolder(note)
    const who = holder === undefined ? 'another process' : `process ${holder.pid}`
    const where = holder?.address === undefined ? '' : ` (${holder.address})`
    throw new StartRefused(
      `The data folder ${home} is in use by ${who}${where}; stop that first, or set MIZAN_HOME to another folder.`,
    )
  }
  const held = lock
  let holder: Holder = { pid: process.pid }
  const write = (change: Partial<Holder>) => {
    holder = { ...holder, ...change }
    writeFileSync(note, `${JSON.stringify(holder)}\n`)
  }
  write({})
  return {
    announce: (address) => write({ address }),
    leaving: () => write({ leaving: true }),
    release: () => held.release(),
  }
}

function readHolder(note: string): Holder | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(note, 'utf8'))
    if (typeof parsed !== 'object' || parsed === null || !('pid' in parsed)) return undefined
    if (typeof parsed.pid !== 'number') return undefined
    const address = 'address' in parsed && typeof parsed.address === 'string' ? parsed.address : undefined
    return { pid: parsed.pid, address, leaving: 'leaving' in parsed && parsed.leaving === true }
  } catch {
    return undefined
  }
}

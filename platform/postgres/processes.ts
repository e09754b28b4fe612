import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'

/** What can be learnt of a process by its number. A zombie counts as gone: it holds no files and serves nobody. */
export type ProcessState = { alive: false } | { alive: true; command: string }

export function inspectProcess(pid: number): ProcessState {
  if (!Number.isSafeInteger(pid) || pid <= 0) return { alive: false }
  if (process.platform === 'linux') return inspectLinux(pid)
  if (process.platform === 'win32')
    return isSignallable(pid) ? { alive: true, command: '' } : { alive: false }
  return inspectWithPs(pid)
}

export function isAlive(pid: number): boolean {
  return inspectProcess(pid).alive
}

function inspectLinux(pid: number): ProcessState {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may itself hold brackets and spaces: the state is what follows the last one.
    const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
    if (state === 'Z' || state === 'X') return { alive: false }
    return { alive: true, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() }
  } catch {
    return { alive: false }
  }
}

function inspectWithPs(pid: number): ProcessState {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    const [state = 'Z', ...command] = line.split(/\s+/)
    return state.startsWith('Z') ? { alive: false } : { alive: true, command: command.join(' ') }
  } catch {
    return { alive: false }
  }
}

function isSignallable(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * The PostgreSQL processes that work in a data folder, postmaster or not. After a postmaster was killed its backends
 * live until they notice, and hold the shared memory that a new postmaster needs. Linux only; elsewhere empty.
 */
export function postgresProcessesIn(dataFolder: string): number[] {
  if (process.platform !== 'linux') return []
  const folder = realpathSync(dataFolder)
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      if (!Number.isSafeInteger(pid) || pid <= 1) return false
      const state = inspectProcess(pid)
      if (!state.alive || !state.command.includes('postgres')) return false
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder
      } catch {
        return false
      }
    })
}

export async function waitUntil(condition: () => boolean, timeout: number): Promise<boolean> {
  const until = Date.now() + timeout
  while (!condition()) {
    if (Date.now() >= until) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}

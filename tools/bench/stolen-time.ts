import { readFileSync } from 'node:fs'

/** What a virtual machine's processors did up to now, in ticks; undefined where the system does not tell. */
interface Ticks {
  readonly all: number
  readonly stolen: number
}

function ticks(): Ticks | undefined {
  try {
    const line = readFileSync('/proc/stat', 'utf8').split('\n')[0]!
    // user, nice, system, idle, iowait, irq, softirq, steal; guests after them are in user already.
    const spent = line.split(/\s+/).slice(1, 9).map(Number)
    const all = spent.reduce((sum, one) => sum + one, 0)
    const stolen = spent[7] ?? 0
    return { all, stolen }
  } catch {
    return undefined
  }
}

/**
 * How much of the processors the host gave to others, stretch by stretch: what is measured while a machine stands still says nothing of
 * what runs on it. 0 where the system does not tell.
 */
export class StolenTime {
  readonly #begun = ticks()
  #last = this.#begun

  /** The share since this was last asked. */
  since(): number {
    const now = ticks()
    const share = between(this.#last, now)
    this.#last = now
    return share
  }

  /** The share since the beginning. */
  whole(): number {
    return between(this.#begun, ticks())
  }
}

const between = (from: Ticks | undefined, to: Ticks | undefined) =>
  from === undefined || to === undefined || to.all === from.all
    ? 0
    : (to.stolen - from.stolen) / (to.all - from.all)

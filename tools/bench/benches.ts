import { bench as law } from '../../kernel/law/bench.ts'
import { apiMix } from './api-mix.ts'
import { audit } from './audit.ts'
import { custodyDay } from './custody-day.ts'
import { custodyRecompute } from './custody-recompute.ts'
import { custodyRegisters } from './custody-registers.ts'
import { draftKills } from './draft-kills.ts'
import { killDrill } from './kills.ts'
import { lawClocks } from './law-clocks.ts'
import { outboxKills } from './outbox-kills.ts'
import { peopleLink, peopleSearch } from './people.ts'
import { seedBench } from './seed.ts'

export interface BenchOptions {
  readonly rounds: number | undefined
  readonly seconds: number | undefined
  /** A data folder already loaded, which the benchmark works in and changes; without it, one of its own. Two of custody take it. */
  readonly data: string | undefined
  readonly say: (line: string) => void
}

/** Every benchmark by the name `npm run bench -- NAME` takes. */
export const benches: Readonly<Record<string, (options: BenchOptions) => Promise<unknown>>> = {
  audit: async ({ rounds, say }) => ({ figures: await audit(rounds ?? 1_000_000, say) }),
  law: ({ seconds }) => law(seconds ?? 2),
  'law-clocks': async ({ rounds, say }) => ({ figures: await lawClocks(rounds ?? 5_000_000, say) }),
  'api-mix': ({ seconds, say }) => apiMix(seconds ?? 60, say),
  'people-search': peopleSearch,
  'people-link': peopleLink,
  'custody-day': custodyDay,
  'custody-recompute': custodyRecompute,
  'custody-registers': custodyRegisters,
  seed: seedBench,
  drafts: async ({ rounds, say }) => ({ figures: await draftKills(rounds ?? 100, 11, say) }),
  outbox: async ({ rounds, say }) => ({ figures: await outboxKills(rounds ?? 100, 13, say) }),
  kills: async ({ rounds, say }) => ({ figures: await killDrill(rounds ?? 50, 7, say) }),
}

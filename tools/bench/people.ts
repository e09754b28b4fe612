import { type BenchPerson, type BenchTools, linkBench, searchBench } from '../../kernel/people/bench.ts'
import { demoPassword } from '../seed/accounts.ts'
import { fictionalPerson } from '../seed/person.ts'
import { districts } from '../seed/places.ts'
import { createRandom } from '../seed/random.ts'
import type { BenchOptions } from './benches.ts'
import { freePort, signIn, startApp, stopApp } from './running-app.ts'

/** A person of the demo generator. Numbers give distinct CNICs; nine in ten have one. */
function person(n: number): BenchPerson {
  const random = createRandom(n + 1)
  const district = districts[n % districts.length]!.code
  const made = fictionalPerson(random, {
    district,
    on: '2026-11-01',
    agency: 'prison',
    serial: n % 10_000_000,
  })
  return {
    nameEn: made.name.en,
    nameUr: made.name.ur,
    fatherEn: made.father.en,
    fatherUr: made.father.ur,
    alias: made.alias?.en ?? null,
    sex: made.sex === 'male' ? 'M' : 'F',
    birthDate: made.birthDate ?? `${Number(made.ageOn.slice(0, 4)) - made.age}-01-01`,
    birthPrecision: made.birthPrecision === 'age-only' ? 'estimated' : made.birthPrecision,
    cnic: made.cnic?.replaceAll('-', '') ?? null,
    phone: made.phone ?? null,
    district,
  }
}

function toolsFor({ rounds, say }: BenchOptions): BenchTools {
  return {
    say,
    persons: Number(process.env.MIZAN_BENCH_PERSONS ?? 1_000_000),
    queries: rounds ?? 200,
    person,
    async start(home) {
      process.env.MIZAN_DEMO_CASES = '50'
      const app = await startApp(home, await freePort())
      return {
        base: app.base,
        signIn: (username) => signIn(app.base, username, demoPassword),
        stop: () => stopApp(app),
      }
    },
  }
}

export const peopleSearch = (options: BenchOptions): Promise<unknown> => searchBench(toolsFor(options))
export const peopleLink = (options: BenchOptions): Promise<unknown> => linkBench(toolsFor(options))

import type pg from 'pg'
import { fictionalPerson } from '../person.ts'
import { districts } from '../places.ts'
import { createRandom } from '../random.ts'
import { addRecord } from './people.ts'
import { instant, type Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'

const chunk = 10_000
/** One below the number at which CNICs begin to repeat; the accused of the cases count up from nought. */
const lastSerial = 9_999_999

/** Further persons of whom only the police have a record, for measuring search and matching at the size of a province. */
export async function addPersons(
  store: RowStore,
  province: Province,
  client: pg.Client,
  given: { count: number; seed: number; onProgress: (line: string) => void },
): Promise<number> {
  const root = createRandom(given.seed).fork('persons')
  let rows = 0
  for (let n = 0; n < given.count; n++) {
    const rng = root.fork(n)
    const district = rng.pick(districts)
    const person = fictionalPerson(rng, {
      district: district.code,
      on: province.today,
      sex: rng.chance(0.93) ? 'male' : 'female',
      agency: 'police',
      serial: lastSerial - n,
    })
    const station = province.unitId(rng.pick(district.stations).code)
    const key = `person/${n}`
    addRecord(store, province, person, {
      key,
      personKey: key,
      agency: 'police',
      unit: station,
      units: [station],
      sourceRef: `policing.register/${idOf(key)}`,
      jurisdiction: district.province,
      at: instant(province.today),
      first: true,
    })
    if ((n + 1) % chunk === 0 || n + 1 === given.count) {
      rows += await store.write(client)
      given.onProgress(`  ${n + 1} of ${given.count} further persons`)
    }
  }
  return rows
}

import { createHash } from 'node:crypto'
import type pg from 'pg'
import { sealerOf } from '#platform/sealing'
import { type Finger, fingers } from '../../modules/custody/biometrics/finger-record.ts'
import { madeUpFinger, recordOf } from '../../modules/custody/biometrics/made-up-finger.ts'
import { toDay, toIso } from './calendar.ts'
import { demoPrisons } from './demo-day.ts'
import type { Province } from './load/province.ts'
import { idOf } from './load/rows.ts'
import { createRandom } from './random.ts'

/** Prisoners of each of the two great prisons whose fingers were taken on the days when a reader was lent to them. */
const taken = 24

/**
 * The gate of the demo's two great prisons: fourteen days of crossings, most of them compared by eye since no reader is connected, some
 * to court not at all; another person found once and settled, once and not yet; and fingers of some, taken while there was a reader.
 */
export async function addGateChecks(client: pg.Client, province: Province): Promise<number> {
  let written = 0
  for (const code of demoPrisons) {
    const prisonId = province.unitId(code)
    const add = async (table: string, rows: readonly Record<string, unknown>[]) => {
      if (rows.length === 0) return
      const columns = Object.keys(rows[0]!).join(', ')
      await client.query(
        `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
        [JSON.stringify(rows)],
      )
      written += rows.length
    }
    const stage: Stage = {
      client,
      province,
      prisonId,
      add,
      shared: { jurisdiction: province.jurisdictionOf(prisonId), prison_id: prisonId },
      gate: province.officer('gate-officer', prisonId) ?? province.second,
      clerk: province.officer('prison-admissions-officer', prisonId) ?? province.first,
      head: province.officer('superintendent', prisonId) ?? province.first,
    }
    await addCrossings(stage)
    await addStopped(stage)
    await addFingers(stage)
  }
  return written
}

interface Stage {
  readonly client: pg.Client
  readonly province: Province
  readonly prisonId: number
  readonly add: (table: string, rows: readonly Record<string, unknown>[]) => Promise<void>
  readonly shared: { jurisdiction: string; prison_id: number }
  readonly gate: string
  readonly clerk: string
  readonly head: string
}

const crossingOf: Readonly<Record<string, string>> = {
  CRT: 'court',
  HOS: 'hospital',
  TAP: 'leave',
  WAY: 'transfer',
  REL: 'release',
}

async function addCrossings({ client, province, prisonId, add, shared, gate }: Stage): Promise<void> {
  const { rows } = await client.query<{
    id: string
    stay: string
    kind: string
    out_at: string
    in_at: string | null
  }>(
    `select id, imprisonment_id as stay, kind, out_at, in_at from custody.movement
      where prison_id = $1 and kind in ('CRT', 'HOS', 'TAP', 'WAY', 'REL') and out_at >= $2::date - interval '13 days' order by out_at, id`,
    [prisonId, province.today],
  )
  const crossings = rows.flatMap((row) => [
    { key: `${row.id}/out`, stay: row.stay, kind: crossingOf[row.kind]!, at: row.out_at },
    ...(row.in_at === null || row.kind === 'REL'
      ? []
      : [{ key: `${row.id}/in`, stay: row.stay, kind: 'return', at: row.in_at }]),
  ])
  const attempts: Record<string, unknown>[] = []
  const checks: Record<string, unknown>[] = []
  const passed: Record<string, unknown>[] = []
  for (const { key, stay, kind, at } of crossings) {
    const random = createRandom(key)
    const compared = kind === 'release' || kind === 'transfer' || random.chance(0.82)
    const before = new Date(Date.parse(at) - random.int(2, 9) * 60_000).toISOString()
    const by = { ...shared, imprisonment_id: stay, checked_by: gate, checked_at: before }
    const [attempt, check] = [idOf('finger-check', key), idOf('identity-check', key)]
    if (compared) {
      attempts.push({ ...by, id: attempt, result: 'no-device', why: 'no-reader' })
      checks.push({
        ...by,
        id: check,
        outcome: 'same',
        compared: random.chance(0.4) ? ['photograph', 'answers'] : ['photograph'],
        finger_check_id: attempt,
      })
    }
    passed.push({
      ...shared,
      id: idOf('gate-crossing', key),
      imprisonment_id: stay,
      kind,
      how: compared ? 'eye' : 'none',
      why_eye: compared ? 'no-device' : null,
      check_id: compared ? check : null,
      recorded_by: gate,
      at,
    })
  }
  await add('custody.finger_check', attempts)
  await add('custody.identity_check', checks)
  await add('custody.gate_crossing', passed)
}

/** Men who go nowhere these days, convicts first: what is open about them stands in nobody else's way. */
async function addStopped({ client, province, prisonId, add, shared, gate, head }: Stage): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select i.id from custody.imprisonment i join people.record r on r.id = i.record_id and r.sex = 'M'
      where i.prison_id = $1 and i.state = 'in' and i.admitted_at < $2::date - interval '20 days'
        and not exists (select 1 from custody.release x where x.imprisonment_id = i.id)
        and not exists (select 1 from custody.movement m where m.imprisonment_id = i.id and m.out_at >= $2::date - interval '2 days')
        and not exists (select 1 from custody.warrant w where w.imprisonment_id = i.id and (w.next_production < $2::date + 12 or w.release_order is not null))
        and not exists (select 1 from custody.transfer t where t.imprisonment_id = i.id)
        and not exists (select 1 from custody.release_date d where d.imprisonment_id = i.id and d.due_release < $2::date + 60)
      order by i.category <> 'convict', md5(i.id::text) limit 2`,
    [prisonId, province.today],
  )
  const notes = ['دوسرے نمبر پر بھائی قطار میں کھڑا تھا', 'ولدیت اور داغ رجسٹر سے نہیں ملتے']
  await add(
    'custody.identity_check',
    rows.map(({ id }, at) => ({
      ...shared,
      id: idOf('identity-check', 'stopped', id),
      imprisonment_id: id,
      outcome: 'not-same',
      compared: ['photograph', 'answers'],
      note: notes[at],
      checked_by: gate,
      checked_at: `${toIso(toDay(province.today) - (at === 0 ? 5 : 0))}T${at === 0 ? '08:10' : '00:20'}:00+05:00`,
      settled_by: at === 0 ? head : null,
      settled_at: at === 0 ? `${toIso(toDay(province.today) - 5)}T09:40:00+05:00` : null,
      settled_why: at === 0 ? 'اسیر بارک میں موجود پایا گیا؛ بھائی کو واپس بھیجا گیا' : null,
    })),
  )
}

async function addFingers({ client, province, prisonId, add, shared, clerk }: Stage): Promise<void> {
  const { rows } = await client.query<{ id: string; at: string }>(
    `select i.id, i.admitted_at as at from custody.imprisonment i
      where i.prison_id = $1 and i.state = 'in' and i.admitted_at < $2::date order by i.admitted_at desc, i.id limit $3`,
    [prisonId, province.today, taken],
  )
  const sealer = sealerOf('biometric')
  const templates: { finger: string; sealed: Buffer }[] = []
  const entered: Record<string, unknown>[] = []
  for (const { id: stay, at } of rows) {
    const random = createRandom(stay)
    const lost = random.chance(0.25) ? random.pick(fingers) : null
    for (const finger of fingers) {
      const id = idOf('finger', stay, finger)
      const common = {
        ...shared,
        id,
        imprisonment_id: stay,
        finger,
        entered_by: clerk,
        entered_at: new Date(Date.parse(at) + 20 * 60_000).toISOString(),
      }
      entered.push({ ...common, ...stateOf(finger, lost, random.int(1, 1_000_000), id, templates, sealer) })
    }
  }
  await add('custody.finger', entered)
  await client.query(
    `insert into custody.finger_template (finger_id, jurisdiction, sealed)
     select f, $3, s from unnest($1::uuid[], $2::bytea[]) t(f, s)`,
    [templates.map((one) => one.finger), templates.map((one) => one.sealed), shared.jurisdiction],
  )
}

function stateOf(
  finger: Finger,
  lost: Finger | null,
  seed: number,
  id: string,
  templates: { finger: string; sealed: Buffer }[],
  sealer: ReturnType<typeof sealerOf>,
): Record<string, unknown> {
  const nothing = {
    state: 'missing',
    missing_why: finger % 2 === 0 ? 'amputated' : 'injured',
    edition: null,
    quality: null,
    minutiae: null,
    digest: null,
    device: null,
  }
  if (finger === lost) return nothing
  const view = madeUpFinger(seed, finger)
  const bytes = recordOf(view)
  templates.push({ finger: id, sealed: sealer.seal(bytes, `custody.finger ${id}`) })
  return {
    state: 'enrolled',
    missing_why: null,
    edition: 2005,
    quality: view.quality,
    minutiae: view.minutiae.length,
    digest: createHash('sha256').update(bytes).digest('hex'),
    device: 'bridge: lent reader',
  }
}

import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import type { Finger } from './finger-record.ts'
import { noMatcher, outsideMatcher } from './matcher.ts'
import { fingerSetup } from './setup.ts'
import { laidDownAgain, madeUpFinger, recordOf, startTestMatcher } from './testing.ts'
import { meaningOf } from './verify.ts'

const secret = 'a secret of the test that is long enough'
let here: World
let clerk: Someone
let gate: Someone
let superintendent: Someone
let second: Someone
let cashier: Someone
let karachi: Someone
let inspector: Someone
let day: string
let matcher: Awaited<ReturnType<typeof startTestMatcher>>
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  second = await here.someone('superintendent', 'PRS-HYD-C')
  cashier = await here.someone('prison-cashier', 'PRS-HYD-C')
  karachi = await here.someone('superintendent', 'PRS-KHI-C')
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
  day = (await here.database.owner.pool.query('select workflow.today() as day')).rows[0].day
  matcher = await startTestMatcher(secret)
  await inspector.call(contract.setFingerThreshold, {
    matcher: 'test-minutiae',
    fromOn: day,
    matchFrom: 60,
    mismatchBelow: 40,
    leastQuality: 30,
    basis: 'Figures of the test',
  })
})
afterAll(async () => {
  await matcher.stop()
  await here.drop()
})
afterEach(() => vi.unstubAllEnvs())

/** The desk has a reader whose records come as files, and a matcher stands behind it. */
function withReader(address: string | null = matcher.address): void {
  vi.stubEnv('MIZAN_FINGER_READER', 'file')
  vi.stubEnv('MIZAN_FINGER_MATCHER', address ?? '')
  vi.stubEnv('MIZAN_FINGER_MATCHER_SECRET', secret)
}

let n = 0
async function held(by: Someone = clerk): Promise<string> {
  n += 1
  const { imprisonmentId } = await by.insist(
    contract.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: { nameEn: `Finger ${n}`, nameUr: `انگشت ${n}`, sex: 'M', aliases: [] },
    }),
  )
  return imprisonmentId
}
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const template = (seed: number, finger: Finger = 2) => text(recordOf(madeUpFinger(seed, finger)))
const again = (seed: number, finger: Finger = 2) =>
  text(recordOf(laidDownAgain(madeUpFinger(seed, finger), seed)))
const enrol = (id: string, seed: number, finger: Finger = 2) =>
  clerk.call(contract.enrolFinger, { id, finger, template: template(seed, finger), device: 'file' })
const lay = (id: string, seed: number, by: Someone = gate) =>
  by.call(contract.checkFinger, { id, template: again(seed), device: 'file' })
const byEye = (id: string, by: Someone = gate) =>
  by.call(contract.checkIdentity, { id, outcome: 'same', compared: ['photograph'] })
const send = (id: string) =>
  gate.call(contract.sendOut, { id, kind: 'HOS', destination: 'Civil Hospital', escort: 'HC Nabi Bux' })
const back = (id: string) => gate.call(contract.bringBack, { id })
const standing = async (id: string) => (await gate.call(contract.getIdentity, { id })).standing

describe('enrolment', () => {
  test('keeps fingers of a strictly read record, the missing with their reason, and what came later before what stood', async () => {
    withReader()
    const id = await held()
    await enrol(id, 1)
    expect(await enrol(id, 11)).toMatchObject({ quality: madeUpFinger(11, 2).quality })
    await clerk.call(contract.missFinger, { id, finger: 8, why: 'amputated' })
    const { fingers, setup } = await gate.call(contract.getFingers, { id })
    expect(setup).toEqual({ driver: 'file', address: null, matcher: true })
    expect(fingers).toMatchObject([
      { finger: 2, state: 'enrolled', quality: madeUpFinger(11, 2).quality },
      { finger: 8, state: 'missing', missingWhy: 'amputated' },
    ])
    const { rows } = await here.database.owner.pool.query(
      `select count(*)::integer as n from custody.finger where imprisonment_id = $1 and finger = 2`,
      [id],
    )
    expect(rows).toEqual([{ n: 2 }])
    await expect(
      here.database.app.pool.query(`update custody.finger set quality = 100 where imprisonment_id = $1`, [
        id,
      ]),
    ).rejects.toThrow('permission denied')
  })

  test('refuses what is no record, of another finger or of several, and names the field in both languages', async () => {
    const id = await held()
    const cut = Buffer.from(template(1), 'base64').subarray(0, 60)
    const refused = clerk.call(contract.enrolFinger, { id, finger: 2, template: text(cut), device: 'file' })
    await expect(refused).rejects.toThrow('length of the record')
    await expect(refused).rejects.toThrow('ریکارڈ کی لمبائی')
    await expect(
      clerk.call(contract.enrolFinger, { id, finger: 3, template: template(1, 2), device: 'file' }),
    ).rejects.toThrow('another-finger')
    await expect(
      clerk.call(contract.enrolFinger, {
        id,
        finger: 2,
        template: text(recordOf({ ...madeUpFinger(1, 2), minutiae: [] })),
        device: 'file',
      }),
    ).rejects.toThrow('empty')
  })

  test('is for the desk of the prison that holds them', async () => {
    const id = await held()
    const given = { id, finger: 2 as const, template: template(1), device: 'file' }
    await expect(gate.call(contract.enrolFinger, given)).rejects.toThrow('not-allowed')
    await expect(cashier.call(contract.getFingers, { id })).rejects.toThrow('not-allowed')
    await expect(karachi.call(contract.enrolFinger, given)).rejects.toThrow('not-found')
    await expect(karachi.call(contract.getFingers, { id })).rejects.toThrow('not-found')
  })
})

describe('a template', () => {
  test('is sealed with a key that is not in the database, and no role of the application reads it', async () => {
    withReader()
    const id = await held()
    await enrol(id, 5)
    const bytes = Buffer.from(template(5), 'base64')
    const { rows } = await here.database.owner.pool.query<{ sealed: Buffer }>(
      `select t.sealed from custody.finger_template t join custody.finger f on f.id = t.finger_id where f.imprisonment_id = $1`,
      [id],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.sealed.includes(bytes.subarray(24, 40))).toBe(false)
    await expect(here.database.app.pool.query(`select * from custody.finger_template`)).rejects.toThrow(
      'permission denied',
    )
  })

  test('stands in no audit entry, no answer and no paper; only its hash does, with each use', async () => {
    withReader()
    const id = await held()
    await enrol(id, 6)
    await lay(id, 6)
    const secrets = [Buffer.from(template(6), 'base64'), Buffer.from(again(6), 'base64')]
    const { rows: tables } = await here.database.owner.pool.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`,
    )
    for (const { name } of tables) {
      for (const bytes of secrets) {
        const { rows } = await here.database.owner.pool.query(
          `select 1 from ${name} t where position($1 in t::text) > 0 or position($2 in t::text) > 0 limit 1`,
          [bytes.toString('base64').slice(40, 80), bytes.subarray(30, 60).toString('hex')],
        )
        expect(rows, name).toEqual([])
      }
    }
    const { rows: uses } = await here.database.owner.pool.query(
      `select digests, used_by from custody.finger_use where imprisonment_id = $1`,
      [id],
    )
    expect(uses).toEqual([{ digests: [expect.stringMatching(/^[0-9a-f]{64}$/)], used_by: gate.accountId }])
    for (const answer of [
      await gate.call(contract.getIdentity, { id }),
      await gate.call(contract.getFingers, { id }),
      await clerk.call(contract.getPrisoner, { id }),
    ])
      for (const bytes of secrets)
        expect(JSON.stringify(answer)).not.toContain(bytes.toString('base64').slice(40, 80))
  })

  test('is handed out by the database for a prisoner of one’s own prison alone, and each time it is written down', async () => {
    withReader()
    const id = await held()
    await enrol(id, 7)
    const ask = `select * from custody.fingers_to_compare($1)`
    for (const who of [karachi, cashier, inspector])
      await expect(
        who.act((tx) => tx.executeQuery({ sql: ask, parameters: [id], query: {} } as never)),
      ).rejects.toThrow('at the gate')
  })

  test('is destroyed on a named order by the superintendent, and compared with nothing after', async () => {
    withReader()
    const id = await held()
    await enrol(id, 8)
    const order = { id, order: 'Order of JM-I of today' }
    await expect(clerk.call(contract.eraseFingers, order)).rejects.toThrow('not-allowed')
    await expect(karachi.call(contract.eraseFingers, order)).rejects.toThrow('not-found')
    expect(await superintendent.call(contract.eraseFingers, order)).toEqual({ erased: 1 })
    await expect(superintendent.call(contract.eraseFingers, order)).rejects.toThrow('nothing-enrolled')
    const { fingers } = await gate.call(contract.getFingers, { id })
    expect(fingers).toMatchObject([{ finger: 2, state: 'erased', words: order.order }])
    expect(await lay(id, 8)).toEqual({ result: 'could-not', why: 'not-enrolled' })
  })
})

describe('a finger at the gate', () => {
  test('that is the prisoner’s is the comparison', async () => {
    withReader()
    const id = await held()
    await enrol(id, 20)
    expect(await lay(id, 20)).toEqual({ result: 'matched', why: null })
    const { checks, standing: now } = await gate.call(contract.getIdentity, { id })
    expect(now).toBe('known')
    expect(checks).toMatchObject([
      {
        outcome: 'same',
        compared: ['finger'],
        finger: { matcher: 'test-minutiae', version: '1', why: null },
      },
    ])
    await send(id)
    // Whoever went out was out of sight, and is compared anew.
    expect(await standing(id)).toBe('unknown')
    await lay(id, 20)
    await back(id)
    expect(await crossings(id)).toEqual(['hospital finger', 'return finger'])
  })

  test('that is another’s stops every way out and in until a second officer has settled it', async () => {
    withReader()
    const id = await held()
    await enrol(id, 21)
    await send(id)
    expect(await lay(id, 99)).toEqual({ result: 'not-matched', why: null })
    await here.react()
    await expect(back(id)).rejects.toThrow('mistaken')
    // Neither the eye nor a second finger washes it away.
    await byEye(id)
    await lay(id, 21)
    await expect(back(id)).rejects.toThrow('mistaken')
    const { checks } = await superintendent.call(contract.getIdentity, { id })
    const checkId = checks.find((one) => one.outcome === 'not-same')!.id
    await superintendent.call(contract.settleIdentity, { checkId, why: 'The brother came back in his place' })
    await expect(back(id)).resolves.toEqual({ back: true })
    const { rows } = await here.database.owner.pool.query(
      `select count(*)::integer as n from workflow.task where queue = 'custody.identity-doubted' and subject_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test('that decides nothing is left to the eye, and the record says why', async () => {
    const id = await held()
    withReader()
    expect(await lay(id, 22)).toEqual({ result: 'could-not', why: 'not-enrolled' })
    await enrol(id, 22)
    expect(await gate.call(contract.checkFinger, { id, device: 'file' })).toMatchObject({ why: 'not-read' })
    const smear = text(recordOf({ ...laidDownAgain(madeUpFinger(22, 2), 1), quality: 12 }))
    expect(await gate.call(contract.checkFinger, { id, template: smear, device: 'file' })).toMatchObject({
      result: 'could-not',
      why: 'quality',
    })
    withReader(null)
    expect(await lay(id, 22)).toMatchObject({ why: 'no-matcher' })
    expect(await standing(id)).toBe('unknown')
    await byEye(id)
    await send(id)
    expect(await crossings(id)).toEqual(['hospital eye could-not'])
    vi.stubEnv('MIZAN_FINGER_READER', 'none')
    expect(await lay(id, 22)).toEqual({ result: 'no-device', why: 'no-reader' })
    await byEye(id)
    await back(id)
    expect(await crossings(id)).toEqual(['hospital eye could-not', 'return eye no-device'])
    withReader()
    await byEye(id)
    await send(id)
    await back(id)
    expect((await crossings(id)).slice(2)).toEqual(['hospital eye not-tried', 'return none'])
  })

  test('needs a score that the province has adopted; between the two nothing is decided', () => {
    const adopted = { matchFrom: 60, mismatchBelow: 40, leastQuality: 30 }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (score) => {
        expect(meaningOf(score, adopted).result).toBe(
          score >= 60 ? 'matched' : score < 40 ? 'not-matched' : 'could-not',
        )
      }),
    )
  })

  test('decides nothing while no score of its matcher is adopted', async () => {
    const other = await startTestMatcher(secret, {
      answer: (said) => said.replace('test-minutiae', 'unheard-of'),
    })
    withReader(other.address)
    const id = await held()
    await enrol(id, 23)
    expect(await lay(id, 23)).toEqual({ result: 'could-not', why: 'no-threshold' })
    await other.stop()
  })
})

async function crossings(id: string): Promise<string[]> {
  const { rows } = await here.database.owner.pool.query<{ said: string }>(
    `select concat_ws(' ', kind, how, why_eye) as said from custody.gate_crossing where imprisonment_id = $1 order by at`,
    [id],
  )
  return rows.map((row) => row.said)
}

describe('the matcher', () => {
  const probe = recordOf(laidDownAgain(madeUpFinger(1, 2), 3))
  const gallery = [{ finger: 2 as const, bytes: recordOf(madeUpFinger(1, 2)) }]
  const other = [{ finger: 2 as const, bytes: recordOf(madeUpFinger(2, 2)) }]

  test('says how alike two fingers are, and there is no match without one', async () => {
    const outside = outsideMatcher({ address: matcher.address, secret })
    expect((await outside.verify(probe, gallery))?.score).toBeGreaterThan(60)
    expect((await outside.verify(probe, other))?.score).toBeLessThan(40)
    expect(await noMatcher.verify(probe, gallery)).toBeNull()
  })

  test('is believed only in a signed answer to the very question', async () => {
    const answers = [
      { signWith: 'the secret of somebody else altogether' },
      { answer: () => 'no JSON' },
      { answer: (said: string) => said.replace(/"nonce":"[^"]+"/, `"nonce":"${crypto.randomUUID()}"`) },
      { answer: (said: string) => said.replace('test-minutiae', 'none') },
      { answer: (said: string) => said.replace(/"score":\d+/, '"score":1e999') },
      { answer: (said: string) => `${said}${' '.repeat(5_000)}` },
    ]
    for (const behave of answers) {
      const liar = await startTestMatcher(secret, behave)
      expect(await outsideMatcher({ address: liar.address, secret }).verify(probe, gallery)).toBeNull()
      await liar.stop()
    }
    const wrong = outsideMatcher({ address: matcher.address, secret: 'another secret, as long as the first' })
    expect(await wrong.verify(probe, gallery)).toBeNull()
  })

  test('that is away or slow is not waited for', async () => {
    const slow = await startTestMatcher(secret, { delayMs: 20_000 })
    const began = Date.now()
    const hasty = outsideMatcher({ address: slow.address, secret, withinMs: 400 })
    expect(await hasty.verify(probe, gallery)).toBeNull()
    expect(Date.now() - began).toBeLessThan(3_000)
    await slow.stop()
    expect(await hasty.verify(probe, gallery)).toBeNull()
  })
})

describe('what stands at the gate is configured', () => {
  test('as nothing, files, or a reader on this very computer', () => {
    expect(fingerSetup({})).toEqual({
      reader: { driver: 'none', address: null },
      withoutReader: [],
      matcher: null,
    })
    expect(fingerSetup({ MIZAN_FINGER_READER: 'http://127.0.0.1:15896/' }).reader).toEqual({
      driver: 'bridge',
      address: 'http://127.0.0.1:15896',
    })
    for (const wrong of [
      'http://reader.example:15896',
      'http://127.0.0.1',
      'http://127.0.0.1:15896/path',
      'javascript:alert(1)',
      "http://127.0.0.1:1 'unsafe-inline'",
    ])
      expect(() => fingerSetup({ MIZAN_FINGER_READER: wrong })).toThrow('MIZAN_FINGER_READER')
    expect(() =>
      fingerSetup({ MIZAN_FINGER_MATCHER: 'http://matcher.example', MIZAN_FINGER_MATCHER_SECRET: secret }),
    ).toThrow('https')
    expect(() => fingerSetup({ MIZAN_FINGER_MATCHER: 'https://matcher.example' })).toThrow('SECRET')
    expect(() => fingerSetup({ MIZAN_FINGER_READER_NOT_AT: 'PRS-KHI-C, x' })).toThrow('NOT_AT')
  })

  test('for each prison by itself: where no reader stands, a finger decides nothing and the record says why', async () => {
    withReader()
    const id = await held()
    await enrol(id, 61)
    vi.stubEnv('MIZAN_FINGER_READER_NOT_AT', 'PRS-HYD-C,PRS-SUK-C')
    expect((await gate.call(contract.getFingerSetup, {})).driver).toBe('none')
    expect((await karachi.call(contract.getFingerSetup, {})).driver).toBe('file')
    expect(await lay(id, 61)).toEqual({ result: 'no-device', why: 'no-reader' })
    await byEye(id)
    await send(id)
    expect(await crossings(id)).toEqual(['hospital eye no-device'])
    await back(id)
  })

  test('so that who comes from another prison is known by the fingers that one took, or stopped by them', async () => {
    withReader()
    const id = await held()
    await enrol(id, 62)
    const deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
    const { transferId } = await deputy.call(contract.proposeTransfer, {
      id,
      toPrisonId: await here.unitId('PRS-KHI-C'),
      reason: 'home-district',
      plannedOn: day,
    })
    await superintendent.call(contract.approveTransfer, { id: transferId })
    await lay(id, 62)
    const dueAt = new Date(Date.now() + 86_400_000).toISOString()
    const arrival = (seed: number) =>
      karachi.call(contract.checkArrivalFinger, { id: transferId, template: again(seed), device: 'file' })
    await expect(arrival(62)).rejects.toThrow('not-found')
    await gate.call(contract.departTransfer, { id: transferId, escort: 'SI Nabi Bux and 3', dueAt })
    expect((await karachi.call(contract.getArrivalIdentity, { id: transferId })).enrolled).toBe(1)
    expect(await arrival(63)).toMatchObject({ result: 'not-matched' })
    const over = () =>
      karachi.call(contract.acceptTransfer, { id: transferId, file: true, warrants: true, medicine: true })
    await expect(over()).rejects.toThrow('custody-identity-check.mistaken')
    const { checks } = await karachi.call(contract.getArrivalIdentity, { id: transferId })
    await superintendent.call(contract.settleIdentity, {
      checkId: checks[0]!.id,
      why: 'The wrong van was met',
    })
    expect(await arrival(62)).toEqual({ result: 'matched', why: null })
    const { imprisonmentId } = await over()
    expect(await crossings(imprisonmentId)).toEqual(['arrival finger'])
    // Each time the templates were handed out it was written down, by whom.
    const { rows } = await here.database.owner.pool.query(
      `select count(*)::integer as uses from custody.finger_use where imprisonment_id = $1 and used_by = $2`,
      [id, karachi.accountId],
    )
    expect(rows).toEqual([{ uses: 2 }])
  })

  test('with rules that count from today on, set by the Inspector-General alone', async () => {
    const rule = { kind: 'leave' as const, fromOn: day, demand: 'demanded' as const, order: 'IG/114' }
    await expect(superintendent.call(contract.setGateRule, rule)).rejects.toThrow('not-allowed')
    await expect(inspector.call(contract.setGateRule, { ...rule, fromOn: '2020-01-01' })).rejects.toThrow(
      'past',
    )
    await inspector.call(contract.setGateRule, rule)
    await expect(inspector.call(contract.setGateRule, rule)).rejects.toThrow('set-already')
    const id = await held()
    const leave = { id, kind: 'TAP', reason: 'funeral', destination: 'Home', escort: 'HC Nabi Bux' } as const
    await expect(gate.call(contract.sendOut, leave)).rejects.toThrow('not-compared')
    await byEye(id)
    await gate.call(contract.sendOut, leave)
    const { rules } = await superintendent.call(contract.getGateChecks, {})
    expect(rules.find((one) => one.kind === 'leave')).toMatchObject({ demand: 'demanded', refer: false })
  })

  test('differently in two provinces', async () => {
    const lahore = await here.someone('prison-admissions-officer', 'PRS-LHE-C')
    const id = await held(lahore)
    const { warrants } = await lahore.call(contract.getPrisoner, { id })
    const sent = { warrantId: warrants[0]!.id, on: day, outcome: 'sent' as const }
    await expect(lahore.call(contract.recordProduction, sent)).rejects.toThrow('not-compared')
    await byEye(id, lahore)
    await lahore.call(contract.recordProduction, sent)
  })
})

test('the share by finger, by eye and not at all is counted for the superintendent, and the line names who waits', async () => {
  const id = await held()
  const before = await superintendent.call(contract.getGateChecks, {})
  const today = await superintendent.call(contract.getToday, {})
  await send(id)
  const line = await gate.call(contract.listGateLine, { line: 'return' })
  expect(line.rows.find((row) => row.imprisonmentId === id)).toMatchObject({
    standing: 'unknown',
    enrolled: 0,
  })
  await byEye(id)
  await back(id)
  const after = await superintendent.call(contract.getGateChecks, {})
  const sum = (of: typeof after, key: 'eye' | 'none') => of.days.reduce((all, one) => all + one[key], 0)
  expect(sum(after, 'none') - sum(before, 'none')).toBe(1)
  expect(sum(after, 'eye') - sum(before, 'eye')).toBe(1)
  const now = await superintendent.call(contract.getToday, {})
  expect(now.crossings).toEqual({
    finger: today.crossings.finger,
    eye: today.crossings.eye + 1,
    none: today.crossings.none + 1,
  })
  await expect(gate.call(contract.getGateChecks, {})).rejects.toThrow('not-allowed')
})

/** Any order of fingers right and wrong, looks, ways out and in, and settling, with and without a reader and a matcher. */
test('on any history nobody passes after a mismatch until another officer has settled it, each crossing has at most one deciding comparison, and no match comes from none', async () => {
  const act = fc.constantFrom(
    'right finger',
    'wrong finger',
    'eye',
    'out',
    'back',
    'settle own',
    'settle',
    'reader off',
    'matcher off',
    'all on',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
      withReader()
      const id = await held()
      n += 1
      const seed = 1_000 + n
      await enrol(id, seed)
      /** Told from the acts alone. */
      let open = 0
      let outside = false
      let canMatch = true
      let hasReader = true
      const openCheck = async () =>
        (await gate.call(contract.getIdentity, { id })).checks.find(
          (one) => one.outcome === 'not-same' && one.settled === null,
        )?.id
      for (const one of acts) {
        if (one === 'right finger' || one === 'wrong finger') {
          const { result } = await lay(id, one === 'right finger' ? seed : seed + 5_000)
          if (!hasReader) expect(result).toBe('no-device')
          else if (!canMatch) expect(result).toBe('could-not')
          else expect(result).toBe(one === 'right finger' ? 'matched' : 'not-matched')
          if (result === 'not-matched') open += 1
        } else if (one === 'eye') await byEye(id)
        else if (one === 'settle' || one === 'settle own') {
          const checkId = await openCheck()
          if (checkId === undefined) continue
          const settled = (one === 'settle' ? second : gate)
            .call(contract.settleIdentity, { checkId, why: 'Looked into' })
            .then(
              () => true,
              () => false,
            )
          // The gate officer found it, and may not settle at all.
          expect(await settled).toBe(one === 'settle')
          if (one === 'settle') open -= 1
        } else if (one === 'out' || one === 'back') {
          const went = await (one === 'out' ? send(id) : back(id)).then(
            () => true,
            () => false,
          )
          expect(went).toBe(open === 0 && outside === (one === 'back'))
          if (went) outside = one === 'out'
        } else {
          hasReader = one !== 'reader off'
          canMatch = one === 'all on'
          vi.unstubAllEnvs()
          if (hasReader) withReader(canMatch ? matcher.address : null)
        }
      }
    }),
    { numRuns: 20 },
  )
  const { rows } = await here.database.owner.pool.query(`
    select (select count(*) from custody.finger_check where result in ('matched', 'not-matched') and coalesce(matcher, 'none') = 'none')::integer as from_none,
      (select count(*) from (select check_id from custody.gate_crossing where check_id is not null group by 1 having count(*) > 1) x)::integer as twice,
      (select count(*) from custody.gate_crossing g join custody.identity_check c on c.id = g.check_id
        where c.outcome <> 'same' or c.checked_at > g.at
          -- Who comes from another prison is compared under the number there.
          or c.imprisonment_id <> case g.kind when 'arrival' then (select i.follows from custody.imprisonment i where i.id = g.imprisonment_id)
            else g.imprisonment_id end or c.checked_at < g.at - interval '30 minutes')::integer as wrong,
      (select count(*) from custody.gate_crossing g join custody.identity_check c on c.imprisonment_id = g.imprisonment_id
        where c.outcome = 'not-same' and c.checked_at < g.at and coalesce(c.settled_at, 'infinity') > g.at)::integer as unsettled`)
  expect(rows).toEqual([{ from_none: 0, twice: 0, wrong: 0, unsettled: 0 }])
}, 60_000)

test('a match without a matcher is refused by the database itself', async () => {
  const id = await held()
  const insert = (matcherName: string | null) =>
    here.database.owner.pool.query(
      `insert into custody.finger_check (jurisdiction, prison_id, imprisonment_id, result, matcher, matcher_version, score, match_from, mismatch_below,
         probe_digest, checked_by)
       select jurisdiction, prison_id, id, 'matched', $2, '1', 90, 60, 40, repeat('a', 64), $3 from custody.imprisonment where id = $1`,
      [id, matcherName, gate.accountId],
    )
  for (const name of [null, 'none']) await expect(insert(name)).rejects.toThrow('check')
  await expect(insert('test-minutiae')).resolves.toBeDefined()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Session } from '../session.tsx'
import {
  addedTo,
  addToPack,
  type Contents,
  type Pack,
  type PackShelf,
  packOf,
  standingPacks,
  unlock,
  waitAfter,
} from './pack.ts'
import { isWeak, proposedPassphrase } from './passphrase.ts'

const hour = 3_600_000
const morning = Date.parse('2026-11-20T06:00:00+05:00')
const passphrase = 'kq7m-w2hd'

/** A device's storage: what lies there can be looked at, and copied. */
function device(): PackShelf & { readonly packs: Map<string, Pack> } {
  const packs = new Map<string, Pack>()
  return {
    packs,
    all: async () => [...packs.values()],
    put: async (pack) => void packs.set(pack.account, pack),
    drop: async (account) => void packs.delete(account),
  }
}

const session = (id: string) =>
  ({
    account: { id, username: `${id}.hyd`, name: { en: 'Ghulam Nabi', ur: 'غلام نبی' }, language: 'ur' },
  }) as Session
const contents = (id = 'gate'): Contents => ({
  session: session(id),
  secret: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
  answers: [{ name: 'custody.get-gate-desk', input: {}, data: { name: 'بشیر احمد', number: '12/2026' } }],
})

/** Sealing costs a second of work on purpose, so one pack serves every test. */
const sealed = await packOf({
  passphrase,
  about: ['gate'],
  contents: contents(),
  takenAt: morning,
  until: morning + 8 * hour,
  mostTries: 4,
})
function taken() {
  const shelf = device()
  shelf.packs.set('gate', sealed)
  return shelf
}

test('the pack opens with its passphrase, and says what was put in', async () => {
  const opened = await unlock(taken(), 'gate', passphrase, morning + hour)
  expect(opened).toMatchObject({ state: 'open', contents: contents() })
})

test('what came to it during the shift opens with it, lies sealed, and goes when it goes', async () => {
  const shelf = taken()
  const { secret } = contents()
  const add = (account: string, data: string) =>
    addToPack(
      shelf,
      {
        account,
        secret,
        name: 'count/check',
        answers: [{ name: 'custody.get-roll-check', input: {}, data }],
      },
      morning + hour,
    )
  await add('gate', 'بیرک 4')
  await add('gate', 'بیرک 5')
  await add('nobody', 'بیرک 6')
  const pack = shelf.packs.get('gate')!
  expect(Buffer.from(pack.added!['count/check']!.bytes).toString('utf8')).not.toContain('بیرک')
  expect(await addedTo(pack, secret)).toMatchObject([{ data: 'بیرک 5' }])
  expect(await addedTo(pack, Buffer.from('another'.padEnd(32, '.')).toString('base64'))).toEqual([])
  expect(await addedTo({ ...pack, takenAt: pack.takenAt + 1 }, secret)).toEqual([])
  expect(await unlock(shelf, 'gate', passphrase, morning + 2 * hour)).toMatchObject({ state: 'open' })
  expect(shelf.packs.get('gate')?.added).toBeDefined()
  expect(await standingPacks(shelf, morning + 9 * hour)).toEqual([])
  expect(shelf.packs.size).toBe(0)
})

test('nothing of what it holds is on the device in the clear, nor the passphrase', () => {
  const lying = JSON.stringify(sealed, (_, value: unknown) =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value)
      ? Buffer.from(value instanceof ArrayBuffer ? value : value.buffer).toString('latin1')
      : value,
  )
  for (const secret of ['12/2026', 'Ghulam', contents().secret, passphrase, 'custody.get-gate-desk'])
    expect(lying).not.toContain(secret)
})

test('wrong passphrases are counted before they are tried, slowed, and end in the pack being thrown away', async () => {
  const shelf = taken()
  let now = morning + hour
  expect(await unlock(shelf, 'gate', 'wrong', now)).toEqual({ state: 'wrong', left: 3, waitMs: 0 })
  expect(await unlock(shelf, 'gate', 'wrong', now)).toEqual({ state: 'wrong', left: 2, waitMs: 0 })
  expect(await unlock(shelf, 'gate', 'wrong', now)).toEqual({ state: 'wrong', left: 1, waitMs: waitAfter(3) })
  expect(await unlock(shelf, 'gate', passphrase, now)).toEqual({ state: 'wait', waitMs: waitAfter(3) })
  now += waitAfter(3)
  expect(await unlock(shelf, 'gate', 'wrong', now)).toEqual({ state: 'gone', why: 'tries' })
  expect(shelf.packs.size).toBe(0)
  expect(await unlock(shelf, 'gate', passphrase, now + hour)).toEqual({ state: 'gone', why: 'ended' })
})

test('a tab that is ended in the middle of a try has still tried', async () => {
  const shelf = taken()
  const put = shelf.put
  const died = new Error('the tab is gone')
  let writes = 0
  shelf.put = async (pack) => {
    await put(pack)
    writes += 1
    // The second write is the count, before the passphrase is looked at.
    if (writes === 2) throw died
  }
  await expect(unlock(shelf, 'gate', 'wrong', morning + hour)).rejects.toBe(died)
  expect(shelf.packs.get('gate')?.tries).toBe(1)
})

test('the shift ends by itself, at the hour and not a moment later', async () => {
  const shelf = taken()
  expect(await standingPacks(shelf, morning + 8 * hour - 1)).toHaveLength(1)
  expect(await standingPacks(shelf, morning + 8 * hour)).toEqual([])
  expect(shelf.packs.size).toBe(0)
})

test('a clock that is set back does not lengthen it', async () => {
  const shelf = taken()
  await standingPacks(shelf, morning + 6 * hour)
  // A correction of minutes is no crime.
  expect(await standingPacks(shelf, morning + 6 * hour - 60_000)).toHaveLength(1)
  expect(await standingPacks(shelf, morning + 5 * hour)).toEqual([])
  expect(shelf.packs.size).toBe(0)
})

test.each([
  ['a later end', (pack: Pack): Pack => ({ ...pack, until: pack.until + hour })],
  ['more tries', (pack: Pack): Pack => ({ ...pack, mostTries: 1000 })],
  ['another desk', (pack: Pack): Pack => ({ ...pack, about: ['gate', 'visits'] })],
  ['another account', (pack: Pack): Pack => ({ ...pack, account: 'other' })],
])('a pack into which %s was written does not open', async (_, changed) => {
  const shelf = device()
  const pack = changed(sealed)
  shelf.packs.set(pack.account, pack)
  expect((await unlock(shelf, pack.account, passphrase, morning + hour)).state).toBe('wrong')
})

test('one officer’s wrong tries cost another officer nothing', async () => {
  const shelf = taken()
  shelf.packs.set('visits', { ...sealed, account: 'visits' })
  for (let n = 0; n < 3; n += 1) await unlock(shelf, 'visits', 'wrong', morning + hour)
  expect(shelf.packs.get('gate')?.tries).toBe(0)
})

test('what is proposed is never weak, and never twice the same', () => {
  const proposed = Array.from({ length: 200 }, proposedPassphrase)
  expect(new Set(proposed).size).toBe(200)
  for (const one of proposed) expect(one).toMatch(/^[a-hj-km-np-z2-9]{4}-[a-hj-km-np-z2-9]{4}$/)
})

test('digits alone, or one sign over and over, are weak however they are written', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9 -]{0,13}$/), (digits) => {
      expect(isWeak(digits)).toBe(true)
    }),
  )
  expect(isWeak('aaaaaaaaaaaa')).toBe(true)
  expect(isWeak('دیوڑھی گیٹ 7')).toBe(false)
})

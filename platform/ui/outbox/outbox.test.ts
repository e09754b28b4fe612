import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CallRefused, NetworkFailed } from '../../http/client.ts'
import { Outbox } from './outbox.ts'
import { keyFrom, seal, unseal } from './seal.ts'
import { type Kept, queuesOf, type Shelf } from './shelf.ts'

/** A device's storage, as a map: what lies there can be looked at. */
function device() {
  const items = new Map<string, Kept>()
  const nameOf = (one: Pick<Kept, 'account' | 'queue' | 'id'>) => `${one.account}/${one.queue}/${one.id}`
  const shelf: Shelf = {
    put: async (put) => {
      for (const one of put) items.set(nameOf(one), one)
    },
    all: async (account, queue) =>
      [...items.values()].filter((one) => one.account === account && one.queue === queue),
    drop: async (account, queue, ids) => {
      for (const id of ids) items.delete(nameOf({ account, queue, id }))
    },
    queues: async () => queuesOf([...items.values()]),
  }
  return { shelf, items }
}

interface Note {
  readonly id: string
  readonly text: string
}
const note = (id: string): Note => ({ id, text: `بیرک ${id}` })

/** A server that knows what it has by identifier, and can be away. */
function server() {
  const has = new Map<string, Note>()
  const there = { away: false, loseAnswers: false, calls: 0 }
  const send = async (items: readonly Note[]) => {
    there.calls += 1
    if (there.away) throw new NetworkFailed(undefined, undefined)
    for (const item of items) has.set(item.id, item)
    if (there.loseAnswers) throw new NetworkFailed(undefined, undefined)
    return items.map((item) => item.id)
  }
  return { has, there, send }
}
const secretOf = (account: string) => Buffer.from(account.padEnd(32, '.')).toString('base64')
const outboxOn = (
  shelf: Shelf,
  send: (items: readonly Note[]) => Promise<readonly string[]>,
  account = 'a1',
) =>
  new Outbox<Note>({
    account,
    queue: 'roll/1',
    keeping: async () => ({ shelf, key: await keyFrom(secretOf(account)) }),
    send,
    batch: 3,
  })

test('what is added while the server is away waits, sealed, and is sent once when it is back', async () => {
  const { shelf, items } = device()
  const { has, there, send } = server()
  there.away = true
  const outbox = outboxOn(shelf, send)
  await outbox.add([note('1'), note('2'), note('3'), note('4')])
  await outbox.flush()
  expect(outbox.state()).toMatchObject({ offline: true, error: undefined, durable: true })
  expect(outbox.state().waiting).toHaveLength(4)
  expect(items.size).toBe(4)
  for (const kept of items.values()) {
    expect(Buffer.from(kept.sealed.bytes).toString('utf8')).not.toContain('بیرک')
    expect(JSON.stringify(Object.keys(kept).sort())).toBe('["account","at","id","queue","sealed"]')
  }
  there.away = false
  await outbox.flush()
  expect(outbox.state()).toMatchObject({ waiting: [], offline: false })
  expect([...has.keys()]).toEqual(['1', '2', '3', '4'])
  expect(items.size).toBe(0)
})

test('a tab that died leaves what waited to the next, in order, and to the same account alone', async () => {
  const { shelf } = device()
  const { has, there, send } = server()
  there.away = true
  await outboxOn(shelf, send).add([note('b'), note('a')])
  const stranger = outboxOn(shelf, send, 'a2')
  await stranger.open()
  expect(stranger.state().waiting).toEqual([])
  const next = outboxOn(shelf, send)
  await next.open()
  expect(next.state().waiting.map((item) => item.id)).toEqual(['b', 'a'])
  there.away = false
  await next.flush()
  expect([...has.keys()]).toEqual(['b', 'a'])
})

test('nothing counts as kept before it lies on the device, and what lies there is always the beginning of what was done', async () => {
  const { shelf, items } = device()
  const { there, send } = server()
  there.away = true
  let slowest = 40
  const outbox = outboxOn(
    {
      ...shelf,
      put: async (put) => {
        slowest /= 2
        await new Promise((resolve) => setTimeout(resolve, slowest))
        await shelf.put(put)
      },
    },
    send,
  )
  const made: string[] = []
  const seen: boolean[] = []
  outbox.listen(() => {
    const { waiting, keeping } = outbox.state()
    const safe = waiting.filter((item) => !keeping.has(item.id)).map((item) => item.id)
    const lies = new Set([...items.values()].map((one) => one.id))
    seen.push(safe.every((id, at) => lies.has(id) && made[at] === id))
  })
  const adding = ['1', '2', '3', '4'].map((id) => {
    made.push(id)
    return outbox.add([note(id)])
  })
  expect(outbox.state().keeping.size).toBe(4)
  await Promise.all(adding)
  expect(outbox.state().keeping.size).toBe(0)
  expect(seen).not.toContain(false)
})

test('an answer that was lost loses nothing and doubles nothing', async () => {
  const { shelf } = device()
  const { has, there, send } = server()
  const outbox = outboxOn(shelf, send)
  there.loseAnswers = true
  await outbox.add([note('1')])
  await outbox.flush()
  expect(outbox.state().waiting).toHaveLength(1)
  there.loseAnswers = false
  await outbox.flush()
  expect(outbox.state().waiting).toEqual([])
  expect(has.size).toBe(1)
})

test('what the server refuses stays and is told', async () => {
  const { shelf, items } = device()
  const refusal = new CallRefused(
    { type: '', title: '', titleUr: '', status: 404, code: 'not-found' },
    undefined,
  )
  const outbox = outboxOn(shelf, async () => {
    throw refusal
  })
  await outbox.add([note('1')])
  await outbox.flush()
  expect(outbox.state()).toMatchObject({ offline: false, error: refusal })
  expect(items.size).toBe(1)
})

test('a device that keeps nothing says so and still sends; when it can keep again it keeps all that waits', async () => {
  const { shelf, items } = device()
  const { has, there, send } = server()
  let broken = true
  const outbox = new Outbox<Note>({
    account: 'a1',
    queue: 'q',
    keeping: async () => {
      if (broken) throw new Error('no storage')
      return { shelf, key: await keyFrom(secretOf('a1')) }
    },
    send,
  })
  await outbox.add([note('1')])
  await outbox.flush()
  expect(outbox.state()).toMatchObject({ durable: false, waiting: [] })
  expect(has.size).toBe(1)
  there.away = true
  await outbox.add([note('2')])
  expect([outbox.state().durable, items.size]).toEqual([false, 0])
  broken = false
  await outbox.add([note('3')])
  expect([outbox.state().durable, items.size]).toEqual([true, 2])
})

test('whatever the line does, everything arrives once and nothing stays behind', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('add', 'away', 'back', 'lose', 'die'), { maxLength: 40 }),
      async (happenings) => {
        const { shelf, items } = device()
        const { has, there, send } = server()
        let outbox = outboxOn(shelf, send)
        let made = 0
        for (const what of happenings) {
          if (what === 'add') {
            made += 1
            await outbox.add([note(String(made))])
          }
          if (what === 'die') {
            outbox = outboxOn(shelf, send)
            await outbox.open()
          }
          there.away = what === 'away' || (there.away && what !== 'back')
          there.loseAnswers = what === 'lose' || (there.loseAnswers && what !== 'back')
          await outbox.flush()
        }
        Object.assign(there, { away: false, loseAnswers: false })
        await outbox.flush()
        expect(has.size).toBe(made)
        expect(items.size).toBe(0)
        expect(outbox.state().waiting).toEqual([])
      },
    ),
  )
})

test('the key cannot be taken out, and a sealed text opens only under its secret and where it belongs', async () => {
  const key = await keyFrom(secretOf('a1'))
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  const sealed = await seal(key, 'a1/q/1', note('1'))
  expect(await unseal(await keyFrom(secretOf('a1')), 'a1/q/1', sealed)).toEqual(note('1'))
  expect(await unseal(key, 'a2/q/1', sealed)).toBeUndefined()
  expect(await unseal(await keyFrom(secretOf('a2')), 'a1/q/1', sealed)).toBeUndefined()
})

const refusedAs = (status: number, code: string) =>
  new CallRefused({ type: '', title: '', titleUr: '', status, code }, undefined)

test('one that the server cannot read stands aside and says why; the others go past it in their order, and it goes when asked again', async () => {
  const { shelf, items } = device()
  const { has, send } = server()
  let readable = false
  const outbox = outboxOn(shelf, async (given) => {
    if (!readable && given.some((item) => item.id === '3')) throw refusedAs(400, 'invalid-input')
    return send(given)
  })
  await outbox.add(['1', '2', '3', '4', '5', '6', '7'].map(note))
  await outbox.flush()
  expect([...has.keys()]).toEqual(['1', '2', '4', '5', '6', '7'])
  expect(outbox.state().waiting.map((item) => item.id)).toEqual(['3'])
  expect([...outbox.state().stuck.keys()]).toEqual(['3'])
  expect(items.size).toBe(1)
  readable = true
  await outbox.flush()
  expect(has.has('3')).toBe(false)
  await outbox.again()
  expect(has.has('3')).toBe(true)
  expect(outbox.state()).toMatchObject({ waiting: [], oldest: undefined })
})

test('what waits is counted by queue with the age of the oldest, without its key, and of other officers too', async () => {
  const { shelf } = device()
  const { there, send } = server()
  there.away = true
  const before = Date.now()
  await outboxOn(shelf, send).add([note('1'), note('2')])
  await outboxOn(shelf, send, 'a2').add([note('3')])
  const queues = await shelf.queues()
  expect(queues.map(({ account, queue, count }) => [account, queue, count])).toEqual([
    ['a1', 'roll/1', 2],
    ['a2', 'roll/1', 1],
  ])
  for (const { oldest } of queues) {
    expect(oldest).toBeGreaterThanOrEqual(before)
    expect(oldest).toBeLessThan(before + 60_000)
  }
})

test('the order holds when the clock goes back between two acts', async () => {
  const { shelf } = device()
  const { there, send } = server()
  there.away = true
  const outbox = outboxOn(shelf, send)
  const real = Date.now
  try {
    await outbox.add([note('first')])
    Date.now = () => real() - 86_400_000
    await outbox.add([note('second')])
  } finally {
    Date.now = real
  }
  const next = outboxOn(shelf, send)
  await next.open()
  expect(next.state().waiting.map((item) => item.id)).toEqual(['first', 'second'])
})

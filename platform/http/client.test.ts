import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  CallRefused,
  call,
  NetworkFailed,
  requestOf,
  urlOf,
  whenSignedOut,
  whenStepUpNeeded,
} from './client.ts'
import { endpoint } from './contract.ts'
import { uuidv7 } from './uuid.ts'

const getThing = endpoint({
  name: 'test.get-thing',
  method: 'GET',
  path: '/units/:unit/things',
  needs: 'public',
  summary: 'Reads',
  input: z.object({ unit: z.string(), kind: z.array(z.string()).optional(), q: z.string().optional() }),
  output: z.object({ unit: z.string(), kinds: z.array(z.string()) }),
})
const doThing = endpoint({
  name: 'test.do-thing',
  method: 'POST',
  path: '/things/:id/act',
  needs: 'public',
  summary: 'Acts',
  input: z.object({ id: z.string(), word: z.string() }),
  output: z.object({ key: z.string(), word: z.string() }),
})

const problem = (status: number, code: string) => ({
  type: 'about:blank',
  title: code,
  titleUr: 'و',
  status,
  code,
})
const seenKeys: string[] = []
const app = new Hono()
  .get('/api/units/:unit/things', (c) =>
    c.json({ unit: c.req.param('unit'), kinds: c.req.queries('kind') ?? [] }),
  )
  .post('/api/things/:id/act', async (c) => {
    const { word } = await c.req.json<{ word: string }>()
    const key = c.req.header('idempotency-key') ?? ''
    seenKeys.push(key)
    if (word === 'refuse') return c.json(problem(409, 'test.no'), 409)
    if (word === 'out') return c.json(problem(401, 'not-signed-in'), 401)
    if (word === 'gateway') return c.text('Bad gateway', 502)
    if (word === 'sensitive' && seenKeys.length < 2) return c.json(problem(403, 'step-up-required'), 403)
    return c.json({ key, word })
  })

let server: ReturnType<typeof serve>
const plainFetch = globalThis.fetch

beforeAll(async () => {
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port))
  })
  // A browser resolves addresses against its page; Node has none, so the test gives it one.
  globalThis.fetch = (address, init) => plainFetch(new URL(String(address), `http://127.0.0.1:${port}`), init)
})
afterAll(() => {
  globalThis.fetch = plainFetch
  server.close()
})

describe('a call', () => {
  it('puts the named parts into the path and the rest into the query', async () => {
    expect(await call(getThing, { unit: 'کراچی / 1', kind: ['a', 'b'] })).toEqual({
      unit: 'کراچی / 1',
      kinds: ['a', 'b'],
    })
    expect(urlOf(getThing, { unit: 'x', q: '' })).toBe('/api/units/x/things')
    expect(() => requestOf(getThing, {})).toThrow('needs unit')
  })

  it('sends a key with every command, a new one each time unless given', async () => {
    const first = await call(doThing, { id: '1', word: 'a' })
    const second = await call(doThing, { id: '1', word: 'a' })
    expect(first.key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(second.key).not.toBe(first.key)
    expect((await call(doThing, { id: '1', word: 'a' }, { idempotencyKey: first.key })).key).toBe(first.key)
  })

  it('throws the problem the server answered', async () => {
    const error = await call(doThing, { id: '1', word: 'refuse' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(CallRefused)
    expect((error as CallRefused).problem).toMatchObject({ status: 409, code: 'test.no' })
  })

  it('makes a problem of an answer that is none of ours', async () => {
    const error = await call(doThing, { id: '1', word: 'gateway' }).catch((thrown: unknown) => thrown)
    expect((error as CallRefused).problem).toMatchObject({ status: 502, code: 'unavailable' })
  })

  it('tells the shell when the session has ended', async () => {
    let told = 0
    whenSignedOut(() => {
      told += 1
    })
    await expect(call(doThing, { id: '1', word: 'out' })).rejects.toThrow('not-signed-in')
    expect(told).toBe(1)
  })

  it('asks for a fresh second factor and goes on by itself, under a new key', async () => {
    seenKeys.length = 0
    whenStepUpNeeded(async () => true)
    expect((await call(doThing, { id: '1', word: 'sensitive' })).word).toBe('sensitive')
    expect(new Set(seenKeys).size).toBe(2)
    seenKeys.length = 0
    whenStepUpNeeded(async () => false)
    await expect(call(doThing, { id: '1', word: 'sensitive' })).rejects.toThrow('step-up-required')
  })

  it('says that no answer came, with the key to try again', async () => {
    const kept = globalThis.fetch
    globalThis.fetch = () => plainFetch('http://127.0.0.1:1/')
    const error = await call(doThing, { id: '1', word: 'a' }, { idempotencyKey: 'k' }).catch(
      (thrown: unknown) => thrown,
    )
    globalThis.fetch = kept
    expect(error).toBeInstanceOf(NetworkFailed)
    expect((error as NetworkFailed).idempotencyKey).toBe('k')
  })
})

it('makes identifiers that sort by the time they were made', () => {
  const made = [1, 1000, 1_795_000_000_000, 1_795_000_000_001].map((at) => uuidv7(at))
  expect(made.toSorted()).toEqual(made)
  expect(new Set(Array.from({ length: 1000 }, () => uuidv7())).size).toBe(1000)
})

import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Someone, type World, world } from '../../../app/testing.ts'
import { CallRefused, NetworkFailed } from '../../../platform/http/client.ts'
import { Outbox } from '../../../platform/ui/outbox/outbox.ts'
import { keyFrom } from '../../../platform/ui/outbox/seal.ts'
import { type Kept, queuesOf, type Shelf } from '../../../platform/ui/outbox/shelf.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import type { GateAct } from './contract.ts'

/** What is done on devices with bad lines, until it lies in the registers of a real server: every act has one fate, and none is lost. */
let here: World
let clerk: Someone
let gate: Someone
let deputy: Someone
let day: string
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  day = (await here.database.owner.pool.query('select workflow.today() as day')).rows[0].day
})
afterAll(() => here.drop())

function aShelf(): Shelf {
  const items = new Map<string, Kept>()
  return {
    put: async (put) => {
      for (const one of put) items.set(`${one.queue}/${one.id}`, one)
    },
    all: async (_, queue) => [...items.values()].filter((one) => one.queue === queue),
    drop: async (_, queue, ids) => {
      for (const id of ids) items.delete(`${queue}/${id}`)
    },
    queues: async () => queuesOf([...items.values()]),
  }
}

let n = 0
async function held(): Promise<{ id: string; warrantId: string }> {
  n += 1
  const { imprisonmentId: id } = await clerk.insist(
    custody.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: {
        nameEn: `Prisoner ${n}`,
        nameUr: `اسیر ${n}`,
        sex: 'M',
        birthDate: '1990-05-01',
        birthPrecision: 'day',
        aliases: [],
      },
      paper: { nextProduction: day },
    }),
  )
  return { id, warrantId: (await clerk.call(custody.getPrisoner, { id })).warrants[0]!.id }
}

/** A device at the gate: it loses its line, loses answers, dies and begins anew from what lies on it. */
class Device {
  readonly who: Someone
  readonly #shelf = aShelf()
  line: 'there' | 'away' | 'loses-answers' = 'there'
  readonly sent: GateAct[][] = []
  outbox: Outbox<GateAct>
  constructor(who: Someone) {
    this.who = who
    this.outbox = this.#begin()
  }
  #begin() {
    return new Outbox<GateAct>({
      account: this.who.accountId,
      queue: 'gate',
      keeping: async () => ({
        shelf: this.#shelf,
        key: await keyFrom(Buffer.from('q'.repeat(32)).toString('base64')),
      }),
      send: async (acts) => {
        if (this.line === 'away') throw new NetworkFailed(undefined, undefined)
        this.sent.push([...acts])
        const { results } = await this.who.call(custody.sendGateActs, { acts: [...acts] })
        if (this.line === 'loses-answers') throw new NetworkFailed(undefined, undefined)
        return results.map((result) => result.id)
      },
      batch: 3,
    })
  }
  async die(): Promise<void> {
    this.outbox = this.#begin()
    await this.outbox.open()
  }
}

const whose = fc.integer({ min: 0, max: 1 })
const whom = fc.integer({ min: 0, max: 2 })
const happening = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: fc.constantFrom('out', 'back'), device: whose, person: whom }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom('there', 'away', 'loses-answers', 'die', 'replay'),
      device: whose,
      person: whom,
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('desk'), device: whose, person: whom }) },
)

test('lost answers, retries, two devices, another officer and any order: each act is in the register or among the contradictions, once, at its own time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 24 }), async (happenings) => {
      const people = [await held(), await held(), await held()]
      const devices = [new Device(gate), new Device(deputy)]
      const made: GateAct[] = []
      for (const { what, device: at, person: nth } of happenings) {
        const device = devices[at]!
        const person = people[nth]!
        if (what === 'out' || what === 'back') {
          // The gate returns whom it, or the other gate, sent out; as its list has them.
          const went = made.findLast((act) => act.kind === 'out' && act.imprisonmentId === person.id)
          if (what === 'back' && went === undefined) continue
          const act: GateAct = {
            id: randomUUID(),
            kind: what,
            imprisonmentId: person.id,
            warrantId: what === 'out' ? person.warrantId : null,
            hearingId: null,
            movementId: null,
            outAct: what === 'back' ? went!.id : null,
            doneAt: new Date().toISOString(),
          }
          made.push(act)
          await device.outbox.add([act])
        } else if (what === 'die') await device.die()
        else if (what === 'replay') {
          // What a proxy or the browser itself sends a second time, late and in another order.
          const again = device.sent.at(-1)?.toReversed()
          if (again !== undefined) await device.who.call(custody.sendGateActs, { acts: again })
        } else if (what === 'desk')
          // Somebody at another desk writes it down with a connection, and may be refused.
          await deputy.call(custody.bringBack, { id: person.id }).catch(() => undefined)
        else device.line = what as Device['line']
        await device.outbox.flush()
      }
      for (const device of devices) {
        device.line = 'there'
        await device.outbox.flush()
        expect(device.outbox.state()).toMatchObject({ waiting: [], error: undefined })
      }
      const { rows } = await here.database.owner.pool.query<{
        id: string
        kind: string
        outcome: 'done' | 'conflict'
        done_at: Date
        out_at: Date
        in_at: Date | null
        movement_id: string
      }>(
        `select a.id, a.kind, a.outcome, a.done_at, m.out_at, m.in_at, a.movement_id from custody.gate_act a
           left join custody.movement m on m.id = a.movement_id where a.imprisonment_id = any ($1::uuid[])`,
        [people.map((person) => person.id)],
      )
      expect(rows.map((row) => row.id).toSorted()).toEqual(made.map((act) => act.id).toSorted())
      const listed = (await gate.call(custody.listGateConflicts, {})).rows.map((row) => row.id)
      const done = rows.filter((row) => row.outcome === 'done')
      for (const row of rows) expect(listed.includes(row.id)).toBe(row.outcome === 'conflict')
      // Two of one kind never hold one movement, and each has the time at which it was done: nothing was written over.
      expect(new Set(done.map((row) => `${row.kind}/${row.movement_id}`)).size).toBe(done.length)
      for (const row of done)
        expect([row.id, row.kind === 'out' ? row.out_at : row.in_at]).toEqual([row.id, row.done_at])
    }),
    { numRuns: 8 },
  )
}, 60_000)

test('a thousand entries drain through a server that is cut off at random, each once', async () => {
  const { id: checkId } = await gate.call(custody.startRollCheck, { kind: 'extra' })
  const server = createAdaptorServer({ fetch: here.app.fetch }) as Server
  let cut = 0
  server.on('connection', (socket) => {
    // Before the question, in the middle, after the answer was made and before it has arrived.
    if (Math.random() < 0.5)
      setTimeout(() => {
        cut += 1
        socket.destroy()
      }, Math.random() * 40)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const shelf = aShelf()
  const outbox = new Outbox<custody.NewMark>({
    account: gate.accountId,
    queue: `roll-check/${checkId}`,
    keeping: async () => ({ shelf, key: await keyFrom(Buffer.from('q'.repeat(32)).toString('base64')) }),
    batch: 40,
    send: async (marks) => {
      let answer: Response
      let body: { accepted: string[]; refused: string[] }
      try {
        answer = await fetch(`http://127.0.0.1:${port}/api/custody/roll-checks/${checkId}/marks`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-test-actor': gate.grantId,
            'idempotency-key': randomUUID(),
            connection: 'close',
          },
          body: JSON.stringify({ marks }),
        })
        body = await answer.json()
      } catch (cause) {
        throw new NetworkFailed(undefined, cause)
      }
      if (!answer.ok) throw new CallRefused(body as never, undefined)
      return [...body.accepted, ...body.refused]
    },
  })
  const marks = Array.from(
    { length: 1000 },
    (_, counted): custody.NewMark => ({
      id: randomUUID(),
      barrackId: null,
      imprisonmentId: null,
      mark: 'counted',
      counted,
      note: null,
      markedAt: new Date().toISOString(),
    }),
  )
  await outbox.add(marks)
  for (let tries = 0; outbox.state().waiting.length > 0 && tries < 500; tries += 1) {
    await outbox.flush()
    expect(outbox.state().error).toBeUndefined()
  }
  server.close()
  expect(outbox.state().waiting).toEqual([])
  expect(await shelf.queues()).toEqual([])
  expect(cut).toBeGreaterThan(3)
  const { rows } = await here.database.owner.pool.query<{ counted: number }>(
    `select counted from custody.roll_mark where check_id = $1 order by counted`,
    [checkId],
  )
  expect(rows.map((row) => row.counted)).toEqual(marks.map((_, counted) => counted))
}, 60_000)

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asActor } from '#kernel/access'
import { workflowPermissions } from '#kernel/workflow'
import { type Offices, type Official, offices } from '#kernel/workflow/testing'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/http'
import { permissions } from './access.ts'
import { getHandover, listHandovers } from './contract.ts'
import { defineHandover, type HandoverOffer, type HandoverState } from './define.ts'
import { countHandovers, getHandoverPage, listOffers, refuseOwnPage, stepsOfOffer } from './lists.ts'
import { accept, complete, findOpenOffer, offer, offerAgain, reject, withdraw } from './offers.ts'

const effects: string[] = []
const note = (name: string) => async (_tx: Tx, held: HandoverOffer<{ warrant: string }>) => {
  if (held.payload.warrant === `fail-${name}`) throw new Error(`${name} failed`)
  effects.push(`${name} ${held.id} ${held.state}`)
}

const remand = defineHandover<{ warrant: string }>({
  kind: 'test.remand',
  title: { en: 'Remand to prison', ur: 'ریمانڈ بر جیل' },
  fromPosts: ['court-reader'],
  toPosts: ['prison-admissions-officer'],
  onAccept: note('accept'),
  onReject: note('reject'),
  onComplete: note('complete'),
  onWithdraw: note('withdraw'),
  ownPage: ['accept'],
  href: (held) => `/custody/remands/${held.subject.id}`,
})
const referral = defineHandover({
  kind: 'test.referral',
  title: { en: 'Referral', ur: 'ریفرل' },
  fromPosts: ['court-reader'],
  toPosts: ['prison-admissions-officer'],
  severalAtOnce: true,
  doneWhenAccepted: true,
})
const escort = defineHandover({
  kind: 'test.escort',
  title: { en: 'Escort', ur: 'اسکارٹ' },
  fromPosts: ['court-reader'],
  toPosts: ['prison-admissions-officer'],
  completedBy: 'from',
})

let world: Offices
let reader: Official
let receiver: Official
let secondReceiver: Official
let superintendent: Official
let stranger: Official

beforeAll(async () => {
  world = await offices([workflowPermissions, permissions])
  reader = await world.official('court-reader', 'COURT-1')
  receiver = await world.official('prison-admissions-officer', 'PRISON-1')
  secondReceiver = await world.official('prison-admissions-officer', 'PRISON-1')
  superintendent = await world.official('superintendent', 'PRISON-1')
  stranger = await world.official('prison-admissions-officer', 'PRISON-2')
})
afterAll(() => world.database.drop())

const as = <T>(official: Official, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asActor(world.database.app, official, {}, work)

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw new Error(`expected a refusal, got ${String(error)}`)
  return error.code
}

const give = (options: { dueOn?: string; warrant?: string } = {}) =>
  as(reader, (tx) =>
    offer(tx, {
      kind: remand,
      subject: { kind: 'remand', id: randomUUID() },
      to: receiver.unitId,
      payload: { warrant: options.warrant ?? 'W-1' },
      dueOn: options.dueOn,
    }),
  )

test('an accepted hand-over is signed by both sides: account, post, unit, time', async () => {
  const { id } = await give()
  await as(receiver, (tx) => accept(tx, id))
  await as(receiver, (tx) => complete(tx, id))
  const steps = await as(reader, (tx) => stepsOfOffer(tx, id))
  expect(steps.map((step) => [step.act, step.side, step.post.en, step.unit.en])).toEqual([
    ['offered', 'from', 'Court reader', 'COURT-1'],
    ['accepted', 'to', 'Prison admissions officer', 'PRISON-1'],
    ['done', 'to', 'Prison admissions officer', 'PRISON-1'],
  ])
  expect(effects.filter((one) => one.includes(id))).toEqual([`accept ${id} accepted`, `complete ${id} done`])
})

test('a rejected one goes back with its reason and is offered again or withdrawn', async () => {
  const { id } = await give()
  await as(receiver, (tx) => reject(tx, id, 'The warrant names another man'))
  const attention = await as(reader, (tx) =>
    listOffers(tx, { direction: 'outgoing', show: 'attention', page: 1, size: 500 }),
  )
  expect(attention.rows.find((row) => row.id === id)).toMatchObject({
    state: 'rejected',
    reason: 'The warrant names another man',
    may: { withdraw: true, offerAgain: true, accept: false },
  })
  const again = await as(reader, (tx) => offerAgain(tx, id, { payload: { warrant: 'W-2' } }))
  expect(again).toMatchObject({ state: 'offered', round: 2, payload: { warrant: 'W-2' } })
  await as(receiver, (tx) => reject(tx, id, 'Again the wrong man'))
  await as(reader, (tx) => withdraw(tx, id, 'Sent to another prison'))
  expect(await refusal(as(reader, (tx) => offerAgain(tx, id)))).toBe('handover.not-open')
  const page = await as(receiver, (tx) => getHandoverPage(tx, id))
  expect(page.steps.map((step) => step.act)).toEqual([
    'offered',
    'rejected',
    'offered-again',
    'rejected',
    'withdrawn',
  ])
  expect(getHandover.output.parse(page).href).toMatch(/^\/custody\/remands\//)
})

test('each side takes only its own steps, by its own posts; strangers see nothing', async () => {
  const { id } = await give()
  expect(await refusal(as(reader, (tx) => accept(tx, id)))).toBe('handover.other-side')
  expect(await refusal(as(receiver, (tx) => withdraw(tx, id, 'not mine')))).toBe('handover.other-side')
  expect(await refusal(as(superintendent, (tx) => accept(tx, id)))).toBe('handover.post-not-allowed')
  expect(await refusal(as(stranger, (tx) => accept(tx, id)))).toBe('not-found')
  expect(await refusal(as(stranger, (tx) => getHandoverPage(tx, id)))).toBe('not-found')
  expect(await as(stranger, (tx) => stepsOfOffer(tx, id))).toEqual([])
  expect(await refusal(as(receiver, (tx) => refuseOwnPage(tx, id, 'accept')))).toBe('handover.own-page')
  expect(
    await refusal(
      as(reader, (tx) =>
        offer(tx, {
          kind: remand,
          subject: { kind: 'remand', id: randomUUID() },
          from: stranger.unitId,
          to: receiver.unitId,
          payload: { warrant: 'W' },
        }),
      ),
    ),
  ).toBe('handover.other-side')
})

test('of fifty who accept at once exactly one does, and its effect runs once', async () => {
  const { id } = await give()
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, n) => as(n % 2 === 0 ? receiver : secondReceiver, (tx) => accept(tx, id))),
  )
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(refused).toHaveLength(49)
  expect(refused.every((error) => error instanceof Refusal && error.code === 'handover.not-open')).toBe(true)
  const { rows } = await world.database.owner.pool.query(
    `select count(*)::int as n from handover.step where offer_id = $1 and act = 'accepted'`,
    [id],
  )
  expect(rows[0].n).toBe(1)
})

test('accepting and withdrawing at once leaves one of the two', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id } = await give()
    const results = await Promise.allSettled([
      as(receiver, (tx) => accept(tx, id)),
      as(reader, (tx) => withdraw(tx, id, 'Bail was granted')),
    ])
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  }
})

test('a failed effect undoes its step', async () => {
  const { id } = await give({ warrant: 'fail-accept' })
  await expect(as(receiver, (tx) => accept(tx, id))).rejects.toThrow('accept failed')
  expect((await as(reader, (tx) => getHandoverPage(tx, id))).steps.map((step) => step.act)).toEqual([
    'offered',
  ])
})

test('a subject is handed to one party at a time, unless its kind allows several', async () => {
  const subject = { kind: 'remand', id: randomUUID() }
  const to = receiver.unitId
  const first = await as(reader, (tx) => offer(tx, { kind: remand, subject, to, payload: { warrant: 'W' } }))
  const other = { kind: remand, subject, to: stranger.unitId, payload: { warrant: 'W' } }
  expect(await refusal(as(reader, (tx) => offer(tx, other)))).toBe('handover.already-offered')
  expect((await as(receiver, (tx) => findOpenOffer(tx, 'test.remand', subject)))?.id).toBe(first.id)
  await as(reader, (tx) => withdraw(tx, first.id, 'Sent elsewhere'))
  const next = await as(reader, (tx) => offer(tx, { ...other, follows: first.id }))
  expect(next.follows).toBe(first.id)
  const person = { kind: 'person', id: randomUUID() }
  for (const unit of [receiver.unitId, stranger.unitId])
    await as(reader, (tx) => offer(tx, { kind: referral, subject: person, to: unit, payload: {} }))
})

test('paper that is simply received is done at once; what the sender completes waits with the sender', async () => {
  const paper = await as(reader, (tx) =>
    offer(tx, {
      kind: referral,
      subject: { kind: 'letter', id: randomUUID() },
      to: receiver.unitId,
      payload: {},
    }),
  )
  expect((await as(receiver, (tx) => accept(tx, paper.id))).state).toBe('done')
  const trip = await as(reader, (tx) =>
    offer(tx, {
      kind: escort,
      subject: { kind: 'trip', id: randomUUID() },
      to: receiver.unitId,
      payload: {},
    }),
  )
  await as(receiver, (tx) => accept(tx, trip.id))
  expect(await refusal(as(receiver, (tx) => complete(tx, trip.id)))).toBe('handover.other-side')
  const list = await as(reader, (tx) =>
    listOffers(tx, { direction: 'outgoing', show: 'attention', page: 1, size: 500 }),
  )
  expect(list.rows.find((row) => row.id === trip.id)?.may.complete).toBe(true)
  expect((await as(reader, (tx) => complete(tx, trip.id))).state).toBe('done')
})

test('an offer unanswered past its day stands in both parties’ lists as late', async () => {
  const { id } = await give({ dueOn: '2026-01-05' })
  for (const [official, direction] of [
    [receiver, 'incoming'],
    [reader, 'outgoing'],
  ] as const) {
    const list = await as(official, (tx) =>
      listOffers(tx, { direction, show: 'attention', page: 1, size: 500 }),
    )
    expect(list.rows.find((row) => row.id === id)).toMatchObject({ overdue: true })
    const count = await as(official, (tx) => countHandovers(tx, { direction, show: 'attention' }))
    expect(count).toEqual({ count: list.rows.length, overdue: list.rows.filter((row) => row.overdue).length })
    expect(listHandovers.output.parse(list).total).toBe(list.rows.length)
  }
})

test('names do not pass in a payload', async () => {
  await expect(give({ warrant: 'Ali son of Ahmed' })).rejects.toThrow(/identifiers and numbers only/)
})

test('the database refuses every short cut', async () => {
  const { id } = await give()
  const change = (official: Official, set: string) =>
    as(official, (tx) => sql`update handover.offer set ${sql.raw(set)} where id = ${id}::uuid`.execute(tx))
  await expect(change(receiver, `state = 'done'`)).rejects.toThrow(/cannot go from offered to done/)
  await expect(change(reader, `state = 'accepted'`)).rejects.toThrow(/row-level security/)
  await expect(change(receiver, `state = 'withdrawn', reason = 'none'`)).rejects.toThrow(/row-level security/)
  await expect(change(receiver, `state = 'rejected'`)).rejects.toThrow(/check constraint/)
  await expect(change(receiver, `to_unit = ${stranger.unitId}`)).rejects.toThrow(/row-level security/)
  await expect(change(receiver, `subject_id = gen_random_uuid()`)).rejects.toThrow(/cannot be changed/)
  await expect(change(receiver, `state = 'accepted', payload = '{}'`)).rejects.toThrow(
    /cannot be changed by its answer/,
  )
  await expect(change(reader, `due_on = '2030-01-01'`)).rejects.toThrow(/only by a step/)
  const raw = (text: string) => as(reader, (tx) => sql.raw(text).execute(tx))
  await expect(raw(`delete from handover.offer`)).rejects.toThrow(/permission denied/)
  await expect(raw(`delete from handover.step`)).rejects.toThrow(/permission denied/)
  await expect(raw(`update handover.step set reason = 'x'`)).rejects.toThrow(/permission denied/)
})

/** The course as one reads it in the README; the database is asked to agree after every call. */
interface Model {
  readonly id: string
  state: HandoverState
  acts: string[]
}
const course: Record<
  string,
  { from: HandoverState[]; to: HandoverState; side: 'reader' | 'receiver'; act: string }
> = {
  accept: { from: ['offered'], to: 'accepted', side: 'receiver', act: 'accepted' },
  reject: { from: ['offered'], to: 'rejected', side: 'receiver', act: 'rejected' },
  complete: { from: ['accepted'], to: 'done', side: 'receiver', act: 'done' },
  withdraw: { from: ['offered', 'rejected'], to: 'withdrawn', side: 'reader', act: 'withdrawn' },
  offerAgain: { from: ['rejected'], to: 'offered', side: 'reader', act: 'offered-again' },
}
const carryOut: Record<string, (tx: Tx, id: string) => Promise<unknown>> = {
  accept,
  reject: (tx, id) => reject(tx, id, 'Not ours'),
  complete,
  withdraw: (tx, id) => withdraw(tx, id, 'No longer needed'),
  offerAgain: (tx, id) => offerAgain(tx, id),
}

test('no sequence of calls by anyone loses a hand-over or brings it where it may not be', async () => {
  const call = fc.record({
    verb: fc.constantFrom('accept', 'reject', 'complete', 'withdraw', 'offerAgain'),
    who: fc.constantFrom(
      'reader' as const,
      'receiver' as const,
      'stranger' as const,
      'superintendent' as const,
    ),
    which: fc.nat({ max: 1 }),
  })
  const likely = fc.record({
    verb: call.map(({ verb }) => verb),
    who: fc.constant('right' as const),
    which: fc.nat({ max: 1 }),
  })
  const reached = new Set<HandoverState>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ arbitrary: call, weight: 1 }, { arbitrary: likely, weight: 3 }), {
        minLength: 1,
        maxLength: 14,
      }),
      async (calls) => {
        const models: Model[] = []
        for (let n = 0; n < 2; n += 1)
          models.push({ id: (await give()).id, state: 'offered', acts: ['offered'] })
        for (const { verb, who, which } of calls) {
          const model = models[which]!
          const rule = course[verb]!
          const people = { reader, receiver, stranger, superintendent }
          const caller = people[who === 'right' ? rule.side : who]
          const allowed = caller === people[rule.side] && rule.from.includes(model.state)
          const result = await as(caller, (tx) => carryOut[verb]!(tx, model.id)).then(
            () => 'done',
            (error: unknown) => error,
          )
          if (allowed) {
            expect(result).toBe('done')
            model.state = rule.to
            model.acts.push(rule.act)
          } else {
            expect(result).toBeInstanceOf(Refusal)
          }
          reached.add(model.state)
        }
        for (const model of models) await agree(model)
      },
    ),
    { numRuns: 40, seed: 11 },
  )
  expect([...reached].sort()).toEqual(['accepted', 'done', 'offered', 'rejected', 'withdrawn'])
})

async function agree(model: Model): Promise<void> {
  const list = { page: 1, size: 500 } as const
  const waiting = {
    reader: await as(reader, (tx) => listOffers(tx, { direction: 'outgoing', show: 'attention', ...list })),
    receiver: await as(receiver, (tx) =>
      listOffers(tx, { direction: 'incoming', show: 'attention', ...list }),
    ),
    sent: await as(reader, (tx) => listOffers(tx, { direction: 'outgoing', show: 'open', ...list })),
  }
  const inList = (rows: { id: string }[]): boolean => rows.some((row) => row.id === model.id)
  expect(inList(waiting.receiver.rows)).toBe(model.state === 'offered' || model.state === 'accepted')
  expect(inList(waiting.reader.rows)).toBe(model.state === 'rejected')
  expect(inList(waiting.sent.rows)).toBe(model.state !== 'done' && model.state !== 'withdrawn')
  const page = await as(receiver, (tx) => getHandoverPage(tx, model.id))
  expect(page.state).toBe(model.state)
  expect(page.steps.map((step) => step.act)).toEqual(model.acts)
}

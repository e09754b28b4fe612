import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { begin, defineWorkflow, recordOnly, shipWorkflows } from '#kernel/workflow'
import * as tasks from '#kernel/workflow/contract'
import { RefusedCall, type Someone, type World, world } from '../../app/testing.ts'
import * as contract from './contract.ts'
import { defineHandover } from './define.ts'
import { offer } from './offers.ts'

const both = (text: string) => ({ en: text, ur: text })
const inquiry = defineWorkflow({
  code: 'test-inquiry',
  title: both('Inquiry'),
  href: ({ id }) => `/test/${id}`,
  states: {
    open: { title: both('Open'), kind: 'start' },
    closed: { title: both('Closed'), kind: 'end' },
  },
  transitions: {
    close: {
      from: ['open'],
      to: 'closed',
      title: both('Close'),
      posts: ['superintendent'],
      effect: 'record',
    },
  },
  startTasks: [
    { queue: 'inquiries', title: both('Inquire into {{number}}'), post: 'superintendent', dueDays: 2 },
  ],
  effects: { record: recordOnly },
})
const transfer = defineHandover({
  kind: 'test.transfer',
  title: both('Transfer'),
  fromPosts: ['superintendent'],
  toPosts: ['prison-admissions-officer'],
})

let it: World
let sender: Someone
let receiver: Someone
let outsider: Someone
let administrator: Someone

beforeAll(async () => {
  it = await world()
  await shipWorkflows(it.database.url, [inquiry])
  sender = await it.someone('superintendent', 'PRS-KHI-C')
  receiver = await it.someone('prison-admissions-officer', 'PRS-MLR')
  outsider = await it.someone('prison-admissions-officer', 'PRS-HYD-C')
  administrator = await it.someone('administrator', 'PRS-KHI-C')
})
afterAll(() => it.drop())

const refused = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof RefusedCall)) throw new Error(`expected a refusal, got ${String(error)}`)
  return `${error.problem.status} ${error.problem.code}`
}

test('a hand-over passes through the application’s own endpoints', async () => {
  const to = await it.unitId('PRS-MLR')
  const { id } = await sender.act((tx) =>
    offer(tx, { kind: transfer, subject: { kind: 'prisoner', id: randomUUID() }, to, payload: { seat: 4 } }),
  )
  const list = await receiver.call(contract.listHandovers, {})
  expect(list).toMatchObject({ total: 1, overdue: 0 })
  expect(contract.HandoverRow.parse(list.rows[0])).toMatchObject({ id, may: { accept: true } })
  expect(await refused(outsider.call(contract.getHandover, { id }))).toBe('404 not-found')
  expect(await refused(outsider.call(contract.acceptHandover, { id }))).toBe('404 not-found')
  expect(await refused(administrator.call(contract.listHandovers, {}))).toBe('403 not-allowed')
  expect(await refused(receiver.call(contract.rejectHandover, { id, reason: ' ' }))).toBe('422 invalid-input')
  expect(await receiver.call(contract.rejectHandover, { id, reason: 'No cell is free' })).toEqual({
    state: 'rejected',
  })
  expect(await sender.call(contract.offerHandoverAgain, { id })).toEqual({ state: 'offered' })
  expect(await receiver.call(contract.acceptHandover, { id })).toEqual({ state: 'accepted' })
  expect(await refused(receiver.call(contract.acceptHandover, { id }))).toBe('409 handover.not-open')
  expect(await refused(sender.call(contract.withdrawHandover, { id, reason: 'Too late' }))).toBe(
    '409 handover.not-open',
  )
  expect(await receiver.call(contract.completeHandover, { id })).toEqual({ state: 'done' })
  const page = contract.Handover.parse(await sender.call(contract.getHandover, { id }))
  expect(page.steps).toHaveLength(5)
  expect((await receiver.call(contract.listHandovers, {})).total).toBe(0)
})

test('what is read and refused of a hand-over is on record', async () => {
  const { rows } = await it.database.owner.pool.query(
    `select act, subject from audit.entry where account_id = $1 and act in ('read', 'refused') order by at, n`,
    [outsider.accountId],
  )
  expect(rows).toContainEqual({ act: 'refused', subject: 'handover.accept' })
  const read = await it.database.owner.pool.query(
    `select count(*)::int as n from audit.entry where account_id = $1 and act = 'read' and subject = 'handover.list-handovers'`,
    [receiver.accountId],
  )
  expect(read.rows[0].n).toBe(2)
})

test('tasks and steps pass through the application’s own endpoints', async () => {
  const id = randomUUID()
  await sender.act((tx) => begin(tx, inquiry, { kind: 'inquiry', id }, { titleParams: { number: '4/2026' } }))
  const list = tasks.TaskPage.parse(await sender.call(tasks.listMyTasks, { queue: 'inquiries' }))
  expect(list.rows[0]).toMatchObject({
    href: `/test/${id}`,
    owner: null,
    title: { en: 'Inquire into \u20684/2026\u2069' },
  })
  expect(list.queues).toEqual([{ queue: 'inquiries', count: 1, overdue: 0 }])
  const { task } = await sender.call(tasks.takeNext, { queue: 'inquiries' })
  expect(task?.owner?.me).toBe(true)
  expect(await sender.call(tasks.takeNext, { queue: 'inquiries' })).toEqual({ task: null })
  const standing = await sender.call(tasks.getStanding, { kind: 'inquiry', id })
  expect(standing.standings[0]).toMatchObject({
    state: 'open',
    possible: [{ name: 'close', allowed: true, direct: 'reason' }],
  })
  expect(await receiver.call(tasks.getStanding, { kind: 'inquiry', id })).toEqual({ standings: [] })
  const step = {
    kind: 'inquiry',
    id,
    code: 'test-inquiry',
    transition: 'close',
    params: { reason: 'Nothing found' },
  }
  expect(await refused(receiver.call(tasks.takeStepOfCase, step))).toBe('404 not-found')
  expect(await sender.call(tasks.takeStepOfCase, step)).toMatchObject({ state: 'closed' })
  expect(await refused(sender.call(tasks.takeStepOfCase, step))).toBe('409 workflow.no-such-transition')
  expect((await sender.call(tasks.listMyTasks, { queue: 'inquiries' })).total).toBe(0)
})

test('a workflow is changed on screen by two people', async () => {
  const { definitions } = await administrator.call(tasks.listDefinitions, { code: 'test-inquiry' })
  const from = tasks.DefinitionSummary.parse(definitions[0]).id
  const { id } = await administrator.call(tasks.draftDefinition, {
    from,
    unitId: await it.unitId('PRS-KHI-C'),
  })
  const { body, revision } = tasks.Definition.parse(await administrator.call(tasks.getDefinition, { id }))
  const wrong = {
    ...body,
    states: [...body.states, { code: 'lost', title: both('Lost'), kind: 'normal' as const }],
  }
  const save = { id, note: 'The deputy may close', effectiveFrom: '2026-01-01' }
  const saved = await administrator.call(tasks.saveDefinition, { ...save, revision, body: wrong })
  expect(saved.problems.map(({ code }) => code)).toEqual(['unreachable', 'no-way-out'])
  expect(await refused(administrator.call(tasks.proposeDefinition, { id, revision: saved.revision }))).toBe(
    '409 workflow.has-problems',
  )
  const mended = await administrator.call(tasks.saveDefinition, {
    ...save,
    revision: saved.revision,
    body: {
      ...body,
      transitions: body.transitions.map((one) => ({
        ...one,
        posts: [...one.posts, 'deputy-superintendent'],
      })),
    },
  })
  await administrator.call(tasks.proposeDefinition, { id, revision: mended.revision })
  expect(await refused(administrator.call(tasks.adoptDefinition, { id }))).toBe('403 not-allowed')
  expect(await refused(sender.call(tasks.saveDefinition, { ...save, revision: 3, body }))).toBe(
    '403 not-allowed',
  )
  const lawOfficer = await it.someone('law-officer', 'PRS-KHI-C')
  expect(await lawOfficer.call(tasks.adoptDefinition, { id })).toEqual({ state: 'adopted' })
  const deputy = await it.someone('deputy-superintendent', 'PRS-KHI-C')
  const subject = { kind: 'inquiry', id: randomUUID() }
  await sender.act((tx) => begin(tx, inquiry, subject))
  expect(
    await deputy.call(tasks.takeStepOfCase, { ...subject, code: 'test-inquiry', transition: 'close' }),
  ).toMatchObject({ state: 'closed' })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Job } from '#kernel/gate'
import { type Someone, type World, world } from '../../app/testing.ts'
import { askJob, listJobs } from './contract.ts'
import { askFor, prepareJobs, registerJobs, startJobs } from './queue.ts'

let here: World
let administrator: Someone
let running: { stop(): Promise<void> }
let failures = 1
const carried: unknown[] = []

const counting: Job = {
  name: 'demo.count',
  label: { en: 'Count', ur: 'گنتی' },
  run: async (_services, input, progress) => {
    carried.push(input)
    for (let done = 1; done <= 3; done += 1) await progress.report(done, 3)
  },
}
const stumbling: Job = {
  name: 'demo.stumble',
  label: { en: 'Stumble', ur: 'ٹھوکر' },
  run: async () => {
    if (failures-- > 0) throw new Error('not yet')
  },
}

beforeAll(async () => {
  here = await world()
  await prepareJobs(here.database.url, [counting, stumbling])
  registerJobs([counting, stumbling])
  administrator = await here.someone('administrator', 'PK-SD')
  const service = await here.someone('service', 'PK')
  running = await startJobs(
    { database: here.database.app, auth: here.database.auth },
    service,
    () => undefined,
  )
})
afterAll(async () => {
  await running.stop()
  await here.drop()
})

const ended = async (runId: string) => {
  for (let tries = 0; tries < 200; tries += 1) {
    const run = (await administrator.call(listJobs, {})).runs.find((each) => each.id === runId)
    if (run !== undefined && run.state === 'done') return run
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The job did not end.')
}

test('a job asked for runs once and shows its progress', async () => {
  const { runId } = await administrator.call(askJob, { job: 'demo.count' })
  expect(await ended(runId)).toMatchObject({ done: 3, total: 3, attempts: 1 })
  expect(carried).toHaveLength(1)
})

test('a job asked for in a transaction that is rolled back never runs', async () => {
  const before = carried.length
  await expect(
    administrator.act(async (tx) => {
      await askFor(tx, 'demo.count')
      await sql`select 1 / 0`.execute(tx)
    }),
  ).rejects.toThrow()
  const { runId } = await administrator.call(askJob, { job: 'demo.count' })
  await ended(runId)
  expect(carried).toHaveLength(before + 1)
})

test('a job that fails is tried again', async () => {
  const { runId } = await administrator.call(askJob, { job: 'demo.stumble' })
  expect(await ended(runId)).toMatchObject({ attempts: 2, lastError: null })
})

test('there is no running what is not known', async () => {
  await expect(administrator.call(askJob, { job: 'demo.nothing' })).rejects.toThrow('jobs.no-such-job')
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceActors } from '#kernel/events'
import { prepareJobs, registerJobs, startJobs } from '#kernel/jobs'
import { modules } from '../../../app/modules.ts'
import { type Someone, type World, world } from '../../../app/testing.ts'
import { loadProvince } from '../../../tools/seed/load/load-province.ts'
import { yesterday } from '../../../tools/seed/today.ts'
import * as contract from './contract.ts'
import { postNotificationJob } from './jobs.ts'

let here: World
let inspector: Someone
let officer: Someone
let running: { stop(): Promise<void> }
beforeAll(async () => {
  here = await world()
  await loadProvince(here.database.url, {
    cases: 300,
    seed: 7,
    today: yesterday(),
    onProgress: () => undefined,
  })
  const jobs = modules.flatMap((module) => module.jobs ?? [])
  await prepareJobs(here.database.url, jobs)
  registerJobs(jobs)
  const federation = (await serviceActors(here.database.app.pool)).find(
    ({ jurisdiction }) => jurisdiction === 'PK',
  )!
  running = await startJobs(
    { database: here.database.app, auth: here.database.auth },
    federation,
    () => undefined,
  )
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
  officer = await here.someone('law-officer', 'PK-SD')
}, 180_000)
afterAll(async () => {
  await running?.stop()
  await here?.drop()
})

const rowsOf = async <T>(text: string): Promise<T[]> =>
  (await here.database.owner.pool.query(text)).rows as T[]

const eid = {
  title: { en: 'Eid-ul-Fitr, 90 days', ur: 'عید الفطر، نوے دن' },
  authority: 'Government of Sindh, Home Department',
  instrument: 'SO(Prs-I)/HD/7-2/2026',
  notifiedOn: yesterday(),
  excluded: ['MURDER' as const, 'TERRORISM' as const],
  rules: [{ id: 'GENERAL', minServed: [1, 4] as [number, number], days: 90 }],
}

async function tried(notificationId: string) {
  await expect
    .poll(async () => (await inspector.call(contract.getNotification, { notificationId })).simulation, {
      timeout: 30_000,
      interval: 300,
    })
    .toBe('done')
  return inspector.call(contract.getNotification, { notificationId })
}

test('a question is tried on everyone, and every convict has a reason', async () => {
  const { notificationId } = await inspector.call(contract.enterNotification, eid)
  const found = await tried(notificationId)
  const [convicts] = await rowsOf<{ n: number }>(
    `select count(*)::int as n from custody.imprisonment where state = 'in' and category in ('convict', 'condemned') and jurisdiction = 'PK-SD'`,
  )
  expect(found.convicts).toBe(convicts!.n)
  expect(found.given).toBeGreaterThan(3)
  expect(found.reasons.UNEXPLAINED ?? 0).toBe(0)
  expect(Object.values(found.reasons).reduce((sum, n) => sum + n, 0)).toBe(found.convicts)
  expect(found.bedDays).toBeGreaterThan(90)
  const freed = found.months.map(({ bedsFree }) => bedsFree)
  expect(Math.max(...freed)).toBeGreaterThan(0)
  const { rows } = await inspector.call(contract.listEffects, {
    notificationId,
    reason: 'GIVEN',
    size: '200',
  })
  for (const row of rows) {
    expect(row.class).not.toBeNull()
    expect(row.after! <= row.before!).toBe(true)
  }
  // A question changes nothing of anybody's ledger.
  expect(await rowsOf(`select 1 from custody.remission where notification_id is not null`)).toEqual([])
  await expect(inspector.call(contract.adoptNotification, { notificationId })).rejects.toThrow(
    /access.same-person/,
  )
  await inspector.call(contract.withdrawNotification, { notificationId, why: 'Only a question' })
  await expect(officer.call(contract.adoptNotification, { notificationId })).rejects.toThrow(/not-a-draft/)
}, 90_000)

test('a prison sees its own, another province nothing, a clerk not at all', async () => {
  const [one] = await rowsOf<{ id: string }>(`select id from custody.remission_notification limit 1`)
  const superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  const { rows } = await superintendent.call(contract.listEffects, { notificationId: one!.id, size: '200' })
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every(({ label }) => label.startsWith('PRS-HYD-C '))).toBe(true)
  const lahore = await here.someone('inspector-general-prisons', 'PRD-PB')
  await expect(lahore.call(contract.getNotification, { notificationId: one!.id })).rejects.toThrow(
    /not-found/,
  )
  expect((await lahore.call(contract.listEffects, { notificationId: one!.id })).rows).toEqual([])
  const clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  await expect(clerk.call(contract.listNotifications, {})).rejects.toThrow(/not-allowed/)
  await expect(superintendent.call(contract.enterNotification, eid)).rejects.toThrow(/not-allowed/)
})

test('a second person adopts it; it is posted once, each date is computed anew and waits for two officers', async () => {
  const { notificationId } = await inspector.call(contract.enterNotification, eid)
  const found = await tried(notificationId)
  // One convict's facts change between the trial and the posting: an officer looks, nothing is posted unseen.
  const [changed] = await rowsOf<{ id: string }>(
    `select imprisonment_id as id from custody.remission_effect where notification_id = '${notificationId}' and state = 'simulated'
      and days > 0 order by imprisonment_id desc limit 1`,
  )
  const [after] = await rowsOf<{ due: string; id: string }>(
    `select imprisonment_id as id, after_day as due from custody.remission_effect where notification_id = '${notificationId}'
      and state = 'simulated' and days > 0 and imprisonment_id <> '${changed!.id}' limit 1`,
  )
  await rowsOf(`alter table custody.release_date disable trigger user`)
  await rowsOf(
    `update custody.release_date set due_release = due_release + 1 where imprisonment_id = '${changed!.id}' and state in ('computed', 'proposed', 'confirmed')`,
  )
  await rowsOf(`alter table custody.release_date enable trigger user`)
  expect(await officer.call(contract.adoptNotification, { notificationId })).toEqual({ state: 'adopted' })
  await expect
    .poll(async () => (await officer.call(contract.getNotification, { notificationId })).postedAt, {
      timeout: 60_000,
      interval: 300,
    })
    .not.toBeNull()
  const posted = await officer.call(contract.getNotification, { notificationId })
  const [byHand] = await rowsOf<{ n: number }>(
    `select count(*)::int as n from custody.remission_effect where notification_id = '${notificationId}' and days > 0 and state = 'by-hand'`,
  )
  expect(posted.posted).toBe(found.given - byHand!.n)
  expect(
    await rowsOf(
      `select state from custody.remission_effect where imprisonment_id = '${changed!.id}' and notification_id = '${notificationId}'`,
    ),
  ).toEqual([{ state: 'by-hand' }])
  const [ledger] = await rowsOf<{ n: number; days: number; kinds: string[] }>(
    `select count(*)::int as n, max(days) as days, array_agg(distinct kind) as kinds from custody.remission where notification_id = '${notificationId}'`,
  )
  expect(ledger).toEqual({ n: posted.posted, days: 90, kinds: ['special'] })
  const [date] = await rowsOf<{ state: string; due: string; reason: string }>(
    `select state, due_release as due, reason from custody.release_date where imprisonment_id = '${after!.id}' order by computed_at desc limit 1`,
  )
  expect(date).toEqual({ state: 'computed', due: after!.due, reason: 'remission' })
  // The queue may bring the job again: nothing is posted twice.
  await postNotificationJob.run(
    { database: here.database.app, auth: here.database.auth },
    { notificationId },
    { report: async () => undefined },
  )
  expect(
    await rowsOf(
      `select count(*)::int as n from custody.remission where notification_id = '${notificationId}'`,
    ),
  ).toEqual([{ n: posted.posted }])
}, 120_000)

test('a stored date that nothing explains stops the adoption, and so does a trial of another day', async () => {
  const [any] = await rowsOf<{ id: string }>(
    `select r.id from custody.release_date r join custody.imprisonment i on i.id = r.imprisonment_id and i.state = 'in'
      where r.state in ('computed', 'proposed', 'confirmed') order by r.id limit 1`,
  )
  await rowsOf(`alter table custody.release_date disable trigger user`)
  await rowsOf(`update custody.release_date set due_release = due_release + 400 where id = '${any!.id}'`)
  await rowsOf(`alter table custody.release_date enable trigger user`)
  const { notificationId } = await officer.call(contract.enterNotification, eid)
  const found = await tried(notificationId)
  expect(found.reasons.UNEXPLAINED).toBeGreaterThan(0)
  await expect(inspector.call(contract.adoptNotification, { notificationId })).rejects.toThrow(
    /custody-remission-notification.unexplained/,
  )
  await rowsOf(
    `update custody.remission_notification set simulated_on = simulated_on - 1 where id = '${notificationId}'`,
  )
  await expect(inspector.call(contract.adoptNotification, { notificationId })).rejects.toThrow(
    /not-tried-today/,
  )
}, 60_000)

test('two rules of one name are refused', async () => {
  const rules = [eid.rules[0]!, { ...eid.rules[0]!, days: 30 }]
  await expect(officer.call(contract.enterNotification, { ...eid, rules })).rejects.toThrow(/rule-twice/)
})

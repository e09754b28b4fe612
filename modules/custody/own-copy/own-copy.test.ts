import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyDocument } from '#kernel/documents/contract'
import { renderPdf } from '#platform/documents-engine'
import { type Someone, type World, world } from '../../../app/testing.ts'
import { loadProvince } from '../../../tools/seed/load/load-province.ts'
import { yesterday } from '../../../tools/seed/today.ts'
import * as custody from '../contract.ts'
import * as contract from './contract.ts'
import { sheetOf } from './issue.ts'
import { type Statement, statementOf } from './statement.ts'

let here: World
let deputy: Someone
beforeAll(async () => {
  here = await world()
  await loadProvince(here.database.url, {
    cases: 150,
    seed: 7,
    today: yesterday(),
    onProgress: () => undefined,
  })
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
}, 180_000)
afterAll(() => here?.drop())

const prisoners = async (category: string): Promise<string[]> => {
  const { rows } = await deputy.call(custody.listPrisoners, {
    state: 'in',
    category: category as never,
    size: '200',
  })
  return rows.map(({ id }) => id)
}
const read = (imprisonmentId: string) => deputy.call(contract.getOwnCopy, { imprisonmentId })

test('everyone has a statement in both languages, with no text missing and no value left out', async () => {
  const everyone = [
    ...(await prisoners('under-trial')),
    ...(await prisoners('convict')),
    ...(await prisoners('condemned')),
  ]
  expect(everyone.length).toBeGreaterThan(10)
  for (const id of everyone) {
    const { lines, rights } = await read(id)
    expect(lines.length).toBeGreaterThan(0)
    for (const text of [...lines.flatMap(({ label, says }) => [label, says]), ...rights]) {
      expect(text.en).not.toMatch(/custody-own-copy|\{\{|undefined|null/)
      expect(text.ur).not.toMatch(/custody-own-copy|\{\{|undefined|null/)
      expect(text.ur).toMatch(/[\u0600-\u06ff]/)
    }
  }
})

test('a convict is told sentence, days counted, remission and the last day; an under-trial the next date and bail', async () => {
  const keys = async (id: string) => (await read(id)).lines.map(({ key }) => key.replace(/-\d+$/, ''))
  for (const id of await prisoners('convict'))
    expect(await keys(id)).toEqual(
      expect.arrayContaining(['case', 'sentence', 'set-off', 'remission', 'last-day']),
    )
  for (const id of await prisoners('under-trial')) {
    const page = await deputy.call(custody.getPrisoner, { id })
    const told = await keys(id)
    expect(told.includes('next')).toBe(page.warrants.some((one) => one.nextProduction !== null))
    expect(told.includes('bail')).toBe(page.prisoner.bailDue !== null)
  }
})

/** On the prison's letterhead, as it is issued. */
const printed = (statement: Statement) =>
  renderPdf(join(import.meta.dirname, 'own-copy.typ'), sheetOf(statement), {
    languages: ['ur'],
    title: { en: 'The prisoner’s own copy', ur: 'اسیر کی اپنی نقل' },
    head: {
      province: { en: 'Government of Sindh', ur: 'حکومتِ سندھ' },
      department: { en: 'Prisons', ur: 'جیل خانہ جات' },
      unit: statement.prison,
      number: 'PRS-HYD-C/OC/2026/0001',
      address: 'http://localhost:8080/verify/7KQM2F9XABCDE12345GH',
      addressWords: 'localhost:8080/verify',
      code: '7KQM2-F9XAB-CDE12-345GH',
      fingerprint: '3f9a 12bc 77de 0011',
    },
  })

test('it fits on one page, also for whoever has three cases, four sentences, fines and a hold', async () => {
  let longest: Statement | undefined
  for (const id of [...(await prisoners('convict')), ...(await prisoners('under-trial'))]) {
    const statement = await deputy.act((tx) => statementOf(tx, id))
    if (longest === undefined || statement.lines.length > longest.lines.length) longest = statement
  }
  expect(longest!.lines.length).toBeGreaterThan(5)
  expect(await printed(longest!)).toMatchObject({ pages: 1, standard: 'a-2b' })
  const line = (key: string) => longest!.lines.filter((one) => one.key.startsWith(key))
  const much = {
    ...longest!,
    lines: [
      ...longest!.lines,
      ...line('case'),
      ...line('case'),
      ...line('sentence'),
      ...line('sentence'),
      ...line('sentence'),
      ...line('fine'),
    ],
  }
  expect(much.lines.length).toBeGreaterThan(10)
  expect((await printed(much)).pages).toBe(1)
}, 60_000)

test('a printed copy can be checked, is replaced by the next, and is out of date once something changes', async () => {
  const id = (await prisoners('convict'))[0]!
  const first = await deputy.call(contract.issueOwnCopy, { imprisonmentId: id })
  const now = await read(id)
  expect(now.copies).toMatchObject([{ id: first.copyId, current: true, handedAt: null }])
  await deputy.call(contract.handOver, { copyId: first.copyId, readAloud: true })
  await expect(deputy.call(contract.handOver, { copyId: first.copyId, readAloud: false })).rejects.toThrow(
    /not-found/,
  )
  await deputy.call(custody.postRemissionEntry, {
    imprisonmentId: id,
    kind: 'special',
    days: 3,
    authority: 'Superintendent',
    instrument: 'Order 9/2026',
    grantedOn: yesterday(),
  })
  expect((await read(id)).copies).toMatchObject([{ current: false, readAloud: true }])
  const second = await deputy.call(contract.issueOwnCopy, { imprisonmentId: id })
  expect(second.documentId).toBe(first.documentId)
  expect(second.version).toBe(2)
  const { rows } = await here.database.owner.pool.query<{ valid: number; replaced: number }>(
    `select count(*) filter (where replaced_at is null)::int as valid, count(*) filter (where replaced_at is not null)::int as replaced
      from documents.verification where document_id = $1`,
    [first.documentId],
  )
  expect(rows).toEqual([{ valid: 1, replaced: 1 }])
  expect(verifyDocument.needs).toBe('public')
}, 60_000)

test('another prison cannot read it, nor a post without the right print it', async () => {
  const id = (await prisoners('convict'))[0]!
  const other = await here.someone('deputy-superintendent', 'PRS-KHI-C')
  const gate = await here.someone('gate-officer', 'PRS-HYD-C')
  await expect(other.call(contract.getOwnCopy, { imprisonmentId: id })).rejects.toThrow(/not-found/)
  await expect(other.call(contract.issueOwnCopy, { imprisonmentId: id })).rejects.toThrow(/not-found/)
  await expect(gate.call(contract.issueOwnCopy, { imprisonmentId: id })).rejects.toThrow(/not-allowed/)
})

import { createHash, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { admitUnit, openCase } from '#kernel/cases'
import { both, day, identifier, type Scanner } from '#platform/documents-engine'
import { type Someone, type World, world } from '../../app/testing.ts'
import { getDocument, listDocuments, revokeDocument } from './contract.ts'
import { nextNumber, renderDocument } from './issue.ts'
import { keepDocument, shareDocument } from './keep.ts'
import { documentsOf } from './reading.ts'
import { setStore } from './store.ts'
import { temporaryStore } from './testing.ts'
import { scanWaiting, sweep } from './upkeep.ts'

let here: World
let store: ReturnType<typeof temporaryStore>
let officer: Someone
let stranger: Someone
let prison: Someone
let caseId: string

beforeAll(async () => {
  here = await world()
  store = temporaryStore()
  officer = await here.someone('investigating-officer', 'PS-HYD-CNT')
  const registrar = await here.someone('police-registrar', 'PS-HYD-CNT')
  stranger = await here.someone('investigating-officer', 'PS-HYD-CTY')
  prison = await here.someone('superintendent', 'PRS-HYD-C')
  caseId = await registrar.act((tx) =>
    openCase(tx, { firNumber: 7, firYear: 2026, firOn: '2026-02-03', offenceOn: '2026-02-02' }),
  )
  await registrar.act(async (tx) => admitUnit(tx, caseId, await here.unitId('PRS-HYD-C'), 'other'))
})
afterAll(async () => {
  await here.drop()
  store.drop()
})
beforeEach(() => setStore({ scanner: null }))

const text = (words: string): Uint8Array => new TextEncoder().encode(words)
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

interface Sent {
  id?: string
  kind?: string
  visibleTo?: string
  caseId?: string
  fileName?: string
  path?: string
}

async function upload(who: Someone, bytes: Uint8Array, sent: Sent = {}): Promise<Response> {
  const form = new FormData()
  if (sent.path === undefined) {
    form.set('id', sent.id ?? randomUUID())
    form.set('kind', sent.kind ?? 'documents.statement')
    form.set('titleEn', 'Statement of the complainant')
    form.set('titleUr', 'بیان مدعی')
    form.set('caseId', sent.caseId ?? caseId)
    if (sent.visibleTo !== undefined) form.set('visibleTo', sent.visibleTo)
  }
  form.set('file', new File([bytes as Uint8Array<ArrayBuffer>], sent.fileName ?? 'statement.txt'))
  return here.app.request(sent.path ?? '/api/documents', {
    method: 'POST',
    headers: { 'x-test-actor': who.grantId },
    body: form,
  })
}

async function download(who: Someone, documentId: string, version = 1, query = ''): Promise<Response> {
  return here.app.request(`/api/documents/${documentId}/versions/${version}/file${query}`, {
    headers: { 'x-test-actor': who.grantId },
  })
}

test('a file comes back byte for byte, is shown to its own unit alone, and each reading is recorded', async () => {
  const bytes = text('میں حلفاً بیان کرتا ہوں۔')
  const answer = await upload(officer, bytes, { fileName: '../..\\‮txt.نقشہ.txt' })
  expect(answer.status).toBe(200)
  const { documentId, sha256 } = (await answer.json()) as { documentId: string; sha256: string }
  expect(sha256).toBe(sha(bytes))

  const back = await download(officer, documentId)
  expect(new Uint8Array(await back.arrayBuffer())).toEqual(bytes)
  expect(back.headers.get('content-disposition')).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent('txt.نقشہ.txt')}`,
  )
  expect(back.headers.get('content-security-policy')).toContain('sandbox')
  expect(back.headers.get('x-content-type-options')).toBe('nosniff')

  expect((await download(stranger, documentId)).status).toBe(404)
  expect((await download(prison, documentId)).status).toBe(404)
  await expect(stranger.call(getDocument, { documentId })).rejects.toThrow('404 not-found')
  const { rows } = await here.database.owner.pool.query(
    `select account_id from audit.entry where act = 'read' and subject = 'documents.download-document' and $1 = any (subject_ids)`,
    [documentId],
  )
  expect(rows).toEqual([{ account_id: officer.accountId }])
})

test('a repeated upload is one document, and the same number with another file is refused', async () => {
  const id = randomUUID()
  const first = (await (await upload(officer, text('one'), { id })).json()) as Record<string, unknown>
  const second = (await (await upload(officer, text('one'), { id })).json()) as Record<string, unknown>
  expect(second).toEqual(first)
  const other = await upload(officer, text('two'), { id })
  expect(other.status).toBe(409)
  expect(await other.json()).toMatchObject({ code: 'documents.id-taken' })
  expect((await officer.call(getDocument, { documentId: id })).versions).toHaveLength(1)
})

test('a new version stands above the earlier ones, which stay', async () => {
  const id = randomUUID()
  await upload(officer, text('first'), { id })
  const path = `/api/documents/${id}/versions`
  const added = await Promise.all([
    upload(officer, text('second'), { path }),
    upload(officer, text('third'), { path }),
    upload(officer, text('second'), { path }),
  ])
  expect(added.map((each) => each.status)).toEqual([200, 200, 200])
  const { versions } = await officer.call(getDocument, { documentId: id })
  expect(versions.map((version) => version.n)).toEqual([3, 2, 1])
  expect(await (await download(officer, id, 1)).text()).toBe('first')
  expect((await upload(stranger, text('forged'), { path })).status).toBe(404)
})

test('what is shown to the sides of a case is not shown to the prison in it', async () => {
  await here.database.owner.pool.query(`update cases.case set units = units || $2::integer where id = $1`, [
    caseId,
    await here.unitId('PRO-HYD'),
  ])
  const prosecutor = await here.someone('prosecutor', 'PRO-HYD')
  const { documentId } = (await (
    await upload(officer, text('for the sides'), { visibleTo: 'case' })
  ).json()) as { documentId: string }
  expect((await download(prosecutor, documentId)).status).toBe(200)
  expect((await download(prison, documentId)).status).toBe(404)
  await officer.act(async (tx) => shareDocument(tx, documentId, await here.unitId('PRS-HYD-C')))
  expect((await download(prison, documentId)).status).toBe(200)
  expect((await prison.call(listDocuments, { caseId })).documents.map((each) => each.id)).toEqual([
    documentId,
  ])
})

test('nobody adds a file to a case they cannot see', async () => {
  const answer = await upload(stranger, text('intruding'))
  expect(answer.status).toBe(404)
})

test('a document that needs a permission does not exist for who lacks it', async () => {
  const { documentId } = await prison.act((tx) =>
    keepDocument(tx, {
      kind: 'documents.letter',
      title: { en: 'Confidential', ur: 'خفیہ' },
      bytes: text('for some eyes'),
      fileName: 'letter.txt',
      units: [],
      needs: 'documents:revoke',
    }),
  )
  const gate = await here.someone('gate-officer', 'PRS-HYD-C')
  expect((await download(prison, documentId)).status).toBe(200)
  expect((await download(gate, documentId)).status).toBe(404)
})

test('the application cannot change or remove what was kept', async () => {
  const { documentId } = (await (await upload(officer, text('fixed'))).json()) as { documentId: string }
  for (const statement of [
    sql`update documents.version set sha256 = repeat('0', 64) where document_id = ${documentId}::uuid`,
    sql`update documents.document set case_id = null where id = ${documentId}::uuid`,
    sql`delete from documents.version where document_id = ${documentId}::uuid`,
  ])
    await expect(officer.act((tx) => statement.execute(tx))).rejects.toThrow(/permission denied/)
  await expect(
    officer.act((tx) =>
      sql`update documents.document set units = '{}' where id = ${documentId}::uuid`.execute(tx),
    ),
  ).rejects.toThrow(/never taken away|document_check/)
})

test('a file altered in the store never arrives whole', async () => {
  const bytes = text('the true words')
  const { documentId } = (await (await upload(officer, bytes)).json()) as { documentId: string }
  const digest = sha(bytes)
  await writeFile(
    join(store.folder, 'kept', digest.slice(0, 2), digest.slice(2, 4), digest),
    'the false word',
  )
  const answer = await download(officer, documentId)
  await expect(answer.arrayBuffer()).rejects.toThrow('not what was kept')
})

test('what a rolled-back transaction left is swept, what a document needs stays', async () => {
  const lost = text('never committed')
  await expect(
    officer.act(async (tx) => {
      await keepDocument(tx, {
        kind: 'documents.letter',
        title: { en: 'Lost', ur: 'گم' },
        bytes: lost,
        fileName: 'lost.txt',
        units: [],
      })
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  const kept = text('committed')
  await upload(officer, kept)
  const files = (): string[] =>
    readdirSync(join(store.folder, 'kept'), { recursive: true }).map((name) => String(name).slice(-64))
  expect(files()).toEqual(expect.arrayContaining([sha(lost), sha(kept)]))
  const services = { database: here.database.app, auth: here.database.auth }
  expect(await sweep(services, new Date(Date.now() - 60_000))).toBe(0)
  for (const name of readdirSync(join(store.folder, 'kept'), { recursive: true })) {
    const path = join(store.folder, 'kept', String(name))
    if (path.length > 64) await utimes(path, 0, 0)
  }
  expect(await sweep(services, new Date(Date.now() - 60_000))).toBeGreaterThan(0)
  expect(files()).not.toContain(sha(lost))
  expect(files()).toContain(sha(kept))
})

const finding = (signature: string | null): Scanner => ({
  scan: async () => (signature === null ? { state: 'clean' } : { state: 'infected', signature }),
})
const away: Scanner = {
  scan: async () => {
    throw new Error('connect ECONNREFUSED')
  },
}

test('an infected file is recorded, locked away and never given out', async () => {
  setStore({ scanner: finding('Eicar-Signature') })
  const bytes = text('X5O!P% infected')
  const answer = (await (await upload(officer, bytes)).json()) as { documentId: string; state: string }
  expect(answer.state).toBe('infected')
  const refused = await download(officer, answer.documentId)
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({
    code: 'documents.infected',
    title: expect.stringContaining('Eicar-Signature'),
    titleUr: expect.stringContaining('وائرس'),
  })
  const names = readdirSync(store.folder, { recursive: true }).map(String)
  expect(names.filter((name) => name.endsWith(sha(bytes)))).toEqual([expect.stringMatching(/^quarantine/)])
})

test('while the scanner is away files are kept and not opened; the job has them looked at later', async () => {
  setStore({ scanner: away })
  const clean = (await (await upload(officer, text('harmless'))).json()) as {
    documentId: string
    state: string
  }
  expect(clean.state).toBe('unscanned')
  expect(await (await download(officer, clean.documentId)).json()).toMatchObject({
    code: 'documents.unscanned',
  })
  const services = { database: here.database.app, auth: here.database.auth }
  await expect(scanWaiting(services, away)).rejects.toThrow('ECONNREFUSED')
  expect(await scanWaiting(services, finding(null))).toBeGreaterThan(0)
  expect(await (await download(officer, clean.documentId)).text()).toBe('harmless')

  setStore({ scanner: away })
  const bad = (await (await upload(officer, text('late finding'))).json()) as { documentId: string }
  await scanWaiting(services, finding('Late.Virus'))
  expect(await (await download(officer, bad.documentId)).json()).toMatchObject({ code: 'documents.infected' })
})

const template = join(import.meta.dirname, 'fixtures/test-letter.typ')
const letter = (number: string, id?: string) => ({
  ...(id === undefined ? {} : { id }),
  kind: 'documents.test-letter',
  template,
  data: {
    name: both({ en: 'Muhammad Aslam', ur: 'محمد اسلم' }),
    cnic: identifier('41304-1234567-1'),
    on: day('2026-03-12'),
    officer: both({ en: 'Ghulam Nabi', ur: 'غلام نبی' }),
  },
  languages: ['ur', 'en'] as const,
  title: { en: 'Test letter', ur: 'آزمائشی مراسلہ' },
  number,
  units: [],
})
const verify = async (code: string): Promise<Response> =>
  here.app.request(`/api/verify/${encodeURIComponent(code)}`)

test('an issued document can be checked by anyone who holds its code, and tells nothing of what it says', async () => {
  const { issued, number } = await prison.act(async (tx) => {
    const number = await nextNumber(tx, 'TL')
    return { number, issued: await renderDocument(tx, letter(number)) }
  })
  expect(number).toMatch(/^PRS-HYD-C\/TL\/20\d\d\/0001$/)
  const file = new Uint8Array(
    await (await download(prison, issued.documentId, 1, '?inline=yes')).arrayBuffer(),
  )
  expect(sha(file)).toBe(issued.sha256)
  expect(Buffer.from(file).toString('latin1', 0, 5)).toBe('%PDF-')

  for (const typed of [
    issued.token,
    issued.code,
    issued.code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'),
  ]) {
    const answer = await verify(typed)
    expect(answer.status).toBe(200)
    const told = (await answer.json()) as Record<string, unknown>
    expect(told).toMatchObject({
      number,
      status: 'valid',
      sha256: issued.sha256,
      kind: 'documents.test-letter',
    })
    expect(JSON.stringify(told)).not.toMatch(/Aslam|اسلم|41304|Test letter/)
  }
  const other = await verify('0'.repeat(20))
  expect(other.status).toBe(409)
  expect(await other.json()).toMatchObject({ code: 'documents.no-such-code' })
  const { rows } = await here.database.owner.pool.query(
    `select to_jsonb(v)::text as row from documents.verification v`,
  )
  expect(rows.map((each) => each.row).join()).not.toContain(issued.token)
})

test('a document issued again replaces the first, and a revoked one stays revoked', async () => {
  const id = randomUUID()
  const first = await prison.act((tx) => renderDocument(tx, letter('HYD/1', id)))
  const second = await prison.act((tx) => renderDocument(tx, letter('HYD/1', id)))
  expect(second.version).toBe(2)
  expect(await (await verify(first.code)).json()).toMatchObject({ status: 'replaced' })
  expect(await (await verify(second.code)).json()).toMatchObject({ status: 'valid' })

  const otherPrison = await here.someone('superintendent', 'PRS-KHI-C')
  const reason = 'Issued for the wrong prisoner'
  await expect(otherPrison.call(revokeDocument, { documentId: id, reason })).rejects.toThrow(
    'documents.not-issued',
  )
  await prison.call(revokeDocument, { documentId: id, reason })
  expect(await (await verify(second.code)).json()).toMatchObject({ status: 'revoked' })
  await expect(prison.call(revokeDocument, { documentId: id, reason })).rejects.toThrow(
    'documents.not-issued',
  )
  expect((await prison.act((tx) => documentsOf(tx, {}))).length).toBe(0)
  expect((await prison.call(getDocument, { documentId: id })).issued).toMatchObject({
    status: 'revoked',
    reason,
  })
})

test('numbers of one series have no gap and no double, however many ask at once', async () => {
  const numbers = await Promise.all(
    Array.from({ length: 8 }, () => prison.act((tx) => nextNumber(tx, 'GAP'))),
  )
  expect(numbers.map((number) => Number(number.slice(-4))).toSorted((a, b) => a - b)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8,
  ])
})

test('a stranger who asks without end is slowed', async () => {
  const answers = await Promise.all(
    Array.from({ length: 70 }, () =>
      here.app.request('/api/verify/none', { headers: { 'x-real-ip': '203.0.113.9' } }),
    ),
  )
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(10)
})

import { createHash, createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStorage, type Storage, storageConfig } from './storage.ts'

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const whole = async (stored: ReadableStream<Uint8Array> | null): Promise<Uint8Array | null> =>
  stored === null ? null : new Uint8Array(await new Response(stored).arrayBuffer())

const access = {
  key: 'AKIDEXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  region: 'pk-south-1',
}

/** What the signature of a request must be, worked out from the standard alone (AWS Signature Version 4). */
function signatureOf(request: IncomingMessage, body: Buffer): string {
  const header = request.headers.authorization ?? ''
  const names = /SignedHeaders=([^,]+)/.exec(header)?.[1]?.split(';') ?? []
  const scope = /Credential=[^/]+\/([^,]+)/.exec(header)?.[1] ?? ''
  const url = new URL(request.url ?? '/', 'http://x')
  const encoded = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  const query = [...url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')
  const canonical = [
    request.method,
    url.pathname,
    query,
    ...names.map((name) => `${name}:${String(request.headers[name]).trim().replace(/\s+/g, ' ')}`),
    '',
    names.join(';'),
    sha(body),
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha(Buffer.from(canonical))].join(
    '\n',
  )
  const key = scope
    .split('/')
    .reduce<Buffer>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      Buffer.from(`AWS4${access.secret}`),
    )
  return createHmac('sha256', key).update(toSign).digest('hex')
}

/** A bucket over HTTP that believes nothing it cannot verify: signature, time and content. */
function bucket(pageSize: number): { server: Server; objects: Map<string, { bytes: Buffer; at: Date }> } {
  const objects = new Map<string, { bytes: Buffer; at: Date }>()
  const server = createServer(async (request, answer) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const url = new URL(request.url ?? '/', 'http://x')
    const end = (status: number, text: string | Buffer = ''): void => {
      answer.writeHead(status, { 'content-length': Buffer.byteLength(text) })
      answer.end(request.method === 'HEAD' ? undefined : text)
    }
    const given = /Signature=([0-9a-f]+)/.exec(request.headers.authorization ?? '')?.[1]
    if (!request.headers.authorization?.includes(`Credential=${access.key}/`)) return end(403)
    if (given !== signatureOf(request, body)) return end(403, 'SignatureDoesNotMatch')
    if (request.headers['x-amz-content-sha256'] !== sha(body)) return end(400, 'XAmzContentSHA256Mismatch')
    const name = decodeURIComponent(url.pathname).replace('/justice-documents/', '')
    if (url.searchParams.get('list-type') === '2') {
      const names = [...objects.keys()]
        .filter((key) => key.startsWith(url.searchParams.get('prefix') ?? ''))
        .sort()
      const from = Number(url.searchParams.get('continuation-token') ?? 0)
      const page = names.slice(from, from + pageSize)
      const next =
        from + pageSize < names.length
          ? `<NextContinuationToken>${from + pageSize}</NextContinuationToken>`
          : ''
      return end(
        200,
        `<?xml version="1.0"?><ListBucketResult>${page.map((key) => `<Contents><Key>${key}</Key><LastModified>${objects.get(key)!.at.toISOString()}</LastModified></Contents>`).join('')}${next}</ListBucketResult>`,
      )
    }
    if (request.method === 'PUT') {
      objects.set(name, { bytes: body, at: new Date() })
      return end(200)
    }
    const found = objects.get(name)
    if (request.method === 'DELETE') {
      objects.delete(name)
      return end(204)
    }
    if (found === undefined) return end(404)
    answer.writeHead(200, { 'content-length': found.bytes.length })
    answer.end(request.method === 'HEAD' ? undefined : found.bytes)
  })
  return { server, objects }
}

const made = bucket(2)
let folder: string
const stores: Record<string, Storage> = {}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mizan-storage-'))
  await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(made.server.address() as AddressInfo).port}/`
  stores.folder = openStorage({ folder })
  stores.bucket = openStorage({ folder, s3: { endpoint, bucket: 'justice-documents', ...access } })
  stores.stranger = openStorage({
    folder,
    s3: { endpoint, bucket: 'justice-documents', ...access, secret: 'not the secret' },
  })
})
afterAll(() => {
  made.server.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(['folder', 'bucket'])('a %s', (kind) => {
  const store = (): Storage => stores[kind]!

  test('gives back what was stored, apart from what lies in quarantine', async () => {
    const bytes = randomBytes(300_000)
    await store().put(sha(bytes), bytes)
    await store().put(sha(bytes), bytes)
    expect(await whole(await store().read(sha(bytes)))).toEqual(new Uint8Array(bytes))
    expect(await store().read(sha(bytes), 'quarantine')).toBeNull()
    await store().remove(sha(bytes))
    await store().remove(sha(bytes))
    expect(await store().read(sha(bytes))).toBeNull()
  })

  test('names what was stored before a time, page by page', async () => {
    const all = Array.from({ length: 5 }, () => randomBytes(20))
    for (const bytes of all) await store().put(sha(bytes), bytes)
    const locked = randomBytes(20)
    await store().put(sha(locked), locked, 'quarantine')
    const listed: string[] = []
    for await (const name of store().storedBefore(new Date(Date.now() + 1000))) listed.push(name)
    expect(listed.toSorted()).toEqual(all.map(sha).toSorted())
    for await (const name of store().storedBefore(new Date(Date.now() - 60_000))) expect(name).toBe('none')
  })

  test('takes only a digest for a name', async () => {
    await expect(store().put('../../etc/passwd', randomBytes(4))).rejects.toThrow('Not a SHA-256 digest')
  })
})

test('a store that does not believe the signature is an error, not an empty store', async () => {
  const bytes = randomBytes(10)
  await expect(stores.stranger!.put(sha(bytes), bytes)).rejects.toThrow('403')
  await expect(stores.stranger!.read(sha(bytes))).rejects.toThrow('403')
})

test('bytes that are not what their name says are refused by the bucket', async () => {
  await expect(stores.bucket!.put(sha(randomBytes(10)), randomBytes(10))).rejects.toThrow(/40[03]/)
})

test('what a power cut left half written is cleared away and never listed', async () => {
  const bytes = randomBytes(20)
  await stores.folder!.put(sha(bytes), bytes)
  const place = join(folder, 'kept', sha(bytes).slice(0, 2), sha(bytes).slice(2, 4))
  writeFileSync(join(place, '.half.part'), 'half')
  for await (const name of stores.folder!.storedBefore(new Date(Date.now() + 1000)))
    expect(name).not.toContain('part')
  expect(readdirSync(place)).toEqual([sha(bytes)])
})

test('a store configured by half is refused at once', () => {
  expect(() => storageConfig('/home', { MIZAN_S3_ENDPOINT: 'https://s3.example' })).toThrow('MIZAN_S3_BUCKET')
  expect(storageConfig('/home', {})).toEqual({ folder: '/home/documents' })
})

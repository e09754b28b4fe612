import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { pathOf, type S3Config, type Storage } from './storage.ts'

const emptyDigest = createHash('sha256').digest('hex')
/** Beyond this a store that does not answer is away; the caller is told at once instead of holding a transaction open. */
const patienceMs = 15_000

/** A bucket of an S3-compatible store, addressed by path. Requests are signed with signature version 4, content included. */
export function s3Storage(config: S3Config): Storage {
  const client = new AwsClient({
    accessKeyId: config.key,
    secretAccessKey: config.secret,
    region: config.region,
    service: 's3',
    retries: 2,
    initRetryMs: 100,
  })
  const bucket = `${config.endpoint.replace(/\/+$/, '')}/${encodeURIComponent(config.bucket)}`
  const ask = async (
    method: string,
    url: string,
    digest: string,
    body?: Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    client.fetch(url, {
      method,
      headers: { ...headers, 'x-amz-content-sha256': digest },
      ...(body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> }),
      signal: AbortSignal.timeout(patienceMs),
    })
  const failed = async (act: string, answer: Response): Promise<Error> => {
    await answer.body?.cancel()
    return new Error(`The document store answered ${answer.status} to ${act}.`)
  }
  return {
    async put(sha256, bytes, place = 'kept') {
      const url = `${bucket}/${pathOf(sha256, place)}`
      const there = await ask('HEAD', url, emptyDigest)
      if (there.ok && Number(there.headers.get('content-length')) === bytes.byteLength) return
      const answer = await ask('PUT', url, sha256, bytes, { 'content-type': 'application/octet-stream' })
      if (!answer.ok) throw await failed('PUT', answer)
      await answer.body?.cancel()
    },
    async read(sha256, place = 'kept') {
      const answer = await ask('GET', `${bucket}/${pathOf(sha256, place)}`, emptyDigest)
      if (answer.status === 404) {
        await answer.body?.cancel()
        return null
      }
      if (!answer.ok || answer.body === null) throw await failed('GET', answer)
      return answer.body
    },
    async remove(sha256, place = 'kept') {
      const answer = await ask('DELETE', `${bucket}/${pathOf(sha256, place)}`, emptyDigest)
      if (!answer.ok && answer.status !== 404) throw await failed('DELETE', answer)
      await answer.body?.cancel()
    },
    async *storedBefore(time) {
      let after: string | undefined
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix: 'kept/' })
        if (after !== undefined) query.set('continuation-token', after)
        const answer = await ask('GET', `${bucket}?${query}`, emptyDigest)
        if (!answer.ok) throw await failed('LIST', answer)
        const text = await answer.text()
        for (const [, entry = ''] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const key = /<Key>[^<]*\/([0-9a-f]{64})<\/Key>/.exec(entry)?.[1]
          const stored = Date.parse(/<LastModified>([^<]+)<\/LastModified>/.exec(entry)?.[1] ?? '')
          if (key !== undefined && stored < time.getTime()) yield key
        }
        after = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(text)?.[1]
      } while (after !== undefined)
    },
  }
}

import { createServer } from 'node:http'
import { readSignature, rightSignature, sign } from '#kernel/exchange'
import { type FingerView, readFingerRecord } from './finger-record.ts'

export { laidDownAgain, madeUpFinger, recordOf } from './made-up-finger.ts'

/**
 * Test material, no product: a matcher that speaks the contract of README.md and compares in the simplest honest way. It lays one
 * finger over the other wherever most minutiae fall together, without turning it, and says what part of them does, of a hundred.
 */
export async function startTestMatcher(
  secret: string,
  behave: { delayMs?: number; answer?: (text: string) => string; signWith?: string } = {},
): Promise<{ address: string; asked: () => number; stop: () => Promise<void> }> {
  let asked = 0
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString('utf8')
    const signed = readSignature(String(request.headers['mizan-signature'] ?? ''))
    if (
      request.url !== '/verify' ||
      signed === null ||
      rightSignature([secret], signed, body) === undefined
    ) {
      response.writeHead(401).end()
      return
    }
    asked += 1
    const question = JSON.parse(body) as {
      nonce: string
      probe: string
      gallery: { template: string }[]
    }
    const probe = viewOf(question.probe)
    const score = Math.max(...question.gallery.map(({ template }) => likeness(probe, viewOf(template))))
    const said = JSON.stringify({ nonce: question.nonce, matcher: 'test-minutiae', version: '1', score })
    const text = behave.answer === undefined ? said : behave.answer(said)
    await new Promise((resolve) => setTimeout(resolve, behave.delayMs ?? 0))
    response
      .writeHead(200, {
        'content-type': 'application/json',
        'mizan-signature': sign([behave.signWith ?? secret], Math.floor(Date.now() / 1_000), text),
      })
      .end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    address: `http://127.0.0.1:${port}`,
    asked: () => asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const viewOf = (text: string) => readFingerRecord(new Uint8Array(Buffer.from(text, 'base64'))).views[0]!

function likeness(one: FingerView, other: FingerView): number {
  let best = 0
  for (const a of one.minutiae) {
    for (const b of other.minutiae) {
      const [aside, below] = [b.x - a.x, b.y - a.y]
      const together = one.minutiae.filter((mine) =>
        other.minutiae.some((theirs) => {
          const turn = Math.abs(mine.angle - theirs.angle)
          return (
            mine.type === theirs.type &&
            Math.min(turn, 256 - turn) <= 10 &&
            Math.hypot(mine.x + aside - theirs.x, mine.y + below - theirs.y) <= 8
          )
        }),
      ).length
      best = Math.max(best, together)
    }
  }
  return Math.round((best / Math.max(one.minutiae.length, other.minutiae.length, 1)) * 100)
}

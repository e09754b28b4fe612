import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { readSignature, rightSignature, sign, windowSeconds } from '#kernel/exchange'
import type { Finger } from './finger-record.ts'
import { fingerSetup } from './setup.ts'

/** A template as the standard has it, and whose finger it is said to be. */
export interface Template {
  readonly finger: Finger
  readonly bytes: Uint8Array
}

/** How alike the probe and the nearest template are, by this matcher's own measure; what that means is for the dated thresholds. */
export interface Likeness {
  readonly matcher: string
  readonly version: string
  readonly score: number
}

/** Compares fingers. It answers how alike they are and never whether it is the person. */
export interface Matcher {
  /** Who it is: `none` where nothing compares; the name of an outside one is learnt from each of its answers. */
  readonly name: string
  /** Null when it has no answer. Never throws and never keeps the gate longer than five seconds. */
  verify(probe: Uint8Array, gallery: readonly Template[]): Promise<Likeness | null>
}

/** Nobody stands at the gate longer than this for a machine. */
const answerWithinMs = 5_000
const longestAnswer = 4_096

/** No matcher: it compares nothing, and so nobody is ever known by it. */
export const noMatcher: Matcher = { name: 'none', verify: async () => null }

/** The one this installation is set up with. */
export function matcherInUse(): Matcher {
  const { matcher } = fingerSetup()
  return matcher === null ? noMatcher : outsideMatcher(matcher)
}

const Answer = z.object({
  nonce: z.uuid(),
  matcher: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,39}$/)
    .refine((name) => name !== 'none'),
  version: z.string().min(1).max(40),
  score: z.number().finite(),
})

/** A service behind an address: asked with a signed question, believed only in a signed answer to that very question. See README.md. */
export function outsideMatcher({
  address,
  secret,
  withinMs = answerWithinMs,
}: {
  readonly address: string
  readonly secret: string
  readonly withinMs?: number
}): Matcher {
  return {
    name: 'http',
    async verify(probe, gallery) {
      const nonce = randomUUID()
      const body = JSON.stringify({
        nonce,
        probe: base64(probe),
        gallery: gallery.map(({ finger, bytes }) => ({ finger, template: base64(bytes) })),
      })
      try {
        const response = await fetch(`${address}/verify`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'mizan-signature': sign([secret], Math.floor(Date.now() / 1_000), body),
          },
          body,
          // Followed nowhere: this address was configured and no other.
          redirect: 'manual',
          signal: AbortSignal.timeout(withinMs),
        })
        if (!response.ok) {
          await response.body?.cancel()
          return null
        }
        const text = await shortText(response)
        if (text === null || !isSigned(response.headers.get('mizan-signature'), secret, text)) return null
        const answer = Answer.safeParse(JSON.parse(text))
        if (!answer.success || answer.data.nonce !== nonce) return null
        const { matcher, version, score } = answer.data
        return { matcher, version, score }
      } catch {
        // Away, too slow or talking nonsense: what it said is dropped, for it may hold what was sent.
        return null
      }
    },
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

async function shortText(response: Response): Promise<string | null> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    parts.push(part)
    length += part.length
    if (length > longestAnswer) return null
  }
  return Buffer.concat(parts).toString('utf8')
}

function isSigned(header: string | null, secret: string, text: string): boolean {
  const signed = readSignature(header)
  return (
    signed !== null &&
    Math.abs(signed.at - Date.now() / 1_000) <= windowSeconds &&
    rightSignature([secret], signed, text) !== undefined
  )
}

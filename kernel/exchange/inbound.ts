import type { z } from 'zod'
import type { Tx } from '#platform/db'
import type { BothLanguages } from '#platform/http/contract'

/** Where a message came from. */
export interface InboundContext {
  readonly linkId: string
  /** The partner's own number of the message. */
  readonly messageId: string
  readonly receivedAt: string
}

export interface InboundMessage<S extends z.ZodType = z.ZodType> {
  /** `module.What-happened`, unique. */
  readonly type: string
  readonly title: BothLanguages
  readonly schema: S
  /**
   * Carries it out under the partner's own post, in one transaction with the note that it was. What is answered is kept and
   * answered again to a repeat, so it must hold identifiers and codes only.
   */
  readonly handle: (
    tx: Tx,
    data: z.output<S>,
    context: InboundContext,
  ) => Promise<Record<string, string | number | null>>
}

/** A message as the registry keeps it: what it holds is checked by its own schema before its own handler sees it. */
interface Registered {
  readonly type: string
  readonly title: BothLanguages
  readonly carryOut: (
    tx: Tx,
    data: unknown,
    context: InboundContext,
  ) => Promise<{ answer: Record<string, string | number | null> } | { wrong: readonly string[] }>
}

const messages = new Map<string, Registered>()

/** Says that partners may leave messages of this type, and what each of them does. */
export function defineInboundMessage<S extends z.ZodType>(message: InboundMessage<S>): void {
  if (messages.has(message.type)) throw new Error(`Two messages are called ${message.type}.`)
  messages.set(message.type, {
    type: message.type,
    title: message.title,
    carryOut: async (tx, data, context) => {
      const parsed = message.schema.safeParse(data)
      if (!parsed.success) return { wrong: parsed.error.issues.map((issue) => issue.path.join('.')) }
      return { answer: await message.handle(tx, parsed.data, context) }
    },
  })
}

export function findInbound(type: string): Registered | undefined {
  return messages.get(type)
}

export function inboundTypes(): readonly { type: string; title: BothLanguages }[] {
  return [...messages.values()].map(({ type, title }) => ({ type, title }))
}

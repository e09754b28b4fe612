import { z } from 'zod'

/** Why something that was doubted is right after all. */
const Override = z.object({
  code: z.string().max(80),
  about: z.string().max(40),
  reason: z.string().trim().min(3).max(500),
})
export type Override = z.output<typeof Override>

/** Field of a command that may be doubted: the reasons given for what it was refused for before. */
export const Overrides = z.array(Override).max(40).default([])

/**
 * A reason as it is kept with the record and shown to everyone who reads it: without the particulars of the doubt, which may name
 * a record that they do not see.
 */
export const GivenReason = z.object({ code: z.string(), reason: z.string() })
export type GivenReason = z.output<typeof GivenReason>

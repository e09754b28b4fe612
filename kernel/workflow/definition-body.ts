import { z } from 'zod'

/**
 * A workflow as data: what an administrator edits on screen and what the database keeps, version by version. Browser-safe.
 */

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, {
    error: 'Small letters, digits and hyphens.',
  })
  .meta({ description: 'Small letters, digits and hyphens' })

export const BothLanguagesText = z.object({
  en: z.string().trim().min(1).max(200),
  ur: z.string().trim().min(1).max(200),
})

export const TaskTemplate = z.object({
  queue: slug,
  title: BothLanguagesText.meta({ description: 'May name values of the step: “Scrutinise challan {{fir}}”' }),
  post: slug,
  dueDays: z.number().int().min(0).max(3650).optional(),
  stays: z
    .boolean()
    .optional()
    .meta({ description: 'Outlives the state; otherwise it closes when the case leaves the state' }),
})

export const StateShape = z.object({
  code: slug,
  title: BothLanguagesText,
  kind: z.enum(['start', 'normal', 'end']),
})

export const TransitionShape = z.object({
  name: slug,
  from: z.array(slug).min(1).max(50),
  to: slug,
  title: BothLanguagesText,
  posts: z.array(slug).min(1).max(50),
  effect: z.string().min(1).max(80),
  form: z.string().max(80).optional(),
  clocks: z.array(z.string().max(80)).max(20).optional(),
  tasks: z.array(TaskTemplate).max(20).optional(),
})

export const DefinitionBody = z.object({
  title: BothLanguagesText,
  states: z.array(StateShape).min(1).max(100),
  transitions: z.array(TransitionShape).max(300),
  startTasks: z.array(TaskTemplate).max(20).optional(),
})

export type TaskTemplate = z.infer<typeof TaskTemplate>
export type StateShape = z.infer<typeof StateShape>
export type TransitionShape = z.infer<typeof TransitionShape>
export type DefinitionBody = z.infer<typeof DefinitionBody>

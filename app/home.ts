import { z } from 'zod'
import { may } from '#kernel/access'
import { type Handler, handle } from '#kernel/gate'
import { endpoint } from '#platform/http/contract'
import { modules } from './modules.ts'

const Both = z.object({ en: z.string(), ur: z.string() })

export const home = endpoint({
  name: 'app.home',
  method: 'GET',
  path: '/home',
  needs: 'signed-in',
  summary: 'The work that waits for the post one acts as',
  input: z.object({}),
  output: z.object({
    queues: z.array(
      z.object({ key: z.string(), label: Both, count: z.number(), overdue: z.number(), href: z.string() }),
    ),
  }),
  example: { input: {}, output: { queues: [] } },
})

export const find = endpoint({
  name: 'app.find',
  method: 'GET',
  path: '/find',
  needs: 'signed-in',
  summary: 'Find persons, cases, prisoners and units by number or name',
  input: z.object({ q: z.string().trim().min(2).max(100) }),
  output: z.object({
    results: z.array(
      z.object({
        kind: z.enum(['person', 'case', 'prisoner', 'unit']),
        id: z.string(),
        title: Both,
        detail: Both,
        why: Both,
        href: z.string(),
      }),
    ),
  }),
  reads: 'sensitive',
  example: { input: { q: '41304-1234567-1' }, output: { results: [] } },
})

export const homeHandlers: Handler[] = [
  handle(home, async (tx) => {
    const queues = []
    for (const queue of modules.flatMap((module) => module.queues ?? [])) {
      if (!may(tx, queue.needs)) continue
      const { count, overdue } = await queue.count(tx)
      queues.push({ key: queue.key, label: queue.label, href: queue.href, count, overdue })
    }
    return { queues }
  }),
  handle(
    find,
    async (tx, { q }) => {
      const results = []
      for (const finder of modules.flatMap((module) => module.finders ?? [])) {
        if (may(tx, finder.needs)) results.push(...(await finder.find(tx, q, 6)))
      }
      return { results }
    },
    (output) => output.results.map((result) => result.id),
  ),
]

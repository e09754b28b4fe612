import { z } from 'zod'
import { endpoint } from '#platform/http/contract'

const Both = z.object({ en: z.string(), ur: z.string() })

export const JobRun = z.object({
  id: z.uuid(),
  job: z.string(),
  label: Both,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  askedAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  done: z.number(),
  total: z.number().nullable(),
  attempts: z.number(),
  lastError: z.string().nullable(),
})
export type JobRun = z.output<typeof JobRun>

export const listJobs = endpoint({
  name: 'jobs.list-jobs',
  method: 'GET',
  path: '/jobs',
  needs: 'jobs:read',
  summary: 'Jobs, when they run by themselves, and their latest runs with progress',
  input: z.object({ size: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({
    jobs: z.array(z.object({ name: z.string(), label: Both, schedule: z.string().nullable() })),
    runs: z.array(JobRun),
  }),
  example: { input: {}, output: { jobs: [], runs: [] } },
})

export const askJob = endpoint({
  name: 'jobs.ask-job',
  method: 'POST',
  path: '/jobs/runs',
  needs: 'jobs:ask',
  summary: 'Start a job now',
  input: z.object({ job: z.string().min(1).max(80) }),
  output: z.object({ runId: z.uuid() }),
  refusals: ['jobs.no-such-job'],
  example: {
    input: { job: 'identity.forget-old-tries' },
    output: { runId: '0190a0de-0000-7000-8000-000000000001' },
  },
})

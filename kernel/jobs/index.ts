import { sql } from 'kysely'
import { defineModule, handle } from '#kernel/gate'
import { permissions } from './access.ts'
import { askJob, type JobRun, listJobs } from './contract.ts'
import { askFor, knownJobs } from './queue.ts'

export { askFor, prepareJobs, registerJobs, startJobs } from './queue.ts'

export const jobs = defineModule({
  name: 'jobs',
  permissions,
  handlers: [
    handle(listJobs, async (tx, { size }) => {
      const labels = new Map(knownJobs().map((job) => [job.name, job.label]))
      const { rows } = await sql<Omit<JobRun, 'label'>>`
        select id, job, state, asked_at as "askedAt", started_at as "startedAt", ended_at as "endedAt", done, total, attempts, last_error as "lastError"
        from jobs.run order by asked_at desc limit ${size}`.execute(tx)
      return {
        jobs: knownJobs().map((job) => ({
          name: job.name,
          label: job.label,
          schedule: job.schedule ?? null,
        })),
        runs: rows.map((row) => ({ ...row, label: labels.get(row.job) ?? { en: row.job, ur: row.job } })),
      }
    }),
    handle(askJob, async (tx, { job }) => ({ runId: await askFor(tx, job) })),
  ],
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{platform,kernel,modules,app,tools}/**/*.test.{ts,tsx}'],
    globalSetup: ['tools/run/vitest-postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Each file has a database of its own and nothing of ours keeps anything between calls: loading the code once for each worker and
    // not for each of two hundred files is a minute of the run.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

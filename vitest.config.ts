import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{platform,kernel,modules,app,tools}/**/*.test.{ts,tsx}'],
    globalSetup: ['tools/run/vitest-postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

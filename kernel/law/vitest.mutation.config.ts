import { defineConfig } from 'vitest/config'

/** What mutation testing runs for each mutant. */
export default defineConfig({
  test: {
    include: ['kernel/law/mutation-suite.ts'],
    pool: 'threads',
    maxWorkers: 1,
    env: { LAW_PROPERTY_RUNS: '25', LAW_EXPLANATION_RUNS: '120' },
  },
})

import { defineConfig } from 'vitest/config'

/**
 * What mutation testing runs: every quick test of the engine. The agreement on 100,000 inputs is left out for time;
 * the properties hold both computations against each other on hundreds.
 */
export default defineConfig({
  test: {
    include: ['kernel/law/**/*.test.ts'],
    exclude: ['kernel/law/second/agreement.test.ts'],
    pool: 'threads',
    maxWorkers: 1,
  },
})

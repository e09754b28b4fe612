import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { PATIENCE_MS } from './patience.ts'

/** The longest journey first, so that no worker stands idle at the end while the other goes through every screen. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const long = ({ moduleId }: TestSpecification) => moduleId.endsWith('screens.journey.ts')
    return [...sorted.filter(long), ...sorted.filter((file) => !long(file))]
  }
}

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['*.journey.ts'],
    globalSetup: ['application.ts'],
    pool: 'forks',
    // A page waits as often as it works, so two keep two cores busy.
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: PATIENCE_MS } },
    sequence: { concurrent: false, sequencer: LongestFirst },
  },
})

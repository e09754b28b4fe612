import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startTestMatcher } from '../modules/custody/biometrics/testing.ts'
import { freePort, type RunningApp, startApp, stopApp } from '../tools/bench/running-app.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** One address for each worker. */
    bases: readonly string[]
  }
}

const results = join(import.meta.dirname, '../test-results/journeys')

/**
 * The application as `npm start` runs it, with the demo province, once for each worker: whatever one journey does to a prison, the
 * journey beside it finds the province as it was.
 */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  // Fingers come as files, and a matcher of the tests compares them. At Karachi there is neither, as it is delivered: the eye does.
  const secret = randomBytes(24).toString('hex')
  const matcher = await startTestMatcher(secret)
  Object.assign(process.env, {
    MIZAN_FINGER_READER: 'file',
    MIZAN_FINGER_READER_NOT_AT: 'PRS-KHI-C',
    MIZAN_FINGER_MATCHER: matcher.address,
    MIZAN_FINGER_MATCHER_SECRET: secret,
  })
  const homes = Array.from({ length: project.config.maxWorkers }, () =>
    mkdtempSync(join(tmpdir(), 'mizan-journeys-')),
  )
  const [first, ...others] = homes
  const seeded = await startApp(first!, await freePort())
  await stopApp(seeded)
  for (const home of others) cpSync(first!, home, { recursive: true })
  const apps: RunningApp[] = []
  for (const home of homes) apps.push(await startApp(home, await freePort()))
  project.provide(
    'bases',
    apps.map((app) => app.base),
  )
  return async () => {
    // Beside the pictures, for whoever asks what the application itself said when a journey failed.
    mkdirSync(results, { recursive: true })
    for (const [at, app] of apps.entries()) {
      await stopApp(app)
      writeFileSync(join(results, `application-${at + 1}.log`), app.lastWords())
    }
    await matcher.stop()
    for (const home of homes) rmSync(home, { recursive: true, force: true })
  }
}

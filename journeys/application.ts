import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePort, startApp, stopApp } from '../tools/bench/running-app.ts'

declare module 'vitest' {
  interface ProvidedContext {
    base: string
  }
}

const results = join(import.meta.dirname, '../test-results/journeys')

/** The application as `npm start` runs it, with the demo province, once for all journeys. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'mizan-journeys-'))
  const app = await startApp(home, await freePort())
  project.provide('base', app.base)
  return async () => {
    await stopApp(app)
    // Beside the pictures, for whoever asks what the application itself said when a journey failed.
    mkdirSync(results, { recursive: true })
    writeFileSync(join(results, 'application.log'), app.lastWords())
    rmSync(home, { recursive: true, force: true })
  }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePort, startApp, stopApp } from '../tools/bench/running-app.ts'

declare module 'vitest' {
  interface ProvidedContext {
    base: string
  }
}

/** The application as `npm start` runs it, with the demo province, once for all journeys. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'mizan-journeys-'))
  const app = await startApp(home, await freePort())
  project.provide('base', app.base)
  return async () => {
    await stopApp(app)
    rmSync(home, { recursive: true, force: true })
  }
}

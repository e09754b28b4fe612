import { randomBytes } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { TestProject } from 'vitest/node'
import { startTestMatcher } from '../modules/custody/biometrics/testing.ts'
import { freePort, type RunningApp, startApp, stopApp } from '../tools/bench/running-app.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a journey asks for an application of its own. */
    provinces: string
  }
}

/** What a journey asks with, so that what its application said can be found beside its pictures. */
export interface Wanted {
  readonly worker: string
  readonly journey: string
}

const results = join(import.meta.dirname, '../test-results/journeys')

interface Given {
  readonly app: RunningApp
  readonly journey: string
}

async function end({ app, journey }: Given): Promise<void> {
  await stopApp(app)
  // Beside the pictures, for whoever asks what the application itself said when a journey failed.
  writeFileSync(join(results, `application-${journey}.log`), app.lastWords())
  rmSync(app.home, { recursive: true, force: true })
}

/**
 * The application as `npm start` runs it, with the demo province as it was laid out, anew for each journey: what one does to a prison
 * no other finds done, in whichever order and on however many workers they are gone through.
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
  mkdirSync(results, { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'mizan-journeys-'))
  // Root's PostgreSQL runs as another user. Shut out, it would keep its data elsewhere, and every copy would be of that one.
  chmodSync(folder, 0o711)
  const laidOut = join(folder, 'laid-out')
  mkdirSync(laidOut)
  await stopApp(await startApp(laidOut, await freePort()))

  const given = new Map<string, Given>()
  let count = 0
  /** A worker goes through one journey after the other: that it asks again tells that the one before is over. */
  const give = async ({ worker, journey }: Wanted): Promise<string> => {
    count += 1
    const home = join(folder, `${count}`)
    const before = given.get(worker)
    const ended = before === undefined ? undefined : end(before)
    cpSync(laidOut, home, { recursive: true })
    const [app] = await Promise.all([freePort().then((port) => startApp(home, port)), ended])
    given.set(worker, { app, journey })
    return app.base
  }
  const desk = createServer((request, response) => {
    text(request)
      .then((asked) => give(JSON.parse(asked) as Wanted))
      .then(
        (base) => response.end(base),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
  })
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve))
  project.provide('provinces', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`)

  return async () => {
    desk.close()
    await Promise.all([...given.values()].map(end))
    await matcher.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

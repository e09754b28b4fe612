import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { registerReactions, serviceActors } from '#kernel/events'
import { startExchange } from '#kernel/exchange'
import { identify } from '#kernel/identity'
import { registerJobs, startJobs } from '#kernel/jobs'
import { keepLawInForce } from '#kernel/law'
import { fingerSetup } from '#modules/custody'
import { homeFolder, lockHome, type Postgres } from '#platform/postgres'
import { buildWeb } from '../tools/run/build-web.ts'
import { runCommand } from '../tools/run/command.ts'
import { addressOf, listenOrExplain, listenPlace, refuseTakenPort } from '../tools/run/ports.ts'
import { whoCanSignIn } from '../tools/seed/accounts.ts'
import { seedFirstTime } from '../tools/seed/first-time.ts'
import { modules } from './modules.ts'
import { openDatabase } from './open-database.ts'
import { startReacting } from './react.ts'
import { startSealing } from './seal.ts'
import { buildApp } from './server.ts'

const log = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/**
 * Brings a dead database back, again and again: the first try can fail while processes of the killed server still hold its
 * memory, and an application without its database serves nobody.
 */
async function keepRestarting(postgres: Postgres, isLeaving: () => boolean): Promise<void> {
  while (!isLeaving()) {
    try {
      await postgres.restart()
      return
    } catch (error) {
      log(`The database does not start yet: ${(error as Error).message}`)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

/** `npm start`: the database, the screens, the demo province the first time, and the application itself. */
await runCommand(async () => {
  const place = listenPlace()
  // What cannot be is told before anything starts.
  fingerSetup()
  const home = homeFolder()
  const lock = await lockHome(home)
  await refuseTakenPort(place)
  const closing: (() => Promise<void> | void)[] = [() => lock.release()]
  let leaving = false
  // Taken before the database is opened: who presses Ctrl-C during the first seed must not leave a server running.
  const leave = async (): Promise<void> => {
    if (leaving) return
    leaving = true
    lock.leaving()
    for (const close of closing.toReversed()) await close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)

  const database = await openDatabase(log)
  closing.push(() => database.close())
  const reactions = modules.flatMap((module) => module.reactions ?? [])
  registerReactions(reactions)
  registerJobs(modules.flatMap((module) => module.jobs ?? []))
  const law = keepLawInForce(database.services.database, (error) =>
    log(`The law in force was not read: ${(error as Error).message}`),
  )
  // Nothing is computed before what two officers adopted is known.
  await law.ready
  closing.push(() => law.stop())
  await buildWeb(log)
  await seedFirstTime(database, log)

  const app = buildApp({
    services: database.services,
    identify: (headers, auth) => identify(auth, headers),
  })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  await listenOrExplain(server, place)
  const address = addressOf(place)
  lock.announce(address)
  const reacting = startReacting(database.services.database, reactions, (error) =>
    log(`Reactions wait: ${(error as Error).message}`),
  )
  const federation = (await serviceActors(database.services.database.pool)).find(
    (each) => each.jurisdiction === 'PK',
  )!
  const working = await startJobs(database.services, federation, (error) =>
    log(`Jobs wait: ${(error as Error).message}`),
  )
  const exchanging = startExchange(database.services.database, (error) =>
    log(`Messages to partners wait: ${(error as Error).message}`),
  )
  const sealing = startSealing(database.sealer, home, (error) =>
    log(`Sealing waits: ${(error as Error).message}`),
  )
  const endWatch = database.postgres.watch(() => {
    log('The database has stopped; starting it again.')
    void keepRestarting(database.postgres, () => leaving)
  })
  closing.push(
    () => sealing.stop(),
    () => reacting.stop(),
    () => working.stop(),
    () => exchanging.stop(),
    () => {
      server.close()
      server.closeIdleConnections()
    },
    endWatch,
  )
  log(`\n${whoCanSignIn()}\n\nMizan is ready: ${address}`)
})

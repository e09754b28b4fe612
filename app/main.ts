import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { registerReactions } from '#kernel/events'
import { identify } from '#kernel/identity'
import { homeFolder, lockHome } from '#platform/postgres'
import { buildWeb } from '../tools/run/build-web.ts'
import { runCommand } from '../tools/run/command.ts'
import { addressOf, listenOrExplain, listenPlace, refuseTakenPort } from '../tools/run/ports.ts'
import { seedFirstTime } from '../tools/seed/first-time.ts'
import { modules } from './modules.ts'
import { openDatabase } from './open-database.ts'
import { startReacting } from './react.ts'
import { startSealing } from './seal.ts'
import { buildApp } from './server.ts'

const log = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** `npm start`: the database, the screens, the demo province the first time, and the application itself. */
await runCommand(async () => {
  const place = listenPlace()
  await refuseTakenPort(place)
  const home = homeFolder()
  mkdirSync(home, { recursive: true })
  const lock = await lockHome(home)
  const database = await openDatabase(log)
  const reactions = modules.flatMap((module) => module.reactions ?? [])
  registerReactions(reactions)
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
  const sealing = startSealing(database.sealer, home, (error) =>
    log(`Sealing waits: ${(error as Error).message}`),
  )
  const endWatch = database.postgres.watch(() => {
    log('The database has stopped; starting it again.')
    database.postgres
      .restart()
      .catch((error) => log(`The database does not start: ${(error as Error).message}`))
  })
  log(`\nMizan is ready: ${address}`)

  let leaving = false
  const leave = async (): Promise<void> => {
    if (leaving) return
    leaving = true
    lock.leaving()
    endWatch()
    server.close()
    server.closeIdleConnections()
    await reacting.stop()
    await sealing.stop()
    await database.close()
    lock.release()
    process.exit(0)
  }
  process.on('SIGINT', leave)
  process.on('SIGTERM', leave)
})

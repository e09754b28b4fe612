import type { Server } from 'node:http'
import { createServer } from 'node:net'
import { codeOf, messageOf, StartRefused } from '../../platform/postgres/index.ts'

export type ListenPlace = { host: string; port: number }

/** HOST and PORT of the environment, by default 127.0.0.1 and 8080. */
export function listenPlace(environment: NodeJS.ProcessEnv = process.env): ListenPlace {
  const text = environment.PORT || '8080'
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new StartRefused(`PORT is "${text}"; it must be a number from 1 to 65535.`)
  }
  return { host: environment.HOST || '127.0.0.1', port }
}

/** The address people open in a browser. */
export function addressOf({ host, port }: ListenPlace): string {
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/** Finds out early that the port is taken, before a database is started and seeded for nothing. */
export function refuseTakenPort(place: ListenPlace): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(explain(error, place)))
    probe.listen(place.port, place.host, () => probe.close(() => resolve()))
  })
}

/** Listens, or says in one sentence why not. */
export function listenOrExplain(server: Server, place: ListenPlace): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(explain(error, place))
    server.once('error', fail)
    server.listen(place.port, place.host, () => {
      server.off('error', fail)
      resolve()
    })
  })
}

function explain(error: unknown, { host, port }: ListenPlace): StartRefused {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StartRefused(
        `Port ${port} on ${host} is taken by another program; stop that, or choose another port, such as PORT=${port + 1}.`,
      )
    case 'EACCES':
      return new StartRefused(
        `Port ${port} needs an administrator's rights; choose one above 1023, such as PORT=8080.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartRefused(`HOST is "${host}", which is not an address of this machine.`)
    default:
      return new StartRefused(`Port ${port} on ${host} cannot be used: ${messageOf(error)}.`)
  }
}

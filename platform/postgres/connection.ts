import pg from 'pg'
import { codeOf, messageOf, StartRefused } from './refusal.ts'

const OLDEST_MAJOR = 15

/** The server's version as it says itself, such as `18.4`; a refusal in one sentence when it does not answer. */
export async function serverVersion(url: string, name: string, timeout: number): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: timeout })
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
    const version = rows[0]?.server_version.split(' ')[0] ?? ''
    if (Number.parseInt(version, 10) < OLDEST_MAJOR) {
      throw new StartRefused(
        `The ${name} is PostgreSQL ${version}; Mizan needs PostgreSQL ${OLDEST_MAJOR} or later.`,
      )
    }
    return version
  } catch (error) {
    if (error instanceof StartRefused) throw error
    throw new StartRefused(`The ${name} does not answer: ${reasonOf(error)}.`)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return 'nothing listens there'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'there is no host of that name'
    case '28P01':
    case '28000':
      return 'it refused the user name or password'
    case '3D000':
      return 'it has no database of that name'
    default:
      return messageOf(error).replace(/\.$/, '')
  }
}

/** A database address without its password, for people to read. */
export function addressWithoutSecret(url: URL): string {
  return `${url.hostname}:${url.port || '5432'}${url.pathname}`
}

export function parseDatabaseUrl(text: string): URL {
  const url = URL.parse(text)
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new StartRefused(
      'DATABASE_URL is not a PostgreSQL address; write it as postgresql://user:password@host:5432/database or leave it out.',
    )
  }
  return url
}

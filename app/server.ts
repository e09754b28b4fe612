import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { pino } from 'pino'
import { z } from 'zod'
import { type Handler, handleOpen, type Identified, type Services } from '#kernel/gate'
import { fingerSetup } from '#modules/custody'
import { type Database, migrationState } from '#platform/db'
import { buildHeader, openApi } from '#platform/http'
import { endpoint } from '#platform/http/contract'
import { loadTexts } from '#platform/i18n'
import { contentPolicy } from './content-policy.ts'
import { docsPage } from './docs/index.ts'
import type { Described } from './docs/render.ts'
import { openGate } from './gate/serve.ts'
import { homeHandlers } from './home.ts'
import { modules } from './modules.ts'

export const version = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string }
).version

const web = join(import.meta.dirname, '../dist/web')

export interface AppOptions {
  readonly services: Services
  readonly identify: (headers: Headers, auth: Database) => Promise<Identified | null>
  readonly withoutPermissionCheck?: boolean
  /** Told of bugs beside the log. */
  readonly onBug?: (error: unknown) => void
}

/** Logs carry references and codes, never what a person typed or a record says. */
const log = pino({ base: null, redact: ['*.cnic', '*.name', '*.password'] })

/** Every endpoint of the application, in the order of the modules. */
export function allHandlers(): Handler[] {
  return [...openHandlers, ...homeHandlers, ...modules.flatMap((module) => module.handlers ?? [])]
}

/** The whole application as one fetch handler: API, documents of the API, and the built screens. */
export function buildApp(options: AppOptions): Hono {
  const texts = loadTexts()
  const app = new Hono()
  app.use('*', async (c, next) => {
    await next()
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'same-origin')
    c.header('cross-origin-opener-policy', 'same-origin')
    c.header('permissions-policy', 'camera=(self), geolocation=(), microphone=()')
  })
  app.use('*', compress())
  app.use('/api/*', async (c, next) => {
    await next()
    // A page that was loaded from another build, perhaps from a device without a connection, learns it with its first answer.
    const build = buildOfScreens()
    if (build !== undefined) c.header(buildHeader, build)
  })
  const handlers = allHandlers()
  const described = () =>
    openApi(
      handlers.map((handler) => handler.endpoint),
      version,
      (code) => ({ en: texts.refusal(code, 'en'), ur: texts.refusal(code, 'ur') }),
    )
  app.get('/api/openapi.json', (c) => c.json(described()))
  app.route(
    '/api/docs',
    docsPage(() => described() as unknown as Described),
  )
  app.route(
    '/api',
    openGate({
      services: options.services,
      handlers,
      identify: (headers) => options.identify(headers, options.services.auth),
      refusalText: (code, params) => ({
        en: texts.refusal(code, 'en', params),
        ur: texts.refusal(code, 'ur', params),
      }),
      onBug: (error, reference, name) => {
        options.onBug?.(error)
        log.error({
          reference,
          endpoint: name,
          error: (error as Error).message,
          stack: (error as Error).stack,
        })
      },
      ...(options.withoutPermissionCheck === undefined
        ? {}
        : { withoutPermissionCheck: options.withoutPermissionCheck }),
    }),
  )
  serveScreens(app)
  return app
}

/** Of which build the screens are that are served now; the build wrote it into the page. */
function buildOfScreens(): string | undefined {
  const page = join(web, 'index.html')
  const changed = statSync(page, { throwIfNoEntry: false })?.mtimeMs
  if (changed === undefined) return undefined
  if (known?.changed !== changed)
    known = {
      changed,
      build: /name="build" content="([0-9a-f]+)"/.exec(readFileSync(page, 'utf8'))?.[1],
    }
  return known.build
}
let known: { readonly changed: number; readonly build: string | undefined } | undefined

function serveScreens(app: Hono): void {
  const reader = fingerSetup().reader.address
  // Asked for anew each time, so that a device learns of a new version at once; it may fetch from this server and do nothing else.
  app.use('/worker.js', async (c, next) => {
    await next()
    c.header('cache-control', 'no-cache')
    c.header('content-security-policy', "default-src 'none'; connect-src 'self'")
  })
  app.use(
    '/assets/*',
    serveStatic({
      root: web,
      onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  )
  app.use('*', async (c, next) => {
    if (c.req.path === '/' || c.req.path.endsWith('.html')) return next()
    return serveStatic({ root: web })(c, next)
  })
  app.get('*', (c) => {
    const page = join(web, 'index.html')
    if (!existsSync(page)) return c.text('The screens are not built yet.', 503)
    const nonce = randomBytes(16).toString('base64')
    c.header('cache-control', 'no-store')
    c.header('content-security-policy', contentPolicy(nonce, reader))
    return c.html(readFileSync(page, 'utf8').replaceAll('__CSP_NONCE__', nonce))
  })
}

const health = endpoint({
  name: 'app.health',
  method: 'GET',
  path: '/health',
  needs: 'public',
  summary: 'Whether the application and its database are well',
  input: z.object({}),
  output: z.object({
    status: z.enum(['ok', 'degraded']),
    version: z.string(),
    database: z.object({ version: z.string() }),
    migrations: z.object({ applied: z.number(), pending: z.number() }),
  }),
  example: {
    input: {},
    output: {
      status: 'ok',
      version: '0.1.0',
      database: { version: '18.4' },
      migrations: { applied: 12, pending: 0 },
    },
  },
})

const openHandlers: Handler[] = [
  handleOpen(health, async ({ database }) => {
    const { rows } = await database.pool.query<{ server_version: string }>('show server_version')
    const { applied, pending } = await migrationState(database.pool)
    return {
      status: pending.length === 0 ? ('ok' as const) : ('degraded' as const),
      version,
      database: { version: rows[0]!.server_version },
      migrations: { applied: applied.length, pending: pending.length },
    }
  }),
]

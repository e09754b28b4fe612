/**
 * The service worker: it keeps the application's own files, by the hash in their names, so that the application opens where the server
 * cannot be reached. It keeps nothing else. What a person typed or the server answered never passes through it: it lets every call to
 * the API go by. The build fills in which files there are and of which build they are, and writes this file beside them as `worker.js`.
 *
 * A page is always asked of the server first; only where no server answers does the kept one open. So nobody works on an old
 * application while a newer one could be had.
 */

declare const __BUILD__: string
declare const __FILES__: readonly string[]

interface Waiting {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Waiting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Told extends Waiting {
  readonly data: unknown
}

const own = globalThis as unknown as {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: Waiting) => void): void
  addEventListener(kind: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(kind: 'message', listener: (event: Told) => void): void
}

const shelf = `mizan-${__BUILD__}`
const page = '/index.html'
/** Files fetched at once while a version is laid in. On a line with a long round trip one after the other would take minutes. */
const atOnce = 6
/** How long a page is waited for before the kept one opens. */
const patienceMs = 8_000

own.addEventListener('install', (event) => event.waitUntil(layIn()))

/** All files or none: a version with a hole in it would break where nobody could mend it. What an older one has is not fetched again. */
async function layIn(): Promise<void> {
  const cache = await caches.open(shelf)
  const open = [...__FILES__]
  const take = async (): Promise<void> => {
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if ((await cache.match(file)) !== undefined) continue
      await cache.put(file, (await caches.match(file)) ?? (await fetched(file)))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, take))
  const shell = await fetched('/')
  // A server replaced between two files would give the page of one build with the files of another.
  if (!(await shell.clone().text()).includes(`content="${__BUILD__}"`))
    throw new Error('The server is of another build.')
  await cache.put(page, shell)
}

async function fetched(file: string): Promise<Response> {
  const answer = await fetch(file, { cache: 'no-cache' })
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`)
  return answer
}

own.addEventListener('activate', (event) =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== shelf) await caches.delete(name)
      await own.clients.claim()
    })(),
  ),
)

// The page says when it is of this build itself, or when its reader has asked for the new version.
own.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(own.skipWaiting())
})

own.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== own.location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(opened(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request))
})

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request)
}

/** The server's page; the kept one where none comes, or where what stands before the server says that it is away. */
async function opened(request: Request): Promise<Response> {
  const kept = async () => (await caches.open(shelf)).match(page)
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patienceMs))
  try {
    const answer = await Promise.race([fetch(request), late])
    if (answer !== undefined && answer.status < 502) return answer
    return (await kept()) ?? answer ?? (await fetch(request))
  } catch (error) {
    const instead = await kept()
    if (instead === undefined) throw error
    return instead
  }
}

// A module to the compiler, so that its names are its own; the build takes this line away.
export {}

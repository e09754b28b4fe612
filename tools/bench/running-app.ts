import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** The application as a person starts it, in a process of its own. */
export interface RunningApp {
  readonly base: string
  readonly home: string
  readonly process: ChildProcess
  /** Milliseconds from start to the first healthy answer. */
  readonly readyAfterMs: number
  /** What it last said, for when it does not come back. */
  lastWords(): string
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Starts the application and waits until it answers. Throws with its last words when it does not. */
export async function startApp(home: string, port: number, patienceMs = 300_000): Promise<RunningApp> {
  const started = Date.now()
  const child = spawn(process.execPath, [join(root, 'app/main.ts')], {
    cwd: root,
    env: { ...process.env, MIZAN_HOME: home, PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const listen = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-40_000)
  }
  child.stdout?.on('data', listen)
  child.stderr?.on('data', listen)
  const base = `http://127.0.0.1:${port}`
  while (Date.now() - started < patienceMs) {
    if (child.exitCode !== null) throw new Error(`The application ended (${child.exitCode}): ${said}`)
    const healthy = await fetch(`${base}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (healthy)
      return { base, home, process: child, readyAfterMs: Date.now() - started, lastWords: () => said }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  child.kill('SIGKILL')
  throw new Error(`The application was not ready in ${patienceMs} ms: ${said}`)
}

/** Ends the application as a person would, and waits until it has gone. */
export async function stopApp(app: RunningApp): Promise<void> {
  if (app.process.exitCode !== null || app.process.signalCode !== null) return
  const gone = new Promise<void>((resolve) => app.process.once('exit', () => resolve()))
  app.process.kill('SIGTERM')
  await gone
}

/** Signs a demo account in and returns the cookie to send with every call. */
export async function signIn(base: string, username: string, password: string): Promise<string> {
  const answer = await fetch(`${base}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  if (!answer.ok) throw new Error(`${username} cannot sign in: ${answer.status} ${await answer.text()}`)
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

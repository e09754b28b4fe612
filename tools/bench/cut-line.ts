import { connect, createServer, type Server, type Socket } from 'node:net'

/** The line between a browser and the application, which can be cut: whoever asks then finds that nobody listens. */
export class Line {
  readonly port: number
  readonly #to: number
  #server: Server | undefined
  readonly #open = new Set<Socket>()
  constructor(port: number, to: number) {
    this.port = port
    this.#to = to
  }

  async mend(): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer((from) => {
      const to = connect(this.#to, '127.0.0.1')
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const) {
        this.#open.add(one)
        one.on('close', () => {
          this.#open.delete(one)
          other.destroy()
        })
        one.on('error', () => other.destroy())
        one.pipe(other)
      }
    })
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.#server = server
  }

  async cut(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const one of this.#open) one.destroy()
    await closed
  }
}

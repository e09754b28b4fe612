import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { clamd, configuredScanner } from './scanner.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** A daemon that reads INSTREAM as clamd does: null-ended command, chunks with their length, a zero length at the end. */
async function daemon(judge: (bytes: Buffer) => string | null): Promise<number> {
  server = createServer((socket) => {
    let held = Buffer.alloc(0)
    const body: Buffer[] = []
    let begun = false
    socket.on('data', (part) => {
      held = Buffer.concat([held, part])
      if (!begun) {
        const end = held.indexOf(0)
        if (end < 0) return
        if (held.toString('latin1', 0, end) !== 'zINSTREAM') return socket.end('UNKNOWN COMMAND\0')
        begun = true
        held = held.subarray(end + 1)
      }
      while (held.length >= 4) {
        const length = held.readUInt32BE(0)
        if (length === 0) {
          const answer = judge(Buffer.concat(body))
          return answer === null ? socket.destroy() : socket.end(`${answer}\0`)
        }
        if (held.length < 4 + length) return
        body.push(held.subarray(4, 4 + length))
        held = held.subarray(4 + length)
      }
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

test('a file arrives at the scanner whole, whatever its size, and its verdict comes back', async () => {
  for (const size of [1, 64 * 1024, 64 * 1024 + 1, 3_000_000]) {
    const sent = Buffer.alloc(size, 7)
    const port = await daemon((bytes) => (bytes.equals(sent) ? 'stream: OK' : 'stream: Cut.Off FOUND'))
    expect(await clamd('127.0.0.1', port).scan(sent)).toEqual({ state: 'clean' })
    server?.close()
  }
})

test('a finding names its signature', async () => {
  const port = await daemon(() => 'stream: Win.Test.EICAR_HDB-1 FOUND')
  expect(await clamd('127.0.0.1', port).scan(Buffer.from('x'))).toEqual({
    state: 'infected',
    signature: 'Win.Test.EICAR_HDB-1',
  })
})

test.each([
  ['a size limit', 'INSTREAM size limit exceeded. ERROR'],
  ['silence', null],
  ['an answer about another file', '/etc/hosts: OK'],
])('%s is never taken for clean', async (_what, answer) => {
  const port = await daemon(() => answer)
  await expect(clamd('127.0.0.1', port).scan(Buffer.from('x'))).rejects.toThrow()
})

test('a scanner that is away is an error', async () => {
  const port = await daemon(() => 'stream: OK')
  await new Promise((resolve) => server!.close(resolve))
  await expect(clamd('127.0.0.1', port).scan(Buffer.from('x'))).rejects.toThrow('ECONNREFUSED')
})

test('there is a scanner only where one is configured, and a wrong address is refused', () => {
  expect(configuredScanner({})).toBeNull()
  expect(() => configuredScanner({ MIZAN_CLAMD: 'somewhere' })).toThrow('host:port')
  expect(configuredScanner({ MIZAN_CLAMD: '127.0.0.1:3310' })).not.toBeNull()
})

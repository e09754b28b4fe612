import { connect } from 'node:net'

/** What a virus scanner says of a file. */
export type Verdict = { readonly state: 'clean' } | { readonly state: 'infected'; readonly signature: string }

export interface Scanner {
  /** @throws Error when the scanner cannot be asked: the file stays unchecked */
  scan(bytes: Uint8Array): Promise<Verdict>
}

const chunkBytes = 64 * 1024
/** A scan of 25 MB takes about a second; a daemon that is silent for this long is away. */
const patienceMs = 30_000

/** ClamAV's daemon when MIZAN_CLAMD is `host:port`; otherwise there is no scanner. */
export function configuredScanner(environment: NodeJS.ProcessEnv = process.env): Scanner | null {
  const place = environment.MIZAN_CLAMD
  if (!place) return null
  const match = /^(.+):(\d{1,5})$/.exec(place)
  if (match === null) throw new Error('MIZAN_CLAMD must be host:port, such as 127.0.0.1:3310.')
  return clamd(match[1]!.replace(/^\[|\]$/g, ''), Number(match[2]))
}

/** Sends a file with clamd's INSTREAM command: chunks with their length before them, a length of zero at the end. */
export function clamd(host: string, port: number): Scanner {
  return {
    scan: (bytes) =>
      new Promise((resolve, reject) => {
        const socket = connect({ host, port })
        const answer: Buffer[] = []
        socket.setTimeout(patienceMs, () => socket.destroy(new Error('The virus scanner does not answer.')))
        socket.on('error', reject)
        socket.on('data', (part) => answer.push(part))
        socket.on('close', () => {
          const line = Buffer.concat(answer).toString('utf8').split('\0')[0]!.trim()
          if (line === 'stream: OK') return resolve({ state: 'clean' })
          const found = /^stream: (.+) FOUND$/.exec(line)
          if (found !== null) return resolve({ state: 'infected', signature: found[1]! })
          reject(new Error(`The virus scanner answered: ${line || 'nothing'}`))
        })
        socket.on('connect', () => {
          socket.write('zINSTREAM\0')
          for (let at = 0; at < bytes.byteLength; at += chunkBytes) {
            const chunk = bytes.subarray(at, at + chunkBytes)
            const length = Buffer.alloc(4)
            length.writeUInt32BE(chunk.byteLength)
            socket.write(length)
            socket.write(chunk)
          }
          socket.write(Buffer.alloc(4))
        })
      }),
  }
}

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { addressOf, listenOrExplain, listenPlace, refuseTakenPort } from './ports.ts'

test('a taken port is explained in one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const place = { host: '127.0.0.1', port }
  const sentence = `Port ${port} on 127.0.0.1 is taken by another program; stop that, or choose another port, such as PORT=${port + 1}.`
  await expect(refuseTakenPort(place)).rejects.toThrow(sentence)
  await expect(listenOrExplain(createServer(), place)).rejects.toThrow(sentence)
  other.close()
  await once(other, 'close')
  await refuseTakenPort(place)
  const server = createServer()
  await listenOrExplain(server, place)
  expect(server.listening).toBe(true)
  server.close()
})

test('an address that is not of this machine is explained in one sentence', async () => {
  await expect(refuseTakenPort({ host: '192.0.2.1', port: 8080 })).rejects.toThrow(
    'HOST is "192.0.2.1", which is not an address of this machine.',
  )
})

test('HOST and PORT are read from the environment, and nonsense is refused', () => {
  expect(listenPlace({})).toEqual({ host: '127.0.0.1', port: 8080 })
  expect(listenPlace({ HOST: '::', PORT: '9000' })).toEqual({ host: '::', port: 9000 })
  for (const port of ['eighty', '0', '70000', '80.5', '-1']) {
    expect(() => listenPlace({ PORT: port })).toThrow(
      `PORT is "${port}"; it must be a number from 1 to 65535.`,
    )
  }
  expect(addressOf({ host: '0.0.0.0', port: 8080 })).toBe('http://localhost:8080')
  expect(addressOf({ host: '::1', port: 8080 })).toBe('http://[::1]:8080')
})

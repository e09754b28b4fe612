import { expect, test } from 'vitest'
import { contentPolicy } from './content-policy.ts'

const asks = (reader: string | null) =>
  contentPolicy('n', reader)
    .split('; ')
    .find((each) => each.startsWith('connect-src'))

test('a screen asks nobody but us, and the reader of fingers only where one is set up', () => {
  expect(asks(null)).toBe("connect-src 'self'")
  expect(asks('http://127.0.0.1:15896')).toBe("connect-src 'self' http://127.0.0.1:15896")
  expect(contentPolicy('n', 'http://127.0.0.1:15896').match(/127\.0\.0\.1/g)).toHaveLength(1)
})

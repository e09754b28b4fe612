import fc from 'fast-check'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { meaningOf, type Pixels, textIn } from './read-code.ts'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const token = fc.string({ unit: fc.constantFrom(...letters), minLength: 20, maxLength: 20 })

/** A page with one code on it, photographed: turned, unevenly lit, grainy. */
function photographed(
  text: string,
  given: { turned: number; perModule: number; ink: number; paper: number; grain: number; seed: number },
): Pixels {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const side = size * given.perModule
  const width = Math.round(side * 1.9)
  const height = Math.round(side * 2.1)
  const pixels = new Uint8ClampedArray(width * height * 4)
  const [cos, sin] = [Math.cos(given.turned), Math.sin(given.turned)]
  let random = given.seed
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2]
      const column = Math.floor((dx * cos + dy * sin + side / 2) / given.perModule)
      const row = Math.floor((dy * cos - dx * sin + side / 2) / given.perModule)
      const dark = data[row]?.[column] === true
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648
      const grey =
        (dark ? given.ink : given.paper) - (x / width) * 25 + (random / 2_147_483_648 - 0.5) * given.grain
      pixels.set([grey, grey, grey, 255], (y * width + x) * 4)
    }
  return { width, height, data: pixels }
}

test('the code of a paper is read from a page that lies turned, is unevenly lit and grainy', async () => {
  await fc.assert(
    fc.asyncProperty(
      token,
      fc.record({
        turned: fc.double({ min: -3.1, max: 3.1, noNaN: true }),
        perModule: fc.integer({ min: 4, max: 7 }),
        ink: fc.integer({ min: 10, max: 70 }),
        paper: fc.integer({ min: 190, max: 250 }),
        grain: fc.integer({ min: 0, max: 30 }),
        seed: fc.nat(),
      }),
      async (code, given) => {
        const text = await textIn(photographed(`https://mizan.example/verify/${code}`, given))
        expect(text === null ? null : meaningOf(text)).toEqual({ kind: 'paper', code })
      },
    ),
    { numRuns: 25, seed: 7 },
  )
})

test('a page without a code gives none', async () => {
  const grey = new Uint8ClampedArray(400 * 500 * 4).fill(200)
  expect(await textIn({ width: 400, height: 500, data: grey })).toBeNull()
})

test('a robkar gives its order and code, and codes of others’ making mean nothing', () => {
  const orderId = '0190a0de-0000-7000-8000-000000000001'
  expect(meaningOf(`mizan:robkar:${orderId}:ABCD-EFGH-JKMN`)).toEqual({
    kind: 'robkar',
    orderId,
    code: 'ABCD-EFGH-JKMN',
  })
  for (const other of [
    'https://bank.example/pay?to=41304',
    'https://mizan.example/verify/short',
    'https://mizan.example/verify/7KQM2F9XABCDE12345GH/more',
    'javascript:alert(1)//verify/7KQM2F9XABCDE12345GH',
    '4130412345671',
    '',
  ])
    expect(meaningOf(other)).toBeNull()
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openDrafts, type Sealed, type Shelf } from './drafts.ts'

/** A device's shelf in memory, slow as disks are, with a look at what lies on it. */
function device(slow = 0) {
  const boxes = new Map<string, Sealed>()
  const wait = () => new Promise((resolve) => setTimeout(resolve, slow))
  const shelf: Shelf = {
    get: async (id) => boxes.get(id),
    put: async (id, sealed) => {
      await wait()
      boxes.set(id, sealed)
    },
    remove: async (id) => {
      boxes.delete(id)
    },
  }
  return { shelf, boxes }
}

const secretOf = (fill: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(fill)))
const akbar = { account: 'a1', secret: secretOf(7) }
const bano = { account: 'a2', secret: secretOf(9) }
const open = (who: typeof akbar, shelf: Shelf) => openDrafts(who.account, who.secret, shelf)

describe('a draft', () => {
  test('is given back as it was typed, with the time, also after signing out and in again', async () => {
    const { shelf } = device()
    await (await open(akbar, shelf)).save('custody.admission', { name: 'اکبر', age: 31, empty: '' })
    const draft = await (await open(akbar, shelf)).find<object>('custody.admission')
    expect(draft?.values).toEqual({ name: 'اکبر', age: 31, empty: '' })
    expect(Date.now() - draft!.savedAt).toBeLessThan(5_000)
  })

  test('shows nothing of itself on the device: neither words nor the name of the form', async () => {
    const { shelf, boxes } = device()
    await (await open(akbar, shelf)).save('policing.arrest.case-77', {
      place: 'Saddar Bazar',
      cnic: '4130421043071',
    })
    const [[id, { box }]] = [...boxes] as [[string, Sealed]]
    const lies = `${id} ${new TextDecoder('latin1').decode(box)}`
    for (const word of ['policing', 'case-77', 'Saddar', 'place', '4130421043071'])
      expect(lies).not.toContain(word)
  })

  test('is not there for another account, not even under the same name or laid into its place', async () => {
    const { shelf, boxes } = device()
    await (await open(akbar, shelf)).save('policing.fir', { told: 'secret' })
    const other = await open(bano, shelf)
    expect(await other.find('policing.fir')).toBeUndefined()
    const [[, sealed]] = [...boxes] as [[string, Sealed]]
    await other.save('policing.fir', { own: true })
    const place = [...boxes.keys()].find((id) => id.startsWith('a2/'))!
    boxes.set(place, sealed)
    expect(await other.find('policing.fir')).toBeUndefined()
    // Nor does knowing the account help without its secret.
    expect(
      await (await open({ account: 'a1', secret: bano.secret }, shelf)).find('policing.fir'),
    ).toBeUndefined()
    expect((await (await open(akbar, shelf)).find<object>('policing.fir'))?.values).toEqual({
      told: 'secret',
    })
  })

  test('that was changed on the device does not open', async () => {
    const { shelf, boxes } = device()
    const drafts = await open(akbar, shelf)
    await drafts.save('policing.fir', { told: 'x' })
    for (const { box } of boxes.values()) new Uint8Array(box)[3]! ^= 1
    expect(await drafts.find('policing.fir')).toBeUndefined()
    expect(boxes.size).toBe(0)
  })

  test('that was sent stays away, although a save of it was still under way', async () => {
    const { shelf, boxes } = device(15)
    const drafts = await open(akbar, shelf)
    const saving = drafts.save('policing.fir', { told: 'late' })
    await Promise.all([saving, drafts.drop('policing.fir')])
    expect(boxes.size).toBe(0)
  })

  test('that finds no room says so, and the next is tried all the same', async () => {
    const { shelf, boxes } = device()
    let full = true
    const drafts = await open(akbar, {
      ...shelf,
      put: (id, sealed) =>
        full ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : shelf.put(id, sealed),
    })
    await expect(drafts.save('policing.fir', {})).rejects.toThrow('full')
    full = false
    await drafts.save('policing.fir', {})
    expect(boxes.size).toBe(1)
  })

  test('is the last of whatever was saved, in any order of saving, dropping and finding', async () => {
    const act = fc.oneof(
      fc.record({
        act: fc.constant('save' as const),
        name: fc.constantFrom('a', 'b'),
        value: fc.jsonValue(),
      }),
      fc.record({ act: fc.constant('drop' as const), name: fc.constantFrom('a', 'b') }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        const { shelf } = device()
        const drafts = await open(akbar, shelf)
        const last = new Map<string, unknown>()
        // Begun without waiting for each other, as keys are.
        await Promise.all(
          acts.map((one) => {
            if (one.act === 'drop') {
              last.delete(one.name)
              return drafts.drop(one.name)
            }
            last.set(one.name, JSON.parse(JSON.stringify(one.value)))
            return drafts.save(one.name, one.value)
          }),
        )
        for (const name of ['a', 'b']) expect((await drafts.find(name))?.values).toEqual(last.get(name))
      }),
      { numRuns: 60 },
    )
  })
})

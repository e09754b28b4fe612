import { expect, test } from 'vitest'
import type { GateAct, Outside, ToCourt } from './contract.ts'
import { gateWith } from './overlay.ts'

const person = { number: '12/2026', name: { en: 'Bashir', ur: 'بشیر' }, father: null, photo: null }
const listed: ToCourt = {
  ...person,
  imprisonmentId: 'p1',
  warrantId: 'w1',
  hearingId: null,
  court: { en: 'JM-I', ur: 'جوڈیشل مجسٹریٹ' },
  fir: '14/2026',
  vehicle: null,
}
const outside: Outside = {
  ...person,
  imprisonmentId: 'p2',
  movementId: 'm2',
  kind: 'HOS',
  destination: null,
  escort: null,
  outAt: '2026-11-20T08:00:00.000Z',
  dueBack: null,
}
const act = (
  given: Partial<GateAct> & Pick<GateAct, 'id' | 'kind' | 'imprisonmentId' | 'doneAt'>,
): GateAct => ({
  warrantId: null,
  hearingId: null,
  movementId: null,
  outAct: null,
  ...given,
})
const desk = { toCourt: [listed], outside: [outside] }
const went = act({
  id: 'a1',
  kind: 'out',
  imprisonmentId: 'p1',
  warrantId: 'w1',
  doneAt: '2026-11-20T09:00:00.000Z',
})
const came = act({
  id: 'a2',
  kind: 'back',
  imprisonmentId: 'p1',
  outAct: 'a1',
  doneAt: '2026-11-20T14:00:00.000Z',
})

test('one sent out is outside, by the act that the return will name', () => {
  const here = gateWith(desk, [went])
  expect(here.toCourt).toEqual([])
  expect(here.outside.map((one) => [one.imprisonmentId, one.movementId, one.outAct])).toEqual([
    ['p2', 'm2', null],
    ['p1', null, 'a1'],
  ])
})

test('out and back are in the order of the clock, however they come', () => {
  expect(gateWith(desk, [came, went]).outside.map((one) => one.imprisonmentId)).toEqual(['p2'])
})

test('what the server shows already changes nothing', () => {
  const shown = {
    toCourt: [],
    outside: [{ ...outside, imprisonmentId: 'p1', movementId: 'm1', outAt: went.doneAt }],
  }
  expect(gateWith(shown, [went]).outside).toHaveLength(1)
  expect(gateWith(shown, [went, came]).outside).toEqual([])
})

test('one who went out again after coming back stays outside', () => {
  const again = {
    toCourt: [],
    outside: [{ ...outside, imprisonmentId: 'p1', movementId: 'm3', outAt: '2026-11-20T15:00:00.000Z' }],
  }
  expect(gateWith(again, [went, came]).outside).toHaveLength(1)
})

test('what the server kept as a contradiction is not shown as done', () => {
  expect(gateWith(desk, [went], new Set(['a1'])).toCourt).toEqual([listed])
})

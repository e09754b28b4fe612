import { describe, expect, it } from 'vitest'
import type { InputsOf } from '../rule-schemas.ts'
import { releaseGate } from './release-gate.ts'

const asOf = '2025-05-05'
const gate = (one: Omit<InputsOf<'release-gate'>['cases'][number], 'id'>) =>
  releaseGate({ asOf, cases: [{ id: '1/20', ...one }] }).blockers

describe('the gate', () => {
  it('stays shut for what is not known to be done', () => {
    expect(gate({ status: 'UNDER_TRIAL' })).toEqual(['1/20:REMAND_IN_FORCE'])
    expect(gate({ status: 'BAIL_GRANTED' })).toEqual(['1/20:SURETY_PENDING'])
    expect(gate({ status: 'BAIL_GRANTED', suretyAccepted: true })).toEqual([
      '1/20:RELEASE_WARRANT_NOT_VERIFIED',
    ])
    expect(gate({ status: 'ACQUITTED' })).toEqual(['1/20:RELEASE_WARRANT_NOT_VERIFIED'])
    expect(gate({ status: 'DISCHARGED', robkarVerified: false })).toEqual([
      '1/20:RELEASE_WARRANT_NOT_VERIFIED',
    ])
    expect(gate({ status: 'CONVICTED' })).toEqual(['1/20:SENTENCE_RUNNING'])
    expect(gate({ status: 'CONVICTED', expiry: '2025-05-06' })).toEqual(['1/20:SENTENCE_RUNNING'])
  })
  it('opens when each case is clear', () => {
    expect(gate({ status: 'BAIL_GRANTED', suretyAccepted: true, robkarVerified: true })).toEqual([])
    expect(gate({ status: 'ACQUITTED', robkarVerified: true })).toEqual([])
    expect(gate({ status: 'CONVICTED', expiry: asOf })).toEqual([])
  })
  it('is shut by a hold through its last day, and by an undated one', () => {
    const held = (holds: { kind: string; until?: string }[]) =>
      releaseGate({ asOf, cases: [], holds }).releasable
    expect(held([{ kind: 'MPO_DETENTION', until: '2025-05-05' }])).toBe(false)
    expect(held([{ kind: 'MPO_DETENTION', until: '2025-05-04' }])).toBe(true)
    expect(held([{ kind: 'DIYAT_UNPAID_S331' }])).toBe(false)
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerRecord } from '#kernel/people'
import { fictionalRecord } from '#kernel/people/testing'
import { RefusedCall, type Someone, type World, world } from '../../app/testing.ts'
import { addParty, admitPrison, openCase, tellCase } from './case-file.ts'
import { getCase, listCases } from './contract.ts'

let here: World
let registrar: Someone
let otherStation: Someone
let prison: Someone
let otherPrison: Someone
let caseId: string
let accused: { partyId: string; other: string }

beforeAll(async () => {
  here = await world()
  registrar = await here.someone('police-registrar', 'PS-HYD-CNT')
  otherStation = await here.someone('police-registrar', 'PS-HYD-CTY')
  prison = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  otherPrison = await here.someone('prison-admissions-officer', 'PRS-KHI-C')
  await registrar.act(async (tx) => {
    caseId = await openCase(tx, {
      firNumber: 12,
      firYear: 2026,
      firOn: '2026-02-03',
      offenceOn: '2026-02-02',
    })
    const first = await registerRecord(tx, fictionalRecord({ nameUr: 'محمد اسلم' }), {
      agency: 'police',
      sourceRef: `cases.case/${caseId}`,
    })
    const second = await registerRecord(tx, fictionalRecord({ nameUr: 'غلام نبی' }), {
      agency: 'police',
      sourceRef: `cases.case/${caseId}`,
    })
    accused = {
      partyId: await addParty(tx, caseId, { role: 'accused', ...first, nameUr: 'محمد اسلم' }),
      other: await addParty(tx, caseId, { role: 'accused', ...second, nameUr: 'غلام نبی' }),
    }
    await addParty(tx, caseId, { role: 'complainant', nameUr: 'مسمات زینب' })
    await tellCase(tx, { caseId, kind: 'policing.fir-registered', agency: 'police' })
    await tellCase(tx, { caseId, partyId: accused.other, kind: 'policing.arrested', agency: 'police' })
    await tellCase(tx, {
      caseId,
      kind: 'policing.informant-named',
      agency: 'police',
      needs: 'policing:read-informant',
      existenceHidden: true,
    })
  })
})
afterAll(() => here.drop())

test('a case is seen by the units that take part in it and by nobody else', async () => {
  expect((await registrar.call(getCase, { caseId })).parties).toHaveLength(3)
  for (const stranger of [otherStation, prison, otherPrison]) {
    await expect(stranger.call(getCase, { caseId })).rejects.toThrow('404 not-found')
    expect((await stranger.call(listCases, {})).total).toBe(0)
  }
})

test('a number used at the station is refused, and the same number elsewhere is not', async () => {
  const again = (who: Someone) =>
    who.act((tx) =>
      openCase(tx, { firNumber: 12, firYear: 2026, firOn: '2026-02-03', offenceOn: '2026-02-02' }),
    )
  await expect(again(registrar)).rejects.toMatchObject({ code: 'cases.fir-number-taken' })
  await expect(again(otherStation)).resolves.toMatch(/^[0-9a-f-]{36}$/)
})

test('a prison sees the accused it holds, no other party, and is told what is withheld', async () => {
  await registrar.act((tx) =>
    here.unitId('PRS-HYD-C').then((prisonId) => admitPrison(tx, accused.partyId, prisonId)),
  )
  const seen = await prison.call(getCase, { caseId })
  expect(seen.parties.map((party) => party.id)).toEqual([accused.partyId])
  expect(seen.timeline.map((entry) => entry.kind)).toEqual(['policing.fir-registered'])
  // The other accused's arrest is withheld and said to be; that an informant exists is not.
  expect(seen.withheld).toBe(1)
  await expect(otherPrison.call(getCase, { caseId })).rejects.toBeInstanceOf(RefusedCall)
})

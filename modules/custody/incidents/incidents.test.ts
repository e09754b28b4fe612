import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMyTasks } from '#kernel/workflow/contract'
import { type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { unanswered } from './answers.ts'

let here: World
let gate: Someone
let deputy: Someone
let superintendent: Someone
let inspector: Someone
beforeAll(async () => {
  here = await world()
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
})
afterAll(() => here.drop())

/** What waits for somebody because of a serious incident, by its title. */
const tasksOf = async (who: Someone) =>
  (await who.call(listMyTasks, {})).rows
    .filter((task) => task.queue === 'custody.serious-incident')
    .map((task) => task.title.en)

const fire = {
  type: 'fire',
  version: 1,
  occurredOn: '2026-03-20',
  occurredTime: '14:10',
  place: 'Kitchen',
  account: 'The stove caught fire and was put out',
  answers: { hurt: false, doctor: false, moved: 4 },
}

test('an incident is answered as it was asked, and closed by another when nothing is left to do', async () => {
  await expect(
    gate.call(contract.reportIncident, { ...fire, answers: { hurt: false, doctor: false } }),
  ).rejects.toThrow(/unanswered/)
  const { id } = await gate.call(contract.reportIncident, {
    ...fire,
    people: [{ role: 'officer', name: 'Cook Rafiq' }],
  })
  await here.react()
  expect(await tasksOf(superintendent)).toHaveLength(1)
  expect(await tasksOf(inspector)).toEqual([])
  const { stepId } = await gate.call(contract.addIncidentStep, {
    id,
    text: 'Have the gas pipe mended',
    dueOn: '2026-03-25',
  })
  expect((await deputy.call(contract.listIncidents, { show: 'open' })).rows[0]).toMatchObject({
    openActions: 1,
    lateActions: 1,
    severity: 'serious',
  })
  await expect(deputy.call(contract.closeIncident, { id, lesson: 'Check pipes monthly' })).rejects.toThrow(
    /actions-open/,
  )
  await deputy.call(contract.finishIncidentAction, { stepId })
  await expect(gate.call(contract.closeIncident, { id, lesson: 'Check pipes monthly' })).rejects.toThrow(
    /not-allowed/,
  )
  await superintendent.call(contract.closeIncident, { id, lesson: 'Check pipes monthly' })
  expect(await tasksOf(superintendent)).toEqual([])
  await expect(gate.call(contract.addIncidentStep, { id, text: 'More of it' })).rejects.toThrow(/closed/)
  const own = await superintendent.call(contract.reportIncident, fire)
  await expect(
    superintendent.call(contract.closeIncident, { id: own.id, lesson: 'Nothing' }),
  ).rejects.toThrow(/same-person/)
})

test('a release in error is put before the Superintendent and the Inspector-General', async () => {
  await gate.call(contract.reportIncident, {
    ...fire,
    type: 'release-in-error',
    answers: { hurt: false, doctor: false, paper: 'Order 14', cause: 'other-case', back: false },
  })
  await here.react()
  expect(await tasksOf(inspector)).toEqual([expect.stringContaining('Release in error')])
})

test('a new version is asked from then on; what was answered stays beside what was asked', async () => {
  const { id } = await gate.call(contract.reportIncident, fire)
  const { type } = await inspector.call(contract.getIncidentForm, { code: 'fire' })
  const questions = [
    ...type.questions,
    { id: 'alarm', kind: 'yes-no' as const, required: true, en: 'Was there an alarm?', ur: 'کیا الارم بجا؟' },
  ]
  await expect(
    superintendent.call(contract.adoptIncidentForm, { code: 'fire', after: 1, why: 'Alarm', questions }),
  ).rejects.toThrow(/not-allowed/)
  await inspector.call(contract.adoptIncidentForm, { code: 'fire', after: 1, why: 'Alarm', questions })
  await expect(
    inspector.call(contract.adoptIncidentForm, { code: 'fire', after: 1, why: 'Alarm', questions }),
  ).rejects.toThrow(/newer-version/)
  await expect(gate.call(contract.reportIncident, fire)).rejects.toThrow(/newer-version/)
  await gate.call(contract.reportIncident, {
    ...fire,
    version: 2,
    answers: { ...fire.answers, alarm: true },
  })
  const { incident } = await gate.call(contract.getIncident, { id })
  expect(incident).toMatchObject({ version: 1, newest: false })
  expect(incident.questions.map((question) => question.id)).not.toContain('alarm')
  // A question with choices comes with the next version; what it offers may be reworded and added to, and nothing of it is lost.
  const by = {
    id: 'put-out-by',
    kind: 'choice' as const,
    required: true,
    en: 'Who put it out?',
    ur: 'آگ کس نے بجھائی؟',
    options: [
      { value: 'staff', en: 'Staff', ur: 'عملہ' },
      { value: 'brigade', en: 'Fire brigade', ur: 'فائر بریگیڈ' },
    ],
  }
  const adopt = (after: number, last: object) =>
    inspector.call(contract.adoptIncidentForm, {
      code: 'fire',
      after,
      why: 'Ask who put it out',
      questions: [...questions, { ...by, ...last }],
    })
  for (const wrong of [
    { options: undefined },
    { options: by.options.slice(0, 1) },
    { options: [by.options[0]!, by.options[0]!] },
    { kind: 'text' },
  ])
    await expect(adopt(2, wrong)).rejects.toThrow(/invalid/)
  await adopt(2, {})
  const answered = (answer: string) =>
    gate.call(contract.reportIncident, {
      ...fire,
      version: 3,
      answers: { ...fire.answers, alarm: true, 'put-out-by': answer },
    })
  await expect(answered('prisoners')).rejects.toThrow(/unanswered/)
  const chosen = await answered('brigade')
  expect((await gate.call(contract.getIncident, { id: chosen.id })).incident.answers).toMatchObject({
    'put-out-by': 'brigade',
  })
  await expect(adopt(3, { kind: 'text', options: undefined })).rejects.toThrow(/choice-gone/)
  await expect(
    adopt(3, { options: [by.options[0]!, { value: 'prisoners', en: 'Prisoners', ur: 'اسیران' }] }),
  ).rejects.toThrow(/choice-gone.*brigade/)
  await adopt(3, { options: [...by.options, { value: 'prisoners', en: 'Prisoners', ur: 'اسیران' }] })
  // Another province goes on with its own.
  const lahore = await here.someone('gate-officer', 'PRS-LHE-C')
  const { rows } = await lahore.call(contract.listIncidentTypes, {})
  expect(rows.find((row) => row.code === 'fire')?.version).toBe(1)
})

test('whatever is asked must be answered in its kind, and nothing else', () => {
  const questions = [
    { id: 'a', kind: 'yes-no' as const, required: true, en: 'a', ur: 'a' },
    { id: 'b', kind: 'number' as const, required: false, en: 'b', ur: 'b' },
    {
      id: 'c',
      kind: 'choice' as const,
      required: false,
      en: 'c',
      ur: 'c',
      options: ['x', 'y'].map((value) => ({ value, en: value, ur: value })),
    },
  ]
  const value = fc.oneof(fc.boolean(), fc.integer({ min: -2, max: 5 }), fc.constantFrom('x', 'y', 'z', ''))
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value), (answers) => {
      const { a, b, c } = answers
      const right =
        typeof a === 'boolean' &&
        (b === undefined || b === '' || (typeof b === 'number' && b >= 0)) &&
        (c === undefined || ['', 'x', 'y'].includes(c as string)) &&
        !('d' in answers)
      expect(unanswered(questions, answers) === null).toBe(right)
    }),
  )
})

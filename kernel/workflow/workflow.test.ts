import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { asActor } from '#kernel/access'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/http'
import { permissions } from './access.ts'
import { type DefinitionBody, listDefinitions } from './contract.ts'
import { defineWorkflow, effect, type ParamsOf } from './define.ts'
import * as definitions from './definitions.ts'
import {
  advance,
  begin,
  currentState,
  possibleTransitions,
  shareWith,
  stepsOf,
  takeStep,
} from './instances.ts'
import { shipWorkflows } from './ship.ts'
import {
  assignTasks,
  completeTasks,
  countTasks,
  listTasks,
  openTask,
  takeNextTask,
  taskQueue,
  tickOff,
} from './tasks.ts'
import { type Offices, type Official, offices } from './testing.ts'

const challan = defineWorkflow({
  code: 'test-challan',
  title: { en: 'Challan', ur: 'چالان' },
  states: {
    drafted: { title: { en: 'Being drafted', ur: 'زیرِ تیاری' }, kind: 'start' },
    scrutiny: { title: { en: 'Under scrutiny', ur: 'زیرِ جانچ' }, kind: 'normal' },
    submitted: { title: { en: 'Submitted', ur: 'جمع شدہ' }, kind: 'end' },
  },
  transitions: {
    forward: {
      from: ['drafted'],
      to: 'scrutiny',
      title: { en: 'Forward', ur: 'بھجوائیں' },
      posts: ['investigating-officer'],
      effect: 'forward',
      tasks: [
        {
          queue: 'scrutiny',
          title: { en: 'Scrutinise FIR {{fir}}', ur: 'مقدمہ {{fir}} کی جانچ' },
          post: 'prosecutor',
          dueDays: 3,
        },
        {
          queue: 'diary',
          title: { en: 'Enter in the diary', ur: 'روزنامچہ میں اندراج' },
          post: 'prosecutor',
          stays: true,
        },
      ],
    },
    return: {
      from: ['scrutiny'],
      to: 'drafted',
      title: { en: 'Return', ur: 'واپس کریں' },
      posts: ['prosecutor'],
      effect: 'note',
    },
    submit: {
      from: ['scrutiny'],
      to: 'submitted',
      title: { en: 'Submit', ur: 'جمع کروائیں' },
      posts: ['prosecutor'],
      effect: 'submit',
    },
  },
  effects: {
    forward: effect<{ officeId: number; fir: string }>({
      run: async (tx, { subject, params }) => {
        await shareWith(tx, subject, params.officeId)
        return {
          taskUnits: { scrutiny: params.officeId, diary: params.officeId },
          titleParams: { fir: params.fir },
        }
      },
    }),
    note: effect({
      input: z.object({ note: z.string().min(3) }),
      run: async (_tx, { params }) => ({ reason: params.note }),
    }),
    submit: effect<{ fails?: boolean }>({
      needs: 'workflow:work',
      run: async (tx, { subject, params }) => {
        await openTask(tx, {
          queue: 'trace',
          subject,
          title: { en: 'Trace', ur: 'نشان' },
          post: 'prosecutor',
        })
        if (params.fails === true) throw new Error('the effect failed')
        return undefined
      },
    }),
  },
})

let world: Offices
let investigator: Official
let prosecutor: Official
let colleague: Official
let head: Official
let stranger: Official
let administrator: Official
let approver: Official
const kind = 'test-challan'

beforeAll(async () => {
  world = await offices([permissions])
  await shipWorkflows(world.database.url, [challan])
  investigator = await world.official('investigating-officer', 'PS-1')
  prosecutor = await world.official('prosecutor', 'PO-1')
  colleague = await world.official('prosecutor', 'PO-1')
  head = await world.official('district-prosecutor', 'PO-1')
  stranger = await world.official('prosecutor', 'PO-2')
  administrator = await world.official('administrator', 'HQ')
  approver = await world.official('law-officer', 'HQ')
})
afterAll(() => world.database.drop())

const as = <T>(official: Official, work: (tx: Tx) => Promise<T>): Promise<T> =>
  asActor(world.database.app, official, {}, work)

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw new Error(`expected a refusal, got ${String(error)}`)
  return error.code
}

const newCase = async (unit?: number) => {
  const subject = { kind, id: randomUUID() }
  await as(investigator, (tx) =>
    begin(tx, challan, subject, unit === undefined ? {} : { units: [investigator.unitId], unit }),
  )
  return subject
}
const forward = (subject: { kind: string; id: string }, fir = '112/2026') =>
  as(investigator, (tx) => advance(tx, challan, subject, 'forward', { officeId: prosecutor.unitId, fir }))

describe('a case moves', () => {
  test('from its start through the steps its version has, each recorded with who, post, unit and reason', async () => {
    const subject = await newCase()
    expect(await forward(subject)).toMatchObject({ state: 'scrutiny', kind: 'normal', version: 1 })
    await as(prosecutor, (tx) => advance(tx, challan, subject, 'return', { note: 'No recovery memo' }))
    await forward(subject)
    const done = await as(prosecutor, (tx) => advance(tx, challan, subject, 'submit', {}))
    expect(done).toMatchObject({ state: 'submitted', kind: 'end' })
    const steps = await as(investigator, (tx) => stepsOf(tx, subject))
    expect(
      steps.map((step) => [step.transition, step.to, step.post.code, step.unit.en, step.reason]),
    ).toEqual([
      [null, 'drafted', 'investigating-officer', 'PS-1', null],
      ['forward', 'scrutiny', 'investigating-officer', 'PS-1', null],
      ['return', 'drafted', 'prosecutor', 'PO-1', 'No recovery memo'],
      ['forward', 'scrutiny', 'investigating-officer', 'PS-1', null],
      ['submit', 'submitted', 'prosecutor', 'PO-1', null],
    ])
    expect(await as(prosecutor, (tx) => possibleTransitions(tx, subject))).toEqual([])
  })

  test('never by a step its state does not have, nor by a post it does not name', async () => {
    const subject = await newCase()
    expect(await refusal(as(investigator, (tx) => advance(tx, challan, subject, 'submit', {})))).toBe(
      'workflow.no-such-transition',
    )
    await forward(subject)
    expect(await refusal(as(investigator, (tx) => advance(tx, challan, subject, 'submit', {})))).toBe(
      'workflow.post-not-allowed',
    )
    const possible = await as(head, (tx) => possibleTransitions(tx, subject))
    expect(possible.map((one) => [one.name, one.allowed])).toEqual([
      ['return', false],
      ['submit', false],
    ])
  })

  test('not at all when the effect fails: neither step nor task nor state is left', async () => {
    const subject = await newCase()
    await forward(subject)
    await expect(
      as(prosecutor, (tx) => advance(tx, challan, subject, 'submit', { fails: true })),
    ).rejects.toThrow('the effect failed')
    expect(await as(prosecutor, (tx) => currentState(tx, subject))).toMatchObject({ state: 'scrutiny' })
    expect(await as(prosecutor, (tx) => stepsOf(tx, subject))).toHaveLength(2)
    const { rows } = await world.database.owner.pool.query(
      `select count(*)::int as n from workflow.task where subject_id = $1 and queue = 'trace'`,
      [subject.id],
    )
    expect(rows[0].n).toBe(0)
  })

  test('once, when many take the same step at once', async () => {
    const subject = await newCase()
    await forward(subject)
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        as(n % 2 === 0 ? prosecutor : colleague, (tx) => advance(tx, challan, subject, 'submit', {})),
      ),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  })

  test('only in front of the units that may see it', async () => {
    const subject = await newCase()
    expect(await refusal(as(prosecutor, (tx) => currentState(tx, subject)))).toBe('not-found')
    expect(await refusal(as(prosecutor, (tx) => shareWith(tx, subject, prosecutor.unitId)))).toBe('not-found')
    await as(investigator, (tx) => shareWith(tx, subject, prosecutor.unitId))
    expect(await as(prosecutor, (tx) => currentState(tx, subject))).toMatchObject({ state: 'drafted' })
    for (const outsider of [stranger, administrator]) {
      const seen = await as(outsider, async (tx) => {
        const { rows } = await sql<{ n: number }>`
          select (select count(*) from workflow.instance) + (select count(*) from workflow.step) + (select count(*) from workflow.task) as n`.execute(
          tx,
        )
        return rows[0]!.n
      })
      expect(seen).toBe(0)
    }
  })

  test('into a workflow once', async () => {
    const subject = await newCase()
    expect(await refusal(as(investigator, (tx) => begin(tx, challan, subject)))).toBe(
      'workflow.already-begun',
    )
  })

  test('through the general door only by steps that say what they must be told, and told rightly', async () => {
    const subject = await newCase()
    const general = (official: Official, name: string, params: unknown) =>
      as(official, (tx) => takeStep(tx, challan, subject, name, params, { onlyWithInput: true }))
    expect(await refusal(general(investigator, 'forward', {}))).toBe('workflow.own-screen')
    await forward(subject)
    expect(await refusal(general(prosecutor, 'return', { note: '' }))).toBe('invalid-input')
    expect(await general(prosecutor, 'return', { note: 'No memo' })).toMatchObject({ state: 'drafted' })
  })

  test('and the compiler knows what each step must be told', () => {
    expectTypeOf<ParamsOf<typeof challan, 'forward'>>().toEqualTypeOf<{ officeId: number; fir: string }>()
    expectTypeOf<ParamsOf<typeof challan, 'return'>>().toEqualTypeOf<{ note: string }>()
  })

  test('and refuses a workflow whose step has no effect or leads nowhere', () => {
    const title = { en: 'x', ur: 'x' }
    const states = { open: { title, kind: 'start' }, closed: { title, kind: 'end' } } as const
    const close = { from: ['open'], to: 'closed', title, posts: ['prosecutor'], effect: 'close' } as const
    const run = async () => undefined
    defineWorkflow({
      code: 'test-no-effect',
      title,
      states,
      transitions: { close },
      // @ts-expect-error: the effect that the transition names is missing
      effects: { open: effect({ run }) },
    })
    defineWorkflow({
      code: 'test-no-state',
      title,
      states,
      // @ts-expect-error: there is no such state
      transitions: { close: { ...close, to: 'shut' } },
      effects: { close: effect({ run }) },
    })
  })

  test('and what is written of it cannot be rewritten', async () => {
    const subject = await newCase()
    const change = (text: string) =>
      as(investigator, (tx) => sql.raw(text.replace('?', `'${subject.id}'`)).execute(tx))
    await expect(
      change(
        `update workflow.step set reason = 'x' where instance_id in (select id from workflow.instance where subject_id = ?)`,
      ),
    ).rejects.toThrow(/permission denied/)
    await expect(change(`update workflow.instance set units = '{}' where subject_id = ?`)).rejects.toThrow()
    await expect(
      change(`update workflow.instance set definition_id = gen_random_uuid() where subject_id = ?`),
    ).rejects.toThrow(/keeps the workflow version/)
    await expect(change(`delete from workflow.instance where subject_id = ?`)).rejects.toThrow(
      /permission denied/,
    )
  })
})

describe('tasks', () => {
  const filter = { queue: 'scrutiny', show: 'open' as const, page: 1, size: 500 }
  const ids = (official: Official, of: { id: string }) =>
    as(official, async (tx) =>
      (await listTasks(tx, filter)).rows.filter((task) => task.subject.id === of.id).map((task) => task.id),
    )

  test('wait for their post in their unit, with a due date and the values in their title', async () => {
    const subject = await newCase()
    await forward(subject, '7/2026')
    const { rows } = await as(prosecutor, (tx) => listTasks(tx, filter))
    const task = rows.find((one) => one.subject.id === subject.id)!
    expect(task.title.en).toBe('Scrutinise FIR \u20687/2026\u2069')
    expect(task.dueOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(await ids(investigator, subject)).toEqual([])
    expect(await ids(stranger, subject)).toEqual([])
    expect(await ids(head, subject)).toEqual([])
    expect(await as(head, (tx) => takeNextTask(tx, 'scrutiny'))).toBeNull()
    const supervised = await as(head, (tx) => listTasks(tx, { ...filter, show: 'all' }))
    expect(supervised.rows.map((one) => one.id)).toContain(task.id)
  })

  test('know what the case is called and where their post sits without being told at each step', async () => {
    const body = structuredClone(challan.body)
    body.transitions.find((one) => one.name === 'forward')!.effect = 'note'
    const plain = { ...challan, body, transitions: { ...challan.transitions, forward: { effect: 'note' } } }
    await shipWorkflows(world.database.url, [plain])
    const subject = { kind, id: randomUUID() }
    await as(investigator, (tx) =>
      begin(tx, plain, subject, {
        units: [investigator.unitId, prosecutor.unitId],
        titleParams: { fir: '9/2026' },
      }),
    )
    await as(investigator, (tx) => takeStep(tx, plain, subject, 'forward', { note: 'as agreed' }))
    const { rows } = await as(prosecutor, (tx) => listTasks(tx, filter))
    expect(rows.find((one) => one.subject.id === subject.id)?.title.en).toBe(
      'Scrutinise FIR \u20689/2026\u2069',
    )
    await shipWorkflows(world.database.url, [challan])
  })

  test('close when the case leaves the state, even where the one who moves it cannot see them; what stays is ticked off', async () => {
    const subject = await newCase()
    await forward(subject)
    await as(prosecutor, (tx) => advance(tx, challan, subject, 'return', { note: 'Again' }))
    const { rows } = await world.database.owner.pool.query(
      `select id, queue, outcome from workflow.task where subject_id = $1 order by queue`,
      [subject.id],
    )
    expect(rows.map((row) => [row.queue, row.outcome])).toEqual([
      ['diary', null],
      ['scrutiny', 'return'],
    ])
    expect(await as(prosecutor, (tx) => tickOff(tx, [rows[0].id], undefined))).toEqual({ completed: 1 })
    expect(await refusal(as(prosecutor, (tx) => tickOff(tx, [rows[0].id], undefined)))).toBe(
      'workflow.task-done',
    )
    await forward(subject)
    expect(
      await as(investigator, (tx) => completeTasks(tx, subject, { outcome: 'recalled', queue: 'scrutiny' })),
    ).toBe(1)
    expect(await ids(prosecutor, subject)).toEqual([])
  })

  test('that a step closes cannot be ticked off without taking the step', async () => {
    const subject = await newCase()
    await forward(subject)
    const [id] = await ids(prosecutor, subject)
    expect(await refusal(as(prosecutor, (tx) => tickOff(tx, [id!], undefined)))).toBe(
      'workflow.task-closed-by-step',
    )
  })

  test('are taken, handed to a colleague of the post, and taken from a colleague only by a supervisor', async () => {
    const subject = await newCase()
    await forward(subject)
    const [id] = await ids(prosecutor, subject)
    await as(prosecutor, (tx) => assignTasks(tx, [id!], 'me'))
    expect(await ids(colleague, subject)).toEqual([])
    expect(await refusal(as(colleague, (tx) => assignTasks(tx, [id!], 'me')))).toBe('workflow.task-held')
    expect(await refusal(as(prosecutor, (tx) => assignTasks(tx, [id!], stranger.accountId)))).toBe(
      'workflow.not-of-that-post',
    )
    await as(prosecutor, (tx) => assignTasks(tx, [id!], colleague.accountId))
    expect(await ids(colleague, subject)).toEqual([id])
    await as(head, (tx) => assignTasks(tx, [id!], null))
    expect(await ids(prosecutor, subject)).toEqual([id])
    expect(await refusal(as(stranger, (tx) => assignTasks(tx, [id!], 'me')))).toBe('not-found')
  })

  test('come to two who ask for the next at once as two different ones', async () => {
    const place = await world.official('prosecutor', 'PO-NEXT')
    const other = await world.official('prosecutor', 'PO-NEXT')
    await as(place, async (tx) => {
      for (let n = 0; n < 12; n += 1)
        await openTask(tx, {
          queue: 'notices',
          subject: { kind: 'notice', id: randomUUID() },
          title: { en: `Notice ${n}`, ur: `نوٹس ${n}` },
          post: 'prosecutor',
          dueOn: `2026-01-${String(28 - n).padStart(2, '0')}`,
        })
    })
    const taken = await Promise.all(
      Array.from({ length: 14 }, (_, n) =>
        as(n % 2 === 0 ? place : other, (tx) => takeNextTask(tx, 'notices')),
      ),
    )
    const got = taken.filter((task) => task !== null)
    expect(got).toHaveLength(12)
    expect(new Set(got.map((task) => task.id)).size).toBe(12)
  })

  test('are assigned 500 at a time, page on the server, and the count is the length of the list', async () => {
    const place = await world.official('superintendent', 'PRISON-BULK')
    await as(place, async (tx) => {
      await sql`insert into workflow.task (jurisdiction, queue, subject_kind, subject_id, title_en, title_ur, unit_id, post_code, due_on)
        select 'PK-SD', 'roll', 'prisoner', gen_random_uuid(), 'Check', 'جانچ', ${place.unitId}, 'superintendent', date '2026-01-01' + n % 400
          from generate_series(1, 520) n`.execute(tx)
    })
    const queue = taskQueue({ queue: 'roll', label: { en: 'Roll', ur: 'حاضری' } })
    const page = await as(place, (tx) => listTasks(tx, { queue: 'roll', show: 'open', page: 1, size: 500 }))
    const rest = await as(place, (tx) => listTasks(tx, { queue: 'roll', show: 'open', page: 2, size: 500 }))
    const count = await as(place, (tx) => queue.count(tx))
    expect(count.count).toBe(page.rows.length + rest.rows.length)
    expect(count).toEqual({ count: page.total, overdue: page.overdue })
    expect([...page.rows, ...rest.rows].filter((task) => task.overdue)).toHaveLength(count.overdue)
    expect(
      await as(place, (tx) =>
        assignTasks(
          tx,
          page.rows.map((task) => task.id),
          'me',
        ),
      ),
    ).toEqual({ assigned: 500 })
    expect(await as(place, (tx) => countTasks(tx, { queue: 'roll', show: 'unassigned' }))).toMatchObject({
      count: 20,
    })
    const all = [...page.rows, ...rest.rows].map((task) => task.id)
    expect(await as(place, (tx) => tickOff(tx, all, 'checked'))).toEqual({ completed: 520 })
  })

  test('cannot be put before another unit by someone who has no case there', async () => {
    await expect(
      as(stranger, (tx) =>
        openTask(tx, {
          queue: 'x',
          subject: { kind: 'x', id: randomUUID() },
          title: { en: 'x', ur: 'x' },
          post: 'prosecutor',
          unitId: prosecutor.unitId,
        }),
      ),
    ).rejects.toThrow(/row-level security/)
  })
})

describe('versions', () => {
  const editedBody = (): DefinitionBody => {
    const body = structuredClone(challan.body)
    body.transitions.find((one) => one.name === 'return')!.posts = ['district-prosecutor']
    return body
  }
  const country = () =>
    as(
      administrator,
      async (tx) =>
        (await definitions.listVersions(tx, challan.code)).find((one) => one.jurisdiction === 'PK')!,
    )

  async function adoptVariant(unitId: number | null, body = editedBody()): Promise<string> {
    const { id: from } = await country()
    const { id } = await as(administrator, (tx) => definitions.draftFrom(tx, { from, unitId }))
    await as(administrator, (tx) =>
      definitions.saveDraft(tx, {
        id,
        revision: 1,
        body,
        note: 'The head returns',
        effectiveFrom: '2026-01-01',
      }),
    )
    await as(administrator, (tx) => definitions.propose(tx, { id, revision: 2 }))
    await as(approver, (tx) => definitions.adopt(tx, id))
    return id
  }

  test('a unit’s own wins over the province’s, the province’s over the country’s, and running cases keep theirs', async () => {
    const before = await newCase()
    const provincial = await adoptVariant(null)
    const own = await adoptVariant(investigator.unitId)
    const after = await newCase()
    const elsewhere = await newCase(prosecutor.unitId)
    const version = async (subject: { id: string }) => {
      const { rows } = await world.database.owner.pool.query(
        `select definition_id from workflow.instance where subject_id = $1`,
        [subject.id],
      )
      return rows[0].definition_id as string
    }
    expect(await version(before)).toBe((await country()).id)
    expect(await version(after)).toBe(own)
    expect(await version(elsewhere)).toBe(provincial)

    await forward(before)
    await as(prosecutor, (tx) => advance(tx, challan, before, 'return', { note: 'Old rule' }))
    await forward(after)
    expect(
      await refusal(as(prosecutor, (tx) => advance(tx, challan, after, 'return', { note: 'New rule' }))),
    ).toBe('workflow.post-not-allowed')
    await as(head, (tx) => advance(tx, challan, after, 'return', { note: 'By the head' }))

    const listed = await as(administrator, (tx) => definitions.listVersions(tx, challan.code))
    expect(listed.find((one) => one.id === own)).toMatchObject({ inForce: true, running: 1 })
    expect(await refusal(as(administrator, (tx) => currentState(tx, after)))).toBe('not-found')

    const third = await world.official('access-approver', 'HQ')
    await as(third, (tx) => definitions.retire(tx, own, 'Follows the province again'))
    expect(await version(await newCase())).toBe(provincial)
    await as(third, (tx) => definitions.retire(tx, provincial, 'Follows the country again'))
    expect(await version(await newCase())).toBe((await country()).id)
  })

  test('two people are needed, and the database says so too', async () => {
    const { id: from } = await country()
    const both = await world.official('administrator', 'HQ')
    await world.database.owner.pool.query(
      `update access.grant set extra_permissions = '{workflow:adopt}' where id = $1`,
      [both.grantId],
    )
    const { id } = await as(both, (tx) => definitions.draftFrom(tx, { from, unitId: null }))
    expect(await refusal(as(both, (tx) => definitions.propose(tx, { id, revision: 1 })))).toBe(
      'workflow.says-nothing',
    )
    await as(both, (tx) =>
      definitions.saveDraft(tx, {
        id,
        revision: 1,
        body: editedBody(),
        note: 'Why',
        effectiveFrom: '2026-01-01',
      }),
    )
    await as(administrator, (tx) => definitions.propose(tx, { id, revision: 2 }))
    expect(await refusal(as(both, (tx) => definitions.adopt(tx, id)))).toBe('workflow.second-person')
    await expect(
      as(both, (tx) =>
        sql`update workflow.definition set state = 'adopted', adopted_by = access.account() where id = ${id}::uuid`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/check constraint/)
    await expect(
      as(administrator, (tx) =>
        sql`update workflow.definition set state = 'adopted', adopted_by = access.account() where id = ${id}::uuid`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow()
    await expect(
      as(both, (tx) => sql`update workflow.definition set body = '{}' where id = ${id}::uuid`.execute(tx)),
    ).rejects.toThrow(/Only a draft/)
    expect(await as(approver, (tx) => definitions.sendBack(tx, id, 'Say more'))).toEqual({ state: 'draft' })
    expect(await as(administrator, (tx) => definitions.discard(tx, id))).toEqual({ state: 'retired' })
  })

  test('nobody edits another province’s, the country’s, or over another’s unseen change', async () => {
    const punjab = await world.official('administrator', 'HQ-PB', 'PK-PB')
    const { id: from } = await country()
    expect(
      await refusal(as(punjab, (tx) => definitions.draftFrom(tx, { from, unitId: investigator.unitId }))),
    ).toBe('workflow.unit-elsewhere')
    const { id } = await as(administrator, (tx) => definitions.draftFrom(tx, { from, unitId: null }))
    const save = (official: Official, revision: number, on = id) =>
      as(official, (tx) =>
        definitions.saveDraft(tx, {
          id: on,
          revision,
          body: editedBody(),
          note: '',
          effectiveFrom: '2026-01-01',
        }),
      )
    expect(await refusal(save(punjab, 1))).toBe('not-found')
    expect(await refusal(save(administrator, 1, from))).toBe('not-found')
    await save(administrator, 1)
    expect(await refusal(save(administrator, 1))).toBe('stale-version')
  })

  test('shipped again unchanged adds nothing, changed adds a version, and a release never strands running cases', async () => {
    expect(await shipWorkflows(world.database.url, [challan])).toMatchObject([{ outcome: 'unchanged' }])
    await newCase()
    const { submit: _, ...fewer } = challan.effects
    const body = structuredClone(challan.body)
    body.transitions.find((one) => one.name === 'submit')!.effect = 'note'
    const changed = { ...challan, body, transitions: { ...challan.transitions, submit: { effect: 'note' } } }
    await expect(shipWorkflows(world.database.url, [{ ...changed, effects: fewer }])).rejects.toThrow(
      /strand running cases/,
    )
    expect(await shipWorkflows(world.database.url, [changed])).toMatchObject([{ outcome: 'new-version' }])
    expect(await shipWorkflows(world.database.url, [challan])).toMatchObject([{ outcome: 'new-version' }])
  })

  test('the list’s contract accepts what the list gives', async () => {
    const listed = await as(administrator, (tx) => definitions.listVersions(tx))
    expect(listDefinitions.output.parse({ definitions: listed }).definitions.length).toBeGreaterThan(0)
  })
})

import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAuditEntries } from '#kernel/audit/contract'
import { listMyTasks } from '#kernel/workflow/contract'
import { home } from '../../../app/home.ts'
import { RefusedCall, type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'

let here: World
let clerk: Someone
let gate: Someone
let deputy: Someone
let superintendent: Someone
let inspector: Someone
let visitor: Someone
let prisoner: { id: string; number: string }
beforeAll(async () => {
  here = await world()
  clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
  gate = await here.someone('gate-officer', 'PRS-HYD-C')
  deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
  visitor = await here.someone('official-visitor', 'PRS-HYD-C')
  prisoner = await admit('Ghulam Nabi')
})
afterAll(() => here.drop())

async function admit(nameEn: string): Promise<{ id: string; number: string }> {
  const { imprisonmentId, number } = await clerk.insist(
    contract.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: { nameEn, nameUr: nameEn, sex: 'M', aliases: [] },
    }),
  )
  return { id: imprisonmentId, number }
}

type Given = Parameters<typeof clerk.call<typeof contract.takeComplaint>>[1]
async function complain(by: Someone, given: Partial<Given> = {}): Promise<{ id: string; code: string }> {
  const { code } = await by.call(contract.takeComplaint, {
    channel: 'desk',
    subject: 'corruption',
    text: 'He asked for money for a bed',
    receivedOn: new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10),
    prisonerNumber: prisoner.number,
    ...given,
  })
  const { rows } = await here.database.owner.pool.query<{ id: string }>(
    `select id from custody.complaint where code = $1`,
    [code],
  )
  return { id: rows[0]!.id, code }
}
const at = (who: Someone) => [{ accountId: who.accountId }]

/** Everything an officer can be told that could tell of a complaint. */
async function told(who: Someone, ids: readonly string[]): Promise<string> {
  const ask = async (what: Promise<unknown>) =>
    JSON.stringify(
      await what.catch((problem: unknown) => {
        if (!(problem instanceof RefusedCall)) throw problem
        const { reference: _, ...rest } = problem.problem
        return rest
      }),
    )
  const parts = [
    await ask(who.call(home, {})),
    await ask(who.call(listMyTasks, { show: 'all' })),
    await ask(who.call(contract.listAdjudications, {})),
    await ask(who.call(contract.listIncidents, {})),
    await ask(who.call(contract.getPrisoner, { id: prisoner.id })),
    await ask(who.call(contract.listMovementsOf, { id: prisoner.id })),
  ]
  for (const show of ['open', 'mine', 'flagged', 'all'] as const)
    parts.push(await ask(who.call(contract.listComplaints, { show })))
  for (const id of ids) {
    parts.push((await ask(who.call(contract.getComplaint, { id }))).replaceAll(id, '…'))
    parts.push(
      (await ask(who.call(contract.addComplaintStatement, { id, text: 'Let me see' }))).replaceAll(id, '…'),
    )
  }
  // Past every endpoint, straight at the tables.
  for (const table of ['complaint', 'complained_of', 'complaint_step', 'retaliation_review'])
    parts.push(
      JSON.stringify(
        await who.act(async (tx) => (await sql.raw(`select * from custody.${table}`).execute(tx)).rows),
      ),
    )
  for (const id of ids)
    parts.push(
      JSON.stringify(
        await who.act(
          async (tx) => (await sql`select * from custody.befell_since(${id}::uuid)`.execute(tx)).rows,
        ),
      ),
    )
  return parts.join('\n')
}

describe('a complaint', () => {
  test('goes to the superintendent with its days, is inquired into, decided, answered and appealed upwards', async () => {
    const { id, code } = await complain(clerk, { subject: 'food', text: 'No bread for two days' })
    expect(code).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/)
    // Who took it down does not read it again.
    await expect(clerk.call(contract.listComplaints, {})).rejects.toThrow(/not-allowed/)
    const { complaint, may } = await superintendent.call(contract.getComplaint, { id })
    expect(complaint).toMatchObject({ level: 'prison', state: 'received', due: { step: 'acknowledge' } })
    expect(may).toEqual({ handle: true, appeal: false, passUp: true })
    await expect(
      superintendent.call(contract.findOnComplaint, { id, finding: 'upheld', reasons: 'Flour was short' }),
    ).rejects.toThrow(/not-now/)
    await superintendent.call(contract.acknowledgeComplaint, { id, how: 'Told in the barrack' })
    await superintendent.call(contract.addComplaintStatement, { id, text: 'The cook says flour was short' })
    await superintendent.call(contract.findOnComplaint, {
      id,
      finding: 'partly-upheld',
      reasons: 'Flour was short for one day',
    })
    const { appealUntil } = await superintendent.call(contract.replyToComplaint, { id, reply: 'آٹا کم تھا' })
    expect(appealUntil > complaint.receivedOn).toBe(true)
    await expect(inspector.call(contract.acknowledgeComplaint, { id, how: 'Again' })).rejects.toThrow(
      /not-now/,
    )
    expect(await superintendent.call(contract.appealComplaint, { id, grounds: 'It was two days' })).toEqual({
      level: 'inspector-general',
    })
    await expect(
      superintendent.call(contract.findOnComplaint, { id, finding: 'not-upheld', reasons: 'Not so' }),
    ).rejects.toThrow(/not-now/)
    await inspector.call(contract.findOnComplaint, { id, finding: 'upheld', reasons: 'Two days it was' })
    const { steps } = await inspector.call(contract.getComplaint, { id })
    expect(steps.map((step) => step.kind).sort()).toEqual(
      ['acknowledged', 'appealed', 'found', 'found', 'replied', 'statement'].sort(),
    )
  })

  test('against the superintendent goes past the prison; against the Inspector-General to the visitor', async () => {
    const one = await complain(gate, { against: at(superintendent) })
    await expect(superintendent.call(contract.getComplaint, { id: one.id })).rejects.toThrow(/404 not-found/)
    expect((await inspector.call(contract.getComplaint, { id: one.id })).complaint.level).toBe(
      'inspector-general',
    )
    await expect(visitor.call(contract.getComplaint, { id: one.id })).rejects.toThrow(/404 not-found/)
    const two = await complain(visitor, { against: at(inspector), prisonerNumber: undefined, channel: 'box' })
    await expect(inspector.call(contract.getComplaint, { id: two.id })).rejects.toThrow(/404 not-found/)
    expect((await visitor.call(contract.getComplaint, { id: two.id })).complaint).toMatchObject({
      level: 'outside',
      prisoner: null,
    })
  })

  test('is not taken by the officer it is against, nor for a number that nobody has', async () => {
    await expect(complain(gate, { against: at(gate) })).rejects.toThrow(/not-oneself/)
    await expect(complain(gate, { prisonerNumber: '99999/2026' })).rejects.toThrow(/no-such-number/)
    const stranger = await here.someone('superintendent', 'PRS-KHI-C')
    await expect(complain(gate, { against: at(stranger) })).rejects.toThrow(/no-such-officer/)
  })

  test('is sealed from an officer whom the inquiry names, from that moment, even from the one who inquires', async () => {
    const { id } = await complain(clerk, { against: at(gate) })
    await superintendent.call(contract.acknowledgeComplaint, { id, how: 'Told' })
    await superintendent.call(contract.nameInComplaint, { id, accountId: superintendent.accountId })
    await expect(superintendent.call(contract.getComplaint, { id })).rejects.toThrow(/404 not-found/)
    expect((await inspector.call(contract.getComplaint, { id })).complaint.level).toBe('inspector-general')
  })

  test('leaves the audit a fingerprint and no word', async () => {
    const { id, code } = await complain(clerk, {
      text: 'Words that must not be found',
      against: at(superintendent),
    })
    const { rows } = await here.database.owner.pool.query<{ n: number }>(
      `select count(*)::int as n from audit.entry where detail::text ~ 'must not be found' or detail::text like $1 or ($2 = any (subject_ids) and act <> 'refused')`,
      [`%${code}%`, id],
    )
    expect(rows[0]!.n).toBe(0)
    const auditor = await here.someone('auditor', 'PK-SD')
    const { rows: entries } = await auditor.call(listAuditEntries, { subject: 'custody.sealed' })
    expect(entries.length).toBeGreaterThan(0)
    expect(JSON.stringify(entries)).not.toContain(code)
  })
})

describe('nobody who is named, and none of the posts sealed with them,', () => {
  /** The rule, stated again: who is shut out when an officer of a post is named in Sindh, and from which level it is decided. */
  const around: Record<string, readonly string[]> = {
    'gate-officer': ['gate-officer'],
    'prison-admissions-officer': ['prison-admissions-officer', 'gate-officer'],
    'deputy-superintendent': ['deputy-superintendent', 'prison-admissions-officer', 'gate-officer'],
    superintendent: ['superintendent', 'deputy-superintendent', 'prison-admissions-officer', 'gate-officer'],
    'inspector-general-prisons': [
      'inspector-general-prisons',
      'superintendent',
      'deputy-superintendent',
      'prison-admissions-officer',
      'gate-officer',
    ],
  }

  test('is told a trace of it, in random worlds', async () => {
    const officers = [clerk, gate, deputy, superintendent, inspector]
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            named: fc.uniqueArray(fc.nat(officers.length - 1), { minLength: 1, maxLength: 3 }),
            subject: fc.constantFrom(...contract.complaintSubjects),
            anonymous: fc.boolean(),
            handled: fc.boolean(),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        async (complaints) => {
          await here.database.owner.pool.query(
            `delete from custody.retaliation_review; delete from custody.complaint_step; delete from custody.complained_of; delete from custody.complaint`,
          )
          const before = new Map<string, string>()
          const nowhere = complaints.map(() => crypto.randomUUID())
          for (const officer of officers) before.set(officer.accountId, await told(officer, nowhere))
          const made: { id: string; code: string; closed: Set<Someone> }[] = []
          for (const [at, one] of complaints.entries()) {
            const named = one.named.map((index) => officers[index]!)
            const posts = new Set(named.flatMap((officer) => around[officer.post] ?? []))
            const complaint = await complain(visitor, {
              channel: 'box',
              subject: one.subject,
              text: `Secret ${at} of the box`,
              prisonerNumber: one.anonymous ? undefined : prisoner.number,
              against: named.map((officer) => ({ accountId: officer.accountId })),
            })
            const closed = new Set(officers.filter((who) => named.includes(who) || posts.has(who.post)))
            if (one.handled && !closed.has(inspector))
              await inspector.call(contract.acknowledgeComplaint, {
                id: complaint.id,
                how: `Secret ${at} told`,
              })
            made.push({ ...complaint, closed })
          }
          for (const officer of officers) {
            const now = await told(
              officer,
              made.map(({ id }) => id),
            )
            for (const [at, { id, code, closed }] of made.entries())
              if (closed.has(officer)) {
                expect(now, officer.post).not.toContain(code)
                expect(now, officer.post).not.toContain(id)
                expect(now, officer.post).not.toContain(`Secret ${at} `)
              } else if (officer.post === 'inspector-general-prisons') expect(now).toContain(code)
            // Whoever is shut out of all of them cannot tell this world from one without a complaint.
            if (made.every(({ closed }) => closed.has(officer)))
              expect(now, officer.post).toBe(before.get(officer.accountId))
          }
        },
      ),
      { numRuns: 10, seed: 20261122 },
    )
  }, 120_000)
})

describe('what befalls the complainant afterwards', () => {
  test('is shown to whoever decides, and not to the officer complained of', async () => {
    const him = await admit('Complainant Watched')
    const { id } = await complain(clerk, { prisonerNumber: him.number, against: at(deputy) })
    await deputy.call(contract.reportOffence, {
      imprisonmentId: him.id,
      offence: 'false-accusation',
      occurredOn: '2026-03-20',
      occurredTime: '09:30',
      place: 'Office',
      account: 'Brought a false accusation',
    })
    const { since, complaint } = await superintendent.call(contract.getComplaint, { id })
    expect(complaint.flags).toBe(1)
    expect(since).toMatchObject([{ kind: 'reported', byNamed: true, review: null }])
    expect((await superintendent.call(contract.listComplaints, { show: 'flagged' })).flagged).toBe(1)
    await superintendent.call(contract.reviewBefallen, {
      id,
      eventId: since[0]!.id,
      verdict: 'retaliation',
      note: 'Reported the day after',
    })
    const again = await superintendent.call(contract.getComplaint, { id })
    expect(again.complaint.flags).toBe(0)
    expect(again.since[0]!.review).toMatchObject({ verdict: 'retaliation' })
    await expect(
      superintendent.call(contract.reviewBefallen, {
        id,
        eventId: crypto.randomUUID(),
        verdict: 'explained',
        note: 'Nothing',
      }),
    ).rejects.toThrow(/not-found/)
    await expect(deputy.call(contract.getComplaint, { id })).rejects.toThrow(/not-allowed/)
  })

  test('counts visits refused, cancelled or stopped in; the visits desk sees the same with a complaint as without', async () => {
    const him = await admit('Complainant Visited')
    const desk = await here.someone('visits-officer', 'PRS-HYD-C')
    const rowsOf = async <T>(query: string, values: unknown[]): Promise<T[]> =>
      (await here.database.owner.pool.query(query, values)).rows as T[]
    const atDesk = async () =>
      JSON.stringify([
        await desk.call(contract.getVisiting, { id: him.id }),
        await desk.call(contract.listVisitRefusals, {}),
        await desk.call(home, {}),
        await desk.call(listMyTasks, { show: 'all' }),
        await desk
          .call(contract.getComplaint, { id: him.id })
          .catch((problem: Error) => problem.message.slice(0, 15)),
      ])
    const refused = (by: Someone, at: string) =>
      rowsOf(
        `insert into custody.visit_refusal (jurisdiction, prison_id, imprisonment_id, reason, note, refused_at, refused_by)
          select i.jurisdiction, i.prison_id, i.id, 'other', 'Come another day', $3::timestamptz, $2 from custody.imprisonment i, generate_series(1, 2) where i.id = $1`,
        [him.id, by.accountId, at],
      )
    await refused(desk, '2026-01-05T10:00:00+05:00')
    const before = await atDesk()
    const { id } = await complain(clerk, { prisonerNumber: him.number, against: at(deputy) })
    expect(await atDesk()).toBe(before)
    // What was before the complaint, and what the prisoner wished, befell nobody because of it.
    expect((await superintendent.call(contract.getComplaint, { id })).since).toEqual([])
    await deputy.call(contract.stopVisits, { id: him.id, kind: 'own-wish', authority: 'Asked for it' })
    await deputy.call(contract.stopVisits, {
      id: him.id,
      kind: 'security',
      authority: 'Order 9',
      note: 'Search',
    })
    await refused(deputy, new Date().toISOString())
    const [visit] = await rowsOf<{ id: string }>(
      `with s as (insert into custody.visit_session (jurisdiction, prison_id, kind, place_en, place_ur, weekday, from_time, to_time, slot_minutes, windows, from_on)
          select jurisdiction, prison_id, 'ordinary', 'Hall', 'ہال', extract(isodow from workflow.today() + 3)::integer, '09:00', '12:00', 30, 4, workflow.today()
            from custody.imprisonment where id = $1 returning *)
        insert into custody.visit (jurisdiction, prison_id, imprisonment_id, session_id, kind, on_date, slot_at, window_no, rule_id, state)
          select s.jurisdiction, s.prison_id, $1, s.id, 'ordinary', workflow.today() + 3, '09:00', 1, r.id, 'booked' from s
            cross join lateral (select x.id from custody.visit_rule x where x.jurisdiction = s.jurisdiction and x.kind = 'ordinary' limit 1) r returning id`,
      [him.id],
    )
    await deputy.call(contract.cancelVisit, { visitId: visit!.id, why: 'No escort' })
    const { since, complaint } = await superintendent.call(contract.getComplaint, { id })
    expect(complaint.flags).toBe(3)
    expect(since.map(({ kind, what, byNamed }) => [kind, what.en, byNamed]).sort()).toEqual([
      ['visit-cancelled', 'No escort', true],
      ['visit-refused', 'Other reason: Come another day', true],
      ['visits-stopped', 'Visits stopped: security: Search', true],
    ])
    for (const one of since) expect(one.what.ur).toMatch(/[؀-ۿ]|No escort/)
    await superintendent.call(contract.reviewBefallen, {
      id,
      eventId: since[0]!.id,
      verdict: 'retaliation',
      note: 'On the day after',
    })
    expect(await told(desk, [id])).not.toMatch(/retaliation|He asked for money/)
    expect((await superintendent.call(contract.getComplaint, { id })).complaint.flags).toBe(2)
  })
})

import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFile } from '#kernel/documents'
import type { InputOf } from '#platform/http/contract'
import { RefusedCall, type Someone, type World, world } from '../../../app/testing.ts'
import * as contract from '../contract.ts'
import { custodyOfPerson } from '../prisoners/custody-of.ts'
import { aBarrack, aPaperAdmission, givePlace } from '../testing.ts'
import { differencesOf } from './arrive.ts'

const codes = ['PRS-HYD-C', 'PRS-KHI-C'] as const
type Prison = (typeof codes)[number]
const posts = [
  'prison-admissions-officer',
  'deputy-superintendent',
  'superintendent',
  'gate-officer',
  'prison-cashier',
  'store-keeper',
] as const
type Staff = Record<(typeof posts)[number], Someone>

let here: World
let staff: Record<Prison, Staff>
let inspector: Someone
let day: string
const ids = {} as Record<Prison, number>
beforeAll(async () => {
  here = await world()
  staff = Object.fromEntries(
    await Promise.all(
      codes.map(async (code) => {
        ids[code] = await here.unitId(code)
        return [
          code,
          Object.fromEntries(
            await Promise.all(posts.map(async (post) => [post, await here.someone(post, code)])),
          ),
        ]
      }),
    ),
  ) as typeof staff
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD').catch(async () => {
    const { rows } = await here.database.owner.pool.query<{ code: string }>(
      `select code from units.unit where kind = 'prison-department' and jurisdiction = 'PK-SD'`,
    )
    return here.someone('inspector-general-prisons', rows[0]!.code)
  })
  day = (await here.database.owner.pool.query('select workflow.today() as day')).rows[0].day
})
afterAll(() => here.drop())

const other = (code: Prison): Prison => (code === 'PRS-HYD-C' ? 'PRS-KHI-C' : 'PRS-HYD-C')
const rowsOf = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await here.database.owner.pool.query(text, values)).rows as T[]
const tomorrow = () => `${new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)}T18:00`

let n = 0
async function admit(at: Prison, cash = 0): Promise<string> {
  n += 1
  const { imprisonmentId } = await staff[at]['prison-admissions-officer'].insist(
    contract.admitPrisoner,
    aPaperAdmission({
      noneOfThese: true,
      person: {
        nameEn: `Mover ${n}`,
        nameUr: `مسافر ${n}`,
        sex: 'M',
        birthDate: '1990-05-01',
        birthPrecision: 'day',
        aliases: [],
      },
      ...(cash === 0 ? {} : { cash }),
    }),
  )
  return imprisonmentId
}

const moved = { reason: 'home-district' as const }
async function propose(
  from: Prison,
  id: string,
  given: Partial<{ reason: 'home-district' | 'security' }> = moved,
) {
  const { transferId } = await staff[from]['deputy-superintendent'].call(contract.proposeTransfer, {
    id,
    toPrisonId: ids[other(from)],
    reason: given.reason ?? 'home-district',
    plannedOn: day,
  })
  return transferId
}
const approve = (from: Prison, id: string) =>
  staff[from].superintendent.call(contract.approveTransfer, { id })
/** At the gate: compared with the register, and let go. */
async function depart(from: Prison, id: string) {
  const gate = staff[from]['gate-officer']
  const { transfer } = await gate.call(contract.getTransfer, { id })
  if (transfer.imprisonmentId !== null)
    await gate
      .call(contract.checkIdentity, {
        id: transfer.imprisonmentId,
        outcome: 'same',
        compared: ['photograph'],
      })
      .catch(() => undefined)
  return gate.call(contract.departTransfer, { id, escort: 'SI Nabi Bux and 3', dueAt: tomorrow() })
}
/** At the other prison's gate: compared with the register before anything else. */
async function takeOver(officer: Someone, given: InputOf<typeof contract.acceptTransfer>) {
  await officer
    .call(contract.checkArrivalIdentity, { id: given.id, outcome: 'same', compared: ['photograph'] })
    .catch(() => undefined)
  return officer.call(contract.acceptTransfer, given)
}
const whole = { file: true, warrants: true, medicine: true }

/** At large from this moment; a screen knows minutes only. */
async function getAway(id: string): Promise<void> {
  await rowsOf(
    `insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, out_at)
     select jurisdiction, prison_id, id, 'ESC', clock_timestamp() from custody.imprisonment i where id = $1 and state = 'in'
       and not exists (select 1 from custody.movement m where m.imprisonment_id = i.id and m.kind in ('CRT', 'HOS', 'TAP', 'ESC', 'WAY') and m.in_at is null)`,
    [id],
  )
}

/** Brought to this prison at this moment. */
async function brought(to: Prison, id: string): Promise<string> {
  const { rows } = await staff[to]['prison-admissions-officer'].act((tx) =>
    sql<{
      id: string
    }>`select custody.report_recapture(${id}::uuid, ${ids[to]}, clock_timestamp(), 'Police', 'Kotri', 'Diary 14') as id`.execute(
      tx,
    ),
  )
  return rows[0]!.id
}

async function onTheRoad(from: Prison, id: string): Promise<string> {
  const transfer = await propose(from, id)
  await approve(from, transfer)
  await depart(from, transfer)
  return transfer
}

describe('a transfer', () => {
  test('departs with nobody who was not compared at the gate: not by the application, and not by the database', async () => {
    const transfer = await propose('PRS-HYD-C', await admit('PRS-HYD-C'))
    await approve('PRS-HYD-C', transfer)
    const gate = staff['PRS-HYD-C']['gate-officer']
    const going = { id: transfer, escort: 'SI Nabi Bux and 3', dueAt: tomorrow() }
    await expect(gate.call(contract.departTransfer, going)).rejects.toThrow('not-compared')
    await expect(
      rowsOf(
        `with acting as materialized (select set_config('mizan.account', $2, true))
         update custody.transfer set state = 'on-road' from acting where id = $1`,
        [transfer, gate.accountId],
      ),
    ).rejects.toThrow('compared with the register')
    await staff['PRS-HYD-C'].superintendent.call(contract.withdrawTransfer, {
      id: transfer,
      why: 'Put off to another day',
    })
  })

  test('moves file, clocks, bags and money under the other prison’s number, and leaves one line behind', async () => {
    const [hyd, khi] = [staff['PRS-HYD-C'], staff['PRS-KHI-C']]
    const id = await admit('PRS-HYD-C', 1500)
    const { locationId } = await hyd.superintendent
      .call(contract.addLocation, aBarrack({ name: 'Untried men' }))
      .then((made) => ({ locationId: made.id }))
    await givePlace(hyd['prison-admissions-officer'], id, locationId)
    await hyd['store-keeper'].call(contract.takeIn, {
      imprisonmentId: id,
      number: '7-1',
      seal: 'S-7001',
      items: [{ description: 'Steel watch' }],
    })
    await hyd['store-keeper'].call(contract.takeIn, {
      imprisonmentId: id,
      number: '7-2',
      seal: 'S-7002',
      items: [{ description: 'Wallet' }],
    })
    const before = await hyd.superintendent.call(contract.getPrisoner, { id })
    expect(before.warrants[0]!.bail).not.toBeNull()

    const transfer = await propose('PRS-HYD-C', id)
    // Nobody there sees it before it is approved; whoever proposed it does not approve it.
    await expect(khi.superintendent.call(contract.getTransfer, { id: transfer })).rejects.toThrow('not-found')
    await expect(
      hyd['deputy-superintendent'].call(contract.approveTransfer, { id: transfer }),
    ).rejects.toThrow('403')
    await approve('PRS-HYD-C', transfer)
    const announced = await khi['prison-admissions-officer'].call(contract.getTransfer, { id: transfer })
    expect(announced).toMatchObject({
      checklist: null,
      transfer: { imprisonmentId: null, state: 'approved' },
    })
    await expect(khi['prison-admissions-officer'].call(contract.getPrisoner, { id })).rejects.toThrow(
      'not-found',
    )
    await expect(takeOver(khi['prison-admissions-officer'], { id: transfer, ...whole })).rejects.toThrow(
      'custody-transfer.not-open',
    )

    await depart('PRS-HYD-C', transfer)
    const away = await hyd['prison-admissions-officer'].call(contract.getRoll, { on: day })
    expect(away).toMatchObject({ agrees: true, out: { WAY: 1 } })
    await expect(hyd['gate-officer'].call(contract.bringBack, { id })).rejects.toThrow(
      'custody-movement.on-road',
    )
    await expect(
      hyd['prison-cashier'].call(contract.withdrawCash, {
        imprisonmentId: id,
        amount: 100,
        party: 'Brother',
        against: 'thumb',
      }),
    ).rejects.toThrow('custody-accounts.on-road')
    const { rows: incoming } = await khi['prison-admissions-officer'].call(contract.listTransfers, {
      show: 'arriving',
    })
    expect(incoming.map((row) => row.id)).toEqual([transfer])
    const arriving = await khi['prison-admissions-officer'].call(contract.getTransfer, { id: transfer })
    expect(arriving.checklist).toMatchObject({ cash: 1500, bags: [{ seal: 'S-7001' }, { seal: 'S-7002' }] })

    const over = await takeOver(khi['prison-admissions-officer'], {
      id: transfer,
      seals: ['s-7001', 'S-9999'],
      cash: 1400,
      ...whole,
    })
    expect(over.differences).toBe(2)
    const now = await khi['prison-admissions-officer'].call(contract.getPrisoner, { id: over.imprisonmentId })
    expect(now.prisoner).toMatchObject({ number: over.number, state: 'in' })
    expect(now.warrants.map((one) => [one.id, one.bail?.eligibleFrom])).toEqual(
      before.warrants.map((one) => [one.id, one.bail?.eligibleFrom]),
    )
    // The span of custody is one: it does not begin anew at the second gate.
    expect(now.warrants[0]!.spans).toEqual(before.warrants[0]!.spans)
    const left = await hyd['prison-admissions-officer'].call(contract.getPrisoner, { id })
    expect(left.prisoner).toMatchObject({
      state: 'released',
      releaseGround: 'transfer',
      number: before.prisoner.number,
    })
    expect(left.warrants).toEqual([])
    await expect(
      hyd['deputy-superintendent'].call(contract.placeHold, {
        imprisonmentId: over.imprisonmentId,
        kind: 'SURETY',
        source: 'Order',
        placedOn: day,
      }),
    ).rejects.toThrow('not-found')
    const { rows: way } = await hyd['prison-admissions-officer'].call(contract.listMovementsOf, { id })
    // The way ends and the roll is left in one moment.
    expect(way.map((one) => one.kind).sort()).toEqual(['ADM', 'INT', 'TRN', 'WAY'])
    // A hundred rupees are missing: this prison owes what it was given, the other what it did not hand over.
    expect(
      await khi['prison-cashier'].call(contract.getBalance, { imprisonmentId: over.imprisonmentId }),
    ).toMatchObject({ balance: 1400 })
    expect(await hyd['prison-cashier'].call(contract.getBalance, { imprisonmentId: id })).toMatchObject({
      balance: 100,
    })
    const property = await khi['store-keeper'].call(contract.getPropertyOf, {
      imprisonmentId: over.imprisonmentId,
    })
    expect(property.bags.map((bag) => bag.seal)).toEqual(['S-7001', 'S-9999'])
    for (const prison of codes)
      expect((await staff[prison].superintendent.call(contract.verifyChain, {})).flaws).toEqual([])
    const told = await hyd.superintendent.act((tx) =>
      sql<{
        count: number
      }>`select count(*)::integer as count from custody.transfer where state = 'accepted'`.execute(tx),
    )
    expect(told.rows[0]!.count).toBe(1)
    const settle = await hyd.superintendent.call(contract.listTransfers, { show: 'differences' })
    expect(settle.rows).toMatchObject([{ id: transfer, unsettled: 2 }])
    await hyd.superintendent.call(contract.settleTransfer, {
      id: transfer,
      why: 'The escort returned the note; sent by money order',
    })
    expect((await hyd.superintendent.call(contract.listTransfers, { show: 'differences' })).total).toBe(0)
    // Previous imprisonments count a stay in two prisons once.
    expect(now.prisoner.previous).toBe(0)
    const { person_id } = (
      await rowsOf<{ person_id: string }>(`select person_id from custody.imprisonment where id = $1`, [id])
    )[0]!
    const seen = await khi.superintendent.act((tx) => custodyOfPerson(tx, person_id))
    expect(seen.rows[0]).toMatchObject({ imprisonmentId: over.imprisonmentId, state: 'in' })
    await holds()
  })

  test('is taken over only once the prison it came to has compared who came: not by the application, and not by the database', async () => {
    const [hyd, khi] = [staff['PRS-HYD-C'], staff['PRS-KHI-C']]
    const id = await admit('PRS-HYD-C')
    const transfer = await onTheRoad('PRS-HYD-C', id)
    const clerk = khi['prison-admissions-officer']
    const compare = (officer: Someone, outcome: 'same' | 'not-same') =>
      officer.call(contract.checkArrivalIdentity, {
        id: transfer,
        outcome,
        compared: ['photograph', 'marks'],
        ...(outcome === 'same' ? {} : { note: 'The scar on the left hand is missing' }),
      })
    const accept = () => clerk.call(contract.acceptTransfer, { id: transfer, ...whole })
    await expect(accept()).rejects.toThrow('custody-identity-check.not-compared')
    // Whoever sent the prisoner compares nobody there, neither through the screen nor in the table.
    await expect(compare(hyd['deputy-superintendent'], 'same')).rejects.toThrow('not-found')
    await hyd['gate-officer'].call(contract.checkIdentity, { id, outcome: 'same', compared: ['marks'] })
    await expect(accept()).rejects.toThrow('custody-identity-check.not-compared')
    await expect(
      hyd['gate-officer'].act((tx) =>
        sql`insert into custody.identity_check (jurisdiction, prison_id, imprisonment_id, outcome, compared, arrival_at)
          values ('PK-SD', ${ids['PRS-HYD-C']}, ${id}::uuid, 'same', array['marks'], ${ids['PRS-KHI-C']})`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow('row-level security')
    await expect(
      rowsOf(
        `with acting as materialized (select set_config('mizan.account', $2, true), set_config('mizan.units', $3, true))
         update custody.transfer set state = 'accepted' from acting where id = $1`,
        [transfer, clerk.accountId, `{${ids['PRS-KHI-C']}}`],
      ),
    ).rejects.toThrow('compared with the register')

    const seen = await clerk.call(contract.getArrivalIdentity, { id: transfer })
    expect(seen).toMatchObject({ standing: 'unknown', checks: [], held: true })
    const { checkId } = await compare(clerk, 'not-same')
    await expect(accept()).rejects.toThrow('custody-identity-check.mistaken')
    // Both gates are stopped, both superintendents hear it, and one other than who found it settles it.
    expect((await hyd['gate-officer'].call(contract.getIdentity, { id })).standing).toBe('mistaken')
    await here.react()
    const tasks = await rowsOf<{ unit_id: number; href: string }>(
      `select unit_id, href from workflow.task where queue = 'custody.identity-doubted' and subject_id = $1 order by unit_id`,
      [id],
    )
    expect(tasks.map((one) => one.unit_id).sort()).toEqual(Object.values(ids).sort())
    expect(tasks.map((one) => one.href)).toContain(`/custody/transfers/${transfer}`)
    await khi.superintendent.call(contract.settleIdentity, {
      checkId,
      why: 'The wrong man was brought from the van',
    })
    await expect(accept()).rejects.toThrow('custody-identity-check.not-compared')
    await compare(clerk, 'same')
    const over = await accept()
    expect(
      await rowsOf(
        `select kind, how, why_eye, prison_id from custody.gate_crossing where imprisonment_id = $1`,
        [over.imprisonmentId],
      ),
    ).toEqual([{ kind: 'arrival', how: 'eye', why_eye: 'no-device', prison_id: ids['PRS-KHI-C'] }])
    await expect(clerk.call(contract.getArrivalIdentity, { id: transfer })).rejects.toThrow('not-found')
  })

  test('a bag that did not arrive stays in the books of the prison that sent it, until it is found or lost', async () => {
    const id = await admit('PRS-HYD-C')
    await staff['PRS-HYD-C']['store-keeper'].call(contract.takeIn, {
      imprisonmentId: id,
      number: '8-1',
      seal: 'S-8001',
      items: [{ description: 'Ring', worth: 9000 }],
    })
    const transfer = await onTheRoad('PRS-HYD-C', id)
    const over = await takeOver(staff['PRS-KHI-C'].superintendent, {
      id: transfer,
      seals: [],
      ...whole,
    })
    expect(over.differences).toBe(1)
    for (const prison of codes)
      expect((await staff[prison].superintendent.call(contract.verifyChain, {})).flaws).toEqual([])
    await staff['PRS-HYD-C'].superintendent.call(contract.settleTransfer, {
      id: transfer,
      why: 'Not found in the van',
      bags: 'lost',
    })
    const [bag] = await rowsOf<{ state: string }>(
      `select state from custody.property_bag where seal = 'S-8001'`,
    )
    expect(bag!.state).toBe('lost')
    for (const prison of codes)
      expect((await staff[prison].superintendent.call(contract.verifyChain, {})).flaws).toEqual([])
  })

  test('is stopped at the gate by what stands against it, and says what', async () => {
    const id = await admit('PRS-HYD-C')
    const transfer = await propose('PRS-HYD-C', id)
    const { rows: offences } = await staff['PRS-HYD-C'].superintendent.call(contract.listOffences, {})
    await staff['PRS-HYD-C']['gate-officer'].call(contract.reportOffence, {
      imprisonmentId: id,
      offence: offences[0]!.code,
      occurredOn: day,
      occurredTime: '00:01',
      place: 'Yard',
      account: 'Threw a cup at the officer',
    })
    await expect(approve('PRS-HYD-C', transfer)).rejects.toThrow('custody-transfer.stopped')
    const page = await staff['PRS-HYD-C'].superintendent.call(contract.getTransfer, { id: transfer })
    expect(page.blockers).toContainEqual({ code: 'adjudication', stops: true, day: null, count: 1 })
    // The rule decides who approves: security is for the Inspector-General.
    await staff['PRS-HYD-C'].superintendent.call(contract.withdrawTransfer, {
      id: transfer,
      why: 'Proposed anew for security',
    })
    const another = await admit('PRS-HYD-C')
    const guarded = await propose('PRS-HYD-C', another, { reason: 'security' })
    await expect(approve('PRS-HYD-C', guarded)).rejects.toThrow('custody-transfer.other-approver')
    await inspector.call(contract.approveTransfer, { id: guarded })
    await staff['PRS-HYD-C'].superintendent.call(contract.withdrawTransfer, {
      id: guarded,
      why: 'No escort to be had',
    })
  })

  test('continues the medical file: read whole by the doctor here, and as it was by the doctor there', async () => {
    const doctors = {
      hyd: await here.someone('medical-officer', 'PRS-HYD-C'),
      khi: await here.someone('medical-officer', 'PRS-KHI-C'),
    }
    const id = await admit('PRS-HYD-C')
    await doctors.hyd.call(contract.recordAllergy, { id, substance: 'Penicillin', severe: true })
    await doctors.hyd.call(contract.prescribe, {
      id,
      medicine: 'Metformin',
      dose: '500 mg',
      slots: ['morning'],
      fromOn: day,
    })
    // Whoever was in a hospital is moved like anybody else.
    await doctors.hyd.call(contract.sendToHospital, {
      id,
      destination: 'Civil Hospital',
      escort: 'HC Ghulam Nabi',
      why: 'Fracture',
    })
    await doctors.hyd.call(contract.backFromHospital, { id, outcome: 'Plaster for six weeks' })
    const page = async (transfer: string) =>
      JSON.stringify(await staff['PRS-KHI-C'].superintendent.call(contract.getTransfer, { id: transfer }))
    const transfer = await onTheRoad('PRS-HYD-C', id)
    expect(await page(transfer)).not.toMatch(/Metformin|Penicillin|Fracture/)
    await expect(doctors.khi.call(contract.getHealthRecord, { id })).rejects.toThrow('not-found')
    const over = await takeOver(staff['PRS-KHI-C'].superintendent, {
      id: transfer,
      ...whole,
    })
    const now = JSON.stringify(await doctors.khi.call(contract.getHealthRecord, { id: over.imprisonmentId }))
    expect(now).toMatch(/Penicillin/)
    expect(now).toMatch(/Metformin/)
    expect(now).toMatch(/Plaster for six weeks/)
    await doctors.khi.call(contract.recordAllergy, {
      id: over.imprisonmentId,
      substance: 'Aspirin',
      severe: false,
    })
    const then = JSON.stringify(await doctors.hyd.call(contract.getHealthRecord, { id }))
    expect(then).toMatch(/Penicillin/)
    expect(then).not.toMatch(/Aspirin/)
  })

  test('days at large before it still move the last day after it', async () => {
    const issued = new Date(Date.parse(day) - 90 * 86_400_000).toISOString().slice(0, 10)
    const { imprisonmentId } = await staff['PRS-HYD-C']['prison-admissions-officer'].insist(
      contract.admitPrisoner,
      aPaperAdmission({
        noneOfThese: true,
        category: 'convict',
        person: {
          nameEn: 'Runner',
          nameUr: 'بھگوڑا',
          sex: 'M',
          birthDate: '1991-05-01',
          birthPrecision: 'day',
          aliases: [],
        },
        paper: { kind: 'conviction', issuedOn: issued, sentence: { term: { years: 1 }, setOff: 'REFUSED' } },
      }),
    )
    await here.database.owner.pool.query(
      `alter table custody.movement disable trigger keep_movement;
       update custody.movement set in_at = in_at - interval '30 days' where imprisonment_id = '${imprisonmentId}';
       update custody.imprisonment set admitted_at = admitted_at - interval '30 days' where id = '${imprisonmentId}';
       insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, out_at, in_at)
         select jurisdiction, prison_id, id, 'ESC', now() - interval '20 days', now() - interval '15 days'
           from custody.imprisonment where id = '${imprisonmentId}';
       alter table custody.movement enable trigger keep_movement`,
    )
    const due = async (at: Prison, id: string) => {
      await staff[at]['deputy-superintendent'].call(contract.computeDate, { imprisonmentId: id })
      const { releaseDates } = await staff[at]['deputy-superintendent'].call(contract.getPrisoner, { id })
      return releaseDates[0]!.dueRelease
    }
    const before = await due('PRS-HYD-C', imprisonmentId)
    // Four whole days between the day of escape and the day of return.
    const plain = new Date(Date.parse(issued) + (365 - 1 + 4) * 86_400_000).toISOString().slice(0, 10)
    expect(Math.abs(Date.parse(before) - Date.parse(plain))).toBeLessThanOrEqual(86_400_000)
    const over = await takeOver(staff['PRS-KHI-C'].superintendent, {
      id: await onTheRoad('PRS-HYD-C', imprisonmentId),
      ...whole,
    })
    expect(await due('PRS-KHI-C', over.imprisonmentId)).toBe(before)
    await expect(
      staff['PRS-HYD-C']['deputy-superintendent'].call(contract.computeDate, {
        imprisonmentId: over.imprisonmentId,
      }),
    ).rejects.toThrow(/not-found/)
  })

  test('who escaped from one prison and is brought to another is found, compared and taken over there; the days at large move the last day', async () => {
    const [hyd, khi] = [staff['PRS-HYD-C'], staff['PRS-KHI-C']]
    const clerk = khi['prison-admissions-officer']
    const ago = (days: number) => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)
    const person = {
      nameEn: 'Dilawar Khoso',
      nameUr: 'دلاور کھوسو',
      fatherEn: 'Sikandar Khoso',
      fatherUr: 'سکندر کھوسو',
      sex: 'M' as const,
      birthDate: '1991-05-01',
      birthPrecision: 'day' as const,
      aliases: [],
    }
    const { imprisonmentId: id } = await hyd['prison-admissions-officer'].insist(
      contract.admitPrisoner,
      aPaperAdmission({
        noneOfThese: true,
        category: 'convict',
        person,
        cash: 700,
        paper: { kind: 'conviction', issuedOn: ago(90), sentence: { term: { years: 1 }, setOff: 'REFUSED' } },
      }),
    )
    await hyd['store-keeper'].call(contract.takeIn, {
      imprisonmentId: id,
      number: '9-1',
      seal: 'S-9001',
      items: [{ description: 'Ajrak' }],
    })
    await rowsOf(`alter table custody.movement disable trigger keep_movement`)
    await rowsOf(
      `update custody.movement set in_at = in_at - interval '30 days' where imprisonment_id = $1`,
      [id],
    )
    await rowsOf(
      `update custody.imprisonment set admitted_at = admitted_at - interval '30 days' where id = $1`,
      [id],
    )
    await rowsOf(`alter table custody.movement enable trigger keep_movement`)
    const dates = async (at: Prison, stay: string) =>
      (await staff[at]['deputy-superintendent'].call(contract.getPrisoner, { id: stay })).releaseDates
    const before = (await dates('PRS-HYD-C', id))[0]!
    // Nobody waits for who is inside.
    await expect(clerk.call(contract.getWanted, { id })).rejects.toThrow('not-found')
    const caught = {
      id,
      on: ago(3),
      time: '22:15',
      by: 'SI Ghulam Nabi, police station Kotri',
      where: 'Kotri railway station',
      paper: 'Memo of arrest, diary no. 14',
    }
    await expect(clerk.call(contract.reportRecapture, caught)).rejects.toThrow('not-at-large')
    const { id: matter } = await hyd['deputy-superintendent'].call(contract.openMatter, {
      imprisonmentId: id,
      kind: 'escape',
      happenedOn: ago(10),
      happenedTime: '03:10',
    })

    // Brought to Karachi under a new FIR: the search says it loudly, and nothing is admitted beside.
    const { candidates } = await clerk.call(contract.searchPrevious, {
      q: 'Dilawar Khoso s/o Sikandar Khoso',
    })
    expect(candidates[0]!.imprisonments[0]).toMatchObject({
      id,
      held: true,
      wanted: { kind: 'at-large', since: ago(10) },
    })
    await expect(
      clerk.insist(
        contract.admitPrisoner,
        aPaperAdmission({ person: { ...person, samePersonAs: candidates[0]!.personId } }),
      ),
    ).rejects.toThrow('custody.at-large')
    expect(await clerk.call(contract.getWanted, { id })).toMatchObject({
      kind: 'at-large',
      since: ago(10),
      own: false,
      heldHere: false,
      transferId: null,
    })
    // Only the desk to which they were brought; not the prison they escaped from, and not before the escape.
    await expect(hyd['prison-admissions-officer'].call(contract.reportRecapture, caught)).rejects.toThrow(
      'not-at-large',
    )
    await expect(khi['gate-officer'].call(contract.reportRecapture, caught)).rejects.toThrow('403')
    await expect(clerk.call(contract.reportRecapture, { ...caught, on: ago(11) })).rejects.toThrow(
      'caught-when',
    )
    const { transferId } = await clerk.call(contract.reportRecapture, caught)
    await expect(clerk.call(contract.reportRecapture, caught)).rejects.toThrow('open-already')
    // Said is not taken over: they are on the roll of Hyderabad, at large.
    const outside = await hyd.superintendent.call(contract.getRoll, { on: day })
    expect(outside).toMatchObject({ agrees: true, out: { ESC: 1 } })
    expect((await hyd.superintendent.call(contract.getTransfer, { id: transferId })).transfer.state).toBe(
      'brought',
    )
    await expect(clerk.call(contract.getPrisoner, { id })).rejects.toThrow('not-found')
    await expect(clerk.call(contract.acceptTransfer, { id: transferId })).rejects.toThrow('not-compared')
    await expect(
      hyd.superintendent.call(contract.withdrawTransfer, { id: transferId, why: 'Not ours to say' }),
    ).rejects.toThrow('not-open')

    const over = await takeOver(clerk, { id: transferId })
    expect(over.differences).toBe(5)
    const after = (await dates('PRS-KHI-C', over.imprisonmentId)).find((one) => one.state === 'computed')!
    expect(Date.parse(after.dueRelease) - Date.parse(before.dueRelease)).toBe(6 * 86_400_000)
    expect(after.reason).toBe('recaptured')
    const story = await rowsOf<{ kind: string; out: string | null; in: string | null }>(
      `select kind, to_char(out_at at time zone 'Asia/Karachi', 'YYYY-MM-DD') as out, to_char(in_at at time zone 'Asia/Karachi', 'YYYY-MM-DD') as in
         from custody.movement where imprisonment_id = $1 order by coalesce(out_at, in_at), in_at nulls last`,
      [id],
    )
    // At large until caught, on the way from then, off this roll at the moment the other takes over: never inside in between.
    expect(story).toEqual([
      { kind: 'ADM', out: null, in: ago(30) },
      { kind: 'ESC', out: ago(10), in: ago(3) },
      { kind: 'WAY', out: ago(3), in: day },
      { kind: 'TRN', out: day, in: null },
    ])
    for (const prison of codes) {
      const roll = await staff[prison].superintendent.call(contract.getRoll, { on: day })
      expect(roll).toMatchObject({ agrees: true, out: { ESC: 0 } })
    }
    await holds()
    // Told, with what is to be sent after; its own duties of the escape go on there.
    await here.react()
    const [told] = await rowsOf<{ unit_id: number; post_code: string }>(
      `select unit_id, post_code from workflow.task where queue = 'custody.recaptured-elsewhere' and subject_id = $1`,
      [id],
    )
    expect(told).toEqual({ unit_id: ids['PRS-HYD-C'], post_code: 'superintendent' })
    const there = await hyd.superintendent.call(contract.getMatter, { id: matter })
    expect(there.matter).toMatchObject({ atLarge: false, closed: false, daysAtLarge: 6 })
    await expect(
      hyd['deputy-superintendent'].call(contract.recordRecapture, {
        id: matter,
        on: day,
        time: '00:01',
        how: 'Police',
      }),
    ).rejects.toThrow('not-at-large')
    const page = await hyd.superintendent.call(contract.getTransfer, { id: transferId })
    expect(page.differences.map(({ what, key, sent }) => [what, key ?? sent])).toEqual([
      ['bag-missing', '9-1'],
      ['cash-short', '700'],
      ['file-missing', null],
      ['warrants-missing', null],
      ['medicine-missing', null],
    ])
    expect(page.transfer).toMatchObject({ newImprisonmentId: null, newNumber: over.number })
    await expect(hyd.superintendent.call(contract.getPrisoner, { id: over.imprisonmentId })).rejects.toThrow(
      'not-found',
    )
    // Sent after, all that lies there as the registers have it; and received seal by seal, a hundred rupees short.
    const parcel = { id: transferId, how: 'HC Nabi Bux with the prison van', file: true, warrants: true }
    await expect(clerk.call(contract.sendAfter, parcel)).rejects.toThrow('403')
    const { parcelId } = await hyd.superintendent.call(contract.sendAfter, parcel)
    await expect(hyd['deputy-superintendent'].call(contract.sendAfter, parcel)).rejects.toThrow(
      'parcel-on-road',
    )
    await expect(
      hyd['prison-cashier'].call(contract.payOut, { imprisonmentId: id, against: 'thumb' }),
    ).rejects.toThrow('custody-accounts.on-road')
    await expect(
      hyd.superintendent.call(contract.receiveParcel, { id: parcelId, seals: ['S-9001'], cash: 700 }),
    ).rejects.toThrow('not-found')
    const came = { id: parcelId, seals: ['S-9001'], cash: 600, file: true, warrants: true }
    expect(await clerk.call(contract.receiveParcel, came)).toEqual({ differences: 1 })
    await expect(clerk.call(contract.receiveParcel, came)).rejects.toThrow('parcel-received')
    const balance = async (at: Prison, stay: string) =>
      (await staff[at]['prison-cashier'].call(contract.getBalance, { imprisonmentId: stay })).balance
    expect([await balance('PRS-HYD-C', id), await balance('PRS-KHI-C', over.imprisonmentId)]).toEqual([
      100, 600,
    ])
    const { bags } = await khi['store-keeper'].call(contract.getPropertyOf, {
      imprisonmentId: over.imprisonmentId,
    })
    expect(bags.map((bag) => bag.seal)).toEqual(['S-9001'])
    for (const prison of codes)
      expect((await staff[prison].superintendent.call(contract.verifyChain, {})).flaws).toEqual([])
    expect(
      (await hyd.superintendent.call(contract.listTransfers, { show: 'differences' })).rows,
    ).toMatchObject([{ id: transferId, unsettled: 1 }])
    // What was lost on the road this prison owes, and pays out of its box: then nothing is left.
    const rest = { id: transferId, how: 'Money order 71' }
    await expect(hyd['deputy-superintendent'].call(contract.sendAfter, rest)).rejects.toThrow('cash-box')
    await admit('PRS-HYD-C', 500)
    const again = await hyd['deputy-superintendent'].call(contract.sendAfter, rest)
    expect(await clerk.call(contract.receiveParcel, { id: again.parcelId, cash: 100 })).toEqual({
      differences: 0,
    })
    expect([await balance('PRS-HYD-C', id), await balance('PRS-KHI-C', over.imprisonmentId)]).toEqual([
      0, 700,
    ])
    const done = await hyd.superintendent.call(contract.getTransfer, { id: transferId })
    expect(done).toMatchObject({
      left: { bags: 0, cash: 0 },
      transfer: { unsettled: 0 },
      may: { sendAfter: false },
    })
    await expect(
      hyd.superintendent.call(contract.sendAfter, { id: transferId, how: 'By nobody' }),
    ).rejects.toThrow('nothing-to-send')
    await holds()
    // The new FIR is received on the same stay.
    await clerk.call(contract.receiveWarrant, {
      imprisonmentId: over.imprisonmentId,
      paper: aPaperAdmission().paper,
    })
  })

  test('a recapture reported of the wrong man is taken back, and the fugitive is still at large', async () => {
    const [hyd, khi] = [staff['PRS-HYD-C'], staff['PRS-KHI-C']]
    const id = await admit('PRS-HYD-C')
    await getAway(id)
    const transferId = await brought('PRS-KHI-C', id)
    const { checkId } = await khi['prison-admissions-officer'].call(contract.checkArrivalIdentity, {
      id: transferId,
      outcome: 'not-same',
      compared: ['photograph'],
      note: 'Another face',
    })
    await expect(
      khi['prison-admissions-officer'].call(contract.acceptTransfer, { id: transferId }),
    ).rejects.toThrow('mistaken')
    await khi['prison-admissions-officer'].call(contract.withdrawTransfer, {
      id: transferId,
      why: 'Not the fugitive',
    })
    expect((await khi['prison-admissions-officer'].call(contract.getWanted, { id })).kind).toBe('at-large')
    expect((await hyd.superintendent.call(contract.getRoll, { on: day })).out.ESC).toBe(1)
    // Caught by Hyderabad itself while Karachi had another man at its gate: only one of the two has him.
    const second = await brought('PRS-KHI-C', id)
    await rowsOf(
      `update custody.movement set in_at = clock_timestamp() where imprisonment_id = $1 and kind = 'ESC'`,
      [id],
    )
    await khi.superintendent.call(contract.settleIdentity, { checkId, why: 'Another man was brought' })
    await expect(takeOver(khi['prison-admissions-officer'], { id: second })).rejects.toThrow('not-at-large')
    await khi.superintendent.call(contract.withdrawTransfer, { id: second, why: 'He is in Hyderabad' })
    await holds()
  })

  test('two officers take one prisoner over at once: exactly one does', async () => {
    const id = await admit('PRS-HYD-C', 300)
    const transfer = await onTheRoad('PRS-HYD-C', id)
    const given = { id: transfer, cash: 300, ...whole }
    const both = await Promise.allSettled([
      takeOver(staff['PRS-KHI-C'].superintendent, given),
      takeOver(staff['PRS-KHI-C']['prison-admissions-officer'], given),
      staff['PRS-KHI-C']['deputy-superintendent'].call(contract.refuseTransfer, {
        id: transfer,
        why: 'No room for anybody',
      }),
    ])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    await holds()
  })

  test('takes along what is owed of the prisoner, the child and the class of risk, each once', async () => {
    const id = await admit('PRS-HYD-C')
    const { superintendent } = staff['PRS-HYD-C']
    await rowsOf(`select custody.open_matter($1, 'foreign', 'nationality', now(), 'AF')`, [id])
    const [{ id: matter }] = (await rowsOf<{ id: string }>(
      `select id from custody.matter where imprisonment_id = $1`,
      [id],
    )) as [{ id: string }]
    await superintendent.call(contract.assessRisk, {
      id,
      class: 'high',
      reason: 'Tried to escape from the lock-up',
      reviewOn: `${Number(day.slice(0, 4)) + 1}-03-01`,
    })
    const [child] = await rowsOf<{ id: string }>(
      `insert into custody.child (jurisdiction, prison_id, imprisonment_id, name_en, name_ur, sex, born_on, proof, came, came_on)
       values ('PK-SD', $1, $2, 'Gul', 'گل', 'F', $3::date - 400, 'mother-says', 'with-mother', $3::date) returning id`,
      [ids['PRS-HYD-C'], id, day],
    )
    await rowsOf(
      `insert into custody.matter (jurisdiction, prison_id, imprisonment_id, child_id, kind, source, happened_at)
       values ('PK-SD', $1, $2, $3, 'child', 'register', now())`,
      [ids['PRS-HYD-C'], id, child!.id],
    )
    const transfer = await onTheRoad('PRS-HYD-C', id)
    const { imprisonmentId } = await takeOver(staff['PRS-KHI-C'].superintendent, {
      id: transfer,
      ...whole,
    })
    const there = { imprisonment_id: imprisonmentId, prison_id: ids['PRS-KHI-C'] }
    expect(
      await rowsOf(
        `select imprisonment_id, prison_id from custody.matter where closed_at is null and (id = $1 or child_id = $2)`,
        [matter, child!.id],
      ),
    ).toEqual([there, there])
    expect(
      await rowsOf(
        `select distinct d.imprisonment_id, d.prison_id from custody.duty d where d.matter_id = $1`,
        [matter],
      ),
    ).toEqual([there])
    expect(
      await rowsOf(`select imprisonment_id, prison_id from custody.child where id = $1 and left_on is null`, [
        child!.id,
      ]),
    ).toEqual([there])
    expect(
      await rowsOf(`select class, prison_id from custody.risk_assessment where imprisonment_id = $1`, [
        imprisonmentId,
      ]),
    ).toEqual([{ class: 'high', prison_id: ids['PRS-KHI-C'] }])
  })

  test('takes along what was written to the family: the other prison reads it, and only the first sends it; it owes the next itself', async () => {
    const [hyd, khi] = [staff['PRS-HYD-C'], staff['PRS-KHI-C']]
    const id = await admit('PRS-HYD-C')
    const deputy = hyd['deputy-superintendent']
    const sign = async (
      kind: 'family-admission' | 'family-transfer',
      imprisonmentId: string,
      who = deputy,
    ) => {
      const { draft } = await who.call(contract.getNoticeDraft, { imprisonmentId, kind })
      const to = { toEn: 'The father', toUr: 'والد' }
      return who.call(contract.signNotice, { imprisonmentId, kind, ...to, says: draft!.says })
    }
    const first = await sign('family-admission', id)
    const sending = { toWhom: 'The father', how: 'by-hand' as const, sentOn: day }
    await hyd['prison-admissions-officer'].call(contract.dispatchNotice, { id: first.id, ...sending })
    const transfer = await onTheRoad('PRS-HYD-C', id)
    await expect(khi.superintendent.call(contract.getNotice, { id: first.id })).rejects.toThrow('not-found')
    const { imprisonmentId } = await takeOver(khi['prison-admissions-officer'], { id: transfer, ...whole })
    const listed = await khi.superintendent.call(contract.listNotices, { imprisonmentId, show: 'all' })
    expect(listed.rows.map((row) => [row.id, row.state, row.imprisonmentId])).toEqual([
      [first.id, 'sent', imprisonmentId],
    ])
    const read = await khi.superintendent.call(contract.getNotice, { id: first.id })
    expect(read).toMatchObject({ imprisonmentId, may: { dispatch: false, withdraw: false } })
    expect(read.sendings).toHaveLength(1)
    const { mediaType } = await khi.superintendent.act((tx) => openFile(tx, read.documentId!, read.version!))
    expect(mediaType).toBe('application/pdf')
    // It is in nobody's list but the prisoner's, and not Karachi's to send or to answer for.
    const all = await khi.superintendent.call(contract.listNotices, { show: 'all', size: 200 })
    expect(all.rows.map((row) => row.id)).not.toContain(first.id)
    await expect(
      khi['prison-admissions-officer'].call(contract.dispatchNotice, { id: first.id, ...sending }),
    ).rejects.toThrow('not-found')
    await expect(
      khi['prison-admissions-officer'].call(contract.recordNoticeOutcome, {
        dispatchId: read.sendings[0]!.id,
        outcome: 'received',
        on: day,
      }),
    ).rejects.toThrow('not-found')
    // Hyderabad keeps what it sent, and goes on with it.
    expect(await hyd.superintendent.call(contract.getNotice, { id: first.id })).toMatchObject({
      imprisonmentId: id,
      may: { dispatch: true },
    })
    await hyd['prison-admissions-officer'].call(contract.recordNoticeOutcome, {
      dispatchId: read.sendings[0]!.id,
      outcome: 'received',
      on: day,
    })
    // The family learns of the transfer from the prison that has the person: owed there by itself.
    const owed = await khi.superintendent.call(contract.listNotices, { imprisonmentId })
    expect(owed.rows.map(({ state, kind }) => [state, kind])).toEqual([['owed', 'family-transfer']])
    await sign('family-transfer', imprisonmentId, khi['deputy-superintendent'])
    expect((await khi.superintendent.call(contract.listNotices, { imprisonmentId })).rows[0]?.state).toBe(
      'signed',
    )
    // What the first prison writes afterwards is read in the other too, and what the other writes is its own.
    const late = await sign('family-transfer', id)
    const open = await khi.superintendent.call(contract.getNotice, { id: late.id })
    await khi.superintendent.act((tx) => openFile(tx, open.documentId!, open.version!))
    const theirs = await hyd.superintendent.call(contract.listNotices, { show: 'all', imprisonmentId: id })
    expect(new Set(theirs.rows.map((row) => row.id))).toEqual(new Set([first.id, late.id]))
  })

  test('every liberty ledger of a night has the prisoner once', async () => {
    const id = await admit('PRS-HYD-C')
    const transfer = await onTheRoad('PRS-HYD-C', id)
    const lines = async () => {
      for (const prison of codes) await staff[prison].superintendent.call(contract.drawLedger, {})
      return rowsOf<{ prison_id: number }>(
        `select l.prison_id from custody.liberty_line l join custody.imprisonment i on i.id = l.imprisonment_id
          where l.before_serial is null and i.person_id = (select person_id from custody.imprisonment where id = $1)`,
        [id],
      )
    }
    expect(await lines()).toEqual([{ prison_id: ids['PRS-HYD-C'] }])
    await takeOver(staff['PRS-KHI-C'].superintendent, { id: transfer, ...whole })
    expect(await lines()).toEqual([{ prison_id: ids['PRS-KHI-C'] }])
  })
})

test('whatever is found, what differs is named and nothing else', () => {
  const bag = fc.record({
    number: fc.string({ minLength: 1 }),
    seal: fc.option(fc.constantFrom('A1', 'B2', 'C3'), { nil: null }),
  })
  fc.assert(
    fc.property(
      fc.array(bag, { maxLength: 4 }),
      fc.nat(100_000),
      fc.nat(100_000),
      fc.boolean(),
      (bags, sent, short, file) => {
        const list = {
          bags: bags.map((one) => ({ ...one, id: '', items: [] })),
          cash: sent,
          warrants: 0,
        }
        const came = Math.max(0, sent - short) / 100
        const found = { id: '', cash: came, file, warrants: true, medicine: true }
        const same = differencesOf(list as never, { ...found, seals: bags.map((one) => one.seal ?? '') })
        expect(same.map((one) => one.what)).toEqual([
          ...(short > 0 && sent > 0 ? ['cash-short'] : []),
          ...(file ? [] : ['file-missing']),
        ])
        const none = differencesOf(list as never, { ...found, file: true, cash: sent / 100, seals: [] })
        expect(none.map((one) => one.what)).toEqual(bags.map(() => 'bag-missing'))
      },
    ),
  )
})

const acts = fc.record({
  act: fc.constantFrom(
    'onward',
    'onward',
    'onward',
    'onward',
    'onward',
    'propose',
    'propose',
    'approve',
    'approve',
    'depart',
    'depart',
    'depart',
    'accept',
    'accept',
    'refuse',
    'back',
    'withdraw',
    'deposit',
    'spend',
    'release',
    'hospital',
    'return',
    'race',
    'escape',
    'caught',
    'caught',
    'parcel',
  ),
  who: fc.nat(2),
  rupees: fc.integer({ min: 1, max: 500 }),
})

/** One history that reaches every end, so that no run shows less. */
const everyEnd = [
  ...['propose', 'approve', 'depart', 'refuse', 'back', 'propose', 'withdraw'].map((act) => ({
    act,
    who: 0,
  })),
  ...['escape', 'caught', 'parcel', 'propose', 'approve', 'depart', 'accept'].map((act) => ({ act, who: 1 })),
].map((step) => ({ ...step, rupees: 50 }))

test('whatever officers do in whatever order, nobody is in two prisons or in none and money sums to zero', async () => {
  let done = 0
  let refused = 0
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 25, maxLength: 40 }), async (history) => {
      const people: string[] = []
      for (const prison of ['PRS-HYD-C', 'PRS-KHI-C', 'PRS-HYD-C'] as const)
        people.push(await personOf(await admit(prison, 200)))
      for (const step of history) {
        const tried = await Promise.allSettled([carryOut(step, people[step.who]!)].flat())
        for (const each of tried) {
          if (each.status === 'fulfilled') {
            done += 1
          } else {
            // Refused is well; anything else that goes wrong is a bug.
            if (!(each.reason instanceof RefusedCall) || each.reason.problem.status >= 500) throw each.reason
            refused += 1
          }
        }
      }
      await holds()
    }),
    { numRuns: 20, endOnFailure: true, examples: [[everyEnd]] },
  )
  expect(done).toBeGreaterThan(50)
  expect(refused).toBeGreaterThan(0)
  // Every end of a way was reached: a run in which nobody arrived or was turned away would show nothing.
  const reached = await rowsOf<{ state: string }>(`select distinct state from custody.transfer`)
  for (const state of ['accepted', 'returned', 'withdrawn'])
    expect(reached.map((one) => one.state)).toContain(state)
  expect(
    await rowsOf(`select 1 from custody.transfer where reason = 'recapture' and state = 'accepted'`),
  ).not.toHaveLength(0)
}, 240_000)

const personOf = async (id: string) =>
  (await rowsOf<{ person_id: string }>(`select person_id from custody.imprisonment where id = $1`, [id]))[0]!
    .person_id

async function carryOut(step: { act: string; rupees: number }, person: string): Promise<unknown> {
  const [stay] = await rowsOf<{ id: string; code: Prison }>(
    `select i.id, u.code from custody.imprisonment i join units.unit u on u.id = i.prison_id where person_id = $1 order by i.admitted_at desc limit 1`,
    [person],
  )
  const { id, code } = stay!
  const [open] = await rowsOf<{ id: string; cash: number | null }>(
    `select id, cash from custody.transfer where imprisonment_id = $1 order by proposed_at desc limit 1`,
    [id],
  )
  const transfer = open?.id ?? '0190a0de-0000-7000-8000-000000000001'
  const [mine, theirs] = [staff[code], staff[other(code)]]
  const taken = {
    id: transfer,
    cash: Math.max(0, (open?.cash ?? 0) / 100 - (step.rupees % 3 === 0 ? 1 : 0)),
    ...whole,
  }
  const [standing] = await rowsOf<{ state: string }>(`select state from custody.transfer where id = $1`, [
    transfer,
  ])
  const onward = {
    proposed: 'approve',
    approved: 'depart',
    'on-road': step.rupees % 2 === 0 ? 'refuse' : 'accept',
    refused: 'back',
  }[standing?.state ?? '']
  switch (step.act === 'onward' ? (onward ?? 'propose') : step.act) {
    case 'propose':
      return propose(code, id)
    case 'approve':
      return approve(code, transfer)
    case 'depart':
      return depart(code, transfer)
    case 'accept':
      return takeOver(theirs['prison-admissions-officer'], taken)
    case 'refuse':
      return theirs.superintendent.call(contract.refuseTransfer, { id: transfer, why: 'No escort paper' })
    case 'back':
      return mine['gate-officer'].call(contract.bringBackTransfer, { id: transfer })
    case 'withdraw':
      return mine.superintendent.call(contract.withdrawTransfer, { id: transfer, why: 'Not needed' })
    case 'deposit':
      return mine['prison-cashier'].call(contract.depositCash, {
        imprisonmentId: id,
        amount: step.rupees,
        party: 'Mother',
      })
    case 'spend':
      return mine['prison-cashier'].call(contract.withdrawCash, {
        imprisonmentId: id,
        amount: step.rupees,
        party: 'Brother',
        against: 'thumb',
      })
    case 'hospital':
      return mine['gate-officer'].call(contract.sendOut, {
        id,
        kind: 'TAP',
        reason: 'funeral',
        destination: 'Home',
        escort: 'HC Nabi',
      })
    case 'return':
      return mine['gate-officer'].call(contract.bringBack, { id })
    case 'release':
      return letGo(id, mine)
    case 'escape':
      return getAway(id)
    case 'caught':
      return caught(id, other(code))
    case 'parcel':
      return sendAfter(id, mine, step.rupees)
    default: {
      const raced = await Promise.allSettled([
        takeOver(theirs['prison-admissions-officer'], taken),
        takeOver(theirs.superintendent, taken),
        theirs['deputy-superintendent'].call(contract.refuseTransfer, {
          id: transfer,
          why: 'No escort paper',
        }),
        mine['prison-cashier'].call(contract.depositCash, {
          imprisonmentId: id,
          amount: step.rupees,
          party: 'Mother',
        }),
      ])
      expect(raced.slice(0, 3).filter((one) => one.status === 'fulfilled').length).toBeLessThanOrEqual(1)
      for (const one of raced)
        if (
          one.status === 'rejected' &&
          (!(one.reason instanceof RefusedCall) || one.reason.problem.status >= 500)
        )
          throw one.reason
      return undefined
    }
  }
}

/** Brought to the other prison, compared, and taken over by one of two officers at once. */
async function caught(id: string, to: Prison): Promise<void> {
  const [open] = await rowsOf<{ id: string }>(
    `select id from custody.transfer where imprisonment_id = $1 and state = 'brought'`,
    [id],
  )
  const [large] = await rowsOf(
    `select 1 from custody.movement where imprisonment_id = $1 and kind = 'ESC' and in_at is null`,
    [id],
  )
  if (large === undefined) return
  const transfer = open?.id ?? (await brought(to, id))
  const both = await Promise.allSettled([
    takeOver(staff[to]['prison-admissions-officer'], { id: transfer }),
    takeOver(staff[to].superintendent, { id: transfer }),
  ])
  expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
}

/** What the stay before this one left in the other prison goes after, and a part of the money is missing. */
async function sendAfter(id: string, here: Staff, rupees: number): Promise<void> {
  const [left] = await rowsOf<{ id: string; code: Prison; cash: number }>(
    `select t.id, u.code, coalesce(a.balance, 0)::float8 / 100 as cash from custody.transfer t join units.unit u on u.id = t.prison_id
       left join custody.money_account a on a.imprisonment_id = t.imprisonment_id where t.new_imprisonment_id = $1`,
    [id],
  )
  if (left === undefined || left.cash === 0) return
  const there = staff[left.code]
  const { parcelId } = await there['deputy-superintendent'].call(contract.sendAfter, {
    id: left.id,
    how: 'By the van',
  })
  const cash = Math.max(0, left.cash - rupees)
  const both = await Promise.allSettled([
    here['prison-admissions-officer'].call(contract.receiveParcel, { id: parcelId, cash }),
    here.superintendent.call(contract.receiveParcel, { id: parcelId, cash }),
  ])
  expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
}

async function letGo(id: string, mine: Staff): Promise<void> {
  const [warrant] = await rowsOf<{ id: string }>(
    `select id from custody.warrant where imprisonment_id = $1 and state = 'in-force'`,
    [id],
  )
  if (warrant !== undefined)
    await mine['deputy-superintendent'].call(contract.endPaperWarrant, {
      warrantId: warrant.id,
      ground: 'discharge',
      order: 'Order of JM-I of today',
      on: day,
      verifiedHow: 'Dak book of the court, entry 51, by telephone to the reader',
    })
  const { releaseId } = await mine['prison-admissions-officer'].call(contract.proposeRelease, {
    imprisonmentId: id,
  })
  await mine.superintendent.call(contract.approveRelease, { releaseId })
  await mine['gate-officer'].call(contract.checkIdentity, { id, outcome: 'same', compared: ['answers'] })
  await mine['gate-officer'].call(contract.letOut, { releaseId })
}

/** What must be true of the database after any history, asked of its tables and not of the code. */
async function holds(): Promise<void> {
  // One stay at a time; a stay left by a transfer is followed by exactly one, which begins the moment it ends.
  expect(
    await rowsOf(`
      select 'twice' as what, person_id::text as of from custody.imprisonment where state = 'in' group by person_id having count(*) > 1
      union all select 'none', i.id::text from custody.imprisonment i where i.release_ground = 'transfer'
        and (select count(*) from custody.imprisonment f where f.follows = i.id and f.admitted_at = i.released_at and f.prison_id <> i.prison_id) <> 1
      union all select 'released and not let out', i.id::text from custody.imprisonment i where i.state = 'released' and i.release_ground <> 'transfer'
        and not exists (select 1 from custody.release r where r.imprisonment_id = i.id and r.state = 'left')
      union all select 'road', i.id::text from custody.imprisonment i
        where exists (select 1 from custody.movement m where m.imprisonment_id = i.id and m.kind = 'WAY' and m.in_at is null)
          <> exists (select 1 from custody.transfer t where t.imprisonment_id = i.id and t.state in ('on-road', 'refused'))
      -- From the first admission to the last release every moment lies on the roll of one prison, outside or in, escaped or not.
      union all select 'gap', a.id::text from custody.imprisonment a join custody.imprisonment b on b.follows = a.id
        where a.released_at is distinct from b.admitted_at
      union all select 'inside between', m.id::text from custody.movement m join custody.transfer t on t.imprisonment_id = m.imprisonment_id
        and t.reason = 'recapture' and t.state = 'accepted' where m.kind = 'ESC' and m.in_at = t.caught_at and not exists (
          select 1 from custody.movement w where w.imprisonment_id = m.imprisonment_id and w.kind = 'WAY' and w.out_at = m.in_at and w.in_at = t.accepted_at)
      union all select 'hand-over', t.id::text from custody.transfer t join handover.offer o on o.id = t.offer_id
        where o.state <> case t.state when 'on-road' then 'offered' when 'refused' then 'rejected' when 'accepted' then 'done' else 'withdrawn' end
      union all select 'warrant elsewhere', w.id::text from custody.warrant w join custody.imprisonment i on i.id = w.imprisonment_id
        where w.state = 'in-force' and i.state <> 'in' or w.prison_id <> i.prison_id
      union all select 'clock elsewhere', b.id::text from custody.bail_clock b join custody.warrant w on w.id = b.warrant_id
        where b.imprisonment_id <> w.imprisonment_id or b.prison_id <> w.prison_id`),
  ).toEqual([])
  // Every book sums to zero; what prisoners are owed altogether is what was brought less what was paid out, wherever they are.
  expect(
    await rowsOf(`select prison_id from custody.money_account group by prison_id having sum(balance) <> 0`),
  ).toEqual([])
  const [money] = await rowsOf<{ owed: number; brought: number; boxes: number }>(`
    select (select coalesce(sum(balance), 0)::float8 from custody.money_account where kind = 'prisoner') as owed,
      (select coalesce(-sum(balance), 0)::float8 from custody.money_account where kind in ('cash', 'on-road')) as boxes,
      (select coalesce(sum(p.amount), 0)::float8 from custody.money_posting p join custody.money_account a on a.id = p.account_id and a.kind = 'prisoner'
        join custody.money_transaction t on t.id = p.transaction_id and t.kind in ('cash-in', 'withdrawal')) as brought`)
  expect(money!.owed).toBe(money!.brought)
  expect(money!.boxes).toBe(money!.owed)
  let inside = 0
  for (const prison of codes) {
    const roll = await staff[prison].superintendent.call(contract.getRoll, { on: day })
    expect(roll.agrees).toBe(true)
    inside += roll.closing
  }
  const [held] = await rowsOf<{ n: number }>(
    `select count(*)::integer as n from custody.imprisonment where state = 'in'`,
  )
  expect(inside).toBe(held!.n)
}

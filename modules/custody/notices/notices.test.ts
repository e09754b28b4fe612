import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFile } from '#kernel/documents'
import { today as todayInPakistan } from '#platform/i18n'
import { RefusedCall, type Someone, type World, world } from '../../../app/testing.ts'
import { loadProvince } from '../../../tools/seed/load/load-province.ts'
import { yesterday } from '../../../tools/seed/today.ts'
import * as custody from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'
import * as contract from './contract.ts'
import { fill, joined, named } from './fill.ts'
import { countToDo } from './owed.ts'
import { allPlaceholders, placeholdersOf } from './placeholders.ts'

const today = todayInPakistan()
const on = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)

describe('a text with placeholders', () => {
  const known = fc.constantFrom(...allPlaceholders)
  const words = fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[{}]/g, ''))
  const template = fc.array(
    fc.oneof(
      words,
      known.map((one) => `{${one}}`),
    ),
    { maxLength: 12 },
  )

  test('is filled to the last brace, or says what is missing', () => {
    fc.assert(
      fc.property(
        template,
        fc.dictionary(known, fc.option(fc.record({ en: fc.string(), ur: fc.string() }))),
        (parts, values) => {
          const text = parts.join('')
          const pieces = fill(text, values, 'ur')
          expect(joined(pieces)).not.toMatch(/[{}]/)
          expect(
            pieces.flatMap(({ placeholder }) => (placeholder === null ? [] : [placeholder])).toSorted(),
          ).toEqual([...text.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1]).toSorted())
          for (const piece of pieces)
            if (piece.placeholder !== null) expect(piece.missing).toBe(piece.text === '')
          expect(
            joined(pieces.map((one) => ({ ...one, text: one.placeholder === null ? one.text : '' }))),
          ).toBe(text.replace(/\{[^{}]*\}/g, ''))
        },
      ),
    )
  })

  test('names each placeholder once, and a brace that stands alone is seen', () => {
    expect(named('{name}, {name} of {prison}')).toEqual({ placeholders: ['name', 'prison'], stray: false })
    for (const text of ['{name', 'name}', '{{name}}', 'a } b { c']) expect(named(text).stray).toBe(true)
  })
})

describe('in a prison', () => {
  let here: World
  let deputy: Someone
  let superintendent: Someone
  let clerk: Someone
  let doctor: Someone
  let inspector: Someone
  let law: Someone
  let elsewhere: Someone
  /** Convicts in their cells of whom nothing is owed yet, one for each story. */
  let convicts: string[]
  beforeAll(async () => {
    here = await world()
    await loadProvince(here.database.url, {
      cases: 60,
      seed: 7,
      today: yesterday(),
      onProgress: () => undefined,
    })
    deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
    superintendent = await here.someone('superintendent', 'PRS-HYD-C')
    clerk = await here.someone('prison-admissions-officer', 'PRS-HYD-C')
    doctor = await here.someone('woman-medical-officer', 'PRS-HYD-C')
    inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
    law = await here.someone('law-officer', 'PK-SD')
    elsewhere = await here.someone('superintendent', 'PRS-KHI-C')
    convicts = (
      await rowsOf<{ id: string }>(
        `select i.id from custody.imprisonment i join units.unit u on u.id = i.prison_id and u.code = 'PRS-HYD-C' where i.state = 'in'
          and not exists (select 1 from custody.matter m where m.imprisonment_id = i.id)
          and not exists (select 1 from custody.movement v where v.imprisonment_id = i.id and v.in_at is null and v.kind in ('CRT', 'HOS', 'TAP', 'WAY'))
          and not exists (select 1 from custody.transfer t where t.imprisonment_id = i.id) order by i.number`,
      )
    ).map(({ id }) => id)
  }, 120_000)
  afterAll(() => here?.drop())

  const rowsOf = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await here.database.owner.pool.query(text, values)).rows as Row[]
  const draft = async (who: Someone, imprisonmentId: string, kind: contract.NoticeKind) =>
    (await who.call(contract.getNoticeDraft, { imprisonmentId, kind })).draft!
  const sign = async (
    who: Someone,
    imprisonmentId: string,
    kind: contract.NoticeKind,
    more: { freeEn?: string; freeUr?: string } = {},
  ) =>
    who.call(contract.signNotice, {
      imprisonmentId,
      kind,
      toEn: 'Ghulam Rasool, father, Latifabad No. 7',
      toUr: 'غلام رسول، والد، لطیف آباد نمبر 7',
      says: (await draft(who, imprisonmentId, kind)).says,
      ...more,
    })
  const send = (id: string, more: { sentOn?: string; toWhom?: string } = {}) =>
    clerk.call(contract.dispatchNotice, {
      id,
      toWhom: 'Ghulam Rasool',
      how: 'registered-post',
      particulars: 'RGL 1',
      sentOn: today,
      ...more,
    })
  /** Nothing of it can be changed under cover of withdrawing it. */
  const alter = async (id: string, columns: readonly string[]) => {
    for (const column of columns)
      await expect(
        superintendent.act((tx) =>
          sql`update custody.notice set ${sql.ref(column)} = null, state = 'withdrawn', withdrawn_why = 'x' where id = ${id}::uuid`.execute(
            tx,
          ),
        ),
        column,
      ).rejects.toThrow(/not altered/)
  }
  const toDo = () => clerk.act(countToDo)

  test('the closed list is the same in the database, and every shipped wording keeps to what its kind knows', async () => {
    const [kept] = await rowsOf<{ all: string[] }>(`select custody.notice_placeholders() as all`)
    expect(kept!.all.toSorted()).toEqual([...allPlaceholders])
    const templates = await rowsOf<Record<string, string> & { kind: contract.NoticeKind }>(
      `select kind, jurisdiction, subject_en, subject_ur, body_en, body_ur, source_en from custody.notice_template where prison_id is null`,
    )
    expect(new Set(templates.map(({ kind }) => kind))).toEqual(new Set(contract.noticeKinds))
    for (const one of templates) {
      for (const column of ['subject_en', 'subject_ur', 'body_en', 'body_ur'])
        expect(placeholdersOf(one.kind), `${one.jurisdiction} ${one.kind} ${column}: ${one[column]}`).toEqual(
          expect.arrayContaining(named(one[column]!).placeholders),
        )
      expect(named(one.body_en!).placeholders.toSorted()).toEqual(named(one.body_ur!).placeholders.toSorted())
      expect(one.source_en).toMatch(/^Departmental wording/)
    }
    const { lines } = await inspector.call(custody.getSetting, { key: 'notice-template' })
    expect(lines.find(({ identity }) => identity.kind === 'bail-reminder')!.differs).toBe(true)
    expect(lines.find(({ identity }) => identity.kind === 'family-transfer')!.differs).toBe(false)
  })

  test('wording is proposed by one officer and adopted by another; an unknown placeholder is refused by its name', async () => {
    const prisonId = await here.unitId('PRS-HYD-C')
    const rule = await inspector.call(custody.getSettingRule, {
      key: 'notice-template',
      rule: 'family-admission',
      prisonId: String(prisonId),
    })
    const propose = (body: string) =>
      inspector.call(custody.proposeSetting, {
        key: 'notice-template',
        prisonId,
        identity: { kind: 'family-admission' },
        values: { ...rule.current!.values, body_en: body },
        fromOn: today,
        authority: 'inspector-general',
        paperNumber: 'IG/Not/9',
        paperOn: today,
        reason: 'Interviews moved to the outer gate',
        version: rule.version,
      })
    for (const [body, says] of [
      ['Your {relative} is here', /\{relative\} is not known/],
      ['In {hospital}', /\{hospital\} is not known/],
      ['In {prison', /brace stands alone/],
    ] as const) {
      const refused = await propose(body).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(RefusedCall)
      const [problem] = (refused as RefusedCall).problem.errors ?? []
      expect(problem?.path).toBe('values.body_en')
      expect(problem?.message.en).toMatch(says)
      expect(problem?.message.ur).toMatch(/[؀-ۿ]/)
    }
    await expect(
      rowsOf(
        `insert into custody.notice_template (jurisdiction, kind, from_on, subject_en, subject_ur, body_en, body_ur, source_en, source_ur)
          values ('PK-SD', 'family-death', '2030-01-01', '{mother}', 'a', 'b', 'c', 'd', 'e')`,
      ),
    ).rejects.toThrow(/check constraint/)
    const { changeId } = await propose('{name} is in {prison}. Come to the outer gate.')
    await expect(inspector.call(custody.adoptSetting, { changeId })).rejects.toThrow(/access.same-/)
    await law.call(custody.adoptSetting, { changeId })
    const shown = await draft(deputy, convicts[0]!, 'family-admission')
    expect(shown.template).toMatchObject({ from: 'prison', fromOn: today, refer: false })
    expect(shown.template.source.en).toContain('IG/Not/9')
    expect(shown.en.body.flat().map(({ text }) => text)).toContain('. Come to the outer gate.')
  })

  test('a death owes its notice; sending it does the step, with the number of the register, and nothing can be altered since', async () => {
    const imprisonmentId = convicts[1]!
    const before = await toDo()
    const { id: matterId } = await deputy.call(custody.openMatter, {
      imprisonmentId,
      kind: 'death',
      happenedOn: today,
      happenedTime: '00:01',
    })
    expect((await toDo()).count).toBe(before.count + 1)
    const owed = await clerk.call(contract.listNotices, { imprisonmentId })
    expect(owed.rows.map(({ state, kind, dueOn }) => [state, kind, dueOn])).toEqual([
      ['owed', 'family-death', today],
    ])
    const stale = (await draft(deputy, imprisonmentId, 'family-death')).says
    const { id, number } = await sign(deputy, imprisonmentId, 'family-death', {
      freeEn: 'The burial can be on Friday.',
      freeUr: 'تدفین جمعے کو ہو سکتی ہے۔',
    })
    expect(number).toMatch(/^PRS-HYD-C\/NT\/\d{4}\/\d{4}$/)
    expect((await toDo()).count).toBe(before.count + 1)
    const [signed] = (await rowsOf<Record<string, unknown>>(`select * from custody.notice where id = $1`, [
      id,
    ])) as [Record<string, unknown>]
    const columns = Object.keys(signed).filter((one) => !/^(state|withdrawn_.*)$/.test(one))
    await alter(id, columns)
    await expect(send(id, { sentOn: on(-1) })).rejects.toThrow(/bad-day/)
    await expect(send(id, { sentOn: on(1) })).rejects.toThrow(/bad-day/)
    const first = await send(id)
    expect(first.fulfilled).toBe(true)
    expect((await toDo()).count).toBe(before.count)
    const duty = (await deputy.call(custody.getMatter, { id: matterId })).duties.find(
      ({ code }) => code === 'family-told',
    )!
    expect(duty).toMatchObject({ state: 'done', doneOn: today })
    expect(duty.reference).toBe(`${number} · ${first.number}`)

    // A second sending of the same paper has a number of its own; the first came back and is answered by it.
    await clerk.call(contract.recordNoticeOutcome, {
      dispatchId: first.id,
      outcome: 'returned',
      on: today,
      words: 'Nobody at the address',
    })
    expect((await clerk.call(contract.listNotices, { imprisonmentId })).rows[0]?.state).toBe('returned')
    await expect(
      clerk.call(contract.recordNoticeOutcome, { dispatchId: first.id, outcome: 'received', on: today }),
    ).rejects.toThrow(/answered/)
    const second = await send(id, { toWhom: 'The uncle' })
    expect(second.fulfilled).toBe(false)
    expect((await toDo()).count).toBe(before.count)

    expect(await rowsOf(`select * from custody.notice where id = $1`, [id])).toEqual([
      { ...signed, state: 'sent' },
    ])
    expect(signed.facts).toHaveProperty('ur.name')
    await alter(id, columns)
    await expect(superintendent.call(contract.withdrawNotice, { id, why: 'Too late' })).rejects.toThrow(
      /not-signed/,
    )
    await expect(
      clerk.act((tx) =>
        sql`update custody.dispatch set number = 99 where id = ${first.id}::uuid`.execute(tx),
      ),
    ).rejects.toThrow(/stays as it was made/)

    // What was read before is not what would be signed now.
    await here.database.owner.pool.query(
      `insert into custody.notice_template (jurisdiction, prison_id, kind, from_on, subject_en, subject_ur, body_en, body_ur, source_en, source_ur)
        select 'PK-SD', $1, kind, workflow.today(), subject_en, subject_ur, 'Other words', body_ur, source_en, source_ur
          from custody.notice_template where kind = 'family-death' and jurisdiction = 'PK'`,
      [await here.unitId('PRS-HYD-C')],
    )
    await expect(
      deputy.call(contract.signNotice, {
        imprisonmentId,
        kind: 'family-death',
        toEn: 'The family',
        toUr: 'اہلِ خانہ',
        says: stale,
      }),
    ).rejects.toThrow(/changed/)
    expect((await deputy.call(contract.getNotice, { id })).body.en).not.toContain('Other words')
    await expect(elsewhere.call(contract.getNotice, { id })).rejects.toThrow(/not-found/)
  })

  test('what the record does not say is not signed, and is named', async () => {
    const { person } = aPaperAdmission()
    const { imprisonmentId } = await clerk.insist(custody.admitPrisoner, {
      ...aPaperAdmission(),
      person: { nameEn: person.nameEn, nameUr: person.nameUr, sex: person.sex },
    })
    await here.database.owner.pool.query(
      `update custody.notice_template set body_en = 'Child of {father}' where kind = 'family-admission' and prison_id is not null`,
    )
    const shown = await draft(deputy, imprisonmentId, 'family-admission')
    expect(shown.missing.map(({ placeholder }) => placeholder)).toEqual(['father'])
    await expect(sign(deputy, imprisonmentId, 'family-admission')).rejects.toThrow(/no-value.*father/)
  })

  test('numbers have no gap, however many send at once and however many of them are refused', async () => {
    const { id } = await sign(deputy, convicts[2]!, 'family-admission')
    const { id: gone } = await sign(deputy, convicts[3]!, 'family-admission')
    await deputy.call(contract.withdrawNotice, { id: gone, why: 'The family was at the gate' })
    // Whoever checks the code of the sheet is told.
    expect(
      await rowsOf(
        `select v.revoked_at is not null as revoked from documents.verification v join custody.notice n on n.document_id = v.document_id
          where n.id = any ($1::uuid[]) order by 1`,
        [[id, gone]],
      ),
    ).toEqual([{ revoked: false }, { revoked: true }])
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('good', 'withdrawn', 'tomorrow'), { minLength: 4, maxLength: 10 }),
        async (tries) => {
          await Promise.allSettled(
            tries.map((one) =>
              one === 'withdrawn' ? send(gone) : send(id, one === 'tomorrow' ? { sentOn: on(1) } : {}),
            ),
          )
          const numbers = await rowsOf<{ number: number; nth: number; prison_id: number }>(
            `select number, row_number() over (partition by prison_id, year order by number)::integer as nth, prison_id from custody.dispatch`,
          )
          expect(numbers.filter(({ number, nth }) => number !== nth)).toEqual([])
        },
      ),
      { numRuns: 6 },
    )
    const [ledger] = await rowsOf<{ last: number; entries: number }>(
      `select c.last, (select count(*)::integer from custody.dispatch d where d.prison_id = c.prison_id and d.year = c.year) as entries
         from custody.counter c where c.register = 'dispatch' and c.prison_id = $1 and c.year = extract(year from workflow.today())`,
      [await here.unitId('PRS-HYD-C')],
    )
    expect(ledger!.last).toBe(ledger!.entries)
  })

  test('of an illness only the place is told; what it is, the medical officer tells, and nobody else reads', async () => {
    const imprisonmentId = convicts[4]!
    await here.database.owner.pool.query(
      `insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, out_at, destination)
        select jurisdiction, prison_id, id, 'HOS', now(), 'Civil Hospital Hyderabad' from custody.imprisonment where id = $1`,
      [imprisonmentId],
    )
    const shown = await draft(deputy, imprisonmentId, 'family-illness')
    expect(shown.free).toBe('none')
    expect(shown.en.body.flat().map(({ text }) => text)).toContain('Civil Hospital Hyderabad')
    await expect(
      sign(deputy, imprisonmentId, 'family-illness', { freeEn: 'He has fever', freeUr: 'بخار ہے' }),
    ).rejects.toThrow(/no-words-of-illness/)
    const words = { freeEn: 'Dengue, out of danger', freeUr: 'ڈینگی، خطرے سے باہر' }
    const { id } = await sign(doctor, imprisonmentId, 'family-illness', words)
    const seen = await deputy.call(contract.getNotice, { id })
    expect(seen.withheld).toBe(true)
    expect(JSON.stringify(seen)).not.toMatch(/Dengue|ڈینگی/)
    const opened = (who: Someone) =>
      who.act((tx) => openFile(tx, seen.documentId!, seen.version!)).then(({ mediaType }) => mediaType)
    await expect(opened(deputy)).rejects.toThrow(/not-found/)
    expect(await opened(doctor)).toBe('application/pdf')
    expect((await doctor.call(contract.getNotice, { id })).medical?.en).toBe(words.freeEn)
    const [audited] = await rowsOf<{ told: number }>(
      `select count(*)::integer as told from audit.entry where detail::text like '%Dengue%' or detail::text like '%ڈینگی%'`,
    )
    expect(audited!.told).toBe(0)
    await send(id)
    // The medical officer sees this notice and no other.
    const all = await doctor.call(contract.listNotices, { show: 'all', size: 200 })
    expect(new Set(all.rows.map(({ kind }) => kind))).toEqual(new Set(['family-illness']))
    await expect(draft(doctor, convicts[1]!, 'family-death')).rejects.toThrow(/not-now/)
  })

  test('an admission owes its notice by itself from the first day of the rule on, once, until it is drawn up or set aside', async () => {
    const admitted = (nameEn: string, admittedAt?: string) =>
      clerk
        .insist(custody.admitPrisoner, {
          ...aPaperAdmission(),
          person: { nameEn, nameUr: 'عبد الستار', sex: 'M' },
          ...(admittedAt === undefined ? {} : { admittedAt }),
        })
        .then(({ imprisonmentId }) => imprisonmentId)
    const owedTo = async (imprisonmentId: string) =>
      (await clerk.call(contract.listNotices, { imprisonmentId })).rows.map(({ state, kind, dueOn }) => [
        state,
        kind,
        dueOn,
      ])
    await rowsOf(
      `update custody.notice_template set body_en = 'Told' where kind = 'family-admission' and prison_id is not null`,
    )
    expect(await owedTo(await admitted('Sattar Khoso', '2026-10-30T10:00:00'))).toEqual([])
    const before = await toDo()
    const imprisonmentId = await admitted('Ramzan Chandio')
    const owed = [['owed', 'family-admission', on(1)]]
    expect(await owedTo(imprisonmentId)).toEqual(owed)
    expect(await toDo()).toEqual({ count: before.count + 1, overdue: before.overdue })
    expect((await clerk.call(contract.countNotices, {})).owed).toBe(
      (await clerk.call(contract.listNotices, { size: 200 })).rows.filter(({ state }) => state === 'owed')
        .length,
    )
    const { owing } = await draft(deputy, imprisonmentId, 'family-admission')
    expect(owing).toMatchObject({ happenedOn: today, dueOn: on(1) })
    expect(owing!.source.en).toMatch(/^REFER: Nelson Mandela Rules, Rule 68/)
    const { id } = await sign(deputy, imprisonmentId, 'family-admission')
    expect(await owedTo(imprisonmentId)).toEqual([['signed', 'family-admission', null]])
    await deputy.call(contract.withdrawNotice, { id, why: 'Wrong address' })
    expect(await owedTo(imprisonmentId)).toEqual(owed)
    await expect(
      doctor.call(contract.setNoticeAside, { owingId: owing!.id, why: 'not-wished' }),
    ).rejects.toThrow(/not-found/)
    await expect(
      elsewhere.call(contract.setNoticeAside, { owingId: owing!.id, why: 'not-wished' }),
    ).rejects.toThrow(/not-found/)
    await deputy.call(contract.setNoticeAside, {
      owingId: owing!.id,
      why: 'told',
      words: 'The father, at the gate',
    })
    expect(await owedTo(imprisonmentId)).toEqual([])
    expect(await toDo()).toEqual(before)
    await expect(deputy.call(contract.setNoticeAside, { owingId: owing!.id, why: 'told' })).rejects.toThrow(
      /not-owed/,
    )
  })

  test('on any days in hospital one notice is owed for each night there that has not ended, and none for a way there and back', async () => {
    await rowsOf(
      `update custody.notice_period set from_on = from_on - 40 where kind = 'family-illness' and jurisdiction = 'PK-SD'`,
    )
    const { imprisonmentId } = await clerk.insist(custody.admitPrisoner, {
      ...aPaperAdmission(),
      person: { nameEn: 'Hashim Rind', nameUr: 'ہاشم رند', sex: 'M' },
      admittedAt: `${on(-40)}T10:00:00`,
    })
    const stay = fc.record({ days: fc.integer({ min: 0, max: 3 }), back: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(stay, { minLength: 1, maxLength: 4 }), async (stays) => {
        await rowsOf(`delete from custody.notice_owing where imprisonment_id = $1`, [imprisonmentId])
        await rowsOf(`delete from custody.movement where imprisonment_id = $1 and kind = 'HOS'`, [
          imprisonmentId,
        ])
        // One after the other, five days apart; only the last of them may still last.
        for (const [nth, { days, back }] of stays.entries()) {
          const last = nth === stays.length - 1
          await rowsOf(
            `insert into custody.movement (jurisdiction, prison_id, imprisonment_id, kind, out_at, destination)
              select jurisdiction, prison_id, id, 'HOS', now() - $2 * interval '1 day', 'Civil Hospital' from custody.imprisonment where id = $1`,
            [imprisonmentId, days + (stays.length - 1 - nth) * 5],
          )
          if (back || !last)
            await rowsOf(
              `update custody.movement set in_at = out_at + interval '1 second' where imprisonment_id = $1 and kind = 'HOS' and in_at is null`,
              [imprisonmentId],
            )
        }
        const { days, back } = stays.at(-1)!
        const expected = !back && days > 0 ? 1 : 0
        const { rows } = await clerk.call(contract.listNotices, { imprisonmentId, kind: 'family-illness' })
        expect(rows.filter(({ state }) => state === 'owed').length).toBe(expected)
        // The medical officer, who may add words of their own, has it among their own.
        expect(
          (await doctor.call(contract.listNotices, { imprisonmentId, kind: 'family-illness' })).rows.length,
        ).toBe(rows.length)
      }),
      { numRuns: 8 },
    )
  })

  test('a consulate is told of a detention only when the prisoner wishes it', async () => {
    const imprisonmentId = convicts[5]!
    const { id } = await deputy.call(custody.openMatter, {
      imprisonmentId,
      kind: 'foreign',
      happenedOn: today,
      happenedTime: '00:01',
      nationality: 'AF',
    })
    await expect(draft(deputy, imprisonmentId, 'consulate-arrest')).rejects.toThrow(/not-now/)
    expect((await clerk.call(contract.listNotices, { imprisonmentId })).total).toBe(0)
    const { duties } = await deputy.call(custody.getMatter, { id })
    await deputy.call(custody.doDuty, {
      dutyId: duties.find(({ asks }) => asks)!.id,
      on: today,
      answer: true,
    })
    expect((await clerk.call(contract.listNotices, { imprisonmentId })).rows[0]?.kind).toBe(
      'consulate-arrest',
    )
    const shown = await draft(deputy, imprisonmentId, 'consulate-arrest')
    expect(shown.addressees[0]).toEqual({
      en: 'The Embassy or Consulate of Afghanistan',
      ur: expect.stringContaining('افغانستان'),
    })
    const signed = await sign(deputy, imprisonmentId, 'consulate-arrest')
    const { fulfilled } = await send(signed.id)
    expect(fulfilled).toBe(true)
    const after = await deputy.call(custody.getMatter, { id })
    expect(after.duties.find(({ code }) => code === 'consul-told')?.state).toBe('done')
  })

  test('the register of dispatch is the dispatch table, row for row', async () => {
    const { rows } = await clerk.call(custody.listRegisters, { from: '2000-01-01' })
    const [entries] = await rowsOf<{ count: number }>(
      `select count(*)::integer as count from custody.dispatch where prison_id = $1`,
      [await here.unitId('PRS-HYD-C')],
    )
    expect(rows.find(({ key }) => key === 'dispatch')?.entries).toBe(entries!.count)
    expect(entries!.count).toBeGreaterThan(5)
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ParsedInputOf } from '#platform/http/contract'
import { RefusedCall, type Someone, type World, world } from '../../../app/testing.ts'
import * as custody from '../contract.ts'
import { dayOf } from '../staff/day.ts'
import { aPaperAdmission } from '../testing.ts'
import { ruleFor } from '../visits/judge.ts'
import * as contract from './contract.ts'
import { settings } from './registry.ts'

let here: World
let inspector: Someone
let law: Someone
let superintendent: Someone
let lahore: Someone
let hyderabad: number
beforeAll(async () => {
  here = await world()
  inspector = await here.someone('inspector-general-prisons', 'PRD-SD')
  law = await here.someone('law-officer', 'PK-SD')
  superintendent = await here.someone('superintendent', 'PRS-HYD-C')
  lahore = await here.someone('inspector-general-prisons', 'PRD-PB')
  hyderabad = await here.unitId('PRS-HYD-C')
})
afterAll(() => here.drop())

const today = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)
const later = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)
const rowsOf = async <T>(text: string, given: unknown[] = []): Promise<T[]> =>
  (await here.database.owner.pool.query(text, given)).rows as T[]

type Asked = Pick<ParsedInputOf<typeof contract.proposeSetting>, 'key' | 'fromOn' | 'values'> &
  Partial<ParsedInputOf<typeof contract.proposeSetting>>

/** Proposes on what stands now: the other values stay as they are. */
async function propose(who: Someone, given: Asked): Promise<string> {
  const { key, prisonId, identity } = given
  const adding = given.version === 'new'
  const rule = adding
    ? undefined
    : await who.call(contract.getSettingRule, {
        key,
        ...(prisonId === undefined ? {} : { prisonId: String(prisonId) }),
        ...(identity === undefined ? {} : { rule: contract.writtenIdentity(identity) }),
      })
  const { changeId } = await who.call(contract.proposeSetting, {
    authority: 'inspector-general',
    paperNumber: 'IG/2026/5',
    paperOn: today,
    reason: 'As the order has it',
    version: rule?.version ?? 'new',
    ...given,
    values: { ...rule?.current?.values, ...given.values },
  })
  return changeId
}
async function adopted(given: Asked): Promise<string> {
  const changeId = await propose(inspector, given)
  await law.call(contract.adoptSetting, { changeId })
  return changeId
}
/** What is wrong beside which field, in both languages. */
async function fieldsOf(asked: Promise<unknown>): Promise<Record<string, string>> {
  const refused = await asked.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(refused instanceof RefusedCall)) throw new Error(`Not refused: ${String(refused)}`)
  for (const { message } of refused.problem.errors ?? []) expect([message.en, message.ur]).not.toContain('')
  return Object.fromEntries((refused.problem.errors ?? []).map(({ path, message }) => [path, message.en]))
}

const everyone = { kind: 'ordinary', category: null, class: null, sex: null, ages: null, over_months: null }

describe('what is declared', () => {
  test('is what the database lets a change write, column by column', async () => {
    const kept = await rowsOf<{ key: string; identity: string[]; columns: string[]; by_prison: boolean }>(
      `select key, identity, columns, by_prison from custody.setting`,
    )
    expect(
      settings()
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual(kept.map(({ key }) => key).toSorted())
    for (const setting of settings()) {
      const table = kept.find(({ key }) => key === setting.key)!
      const derived = Object.keys(
        setting.derive?.(Object.fromEntries(setting.columns.map(({ column }) => [column, null]))) ?? {},
      )
      expect([setting.key, setting.identity.map(({ column }) => column).toSorted()]).toEqual([
        setting.key,
        table.identity.toSorted(),
      ])
      expect([setting.key, [...setting.columns.map(({ column }) => column), ...derived].toSorted()]).toEqual([
        setting.key,
        table.columns.toSorted(),
      ])
      expect([setting.key, setting.byPrison ?? false]).toEqual([setting.key, table.by_prison])
    }
  })

  test('shows every rule of the tables, and says each of its values within the bounds it declares', async () => {
    const versions = await rowsOf<{ key: string; identity: Record<string, unknown> }>(
      `select key, identity from custody.versions_of(null)`,
    )
    const shown = new Map<string, number>()
    for (const { key } of settings())
      shown.set(key, (await inspector.call(contract.getSetting, { key })).versions.length)
    const hidden = versions.filter(({ identity }) => identity.code === 'share-served')
    // Rule 9 of the Rules of 1927 is law whose text was not obtained, and no department sets it.
    expect(hidden).toHaveLength(1)
    expect([...shown.values()].reduce((sum, n) => sum + n, 0)).toBe(versions.length - 1)
    for (const { key } of settings()) {
      const { lines } = await inspector.call(contract.getSetting, { key })
      for (const line of lines)
        for (const { version } of line.cells)
          for (const { text } of version?.said ?? []) expect([key, text.en, text.ur]).not.toContain('')
    }
  })

  test('Sindh and Punjab differ where their papers do, each with what it rests on', async () => {
    const { rows: all, provinces } = await inspector.call(contract.listSettings, {})
    expect(provinces.map(({ jurisdiction }) => jurisdiction)).toEqual(['PK-SD', 'PK-PB'])
    const said = (key: string, label: string, column: string) => {
      const line = all.find((setting) => setting.key === key)!.lines.find((one) => one.label.en === label)!
      expect([key, label, line.differs]).toEqual([key, label, true])
      return line.cells.map(({ version }) => [
        version?.said.find((one) => one.column === column)?.text.en,
        version?.source?.en,
      ])
    }
    const differences = {
      telephone: said('telephone', 'Telephone booth', 'minutes_week'),
      visitors: said('visit-quota', 'Family and friends', 'persons'),
      technical: said('course-remission', 'Technical course · any sentence', 'months'),
      hifz: said('course-remission', 'Quran, by heart (Hifz) · any sentence', 'most_months'),
      earned: said('earned-period', 'Days for an earned remission', 'forward_days'),
      canteen: said('canteen-limit', 'Canteen limit', 'weekly'),
      forfeiture: said('punishment-ceiling', 'Forfeiture of remission', 'own_days'),
    }
    expect(differences).toEqual({
      telephone: [
        [
          '30 minutes',
          'Dawn via The Week: 30 minutes; which province it speaks of is not said. Hours as in Nai Taza',
        ],
        ['80 minutes', 'Nai Taza: 80 minutes a week, Monday to Saturday, 8 to 5'],
      ],
      visitors: [
        [
          '5 persons',
          'Dawn via The Week: 30 minutes, five visitors; which province it speaks of is not said',
        ],
        [
          '3 persons',
          'Pakistan Prison Rules 1978 r.544 as amended to “week” (index of the text only); persons and minutes: general knowledge',
        ],
      ],
      technical: [
        [
          'Not settled: refer to the law officer',
          'Sindh Prisons and Correction Services Rules 2019 rr.788-796 (text not obtained)',
        ],
        ['1 month', 'Punjab SOP 2024 (as reported)'],
      ],
      hifz: [
        ['No range', 'Sindh Prisons and Correction Services Rules 2019 rr.788-796 (text not obtained)'],
        ['24 months', 'Punjab SOP 2024 (as reported)'],
      ],
      earned: [
        ['10 days', 'Departmental reminder, Sindh; rules 788-796 of 2019 were not at hand (REFER)'],
        [
          '7 days',
          'Punjab SOP 2024 (as reported): the Superintendent forwards in 7 days, the DIG decides in 3. That the card is scanned first is departmental configuration (REFER)',
        ],
      ],
      canteen: [
        ['Rs 2,000', "REFER: sum assumed, to be replaced by the department's order"],
        ['Rs 3,000', "REFER: sum assumed, to be replaced by the department's order"],
      ],
      forfeiture: [
        ['30 days', 'Departmental configuration; Sindh Prisons Rules 2019 were not at hand (REFER)'],
        ['20 days', 'Departmental configuration; PPR 1978 ch. 8 was not at hand (REFER)'],
      ],
    })
    // In Sindh women have a quota of their own; in Punjab, as far as the sources go, they have not.
    const women = all
      .find(({ key }) => key === 'visit-quota')!
      .lines.find(({ label }) => label.en === 'Family and friends · Women')!
    expect(women.cells.map(({ from }) => from)).toEqual(['own', 'none'])
    // What no text settles is counted, not filled in.
    expect(all.find(({ key }) => key === 'course-remission')!.unsettled).toBe(10)
  })
})

describe('after adoption the parts go by the new rule from its day on', () => {
  test('minutes of the telephone: today, later, and not in the other province', async () => {
    const minutes = async (who: Someone) => (await who.call(custody.getBooth, {})).rule?.minutesWeek
    const desk = await here.someone('visits-officer', 'PRS-HYD-C')
    expect(await minutes(desk)).toBe(30)
    const changeId = await propose(inspector, {
      key: 'telephone',
      fromOn: today,
      values: { minutes_week: 40 },
    })
    expect(await minutes(desk)).toBe(30)
    await law.call(contract.adoptSetting, { changeId })
    expect(await minutes(desk)).toBe(40)
    await adopted({ key: 'telephone', fromOn: later(9), values: { minutes_week: 50 } })
    expect(await minutes(desk)).toBe(40)
    const setting = await inspector.call(contract.getSetting, { key: 'telephone' })
    const own = setting.lines[0]!.cells.find(({ jurisdiction }) => jurisdiction === 'PK-SD')!
    expect([own.version?.values.minutes_week, own.next?.values.minutes_week, own.next?.fromOn]).toEqual([
      40,
      50,
      later(9),
    ])
    expect(own.version?.source?.en).toBe(
      `Order of the Inspector-General of Prisons No. IG/2026/5 of ${own.version?.source?.en.split(' of ').at(-1)}`,
    )
    expect(await minutes(await here.someone('visits-officer', 'PRS-LHE-C'))).toBe(80)
    // The earlier rule stands as it stood.
    const rows = await rowsOf<{ from_on: string; minutes_week: number }>(
      `select from_on::text, minutes_week from custody.telephone_rule where jurisdiction = 'PK-SD' order by from_on`,
    )
    expect(rows).toEqual([
      { from_on: '2023-01-01', minutes_week: 30 },
      { from_on: today, minutes_week: 40 },
      { from_on: later(9), minutes_week: 50 },
    ])
    // A prison of its own goes before the province from its day, and follows it again from the day its own rule ends.
    await adopted({
      key: 'telephone',
      prisonId: hyderabad,
      fromOn: today,
      values: { minutes_week: 60, weekdays: [1, 3, 5] },
    })
    const karachi = await here.someone('visits-officer', 'PRS-KHI-C')
    expect([await minutes(desk), await minutes(karachi)]).toEqual([60, 40])
    await adopted({ key: 'telephone', prisonId: hyderabad, fromOn: later(1), values: {}, ends: true })
    expect(await minutes(desk)).toBe(60)
    await rowsOf(`update custody.telephone_rule set from_on = from_on - 1 where prison_id = $1`, [hyderabad])
    expect(await minutes(desk)).toBe(40)
  })

  test('a prison’s own quota of visits, which can end again', async () => {
    const quota = async (prison: string) => {
      const admissions = await here.someone('prison-admissions-officer', prison)
      const officer = await here.someone('superintendent', prison)
      const { imprisonmentId: id } = await admissions.insist(
        custody.admitPrisoner,
        aPaperAdmission({
          noneOfThese: true,
          person: { nameEn: `Visited ${prison} ${Math.random()}`, nameUr: 'اسیر', sex: 'M', aliases: [] },
        }),
      )
      return async () => {
        const { quotas } = await officer.call(custody.getVisiting, { id })
        return quotas.find(({ rule }) => rule.kind === 'ordinary')!.rule
      }
    }
    const inHyderabad = await quota('PRS-HYD-C')
    const inKarachi = await quota('PRS-KHI-C')
    const { category } = await inHyderabad()
    const identity = { ...everyone, category }
    const before = await inHyderabad()
    await adopted({
      key: 'visit-quota',
      prisonId: hyderabad,
      identity,
      fromOn: today,
      values: { persons: 2 },
    })
    expect([(await inHyderabad()).persons, (await inHyderabad()).own, (await inKarachi()).persons]).toEqual([
      2,
      true,
      before.persons,
    ])
    const { ofPrisons } = await inspector.call(contract.getSetting, { key: 'visit-quota' })
    expect(
      ofPrisons.map(({ prison, version, province }) => [
        prison.id,
        version?.values.persons,
        province?.values.persons,
      ]),
    ).toEqual([[hyderabad, 2, before.persons]])
    // Another prison does not see it, the visits officer of this one reads it.
    const karachi = await here.someone('superintendent', 'PRS-KHI-C')
    expect((await karachi.call(contract.getSetting, { key: 'visit-quota' })).ofPrisons).toEqual([])
    await adopted({
      key: 'visit-quota',
      prisonId: hyderabad,
      identity,
      fromOn: later(3),
      values: {},
      ends: true,
    })
    const [{ persons } = { persons: 0 }] = await rowsOf<{ persons: number }>(
      `select persons from custody.visit_rule where prison_id = $1 and ended`,
      [hyderabad],
    )
    expect(persons).toBe(2)
    expect((await inHyderabad()).persons).toBe(2)
    const { rules } = await superintendent.call(custody.getVisitDesk, {})
    const man = { category: String(category), class: 'ordinary', sex: 'M', juvenile: false, termMonths: null }
    expect([later(2), later(3)].map((day) => ruleFor(rules, 'ordinary', man, day)?.persons)).toEqual([
      2,
      before.persons,
    ])
  })

  test('a canteen’s limit, a good of the diet scale, a ratio of guards in one prison, a shift', async () => {
    const cashier = await here.someone('prison-cashier', 'PRS-HYD-C')
    await adopted({ key: 'canteen-limit', fromOn: today, values: { weekly: 2500.5 } })
    expect((await cashier.call(custody.getCanteen, {})).limit).toMatchObject({
      weekly: 2500.5,
      weekStarts: 1,
    })

    const deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
    const scale = async () =>
      (await deputy.call(custody.getRations, { on: today })).scale.filter(({ diet }) => diet === 'ordinary')
    const was = await scale()
    await adopted({
      key: 'diet-scale',
      identity: { season: 'usual', diet: 'ordinary', good: 'meat' },
      fromOn: today,
      values: { quantity: 0.085 },
    })
    const is = await scale()
    expect(is.find(({ good }) => good === 'meat')?.quantity).toBe(0.085)
    // The other goods of the scale are what they were.
    expect(is.filter(({ good }) => good !== 'meat')).toEqual(was.filter(({ good }) => good !== 'meat'))

    const ratios = (who: Someone, prison: number) => who.act((tx) => dayOf(tx, prison, today))
    const each = (day: Awaited<ReturnType<typeof dayOf>>, shift: string) =>
      day.ratios.find((ratio) => ratio.kind === 'barrack' && ratio.shift === shift)?.each
    await adopted({
      key: 'staff-ratio',
      prisonId: hyderabad,
      identity: { kind: 'barrack', shift: 'night' },
      fromOn: today,
      values: { prisoners_per_officer: 35 },
    })
    const karachi = await here.someone('deputy-superintendent', 'PRS-KHI-C')
    const day = await ratios(deputy, hyderabad)
    expect([each(day, 'night'), each(day, 'morning')]).toEqual([35, 30])
    expect(each(await ratios(karachi, await here.unitId('PRS-KHI-C')), 'night')).toBe(50)

    await adopted({
      key: 'duty-shift',
      identity: { shift: 'night' },
      fromOn: today,
      values: { begins: '21:30' },
    })
    expect((await ratios(deputy, hyderabad)).shifts).toHaveLength(3)
  })

  test('a value of a list is added, chosen, and no longer offered; never in the other province, never deleted', async () => {
    const teacher = await here.someone('assistant-superintendent', 'PRS-HYD-C')
    await adopted({
      key: 'course-kinds',
      version: 'new',
      fromOn: today,
      values: { name_en: 'Motor mechanics', name_ur: 'موٹر مکینک', detail: 'technical', offered: true },
    })
    const kinds = async (who: Someone) =>
      (await who.call(custody.getEducation, {})).kinds.map(({ code }) => code)
    expect(await kinds(teacher)).toContain('sd-motor-mechanics')
    const punjab = await here.someone('assistant-superintendent', 'PRS-LHE-C')
    expect(await kinds(punjab)).not.toContain('sd-motor-mechanics')
    const open = {
      kind: 'sd-motor-mechanics',
      teacher: 'Ustad Karim',
      place: 'Workshop',
      capacity: 10,
      fromOn: today,
    }
    await teacher.call(custody.openCourse, open)
    await expect(punjab.call(custody.openCourse, open)).rejects.toThrow('not-found')
    // What it earns is not guessed: a rule for it is proposed like any other, by its name.
    const rule = await inspector.call(contract.getSettingRule, { key: 'course-remission' })
    expect(rule.identityFields[0]?.options.find(({ value }) => value === 'sd-motor-mechanics')?.name.ur).toBe(
      'موٹر مکینک',
    )

    await adopted({
      key: 'course-kinds',
      identity: { code: 'sd-motor-mechanics' },
      fromOn: later(1),
      values: { offered: false },
    })
    expect(await kinds(teacher)).toContain('sd-motor-mechanics')
    await expect(teacher.call(custody.openCourse, { ...open, fromOn: later(1) })).rejects.toThrow('not-found')
    expect(await rowsOf(`select 1 from custody.course_kind where code = 'sd-motor-mechanics'`)).toHaveLength(
      1,
    )

    await adopted({
      key: 'incident-types',
      version: 'new',
      fromOn: today,
      values: { name_en: 'Drone over the wall', name_ur: 'دیوار پر ڈرون', detail: 'serious', offered: true },
    })
    const types = (await superintendent.call(custody.listIncidentTypes, {})).rows
    expect(types.find(({ code }) => code === 'sd-drone-over-the-wall')).toMatchObject({
      severity: 'serious',
      offered: true,
      version: 1,
    })
    const elsewhere = await here.someone('superintendent', 'PRS-LHE-C')
    expect(
      (await elsewhere.call(custody.listIncidentTypes, {})).rows.some(({ code }) => code.startsWith('sd-')),
    ).toBe(false)
  })
})

describe('who may, and what is refused', () => {
  test('one proposes, another adopts; a superintendent reads what is adopted and not what is proposed', async () => {
    const changeId = await propose(inspector, {
      key: 'hearing',
      fromOn: later(5),
      values: { notice_hours: 12 },
    })
    await expect(inspector.call(contract.adoptSetting, { changeId })).rejects.toThrow('access.same-person')
    await expect(superintendent.call(contract.adoptSetting, { changeId })).rejects.toThrow('not-allowed')
    await expect(
      superintendent.call(contract.proposeSetting, {
        key: 'hearing',
        values: {},
        fromOn: later(5),
        authority: 'inspector-general',
        paperNumber: 'X/1',
        paperOn: today,
        reason: 'A reason here',
        version: 'x',
      }),
    ).rejects.toThrow('not-allowed')
    expect((await superintendent.call(contract.getSetting, { key: 'hearing' })).changes).toEqual([])
    // Another province neither sees it nor touches it.
    expect((await lahore.call(contract.getSetting, { key: 'hearing' })).changes).toEqual([])
    await expect(lahore.call(contract.adoptSetting, { changeId })).rejects.toThrow('not-found')
    await expect(lahore.call(contract.withdrawSetting, { changeId, why: 'Not ours at all' })).rejects.toThrow(
      'not-found',
    )
    const [waiting] = (await law.call(contract.listSettings, {})).rows.filter(({ key }) => key === 'hearing')
    expect([waiting?.proposed, waiting?.waiting]).toEqual([1, 1])
    await law.call(contract.adoptSetting, { changeId })
    await expect(law.call(contract.adoptSetting, { changeId })).rejects.toThrow('decided-already')
    const { changes, versions } = await superintendent.call(contract.getSetting, { key: 'hearing' })
    expect(changes.map(({ state }) => state)).toEqual(['adopted'])
    expect(versions.filter(({ adopted }) => adopted !== null)).toMatchObject([
      { fromOn: later(5), standing: 'ahead', adopted: { reason: 'As the order has it' } },
    ])
    const entries = await rowsOf(
      `select 1 from audit.entry where subject like '%setting_change%' or subject like '%discipline_rule%'`,
    )
    expect(entries.length).toBeGreaterThanOrEqual(3)
  })

  test('says beside the field what is wrong, in both languages', async () => {
    const yesterday = later(-1)
    expect(
      await fieldsOf(
        propose(inspector, { key: 'transfer-days', fromOn: yesterday, values: { production_days: 4 } }),
      ),
    ).toEqual({
      fromOn: 'Not before today: what was in force stays as it was.',
    })
    expect(
      await fieldsOf(
        propose(inspector, { key: 'transfer-days', fromOn: today, values: { production_days: 20 } }),
      ),
    ).toEqual({
      'values.warn_days': 'The warning does not begin after the stop.',
    })
    expect(
      await fieldsOf(
        propose(inspector, {
          key: 'transfer-days',
          fromOn: today,
          values: { production_days: 2.5, warn_days: null },
        }),
      ),
    ).toEqual({
      'values.production_days': 'Write a whole number.',
      'values.warn_days': 'Fill this in.',
    })
    expect(
      await fieldsOf(
        propose(inspector, {
          key: 'transfer-days',
          fromOn: today,
          paperOn: later(2),
          values: { warn_days: 9 },
        }),
      ),
    ).toEqual({
      paperOn: 'The paper cannot be of a day to come.',
    })
    expect(await fieldsOf(propose(inspector, { key: 'transfer-days', fromOn: today, values: {} }))).toEqual({
      fromOn: 'It says what holds on that day already.',
    })
    expect(
      await fieldsOf(
        propose(inspector, {
          key: 'duty-shift',
          identity: { shift: 'morning' },
          fromOn: later(1),
          values: { begins: '25:00' },
        }),
      ),
    ).toEqual({
      'values.begins': 'Write an hour of the day, like 08:30.',
    })
    expect(
      await fieldsOf(
        propose(inspector, {
          key: 'complaint-period',
          fromOn: today,
          values: { straight_up: ['torture', 'toString'] },
        }),
      ),
    ).toEqual({
      'values.straight_up': 'Choose among the given values.',
    })
    await expect(
      propose(inspector, { key: 'canteen-limit', prisonId: hyderabad, fromOn: later(3), values: {} }),
    ).rejects.toThrow('not-by-prison')
    await expect(
      propose(inspector, {
        key: 'good-conduct',
        version: 'new',
        identity: { year: 2 },
        fromOn: later(3),
        values: { days: 9 },
      }),
    ).rejects.toThrow('exists-already')
    expect(
      await fieldsOf(
        propose(inspector, {
          key: 'good-conduct',
          version: 'new',
          identity: { year: 0 },
          fromOn: later(3),
          values: { days: 9 },
        }),
      ),
    ).toEqual({
      'identity.year': 'A whole number from 1 to 40.',
    })
    const foreign = await here.unitId('PRS-LHE-C')
    await expect(
      propose(inspector, { key: 'telephone', prisonId: foreign, fromOn: later(3), values: {} }),
    ).rejects.toThrow('not-found')
  })

  test('on a version that somebody changed meanwhile nothing is proposed or adopted; what stands now comes back', async () => {
    const { version } = await inspector.call(contract.getSettingRule, { key: 'escort-strength' })
    const first = await propose(inspector, { key: 'escort-strength', fromOn: later(8), values: { least: 5 } })
    await adopted({ key: 'escort-strength', fromOn: later(2), values: { review_months: 2 } })
    const stale = await propose(law, {
      key: 'escort-strength',
      fromOn: later(8),
      values: { least: 6 },
      version,
    }).catch((error: unknown) => (error instanceof RefusedCall ? error.problem : undefined))
    expect(stale).toMatchObject({
      code: 'stale-version',
      current: { values: { values: { least: 2, review_months: 2 } } },
    })
    await expect(law.call(contract.adoptSetting, { changeId: first })).rejects.toThrow(
      'custody-settings.overtaken',
    )
    const { changes } = await law.call(contract.getSetting, { key: 'escort-strength' })
    const overtaken = changes.find(({ id }) => id === first)!
    expect([overtaken.overtaken, overtaken.may]).toEqual([true, { adopt: false, withdraw: true }])
    expect(overtaken.rows.find(({ column }) => column === 'review_months')).toMatchObject({
      was: { en: '6 months' },
      now: { en: '2 months' },
      becomes: { en: '6 months' },
    })
    await law.call(contract.withdrawSetting, { changeId: first, why: 'Overtaken by another' })
    await expect(
      law.call(contract.withdrawSetting, { changeId: first, why: 'Overtaken by another' }),
    ).rejects.toThrow('decided-already')
  })

  test('what nobody adopted before its day is not adopted after it', async () => {
    const changeId = await propose(inspector, {
      key: 'transfer-days',
      fromOn: today,
      values: { warn_days: 8 },
    })
    await rowsOf(`update custody.setting_change set from_on = from_on - 1 where id = $1`, [changeId])
    await expect(law.call(contract.adoptSetting, { changeId })).rejects.toThrow('too-late')
    // Nor in the database itself, whatever the code does.
    await expect(
      law.act((tx) =>
        sql`update custody.setting_change set state = 'adopted' where id = ${changeId}::uuid`.execute(tx),
      ),
    ).rejects.toThrow('The past is not rewritten')
  })

  test('there is no other way in: the application writes no rule and alters none', async () => {
    const write = (text: string) => inspector.act((tx) => sql.raw(text).execute(tx))
    await expect(
      write(
        `insert into custody.canteen_limit (jurisdiction, from_on, weekly, week_starts, instrument) values ('PK-SD', current_date + 9, 1, 1, 'x')`,
      ),
    ).rejects.toThrow('permission denied')
    for (const { table_name: table } of await rowsOf<{ table_name: string }>(
      `select distinct table_name from custody.setting`,
    )) {
      await expect(write(`update custody.${table} set jurisdiction = jurisdiction`)).rejects.toThrow(
        'permission denied',
      )
      await expect(write(`delete from custody.${table}`)).rejects.toThrow('permission denied')
    }
    const own = await propose(inspector, {
      key: 'diet-rule',
      fromOn: later(4),
      values: { nursing_months: 20 },
    })
    const twist = (text: string) =>
      law.act((tx) => sql.raw(`update custody.setting_change set ${text} where id = '${own}'`).execute(tx))
    await expect(
      twist(`state = 'adopted', after = '{"fed_at_court": true, "nursing_months": 70}'`),
    ).rejects.toThrow('stays as it was proposed')
    await expect(
      inspector.act((tx) =>
        sql`update custody.setting_change set state = 'adopted' where id = ${own}::uuid`.execute(tx),
      ),
    ).rejects.toThrow('setting_change_check')
  })
})

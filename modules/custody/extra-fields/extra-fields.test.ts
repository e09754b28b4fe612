import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as fields from '#kernel/extra-fields/contract'
import { definition, soundAnswer } from '#kernel/extra-fields/testing'
import { RefusedCall, type Someone, type World, world } from '../../../app/testing.ts'
import { admitPrisoner, registerVisitor, reportIncident } from '../contract.ts'
import { aPaperAdmission } from '../testing.ts'

const form = 'custody.admission'
let here: World
let ig: Someone
let law: Someone
let clerk: Someone
let superintendent: Someone
let today: string
beforeAll(async () => {
  here = await world()
  ;[ig, law, clerk, superintendent] = await Promise.all([
    here.someone('inspector-general-prisons', 'PRD-SD'),
    here.someone('law-officer', 'PK-SD'),
    here.someone('prison-admissions-officer', 'PRS-HYD-C'),
    here.someone('superintendent', 'PRS-HYD-C'),
  ])
  today = (await ig.call(fields.getForm, { form })).today
}, 60_000)
afterAll(() => here?.drop())

const sqlOf = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await here.database.owner.pool.query(text, values)).rows as T[]

type NewField = Omit<fields.ExtraField, 'required' | 'sealed'> & { required?: boolean; sealed?: boolean }
const field = (key: string, more: Partial<NewField> = {}): NewField => ({
  key,
  kind: 'text',
  label: { en: `Label of ${key}`, ur: `عنوان ${key}` },
  ...more,
})

/** The next version of a form in Sindh or in one prison, adopted at once by another person. */
async function adopted(
  what: readonly NewField[],
  { of = form, by = law, unitId }: { of?: string; by?: Someone; unitId?: number } = {},
): Promise<string> {
  const { versions } = await ig.call(fields.getForm, { form: of })
  const own = versions.filter((one) => one.jurisdiction === 'PK-SD' && (one.unit?.id ?? undefined) === unitId)
  const { id } = await by.call(fields.proposeFormVersion, {
    form: of,
    after: Math.max(0, ...own.map(({ version }) => version)),
    inForceFrom: today,
    why: 'For this test',
    fields: [...what],
    ...(unitId === undefined ? {} : { unitId }),
  })
  await ig.call(fields.adoptFormVersion, { id })
  return id
}

let people = 0
async function admission(extra?: fields.ExtraAnswers | Record<string, unknown>, by = clerk) {
  people += 1
  return by.insist(admitPrisoner, {
    ...aPaperAdmission({
      person: {
        nameEn: `Extra Person ${letters(people)}`,
        nameUr: `اضافی شخص ${letters(people)}`,
        sex: 'M',
        aliases: [],
      },
      noneOfThese: true,
    }),
    ...(extra === undefined ? {} : { extra: extra as fields.ExtraAnswers }),
  })
}
/** Names are of letters, and each must be another person's. */
const letters = (n: number) => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')

const answersOf = (who: Someone, subjectId: string, of = form) =>
  who.call(fields.getAnswers, { form: of, subjectId })
const saidIn = ({ answers }: fields.SubjectAnswers) =>
  Object.fromEntries(answers.flatMap((one) => (one.said === null ? [] : [[one.field.key, one.said.value]])))

async function refused(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof RefusedCall)) throw new Error(`It was not refused: ${String(error)}`)
  return error.problem
}

describe('a version', () => {
  test('is proposed by one and adopted by another, of the same province, for a day not past', async () => {
    const given = { form, after: 0, inForceFrom: today, why: 'Home Department', fields: [field('tribe')] }
    expect((await refused(clerk.call(fields.proposeFormVersion, given))).code).toBe('not-allowed')
    expect((await refused(superintendent.call(fields.proposeFormVersion, given))).code).toBe('not-allowed')
    expect(
      (await refused(ig.call(fields.proposeFormVersion, { ...given, inForceFrom: '2026-01-01' }))).code,
    ).toBe('extra-fields.past-day')
    const { id } = await ig.call(fields.proposeFormVersion, given)
    expect((await refused(ig.call(fields.adoptFormVersion, { id }))).code).toBe('access.same-person')
    const punjab = await here.someone('inspector-general-prisons', 'PRD-PB')
    expect((await refused(punjab.call(fields.adoptFormVersion, { id }))).code).toBe('not-found')
    expect((await clerk.call(fields.getShownFields, { form })).parts).toEqual([])
    expect((await law.call(fields.listForms, {})).waiting.map((one) => one.id)).toEqual([id])
    await law.call(fields.adoptFormVersion, { id })
    expect((await refused(law.call(fields.adoptFormVersion, { id }))).code).toBe('extra-fields.decided')
    const { parts } = await clerk.call(fields.getShownFields, { form })
    expect(parts.map(({ part, fields: all }) => [part, all.map(({ key }) => key)])).toEqual([
      ['province', ['tribe']],
    ])
    const lahore = await here.someone('prison-admissions-officer', 'PRS-LHE-C')
    expect((await lahore.call(fields.getShownFields, { form })).parts).toEqual([])
    // Somebody drafted over an older version.
    expect((await refused(ig.call(fields.proposeFormVersion, given))).code).toBe('extra-fields.newer-version')
  })

  test('that was returned is closed with its reason, and changes nothing', async () => {
    const { id } = await ig.call(fields.proposeFormVersion, {
      form,
      after: 1,
      inForceFrom: today,
      why: 'A try',
      fields: [],
    })
    await law.call(fields.returnFormVersion, { id, why: 'The tribe is still needed' })
    const { version } = await law.call(fields.getFormVersion, { id })
    expect([version.standing, version.returnedWhy]).toEqual(['returned', 'The tribe is still needed'])
    expect((await clerk.call(fields.getShownFields, { form })).parts[0]!.fields).toHaveLength(1)
  })

  test('is never altered: neither words nor decision, by nobody', async () => {
    const { versions } = await ig.call(fields.getForm, { form })
    const { id } = versions.find(({ standing }) => standing === 'in-force')!
    for (const change of [
      `fields = '[]'`,
      `state = 'returned', returned_why = 'no'`,
      `in_force_from = '2020-01-01'`,
    ])
      await expect(
        law.act((tx) =>
          // A use case could be wrong; the table is not.
          sql`update fields.form_version set ${sql.raw(change)} where id = ${id}::uuid`.execute(tx),
        ),
      ).rejects.toThrow(/never altered/)
  })

  test('keeps kind and sensitivity of a key; the refusal names the field in both languages', async () => {
    const problem = await refused(
      law.call(fields.proposeFormVersion, {
        form,
        after: 2,
        inForceFrom: today,
        why: 'Another kind',
        fields: [field('tribe', { sealed: true })],
      }),
    )
    expect(problem.errors).toMatchObject([{ path: 'fields.0.kind', code: 'changed' }])
    expect(problem.errors![0]!.message.en).toContain('Label of tribe')
    expect(problem.errors![0]!.message.ur).toContain('عنوان tribe')
  })

  test('of one prison stands beside its province’s, there and nowhere else', async () => {
    const unitId = await here.unitId('PRS-HYD-C')
    await adopted([field('bedding', { kind: 'yes-no' })], { by: superintendent, unitId })
    const { parts } = await clerk.call(fields.getShownFields, { form })
    expect(parts.map(({ part }) => part)).toEqual(['province', 'unit'])
    const karachi = await here.someone('prison-admissions-officer', 'PRS-KHI-C')
    expect((await karachi.call(fields.getShownFields, { form })).parts.map(({ part }) => part)).toEqual([
      'province',
    ])
    const { imprisonmentId } = await admission({ province: { tribe: 'سومرو' }, unit: { bedding: 'yes' } })
    expect(saidIn(await answersOf(clerk, imprisonmentId))).toEqual({ tribe: 'سومرو', bedding: 'yes' })
    await adopted([], { by: superintendent, unitId })
  })
})

describe('answers at admission', () => {
  test('are judged by the version in force; each problem is at its field, in both languages, and nothing is written', async () => {
    await adopted([
      field('tribe', { required: true }),
      field('acres', { kind: 'number', least: 0, most: 500, label: { en: 'Acres', ur: 'ایکڑ' } }),
    ])
    const before = await sqlOf<{ n: number }>(`select count(*)::int as n from custody.imprisonment`)
    const none = await refused(admission())
    expect(none.errors).toEqual([
      {
        path: 'extra.province.tribe',
        code: 'required',
        message: { en: 'Answer “Label of tribe”.', ur: '«عنوان tribe» کا جواب دیں۔' },
      },
    ])
    const wrong = await refused(admission({ province: { tribe: 'Soomro', acres: 501, other: 'x' } }))
    expect(wrong.errors!.map(({ path, code }) => [path, code])).toEqual([
      ['extra.province.other', 'not-asked'],
      ['extra.province.acres', 'too-big'],
    ])
    expect(await sqlOf(`select count(*)::int as n from custody.imprisonment`)).toEqual(before)
  })

  test('sent again with the same key are kept once', async () => {
    const body = JSON.stringify({
      ...aPaperAdmission({
        person: { nameEn: 'Twice Sent', nameUr: 'دو بار', sex: 'M', aliases: [] },
        noneOfThese: true,
        paper: { issuedOn: today, detainedSince: today },
      }),
      extra: { province: { tribe: 'Mahar', acres: 3 } },
    })
    const send = async () => {
      const answer = await here.app.request('/api/custody/admissions', {
        method: 'POST',
        headers: {
          'x-test-actor': clerk.grantId,
          'content-type': 'application/json',
          'idempotency-key': '0190a0de-0000-7000-8000-00000000f118',
        },
        body,
      })
      expect(answer.status, await answer.clone().text()).toBe(200)
      return (await answer.json()) as { imprisonmentId: string }
    }
    const first = await send()
    expect(await send()).toEqual(first)
    expect(
      await sqlOf(`select key from fields.answer where subject_id = $1 order by key`, [first.imprisonmentId]),
    ).toEqual([{ key: 'acres' }, { key: 'tribe' }])
  })

  test('typed under a version superseded today are still taken; under an older one the refusal names what is asked now', async () => {
    const shown = (await clerk.call(fields.getShownFields, { form })).parts.map(({ versionId }) => versionId)
    await adopted([field('tribe', { required: true }), field('languages', { required: true })])
    const { imprisonmentId } = await admission({ shown, province: { tribe: 'Jatoi', acres: 12 } })
    expect(saidIn(await answersOf(clerk, imprisonmentId))).toEqual({ tribe: 'Jatoi', acres: 12 })
    // The same a day later.
    await sqlOf(`update fields.form_version set in_force_from = in_force_from - 1 where form = $1`, [form])
    const problem = await refused(admission({ shown, province: { tribe: 'Jatoi', acres: 12 } }))
    expect([problem.code, problem.params]).toEqual([
      'extra-fields.form-changed',
      { fields: 'Label of tribe, Label of languages', fieldsUr: 'عنوان tribe، عنوان languages' },
    ])
    // A field that ended stays readable, beside the words it was asked with.
    const { answers } = await answersOf(clerk, imprisonmentId)
    expect(answers.find((one) => one.field.key === 'acres')).toMatchObject({
      ended: true,
      said: { value: 12 },
      field: { label: { en: 'Acres', ur: 'ایکڑ' } },
    })
  })

  test('are corrected with a reason; what was said before stays, and two officers at once are not written over each other', async () => {
    const { imprisonmentId: subjectId } = await admission({
      province: { tribe: 'Mehr', languages: 'Sindhi' },
    })
    const read = await answersOf(clerk, subjectId)
    const change = {
      form,
      subjectId,
      version: read.version,
      why: 'The family says so',
      extra: { ...read.extra, province: { ...read.extra.province, tribe: 'Mahar' } },
    }
    expect(await clerk.call(fields.correctAnswers, change)).toEqual({ changed: 1 })
    expect((await refused(superintendent.call(fields.correctAnswers, change))).code).toBe('stale-version')
    const { answers, version } = await answersOf(superintendent, subjectId)
    const tribe = answers.find((one) => one.field.key === 'tribe')!
    expect([tribe.said?.value, tribe.said?.why, tribe.earlier.map(({ value }) => value)]).toEqual([
      'Mahar',
      'The family says so',
      ['Mehr'],
    ])
    const emptied = await refused(
      clerk.call(fields.correctAnswers, {
        ...change,
        version,
        extra: { ...change.extra, province: { tribe: 'Mahar' } },
      }),
    )
    expect(emptied.errors).toMatchObject([{ path: 'extra.province.languages', code: 'required' }])
    expect(
      await sqlOf(
        `select detail -> 'after' ->> 'value' as value from audit.entry where subject = 'fields.answer' and act = 'insert'
        and subject_ids @> array[$1] order by n`,
        [subjectId],
      ),
    ).toEqual([{ value: 'Mehr' }, { value: 'Sindhi' }, { value: 'Mahar' }])
    const gate = await here.someone('gate-officer', 'PRS-HYD-C')
    const now = { ...change, version: (await answersOf(gate, subjectId)).version }
    expect((await refused(gate.call(fields.correctAnswers, now))).code).toBe('not-allowed')
  })
})

describe('a sensitive answer', () => {
  const secret = 'Hunted by the Mahar since the fair'
  let subjectId: string
  beforeAll(async () => {
    await adopted([
      field('tribe'),
      field('feud', { sealed: true }),
      field('gang', { kind: 'yes-no', sealed: true }),
      field('zakat', { kind: 'yes-no' }),
    ])
    subjectId = (await admission({ province: { tribe: 'Brohi', feud: secret, gang: 'yes', zakat: 'yes' } }))
      .imprisonmentId
  })

  test('is read by those with the permission, and by nobody else even as a number', async () => {
    expect(saidIn(await answersOf(superintendent, subjectId))).toEqual({
      tribe: 'Brohi',
      feud: secret,
      gang: 'yes',
      zakat: 'yes',
    })
    const read = await answersOf(clerk, subjectId)
    expect(saidIn(read)).toEqual({ tribe: 'Brohi', zakat: 'yes' })
    expect(read.answers.filter(({ withheld }) => withheld).map((one) => [one.field.key, one.said])).toEqual([
      ['feud', null],
      ['gang', null],
    ])
    // The very same for somebody of whom nothing sensitive was answered: not even that there is an answer is told.
    const other = await admission({ province: { tribe: 'Brohi', zakat: 'yes' } })
    const plain = ({ answers }: fields.SubjectAnswers) =>
      answers
        .filter(({ ended }) => !ended)
        .map(({ said, ...one }) => ({ ...one, value: said?.value ?? null }))
    expect(plain(await answersOf(clerk, other.imprisonmentId))).toEqual(plain(read))

    const deputy = await here.someone('deputy-superintendent', 'PRS-HYD-C')
    const counted = async (who: Someone) =>
      (await who.call(fields.countAnswers, { form })).fields.map(({ key }) => key)
    expect(await counted(deputy)).toContain('gang')
    const scope = { form, scope: 'PK-SD', key: 'gang', value: 'yes' }
    expect((await deputy.call(fields.listAnswered, scope)).total).toBe(1)
    expect((await refused(law.call(fields.countAnswers, { form }))).code).toBe('not-found')
    expect((await refused(clerk.call(fields.listAnswered, scope))).code).toBe('not-allowed')
  })

  test('stands in no file, in no error and without its words in the audit', async () => {
    for (const lang of ['en', 'ur'] as const) {
      const file = await here.app.request(
        `/api/reports/custody.prisoners-extra-fields/export?format=csv&lang=${lang}`,
        { headers: { 'x-test-actor': superintendent.grantId } },
      )
      const text = await file.text()
      expect(file.status).toBe(200)
      expect(text).toContain('Brohi')
      expect(text).toContain(lang === 'en' ? 'Label of zakat' : 'عنوان zakat')
      expect(text).not.toContain('feud')
      expect(text).not.toContain(secret)
    }
    const trail = await sqlOf<{ detail: { after: object } }>(
      `select detail from audit.entry where subject_ids @> array[$1] and subject = 'fields.answer'`,
      [subjectId],
    )
    expect(trail).toHaveLength(4)
    expect(JSON.stringify(trail)).not.toContain(secret)
    // The clerk may replace it, is not told that there was one, and the one before stays under seal.
    const { version, extra } = await answersOf(clerk, subjectId)
    expect(JSON.stringify(extra)).not.toContain('feud')
    const problem = await refused(
      clerk.call(fields.correctAnswers, {
        form,
        subjectId,
        version,
        why: 'More is known',
        extra: { ...extra, province: { ...extra.province, gang: 'perhaps' } },
      }),
    )
    expect(JSON.stringify(problem)).not.toContain(secret)
    expect(problem.errors).toMatchObject([{ path: 'extra.province.gang', code: 'choose' }])
    await clerk.call(fields.correctAnswers, {
      form,
      subjectId,
      version,
      why: 'More is known',
      extra: { ...extra, province: { ...extra.province, feud: 'Settled by the jirga' } },
    })
    expect(saidIn(await answersOf(clerk, subjectId))).toEqual({ tribe: 'Brohi', zakat: 'yes' })
    const { answers } = await answersOf(superintendent, subjectId)
    expect(answers.find((one) => one.field.key === 'feud')).toMatchObject({
      said: { value: 'Settled by the jirga' },
      earlier: [{ value: secret }],
    })
  })

  test('and an open one are for those who see the prisoner, by the prisoner’s own policy', async () => {
    for (const [post, unit] of [
      ['superintendent', 'PRS-KHI-C'],
      ['prison-admissions-officer', 'PRS-KHI-C'],
      ['inspector-general-prisons', 'PRD-PB'],
      ['law-officer', 'PK-SD'],
      ['judge', 'CRT-HYD-SJ'],
      ['investigating-officer', 'PS-HYD-CNT'],
    ] as const) {
      const other = await here.someone(post, unit)
      expect((await refused(answersOf(other, subjectId))).code, post).toBe('not-found')
      const { rows } = await other.act((tx) => sql`select 1 from fields.answer`.execute(tx))
      expect(rows, post).toEqual([])
    }
    // Whoever may not admit writes none either, whatever a use case would do.
    await expect(
      law.act((tx) =>
        sql`insert into fields.answer (form, subject_id, version_id, scope, key, sealed, value)
          select form, ${subjectId}::uuid, version_id, scope, 'zakat', false, '"no"' from (select id as version_id, form, scope
            from fields.form_version where form = ${form} and state = 'adopted' order by version desc limit 1) v`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/row-level security/)
  })

  test('each number is as long as the list behind it', async () => {
    const { fields: counted } = await superintendent.call(fields.countAnswers, { form })
    const zakat = counted.find(({ key }) => key === 'zakat')!
    expect(zakat.values.map(({ value, count }) => [value, count])).toEqual([
      ['yes', 2],
      ['no', 0],
    ])
    const { rows, total } = await superintendent.call(fields.listAnswered, {
      form,
      scope: zakat.scope,
      key: 'zakat',
      value: 'yes',
    })
    expect([total, rows.length, rows[0]!.href]).toEqual([2, 2, `/custody/prisoners/${rows[0]!.id}`])
  })
})

test('visitors and incidents take their department’s fields too', async () => {
  await adopted([field('came-by', { kind: 'one', values: [{ value: 'bus', en: 'Bus', ur: 'بس' }] })], {
    of: 'custody.visitor',
  })
  await adopted([field('camera', { kind: 'yes-no', required: true })], { of: 'custody.incident' })
  const { imprisonmentId } = await admission()
  const { visitorId } = await superintendent.call(registerVisitor, {
    visitor: { name: { en: 'Zainab', ur: 'زینب' }, sex: 'F', otherPaper: 'B-form 1' },
    imprisonmentId,
    relation: 'mother',
    extra: { province: { 'came-by': 'bus' } },
  })
  expect(saidIn(await answersOf(superintendent, visitorId, 'custody.visitor'))).toEqual({ 'came-by': 'bus' })
  const report = {
    type: 'other',
    version: 1,
    occurredOn: '2026-11-01',
    occurredTime: '10:00',
    place: 'Yard',
    account: 'A wall has fallen',
    answers: { hurt: false, doctor: false },
  }
  expect((await refused(clerk.call(reportIncident, report))).errors).toMatchObject([
    { path: 'extra.province.camera', code: 'required' },
  ])
  const { id } = await clerk.call(reportIncident, { ...report, extra: { province: { camera: 'no' } } })
  expect(saidIn(await answersOf(clerk, id, 'custody.incident'))).toEqual({ camera: 'no' })
})

test('whatever is defined takes whatever is answered, and what was answered is read unchanged after any later versions', async () => {
  const seed = Date.now() % 1_000_000
  await fc.assert(
    fc.asyncProperty(
      definition().chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.record(Object.fromEntries(all.map((one) => [one.key, soundAnswer(one)]))),
          fc.array(definition(), { maxLength: 2 }),
        ),
      ),
      async ([all, said, later]) => {
        // Another letter before each key: a key keeps its kind for ever, and each run is a department of its own.
        people += 1
        const own = (list: readonly fields.ExtraField[]) =>
          list.map((one) => ({ ...one, key: `p${people}-${one.key}`.slice(0, 40) }))
        const answers = Object.fromEntries(
          Object.entries(said).flatMap(([key, value]) =>
            value === undefined ? [] : [[`p${people}-${key}`.slice(0, 40), value]],
          ),
        )
        await adopted(own(all))
        const { imprisonmentId } = await admission({ province: answers })
        const before = await answersOf(superintendent, imprisonmentId)
        expect(Object.keys(saidIn(before)).sort()).toEqual(Object.keys(answers).sort())
        for (const next of later) {
          people += 1
          await adopted(own(next))
          const after = await answersOf(superintendent, imprisonmentId)
          expect(saidIn(after)).toEqual(saidIn(before))
          const words = (list: fields.SubjectAnswers) =>
            Object.fromEntries(list.answers.flatMap((one) => (one.said ? [[one.field.key, one.field]] : [])))
          expect(words(after)).toEqual(words(before))
        }
      },
    ),
    { numRuns: 12, seed },
  )
  await adopted([])
}, 60_000)

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as register from './register.ts'
import * as registry from './registry.ts'
import { type Language, type Officer, openBrowser, whole } from './stage.ts'
import { ago, Company } from './story.ts'

/**
 * One person, once: who comes back under another spelling is known again; who was wrongly made one is two again, with everything
 * that hung on either; namesakes stay two; and a register of hundreds comes in with its mistakes put right.
 */
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

interface Known {
  readonly id: string
  readonly number: string
  readonly personId: string
  readonly name: Record<Language, string>
  readonly father: Record<Language, string>
  readonly birthDate: string | null
}

/** How another clerk would have written it: by ear. */
const byEar: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/Ghulam/, 'Gulam'],
    [/ee/, 'i'],
    [/oo/, 'u'],
    [/(?<=\w)q/, 'k'],
    [/u(?=[a-z]{2})/, 'o'],
  ],
  ur: [
    [/ذ|ض|ظ/g, 'ز'],
    [/ص|ث/g, 'س'],
    [/ط/g, 'ت'],
    [/ح/g, 'ہ'],
    [/ق/g, 'ک'],
  ],
}
const respelt = (name: string, language: Language): string =>
  byEar[language].reduce((text, [from, to]) => text.replace(from, to), name)

/** Somebody whom this prison held and let go, whose name can be spelt otherwise; a different one for each story. */
async function someoneReleased(clerk: Officer, story: number): Promise<Known> {
  const list = async (state: string) => {
    const { rows } = await clerk.told<{
      rows: { id: string; name: Record<Language, string>; father: Record<Language, string> | null }[]
    }>(`/api/custody/prisoners?state=${state}&size=200`)
    return rows
  }
  const inside = new Set((await list('in')).map((row) => row.name.ur))
  const all = await list('released')
  const fitting = all.filter(
    ({ name, father }) =>
      father !== null &&
      name.ur.split(' ').length > 1 &&
      !name.ur.includes('محمد') &&
      respelt(name[clerk.language], clerk.language) !== name[clerk.language] &&
      !inside.has(name.ur) &&
      all.filter((other) => other.name.ur === name.ur).length === 1,
  )
  const chosen = fitting[story * 2 + (clerk.language === 'ur' ? 1 : 0)]
  if (chosen === undefined) throw new Error('The demo province has nobody of whom this can be told.')
  const { prisoner } = await clerk.told<{ prisoner: Known }>(`/api/custody/prisoners/${chosen.id}`)
  return prisoner
}

/** Cousins of one name, each the son of a man of one name; the family has one telephone. */
const namesakes = {
  en: {
    name: { en: 'Bahawal Lakhmir', ur: 'بہاول لکھمیر' },
    father: { en: 'Sikiladho Lakhmir', ur: 'سکیلدھو لکھمیر' },
    cnic: '41304-5550001-1',
    phone: '03005550001',
  },
  ur: {
    name: { en: 'Mehrab Otho', ur: 'محراب اوٹھو' },
    father: { en: 'Tharo Otho', ur: 'تھارو اوٹھو' },
    cnic: '41304-5550003-3',
    phone: '03005550003',
  },
} as const

const scripts = { en: 'En', ur: 'Ur' } as const

/** Types who came to the gate with a paper warrant, and waits until the prisons were searched for him. */
async function typesWhoCame(
  clerk: Officer,
  person: { name: string; father: string; age?: string; phone?: string },
): Promise<void> {
  const script = scripts[clerk.language]
  await clerk.go('/custody/admissions/new')
  await clerk.fill({ [`person.name${script}`]: person.name, [`person.father${script}`]: person.father })
  await clerk.pick('person.sex', 'M')
  if (person.age !== undefined) await clerk.fill({ 'person.age': person.age })
  await clerk.page.getByText(clerk.say('people:entry.waiting')).waitFor({ state: 'detached' })
  await clerk.settled()
}

async function sendsThePaper(clerk: Officer): Promise<void> {
  const told = ago(0)
  await clerk.fill({ 'paper.reason': 'عدالت ابھی منسلک نہیں', 'paper.sections': '381-A PPC' })
  await clerk.fill({ 'paper.issuedOn': told.typed })
  await clerk.button('custody:admission.submit').click()
}

async function admitsOnPaper(clerk: Officer): Promise<string> {
  await sendsThePaper(clerk)
  await clerk.page.waitForURL(/\/custody\/prisoners\/[0-9a-f-]{36}$/)
  await clerk.page.getByText(clerk.say('custody:prisoner.spans')).waitFor()
  return new URL(clerk.page.url()).pathname.split('/').at(-1) ?? ''
}

async function personOf(clerk: Officer, imprisonmentId: string): Promise<string> {
  const { prisoner } = await clerk.told<{ prisoner: { personId: string } }>(
    `/api/custody/prisoners/${imprisonmentId}`,
  )
  return prisoner.personId
}

/**
 * What a person's page shows this officer: every word on it, apart from the frame around and the moment since which a link stands,
 * which is that of the last decision.
 */
async function pageOf(officer: Officer, personId: string): Promise<string> {
  await officer.go(`/people/${personId}`)
  // Each part comes by itself.
  for (const part of ['cases:story.title', 'custody:panel.imprisonments', 'people:links.title'])
    await officer.page.getByText(officer.say(part), { exact: true }).first().waitFor()
  await officer.settled()
  const text = (await officer.page.getByRole('main').textContent()) ?? ''
  return text.replaceAll(new RegExp(`(${officer.say('people:links.by-source')})[^:]*:\\d\\d`, 'g'), '$1')
}

/** Registers an FIR against one of the cousins; the second is said not to be the one who is found. */
async function registersFir(registrar: Officer, first: boolean): Promise<string> {
  const he = namesakes[registrar.language]
  const told = ago(120)
  await registrar.go('/policing/firs/new')
  await registrar.fill({
    firOn: told.typed,
    reportedOn: told.typed,
    reportedAt: told.time,
    occurredOn: told.typed,
    occurredAtPlace: 'لطیف آباد',
  })
  await registrar.search('offences', '379', 'PPC 379')
  await registrar.fill({ narrativeUr: 'نقدی چوری ہوئی۔' })
  await registrar.pick('complains', 'state')
  await registrar.button('policing:fir.accused-add').click()
  const at = 'accused.0.person'
  await registrar.fill({
    [`${at}.nameUr`]: he.name.ur,
    [`${at}.nameEn`]: he.name.en,
    [`${at}.fatherUr`]: he.father.ur,
    [`${at}.fatherEn`]: he.father.en,
    [`${at}.phone`]: he.phone,
    ...(first ? { [`${at}.cnic`]: he.cnic } : {}),
  })
  await registrar.pick(`${at}.sex`, 'M')
  if (!first) {
    const none = registrar.page.getByRole('radio', {
      name: registrar.say('people:entry.none-of-these'),
    })
    await none.check()
    await registrar.look('fir-namesake')
  }
  await registrar.button('policing:fir.submit').click()
  await registrar.page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
  const { parties } = await registrar.told<{ parties: { role: string; personId: string }[] }>(
    `/api${new URL(registrar.page.url()).pathname}`,
  )
  return parties.find(({ role }) => role === 'accused')?.personId ?? ''
}

const both = ['en', 'ur'] as const
const inWords = { en: 'in English', ur: 'in Urdu' } as const
const companies = {} as Record<Language, Company>
beforeAll(() => {
  for (const language of both) companies[language] = new Company(browser, language)
})
afterAll(() => Promise.all(both.map((language) => companies[language].leave())))

/** The persons whom the two FIRs made of the cousins. */
const cousins = new Map<Language, readonly [string, string]>()

// First: the registry compares new records a minute later, and the stories after this one fill that minute.
for (const language of both) {
  describe(`two namesakes with the same father, ${inWords[language]}`, () => {
    test('a clerk says of a namesake with the same father that he is not the one who is known', async () => {
      const registrar = await companies[language].call('registrar.hyd')
      const persons = [await registersFir(registrar, true), await registersFir(registrar, false)] as const
      expect(new Set(persons).size).toBe(2)
      cousins.set(language, persons)
    })
  })
}

for (const language of both) {
  describe(`one person, once, ${inWords[language]}`, () => {
    let company: Company
    beforeAll(() => {
      company = companies[language]
    })

    test('a man who comes back under another spelling is known again', async () => {
      const clerk = await company.call('admissions.hyd')
      const before = await someoneReleased(clerk, 0)
      await typesWhoCame(clerk, {
        name: respelt(before.name[language], language),
        father: respelt(before.father[language], language),
        age: '35',
      })
      const shown = clerk.page.locator('label').filter({ has: clerk.page.getByText(whole(before.number)) })
      await shown.getByText(clerk.say('people:why.sound'), { exact: true }).waitFor()
      await shown.getByText(clerk.say('people:why.father'), { exact: true }).waitFor()
      await clerk.look('known-under-another-spelling')
      await shown.getByRole('radio').check()
      const imprisonment = await admitsOnPaper(clerk)
      await clerk.page.getByText(clerk.say('custody:prisoner.previous', { count: 1 })).waitFor()
      await clerk.look('prisoner-known-again')
      expect(await personOf(clerk, imprisonment)).toBe(before.personId)
      await clerk.go(`/people/${before.personId}`)
      await clerk.page.getByText(whole(before.number)).first().waitFor()
      await clerk.look('person-with-earlier-imprisonment')
    })

    describe('two men wrongly made one', () => {
      const why = { merge: 'ایک ہی انگوٹھے کا نشان سمجھا گیا', split: 'نشان انگوٹھا دوسرے شخص کا نکلا' }
      let first: Known
      let other = ''
      let before: string[] = []

      test('a clerk says that the new man is not the one of before', async () => {
        const clerk = await company.call('admissions.hyd')
        first = await someoneReleased(clerk, 1)
        await typesWhoCame(clerk, {
          name: first.name[language],
          father: first.father[language],
          age: String(Number(ago(0).day.slice(0, 4)) - Number(first.birthDate?.slice(0, 4) ?? '1990')),
        })
        // Passed over, the question is put again and the cursor goes to it.
        await sendsThePaper(clerk)
        await clerk.page.getByText(clerk.say('custody:refusal.look-at-candidates')).first().waitFor()
        await expect
          .poll(() => clerk.page.evaluate(() => document.activeElement?.getAttribute('name')))
          .toBe('person.known')
        await clerk.look('known-not-answered')
        await clerk.page.getByRole('radio', { name: clerk.say('people:entry.none-of-these') }).check()
        await clerk.look('known-but-another')
        other = await personOf(clerk, await admitsOnPaper(clerk))
        expect(other).not.toBe(first.personId)
        before = [await pageOf(clerk, first.personId), await pageOf(clerk, other)]
        expect(before[0]).toContain(first.number)
        expect(before[1]).not.toContain(first.number)
      })

      test('a reviewer takes them for one; as dates hang on it a law officer lets it take effect', async () => {
        const reviewer = await company.call('reviewer')
        await registry.proposesOnPage(reviewer, other, first.personId, 'merge', why.merge)
        await registry.sends(reviewer)
        await registry.isDecided(company, why.merge, true, 'merge')
        const clerk = await company.call('admissions.hyd')
        const [one, same] = [await pageOf(clerk, first.personId), await pageOf(clerk, other)]
        expect(one).toBe(same)
        expect(one).toContain(first.number)
        await clerk.look('person-made-one')
      })

      test('undone, both are to the letter what they were', async () => {
        await registry.proposesToUndo(await company.call('reviewer'), first.personId, why.split)
        await registry.isDecided(company, why.split, true, 'split')
        const clerk = await company.call('admissions.hyd')
        expect([await pageOf(clerk, first.personId), await pageOf(clerk, other)]).toEqual(before)
        await clerk.look('person-apart-again')
      })
    })
  })
}

for (const language of both) {
  describe(`the same namesakes a minute later, ${inWords[language]}`, () => {
    const he = namesakes[language]
    const why = 'دو چچازاد بھائی، دادا الگ ہیں'
    let company: Company
    beforeAll(() => {
      company = companies[language]
    })

    test('reviewers keep them apart, and the queue asks no more', async () => {
      const reviewer = await company.call('reviewer')
      await registry.findsInReview(reviewer, he.name[language])
      await registry.proposesInQueue(reviewer, he.name[language], 'reject-pair', why)
      await registry.isDecided(company, why, false, 'reject-pair')
      expect(await registry.isInReview(reviewer, he.name[language])).toBe(false)
    })

    test('who would join them all the same is refused', async () => {
      const reviewer = await company.call('reviewer')
      const persons = cousins.get(language)!
      await registry.proposesOnPage(reviewer, persons[1], persons[0], 'merge', 'پھر بھی ایک ہی شخص')
      await reviewer.page
        .getByRole('dialog')
        .getByRole('button', { name: reviewer.say('people:act.propose'), exact: true })
        .click()
      await reviewer.page.getByText(reviewer.say('people:refusal.kept-apart')).waitFor()
      await reviewer.look('merge-refused')
      await reviewer.page.keyboard.press('Escape')
      await reviewer.go(`/people?q=${encodeURIComponent(`${he.name.ur} ولد ${he.father.ur}`)}`)
      for (const person of persons)
        await reviewer.page.locator(`main a[href$="/people/${person}"]`).first().waitFor()
      await reviewer.look('two-namesakes')
    })
  })
}

// After the others: hundreds of namesakes come in, and the review queue is long from then on.
for (const language of both) {
  describe(`a register, ${inWords[language]}`, () => {
    test('comes in, and ten rows are put right without a mouse', async () => {
      const clerk = await companies[language].call(language === 'en' ? 'admissions.hyd' : 'admissions.khi')
      await register.uploads(clerk)
      await register.mapsTheFather(clerk)
      await register.imports(clerk)
      const mended = await register.mends(clerk, 10)
      expect(new Set(mended).size).toBe(10)
      expect(await register.rejected(clerk)).toBe(9)
      await clerk.look('register-ten-put-right')
      await register.findsTheirDates(clerk)
    })
  })
}

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { screens } from '../app/web/screens.ts'
import { Officer, openBrowser } from './stage.ts'
import { ago } from './story.ts'

/**
 * Every screen there is, opened by someone whose post may open it, in both languages: nothing fails, no text is missing, axe finds
 * nothing. A screen added tomorrow is opened here without a line being written.
 */

/** Whoever can open a screen first, does: those with the most to see stand first. */
const posts = [
  'registrar.hyd',
  'io.hyd',
  'prosecutor.hyd',
  'dpp.hyd',
  'judge.hyd',
  'reader.hyd',
  'admissions.hyd',
  'superintendent.hyd',
  'gate.hyd',
  'visits.hyd',
  'store.hyd',
  'doctor.hyd',
  'probation.hyd',
  'lawyer.aid',
  'fund.donor',
  'ig.prisons',
  'law.officer',
  'reviewer',
  'auditor',
  'admin',
  'approver',
] as const

/** Read on a phone, on the way or standing: the court's day, the gate, the count. */
const onPhone = [
  '/courts/day',
  '/custody/gate',
  '/custody/roll-checks/$id',
  '/custody/evacuation-roll',
  '/custody/visit-desk',
  '/custody/health/doses',
  '/custody/escorts/$id',
  '/custody/roster',
  '/custody/duty-handover',
]
/** The screens most people have open all day, seen in the dark too. */
const inTheDark = ['/', '/cases', '/custody/prisoners', '/prosecution/challans', '/courts/day']

interface Rows {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** Where the record of a screen with `$id` is taken from: the first row of a list, and what it is called there. */
const records: readonly (readonly [path: RegExp, list: string, key: string])[] = [
  [/^\/policing\/cases\//, '/api/policing/firs', 'caseId'],
  [/^\/prosecution\/scrutiny\//, '/api/prosecution/challans?show=all', 'caseId'],
  [/^\/custody\/prisoners\//, '/api/custody/prisoners', 'id'],
  [/^\/custody\/remission-notifications\//, '/api/custody/remission-notifications', 'id'],
  [/^\/custody\/funds\//, '/api/custody/funds', 'id'],
  [/^\/custody\/accommodation\//, '/api/custody/barracks', 'id'],
  [/^\/custody\/stores\//, '/api/custody/stores', 'id'],
  [/^\/custody\/visitors\//, '/api/custody/visitors', 'id'],
  [/^\/custody\/returns\//, '/api/custody/returns', 'id'],
  [/^\/custody\/registers\//, '/api/custody/registers', 'key'],
  [/^\/custody\/settings\//, '/api/custody/settings', 'key'],
  [/^\/custody\/roll-checks\//, '/api/custody/roll-checks', 'id'],
  [/^\/custody\/parole\//, '/api/custody/parole-cases?show=all', 'id'],
  [/^\/custody\/probation\//, '/api/custody/probation-orders', 'id'],
  [/^\/custody\/bail\//, '/api/custody/bail-granted', 'imprisonmentId'],
  [/^\/custody\/warrants\//, '/api/custody/warrants', 'id'],
  [/^\/custody\/wanted\//, '/api/custody/matters?show=at-large', 'imprisonmentId'],
  [/^\/custody\/transfers\//, '/api/custody/transfers?show=all', 'id'],
  [/^\/custody\/escorts\//, `/api/custody/escorts?on=${ago(0).day}`, 'id'],
  [/^\/custody\/adjudications\//, '/api/custody/adjudications', 'id'],
  [/^\/custody\/incident-types\//, '/api/custody/incident-types', 'code'],
  [/^\/custody\/incidents\//, '/api/custody/incidents', 'id'],
  [/^\/custody\/factory\//, '/api/custody/factory/orders?show=open', 'id'],
  [/^\/custody\/labour\//, '/api/custody/labour', 'id'],
  [/^\/custody\/courses\//, '/api/custody/education', 'id'],
  [/^\/custody\/notices\//, '/api/custody/notices?show=all', 'id'],
  [/^\/custody\/matters\//, '/api/custody/matters?show=all', 'id'],
  [/^\/custody\/complaints\//, '/api/custody/complaints?show=all', 'id'],
  [/^\/legal-aid\//, '/api/legal-aid/matters?show=all', 'id'],
  [/^\/courts\/release-orders\//, '/api/courts/release-orders?show=all', 'id'],
  [/^\/(cases|courts\/list)\//, '/api/cases', 'id'],
  [/^\/settings\/fields\//, '/api/extra-fields/forms', 'key'],
  [/^\/settings\/field-versions\//, '/api/extra-fields/forms/custody.admission', 'id'],
  [/^\/units\//, '/api/units?q=PRS-HYD-C', 'id'],
  [/^\/workflows\//, '/api/workflow/definitions', 'id'],
  [/^\/handovers\//, '/api/handovers?direction=outgoing&show=all', 'id'],
  [/^\/law\/packs\//, '/api/law/packs', 'code'],
  [/^\/reports\//, '/api/reports', 'key'],
]

let browser: Browser
const officers: { windows: readonly Officer[]; may: ReadonlySet<string> }[] = []
beforeAll(async () => {
  browser = await openBrowser()
  for (const username of posts) {
    const officer = await Officer.signIn(browser, username, 'en')
    const session = (await (await officer.page.request.get('/api/session')).json()) as {
      permissions: string[]
    }
    const windows = [officer, await officer.beside(browser, 'ur')]
    officers.push({ windows, may: new Set(session.permissions) })
  }
})
afterAll(() => browser.close())

// On a slow machine all screens take longer than a session lasts in which nothing is asked.
let stayed = Date.now()
beforeEach(async () => {
  if (Date.now() - stayed < 300_000) return
  stayed = Date.now()
  await Promise.all(officers.map(({ windows }) => windows[0]!.page.request.get('/api/session')))
})

async function rowsOf(officer: Officer, list: string): Promise<Rows['rows']> {
  const answer = await officer.page.request.get(list)
  if (!answer.ok()) return []
  const found = (await answer.json()) as Readonly<Record<string, unknown>>
  // What a page lists beside its rows, as the prisons to choose from, is not what it opens.
  const lists = [found.rows, ...Object.values(found)]
  return lists.find((value): value is Rows['rows'] => Array.isArray(value)) ?? []
}

/** The address with a record of this officer's in it; undefined when there is none to show. */
async function filled(path: string, officer: Officer): Promise<string | undefined> {
  if (!path.includes('$')) return path
  const put = (id: unknown) =>
    id === undefined ? undefined : path.replace('$act', 'rename').replace(/\$\w+/, String(id))
  if (/^\/(people|courts\/(remand|bail|judgment))\//.test(path)) {
    for (const { id } of (await rowsOf(officer, '/api/cases?size=50')).slice(0, 30)) {
      const answer = await officer.page.request.get(`/api/cases/${String(id)}`)
      const { parties } = (await answer.json()) as {
        parties: { id: string; role: string; personId: string | null; outcome: string | null }[]
      }
      const accused = parties.find(
        ({ role, personId, outcome }) =>
          role === 'accused' && personId !== null && (outcome === null || path.startsWith('/people')),
      )
      if (accused !== undefined) return put(path.startsWith('/people') ? accused.personId : accused.id)
    }
    return undefined
  }
  const source = records.find(([pattern]) => pattern.test(path))
  if (source === undefined) return undefined
  const [, list, key] = source
  return put((await rowsOf(officer, list))[0]?.[key])
}

const named = (path: string) => (path === '/' ? 'home' : path.slice(1).replace(/[/$]+/g, '-'))

/** Not opened here: what is for developers or before the sign-in, and records that the demo province does not hold. */
const left = [
  '/gallery',
  '/sign-in',
  '/enrol',
  '/verify/$token',
  '/law/versions/$id',
  '/custody/register-imports/$id',
]

async function opens(officer: Officer, screen: string, path: string): Promise<void> {
  // Both ways in: by its address in English, by a link in Urdu.
  await (officer.language === 'en' ? officer.go(path) : officer.follow(path))
  await officer.look(`screen-${named(screen)}`, 'both')
  expect(await officer.missingTexts(), 'texts that are missing').toEqual([])
  if (onPhone.includes(screen)) {
    await officer.page.setViewportSize({ width: 390, height: 844 })
    await officer.look(`screen-${named(screen)}-phone`, 'both')
    await officer.page.setViewportSize({ width: 1280, height: 900 })
  }
  if (inTheDark.includes(screen)) {
    await officer.page.emulateMedia({ colorScheme: 'dark' })
    await officer.look(`screen-${named(screen)}-dark`, 'both')
    await officer.page.emulateMedia({ colorScheme: 'light' })
  }
  expect(officer.troubles.splice(0), 'errors in the console').toEqual([])
}

for (const screen of screens) {
  if (left.includes(screen.path)) continue
  test(`${screen.path} opens in both languages`, async () => {
    const able = officers.filter(
      ({ may }) => ['public', 'account', 'signed-in'].includes(screen.needs) || may.has(screen.needs),
    )
    expect(able.length, `someone of the demo may open ${screen.path}`).toBeGreaterThan(0)
    for (const { windows } of able) {
      const path = await filled(screen.path, windows[0]!)
      if (path === undefined) continue
      await Promise.all(windows.map((officer) => opens(officer, screen.path, path)))
      return
    }
    throw new Error(`The demo holds no record for ${screen.path}.`)
  })
}

import { expect, it } from 'vitest'
import { defineScreens } from '../../platform/ui/screens.ts'
import type { Session } from '../../platform/ui/session.tsx'
import { isPublic, isWithin, namespacesOf, navigationOf } from './navigation.ts'

const page = () => Promise.reject(new Error('not opened here'))
const { screens } = defineScreens('custody', [
  {
    path: '/b',
    page,
    needs: 'custody:admit',
    nav: { section: 'custody:system', label: 'custody:nav.b', icon: 'lock', order: 2 },
  },
  {
    path: '/law',
    page,
    needs: 'signed-in',
    nav: { section: 'law:system', label: 'law:nav.law', icon: 'book', order: 1 },
  },
  {
    path: '/a',
    page,
    needs: 'custody:read',
    nav: { section: 'custody:system', label: 'custody:nav.a', icon: 'lock', order: 0 },
  },
  { path: '/a/$id', page, needs: 'custody:read' },
])
const name = { en: 'A', ur: 'ا' }
const session: Session = {
  account: { id: '1', username: 'a', name, language: 'en' },
  acting: { grantId: 'g', post: 'clerk', title: name, unit: { id: 'u', code: 'c', name, kind: 'prison' } },
  posts: [],
  permissions: ['custody:read'],
  stepUpUntil: null,
  withSecondFactor: false,
  hasSecondFactor: false,
  mustSetUpSecondFactor: false,
}
const shown = (who: Session | undefined) =>
  navigationOf(screens, who).map(({ section, screens: within }) => [section, within.map(({ path }) => path)])

it('shows only what the post may use, grouped by system, in order', () => {
  expect(shown(session)).toEqual([
    ['custody:system', ['/a']],
    ['law:system', ['/law']],
  ])
  expect(shown({ ...session, permissions: ['custody:read', 'custody:admit'] })[0]).toEqual([
    'custody:system',
    ['/a', '/b'],
  ])
})

it('keeps the sections of one system together, whatever stands between them by order', () => {
  const nav = { label: 'custody:nav.x', icon: 'lock' } as const
  const more = defineScreens('custody', [
    { path: '/c', page, needs: 'custody:read', nav: { ...nav, section: 'custody:system', order: 1 } },
    { path: '/law', page, needs: 'custody:read', nav: { ...nav, section: 'law:system', order: 2 } },
    { path: '/d', page, needs: 'custody:read', nav: { ...nav, section: 'custody:group.court', order: 3 } },
  ])
  expect(navigationOf(more.screens, session).map(({ section }) => section)).toEqual([
    'custody:system',
    'custody:group.court',
    'law:system',
  ])
})

it('shows nothing that needs a post to an account without one, and nothing to nobody', () => {
  expect(shown({ ...session, acting: null, permissions: [] })).toEqual([])
  expect(shown(undefined)).toEqual([])
})

it('asks for the texts of the systems shown and no others', () => {
  expect(namespacesOf(navigationOf(screens, session))).toEqual(['common', 'custody', 'law'])
  expect(namespacesOf([])).toEqual(['common'])
})

it('knows where one is', () => {
  expect(isWithin('/custody/prisoners/7', '/custody/prisoners')).toBe(true)
  expect(isWithin('/custody/prisoners-old', '/custody/prisoners')).toBe(false)
  expect(isWithin('/custody', '/')).toBe(false)
})

it('knows the pages open to anybody, and takes an unknown one for closed', () => {
  const some = defineScreens('x', [
    { path: '/verify/$code', page, needs: 'public' },
    { path: '/verify/$code/history', page, needs: 'signed-in' },
  ]).screens
  expect(
    ['/verify/A-7', '/verify/A-7/history', '/verify', '/else'].map((path) => isPublic(some, path)),
  ).toEqual([true, false, false, false])
})

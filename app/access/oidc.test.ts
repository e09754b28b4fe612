import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oidcProviders } from '#kernel/identity'
import { type Browser, type SignInWorld, signInWorld } from './world.ts'

let world: SignInWorld
let server: Server
let issuer: string
const publicUrl = 'http://127.0.0.1:8080'
const names = [
  'PROVIDERS',
  'GOVT_ISSUER',
  'GOVT_CLIENT_ID',
  'GOVT_CLIENT_SECRET',
  'GOVT_LABEL_EN',
  'GOVT_LABEL_UR',
]

beforeAll(async () => {
  world = await signInWorld()
  server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'mizan',
        client_secret: 'a secret between the two servers',
        redirect_uris: [`${publicUrl}/api/sign-in/oidc/govt/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['only for tests'] },
  })
  server.on('request', provider.callback())
  process.env.MIZAN_PUBLIC_URL = publicUrl
  process.env.MIZAN_OIDC_PROVIDERS = 'govt'
  process.env.MIZAN_OIDC_GOVT_ISSUER = issuer
  process.env.MIZAN_OIDC_GOVT_CLIENT_ID = 'mizan'
  process.env.MIZAN_OIDC_GOVT_CLIENT_SECRET = 'a secret between the two servers'
  process.env.MIZAN_OIDC_GOVT_LABEL_EN = 'Government account'
})
afterAll(async () => {
  delete process.env.MIZAN_PUBLIC_URL
  for (const name of names) delete process.env[`MIZAN_OIDC_${name}`]
  await new Promise((done) => server.close(done))
  await world.close()
})

/** Where the page we answered with goes on to. */
function onwards(html: string): string {
  const found = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(html)
  if (found === null) throw new Error(`not a page that goes on: ${html}`)
  return found[1]!.replaceAll('&amp;', '&')
}

/** Visits our start page and returns the provider's address it leads to. */
async function leave(browser: Browser): Promise<URL> {
  const start = await browser.call('GET', '/sign-in/oidc/govt')
  expect(start.status).toBe(200)
  return new URL(onwards(start.text))
}

/** Signs in at the provider as `subject`, as a person would with its forms, and returns the address it sends the browser back to. */
async function signInAtProvider(to: URL, subject: string): Promise<URL> {
  const jar = new Map<string, string>()
  let address = to
  let form: URLSearchParams | undefined
  for (let i = 0; i < 15; i += 1) {
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    })
    form = undefined
    for (const line of answer.headers.getSetCookie()) {
      const pair = line.split(';')[0]!
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = answer.headers.get('location')
    if (location !== null) {
      address = new URL(location, address)
      if (address.origin === publicUrl) return address
      continue
    }
    const html = await answer.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1]
    if (action === undefined) throw new Error(`the provider showed no form: ${html}`)
    address = new URL(action, address)
    form = html.includes('name="login"')
      ? new URLSearchParams({ prompt: 'login', login: subject, password: 'any' })
      : new URLSearchParams({ prompt: 'consent' })
  }
  throw new Error('the provider never sent the browser back')
}

const callback = (browser: Browser, back: URL) =>
  browser.call('GET', `${back.pathname.replace('/api', '')}${back.search}`)

async function link(subject: string, accountId: string, approved: boolean): Promise<void> {
  const [proposer, approver] = [await world.account(`p-${subject}`), await world.account(`a-${subject}`)]
  await world.database.owner.pool.query(
    `insert into identity.external_identity (issuer, subject, account_id, proposed_by, approved_by, approved_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [issuer, subject, accountId, proposer, approved ? approver : null, approved ? new Date() : null],
  )
}

test('a linked subject signs in through a real provider, with PKCE, state and nonce', async () => {
  const account = await world.account('officer')
  await link('subject-1', account, true)
  const browser = world.browser()
  const to = await leave(browser)
  expect(to.searchParams.get('code_challenge_method')).toBe('S256')
  expect(to.searchParams.get('nonce')).not.toBe(null)
  const back = await callback(browser, await signInAtProvider(to, 'subject-1'))
  expect(onwards(back.text)).toBe('/')
  expect((await browser.call('GET', '/session')).body).toMatchObject({ account: { id: account } })
  expect(world.bugs).toEqual([])
})

test('a subject nobody linked, or that only one officer linked, signs in as nobody', async () => {
  const account = await world.account('half-linked')
  await link('subject-2', account, false)
  for (const subject of ['a stranger', 'subject-2']) {
    const browser = world.browser()
    const back = await callback(browser, await signInAtProvider(await leave(browser), subject))
    expect(onwards(back.text)).toBe('/sign-in?problem=identity.oidc-not-linked')
    expect((await browser.call('GET', '/session')).status).toBe(401)
  }
})

test('the way back works once, and only in the browser that left', async () => {
  await link('subject-3', await world.account('once'), true)
  const browser = world.browser()
  const back = await signInAtProvider(await leave(browser), 'subject-3')
  const thief = world.browser()
  expect(onwards((await callback(thief, back)).text)).toBe('/sign-in?problem=identity.oidc-failed')
  // The thief's try has spent the flow: the owner must begin again rather than share it.
  expect(onwards((await callback(browser, back)).text)).toBe('/sign-in?problem=identity.oidc-failed')
  const again = await signInAtProvider(await leave(browser), 'subject-3')
  expect(onwards((await callback(browser, again)).text)).toBe('/')
  expect(onwards((await callback(browser, again)).text)).toBe('/sign-in?problem=identity.oidc-failed')
})

test('a changed code or a missing code is refused', async () => {
  const browser = world.browser()
  const back = await signInAtProvider(await leave(browser), 'subject-1')
  back.searchParams.set('code', 'another')
  expect(onwards((await callback(browser, back)).text)).toBe('/sign-in?problem=identity.oidc-failed')
  const denied = await leave(browser)
  const state = denied.searchParams.get('state')!
  expect(
    onwards(
      (await browser.call('GET', `/sign-in/oidc/govt/callback?error=access_denied&state=${state}`)).text,
    ),
  ).toBe('/sign-in?problem=identity.oidc-failed')
})

test('a disabled account is not opened by its link', async () => {
  const account = await world.account('gone')
  await link('subject-4', account, true)
  await world.database.owner.pool.query(`update identity.account set disabled_at = now() where id = $1`, [
    account,
  ])
  const browser = world.browser()
  const back = await callback(browser, await signInAtProvider(await leave(browser), 'subject-4'))
  expect(onwards(back.text)).toBe('/sign-in?problem=identity.oidc-not-linked')
})

test('providers are listed with their names, and one that is named but not described is an error at once', async () => {
  expect((await world.browser().call('GET', '/sign-in/oidc')).body).toEqual({
    providers: [{ name: 'govt', label: { en: 'Government account', ur: 'Government account' } }],
  })
  expect(() => oidcProviders({ MIZAN_OIDC_PROVIDERS: 'x' })).toThrow(/ISSUER/)
})

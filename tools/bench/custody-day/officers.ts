import type pg from 'pg'
import { createAccount, hashPassword, setPasswordHash } from '#kernel/identity'
import { demoPassword } from '../../seed/accounts.ts'
import { signIn } from '../running-app.ts'

/** The posts that carry a prison through its day. */
const posts = {
  admissions: 'prison-admissions-officer',
  deputy: 'deputy-superintendent',
  superintendent: 'superintendent',
  gate: 'gate-officer',
  visits: 'visits-officer',
} as const
export type Desk = keyof typeof posts

/** A prison of the bench with somebody signed in at each of its desks. */
export interface StaffedPrison {
  readonly id: number
  readonly code: string
  readonly held: number
  /** The cookie of whoever sits at a desk. */
  readonly at: Readonly<Record<Desk, string>>
}

/**
 * Puts an officer at each desk of every prison that holds somebody, as the owner of the database, and signs them in through the
 * application. The superintendents have confirmed who they are: they approve releases, and the confirmation lasts five minutes.
 */
export async function staffPrisons(owner: pg.Client, base: string): Promise<StaffedPrison[]> {
  const { rows: prisons } = await owner.query<{ id: number; code: string; held: number }>(
    `select u.id, u.code, count(*)::int as held from custody.imprisonment i join units.unit u on u.id = i.prison_id
      where i.state = 'in' group by 1, 2 order by 3 desc`,
  )
  const hash = await hashPassword(demoPassword)
  const staffed: StaffedPrison[] = []
  for (const { id, code, held } of prisons) {
    const at: Partial<Record<Desk, string>> = {}
    for (const [desk, post] of Object.entries(posts) as [Desk, string][]) {
      const username = `day.${desk}.${code}`.toLowerCase()
      const name = { en: `${post} ${code}`, ur: `${post} ${code}` }
      const account = await createAccount(owner, { username, name, secondFactor: 'optional' })
      await setPasswordHash(owner, account, hash)
      await owner.query(
        `insert into access.grant (account_id, post_code, unit_id, valid_from, reason)
         select $1, $2, $3, timestamptz '2020-01-01', 'Benchmark' where not exists (select 1 from access.grant where account_id = $1)`,
        [account, post, id],
      )
      at[desk] = await signIn(base, username, demoPassword)
    }
    staffed.push({ id, code, held, at: at as Record<Desk, string> })
  }
  return staffed
}

/**
 * Keeps every officer at their desk for the next minutes: a session that asks nothing for a quarter of an hour ends, and in a small prison
 * a desk may wait longer than that for somebody to come. The superintendents confirm again who is at the keyboard.
 */
export async function stayAtDesks(base: string, prisons: readonly StaffedPrison[]): Promise<void> {
  await Promise.all(
    prisons.flatMap(({ at: { superintendent, ...others } }) => [
      confirm(base, superintendent),
      ...Object.values(others).map((cookie) => stay(base, cookie)),
    ]),
  )
}

async function stay(base: string, cookie: string): Promise<void> {
  await untilTaken('A desk has lost its session', () => fetch(`${base}/api/session`, { headers: { cookie } }))
}

/** Confirms again who is at a keyboard, for five minutes. */
async function confirm(base: string, cookie: string): Promise<void> {
  await untilTaken('Nobody is confirmed', () =>
    fetch(`${base}/api/session/step-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ password: demoPassword }),
    }),
  )
}

/** An application that is asked for more than it can do says so and asks to come back: an officer does, for half a minute. */
async function untilTaken(otherwise: string, ask: () => Promise<Response>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask()
    const said = await answer.text()
    if (answer.ok) return
    if (answer.status !== 503 || attempt === 10) throw new Error(`${otherwise}: ${answer.status} ${said}`)
    await new Promise((resolve) => setTimeout(resolve, 3_000))
  }
}

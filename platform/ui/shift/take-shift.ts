import { secretOfOwnDrafts } from '../forms/own-drafts.ts'
import type { Session } from '../session.tsx'
import { keepApplication } from './keep-application.ts'
import { openShift } from './open-shift.ts'
import { type Answer, addToPack, packOf } from './pack.ts'
import { devicePacks } from './pack-shelf.ts'

/**
 * Lays the application in on this device and seals what a desk needs for a shift beside it. The end is counted on the device's own
 * clock, from now. @throws when the browser keeps nothing, or has no connection to fetch the rest of the application
 */
export async function takeShift(given: {
  readonly session: Session
  readonly passphrase: string
  readonly about: readonly string[]
  readonly answers: readonly Answer[]
  readonly lastsMs: number
  readonly mostTries: number
}): Promise<void> {
  const { session, passphrase, about, answers, lastsMs, mostTries } = given
  await keepApplication()
  const secret = await secretOfOwnDrafts()
  const takenAt = Date.now()
  const pack = await packOf({
    passphrase,
    about,
    contents: { session, secret, answers },
    takenAt,
    until: takenAt + lastsMs,
    mostTries,
  })
  await (await devicePacks()).put(pack)
  openShift({ account: session.account.id, takenAt, until: pack.until, secret })
}

let adding: Promise<void> = Promise.resolve()

/** What a page learnt during the shift and must show again without a connection. Nothing where no shift was taken along. */
export function addToShift(account: string, name: string, answers: readonly Answer[]): Promise<void> {
  // One after the other: each puts the whole pack back.
  adding = adding.then(async () => {
    const [shelf, secret] = await Promise.all([devicePacks(), secretOfOwnDrafts()])
    await addToPack(shelf, { account, secret, name, answers }, Date.now())
  })
  // A device that keeps nothing has no shift either.
  adding = adding.catch(() => undefined)
  return adding
}

/** The pack of an account is thrown away: at sign-out, at its end, or when the officer puts the shift down. */
export async function putShiftDown(account: string): Promise<void> {
  await devicePacks()
    .then((shelf) => shelf.drop(account))
    // A device that keeps nothing has nothing to throw away.
    .catch(() => undefined)
  openShift(undefined)
}

import type { Browser } from 'playwright-core'
import { type Language, Officer } from './stage.ts'

/** One case as it goes from hand to hand: what each officer learns on screen and the next one needs. */
export interface Story {
  readonly language: Language
  readonly accused: { readonly en: string; readonly ur: string }
  readonly complainant: { readonly en: string; readonly ur: string }
  fir: string
  caseId: string
  prisonerUrl: string
  number: string
}

/** The officers of one story: each signs in once, when first needed. */
export class Company {
  readonly #browser: Browser
  readonly #language: Language
  readonly #members = new Map<string, Officer>()
  constructor(browser: Browser, language: Language) {
    this.#browser = browser
    this.#language = language
  }

  async call(username: string): Promise<Officer> {
    const there = this.#members.get(username)
    if (there !== undefined) return there
    const officer = await Officer.signIn(this.#browser, username, this.#language)
    this.#members.set(username, officer)
    return officer
  }

  async leave(): Promise<void> {
    await Promise.all([...this.#members.values()].map((officer) => officer.leave()))
    this.#members.clear()
  }
}

/** A moment some minutes ago on Pakistan's clocks: the day as forms take it, the day in order, and the time. */
export function ago(minutes: number): { typed: string; day: string; time: string } {
  const local = new Date(Date.now() + 5 * 3_600_000 - minutes * 60_000).toISOString()
  const day = local.slice(0, 10)
  return { typed: typedDay(day), day, time: local.slice(11, 16) }
}

/** A day as a clerk types it. */
export function typedDay(day: string): string {
  return day.split('-').reverse().join('/')
}

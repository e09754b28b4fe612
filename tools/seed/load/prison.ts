import { compute, computeSentenceTwice, isRefused } from '#kernel/law'
import type { Admission, CaseStory } from '../case-story.ts'
import type { LoadedAccused, LoadedCase } from './case.ts'
import { setOffSpells, termOf } from './court.ts'
import { addRecord } from './people.ts'
import { tell } from './police.ts'
import { instant, type Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'

const pack = 'sindh'
const barracks = ['1', '2', '3', '4', '5', '6', '7', '8'] as const

/** Imprisonments with their warrants, bail clocks and release dates. The numbers of a prison's register are kept without gaps. */
export class PrisonRegisters {
  readonly #last = new Map<string, number>()
  readonly #store: RowStore
  readonly #province: Province
  constructor(store: RowStore, province: Province) {
    this.#store = store
    this.#province = province
  }

  /** Prison numbers run in the order of admission, as in a real register, whatever the case. */
  addAll(cases: readonly { readonly story: CaseStory; readonly loaded: LoadedCase }[]): void {
    const admissions = cases.flatMap(({ story, loaded }) =>
      loaded.accused.flatMap((accused) =>
        accused.story.admissions.map((admission, index) => ({ story, loaded, accused, admission, index })),
      ),
    )
    admissions.sort((a, b) =>
      a.admission.on < b.admission.on ? -1 : a.admission.on > b.admission.on ? 1 : 0,
    )
    for (const { story, loaded, accused, admission, index } of admissions) {
      this.#addImprisonment(story, loaded, accused, admission, index)
    }
  }

  /** The registers' counters, so that the next admission goes on where the demo's year ended. */
  finish(): void {
    for (const [key, last] of this.#last) {
      const [prison, year] = key.split('/')
      this.#store.add('custody.counter', {
        prison_id: Number(prison),
        register: 'admission',
        year: Number(year),
        last,
        last_hash: '',
      })
    }
  }

  #nextNumber(prisonId: number, year: number): number {
    const key = `${prisonId}/${year}`
    const next = (this.#last.get(key) ?? 0) + 1
    this.#last.set(key, next)
    return next
  }

  #addImprisonment(
    story: CaseStory,
    loaded: LoadedCase,
    accused: LoadedAccused,
    admission: Admission,
    index: number,
  ): void {
    const { jurisdiction, caseId } = loaded
    const prisonId = this.#province.unitId(admission.prison)
    const key = `${accused.partyId}/imprisonment/${index}`
    const id = idOf(key)
    const year = Number(admission.on.slice(0, 4))
    const at = instant(admission.on)
    const record = addRecord(this.#store, this.#province, accused.story.person, {
      key,
      personKey: `${story.key}/accused/${loaded.accused.indexOf(accused)}`,
      agency: 'prison',
      unit: prisonId,
      units: [prisonId],
      sourceRef: `custody.imprisonment/${id}`,
      jurisdiction,
      at,
      first: false,
    })
    const number = this.#nextNumber(prisonId, year)
    this.#store.add('custody.imprisonment', {
      id,
      jurisdiction,
      prison_id: prisonId,
      year,
      number,
      person_id: record.personId,
      record_id: record.recordId,
      category: admission.category,
      state: admission.release === undefined ? 'in' : 'released',
      barrack: admission.release === undefined ? barracks[number % barracks.length] : null,
      admitted_at: at,
      released_at: admission.release === undefined ? null : instant(admission.release.on),
      release_ground: admission.release?.kind ?? null,
      without_handover: null,
      created_by: this.#province.first,
      created_at: at,
    })
    tell(this.#store, loaded, {
      key: `${key}/admitted`,
      at,
      kind: 'custody.admitted',
      agency: 'prison',
      unit: prisonId,
      by: this.#province.first,
      party: accused.partyId,
      params: { number: `${number}/${year}` },
    })
    const { release } = admission
    if (release !== undefined && release.kind !== 'transfer') {
      tell(this.#store, loaded, {
        key: `${key}/released`,
        at: instant(release.on),
        kind: `custody.released-${release.kind}`,
        agency: 'prison',
        unit: prisonId,
        by: this.#province.first,
        party: accused.partyId,
        params: {},
      })
    }
    this.#addWarrant(story, loaded, accused, admission, { id, key, prisonId, caseId })
  }

  #addWarrant(
    story: CaseStory,
    loaded: LoadedCase,
    accused: LoadedAccused,
    admission: Admission,
    stay: { id: string; key: string; prisonId: number; caseId: string },
  ): void {
    const { jurisdiction } = loaded
    const convicted = admission.category !== 'under-trial' || accused.story.verdict?.result === 'convicted'
    const detainedSince =
      accused.story.custody.find(
        (spell) => spell.from <= admission.on && (spell.to === undefined || spell.to >= admission.on),
      )?.from ?? admission.on
    const warrantId = idOf('warrant', stay.key)
    const ended = admission.release !== undefined
    this.#store.add('custody.warrant', {
      id: warrantId,
      jurisdiction,
      prison_id: stay.prisonId,
      imprisonment_id: stay.id,
      kind: convicted ? 'conviction' : 'remand',
      source: 'court',
      source_order: null,
      case_id: stay.caseId,
      party_id: accused.partyId,
      court_id: loaded.courtId ?? loaded.magistrateId,
      station_id: loaded.stationId,
      fir_number: story.fir.number,
      fir_year: story.fir.year,
      offence_on: story.fir.occurredAt.slice(0, 10),
      sections: loaded.sections,
      max_punishment: /^(DEATH|LIFE|\d{1,4})$/.test(accused.maxPunishment ?? '')
        ? accused.maxPunishment
        : null,
      issued_on: admission.on,
      detained_since: [detainedSince, admission.on].sort()[0],
      next_production:
        ended || convicted
          ? null
          : (story.nextHearing?.on ?? accused.story.judicialRemands.at(-1)?.nextDate ?? null),
      state: ended ? 'ended' : 'in-force',
      ended_on: admission.release?.on ?? null,
      ended_ground: admission.release?.kind ?? null,
      created_by: this.#province.first,
      created_at: instant(admission.on),
    })
    if (ended) return
    if (convicted) this.#addReleaseDate(loaded, accused, stay)
    else this.#addBailClock(story, loaded, accused, { ...stay, warrantId, detainedSince })
  }

  #addBailClock(
    story: CaseStory,
    loaded: LoadedCase,
    accused: LoadedAccused,
    stay: { id: string; prisonId: number; warrantId: string; detainedSince: string },
  ): void {
    const text = accused.maxPunishment ?? ''
    const max = text === 'DEATH' || text === 'LIFE' ? text : /^\d+$/.test(text) ? Number(text) : null
    const inputs = {
      sex: accused.story.person.sex === 'male' ? 'M' : 'F',
      maxPunishment: max,
      detainedSince: stay.detainedSince,
      offenceDate: story.fir.occurredAt.slice(0, 10),
      ...(accused.story.person.birthDate === undefined
        ? {}
        : { dateOfBirth: accused.story.person.birthDate }),
      ...(story.fir.sections.some((section) => section.act === 'ATA') && typeof max === 'string'
        ? { terrorismPunishableDeathOrLife: true }
        : {}),
      offence: loaded.sections,
      asOf: this.#province.today,
    }
    const answer = max === null ? null : compute({ rule: 'statutory-bail', inputs, packCode: pack })
    const proven = answer === null || isRefused(answer) ? null : answer
    const status = proven?.result.status
    const standing =
      proven === null || (status === 'REFER_TO_COURT' && proven.result.eligibleFrom === undefined)
        ? 'refer'
        : status === 'EXCLUDED_FOURTH_PROVISO'
          ? 'excluded'
          : 'counting'
    this.#store.add('custody.bail_clock', {
      id: idOf('bail-clock', stay.warrantId),
      jurisdiction: loaded.jurisdiction,
      prison_id: stay.prisonId,
      imprisonment_id: stay.id,
      warrant_id: stay.warrantId,
      inputs,
      result: proven?.result ?? {},
      steps: proven?.steps ?? [],
      flags: proven === null ? ['PUNISHMENT_NOT_CERTAIN_REFER'] : proven.flags,
      ground: proven?.result.ground ?? null,
      eligible_from: proven?.result.eligibleFrom ?? null,
      standing: standing === 'counting' && proven?.result.eligibleFrom === undefined ? 'refer' : standing,
      pack_code: proven?.rulePack.code ?? '',
      pack_version: proven?.rulePack.version ?? '',
      hash: proven?.hash ?? '',
      computed_at: instant(this.#province.today),
    })
  }

  #addReleaseDate(
    loaded: LoadedCase,
    accused: LoadedAccused,
    stay: { id: string; prisonId: number; key: string },
  ): void {
    const { verdict } = accused.story
    if (verdict?.sentence === undefined || verdict.sentence.kind === 'DEATH') return
    const { sentence } = verdict
    const inputs = {
      sentences: [
        {
          id: idOf('sentence', accused.partyId),
          sentencedOn: verdict.on,
          term: termOf(sentence),
          setOff:
            sentence.setOff === 'GRANTED'
              ? { order: 'GRANTED', custody: setOffSpells(accused, verdict.on) }
              : sentence.setOff === 'REFUSED'
                ? { order: 'REFUSED', reasons: 'recorded' }
                : { order: 'SILENT' },
          ...(sentence.fine > 0 && sentence.defaultMonths > 0
            ? {
                fine: {
                  amount: sentence.fine,
                  defaultTerm: { months: sentence.defaultMonths },
                  payments:
                    sentence.finePaidOn === undefined
                      ? []
                      : [{ on: sentence.finePaidOn, amount: sentence.fine }],
                },
              }
            : {}),
        },
      ],
    }
    const result = computeSentenceTwice(inputs as never)
    const answer = compute({ rule: 'sentence', inputs, packCode: pack })
    if (isRefused(answer)) throw new Error(`${answer.error.path}: ${answer.error.message.en}`)
    const silent = answer.flags.includes('SETOFF_ORDER_MISSING_S382B')
    const at = instant(verdict.on)
    this.#store.add('custody.release_date', {
      id: idOf('release-date', stay.key),
      jurisdiction: loaded.jurisdiction,
      prison_id: stay.prisonId,
      imprisonment_id: stay.id,
      state: silent ? 'computed' : 'confirmed',
      inputs,
      result: answer.result,
      steps: answer.steps,
      flags: answer.flags,
      due_release: result.dueRelease,
      pack_code: answer.rulePack.code,
      pack_version: answer.rulePack.version,
      hash: answer.hash,
      reason: 'judgment',
      computed_at: at,
      proposed_by: silent ? null : this.#province.first,
      proposed_at: silent ? null : at,
      confirmed_by: silent ? null : this.#province.second,
      confirmed_at: silent ? null : at,
    })
  }
}

import { accusationOf, compute, computeSentenceTwice, type InputsOf, isRefused, packOf } from '#kernel/law'
import { type Passed, servedTogether } from '../../../modules/custody/sentence/facts.ts'
import { toDay, toIso } from '../calendar.ts'
import type { Admission, CaseStory } from '../case-story.ts'
import { CashBooks } from '../cash-book.ts'
import { Conduct } from '../conduct.ts'
import { type Housed, Housing } from '../housing.ts'
import { Stores } from '../property-store.ts'
import { injuriesOf } from './belongings.ts'
import type { LoadedAccused, LoadedCase } from './case.ts'
import { answeredOn, imprisonmentKey, setOffOf, setOffSpells, termOf } from './court.ts'
import { addRecord } from './people.ts'
import { tell } from './police.ts'
import { instant, type Province } from './province.ts'
import { idOf, type RowStore } from './rows.ts'

interface Stay {
  readonly id: string
  readonly key: string
  readonly prisonId: number
  readonly year: number
  readonly number: string
  readonly warrantId: string
  readonly admission: Admission
  /** Still on the prison's roll, also when an order to release has come. */
  readonly in: boolean
}

/** Imprisonments with their warrants, money, property, injuries, bail clocks and release dates. Registers run without gaps. */
export class PrisonRegisters {
  readonly #last = new Map<string, number>()
  readonly #store: RowStore
  readonly #province: Province
  readonly #housing: Housing
  readonly #cash: CashBooks
  readonly #stores: Stores
  readonly #conduct: Conduct
  constructor(store: RowStore, province: Province) {
    this.#store = store
    this.#province = province
    this.#housing = new Housing(store, province)
    this.#cash = new CashBooks(store, province)
    this.#stores = new Stores(store, province)
    this.#conduct = new Conduct(store, province)
  }

  /** Prison numbers run in the order of admission, as in a real register, whatever the case. */
  addAll(cases: readonly { readonly story: CaseStory; readonly loaded: LoadedCase }[]): void {
    const admissions = cases.flatMap(({ story, loaded }) =>
      loaded.accused.flatMap((accused) =>
        // Whom the prison has not taken in is not in its registers.
        accused.waiting?.kind === 'arrival' || accused.waiting?.kind === 'application'
          ? []
          : accused.story.admissions.map((admission, index) => ({
              story,
              loaded,
              accused,
              admission,
              index,
            })),
      ),
    )
    admissions.sort((a, b) =>
      a.admission.on < b.admission.on ? -1 : a.admission.on > b.admission.on ? 1 : 0,
    )
    for (const { story, loaded, accused, admission, index } of admissions) {
      this.#addImprisonment(story, loaded, accused, admission, index)
    }
  }

  /** The registers' counters, so that the next admission goes on where the demo's year ended. Answers who is held in each prison. */
  finish(): ReadonlyMap<number, readonly Housed[]> {
    const held = this.#housing.finish()
    this.#cash.finish()
    this.#conduct.finish()
    const receipts = this.#stores.finish()
    const add = (register: string, key: string, last: number, hash: string): void => {
      const [prison, year] = key.split('/')
      this.#store.add('custody.counter', {
        prison_id: Number(prison),
        register,
        year: Number(year),
        last,
        last_hash: hash,
      })
    }
    for (const [key, last] of this.#last) add('admission', key, last, '')
    for (const [key, { last, hash }] of receipts) add('property', key, last, hash)
    return held
  }

  /** The next prison number of a year. */
  nextNumber(prisonId: number, year: number): number {
    const key = `${prisonId}/${year}`
    const next = (this.#last.get(key) ?? 0) + 1
    this.#last.set(key, next)
    return next
  }

  /** Begins a stay that another part of the demo wrote: it is on the roll, and has its place like the others. */
  house(stay: Housed): void {
    this.#housing.add(stay, { admitted: stay.admittedAt, left: null, ground: null, transferredIn: true })
  }

  #addImprisonment(
    story: CaseStory,
    loaded: LoadedCase,
    accused: LoadedAccused,
    admission: Admission,
    index: number,
  ): void {
    const { jurisdiction } = loaded
    const prisonId = this.#province.unitId(admission.prison)
    const key = imprisonmentKey(accused, index)
    const id = idOf(key)
    const year = Number(admission.on.slice(0, 4))
    const at = instant(`${admission.on}T13:00`)
    const { release } = admission
    const left = release !== undefined && accused.waiting?.kind !== 'release'
    const record = addRecord(this.#store, this.#province, accused.story.person, {
      key,
      personKey: `${story.key}/accused/${loaded.accused.indexOf(accused)}`,
      agency: 'prison',
      unit: prisonId,
      units: [prisonId],
      sourceRef: 'custody.imprisonment',
      jurisdiction,
      at,
      first: false,
    })
    const number = this.nextNumber(prisonId, year)
    const stay: Stay = {
      id,
      key,
      prisonId,
      year,
      number: `${number}/${year}`,
      warrantId: idOf('warrant', key),
      admission,
      in: !left,
    }
    this.#store.add('custody.imprisonment', {
      id,
      jurisdiction,
      prison_id: prisonId,
      year,
      number,
      person_id: record.personId,
      record_id: record.recordId,
      category: admission.category,
      state: left ? 'released' : 'in',
      admitted_at: at,
      released_at: left ? instant(`${release.on}T16:00`) : null,
      release_ground: left ? release.kind : null,
      without_handover: null,
      created_by: this.#province.first,
      created_at: at,
      ...continuing(accused, index),
    })
    if (!left)
      this.#conduct.add({
        id,
        jurisdiction: loaded.jurisdiction,
        prisonId,
        number: `${number}/${year}`,
        name: accused.story.person.name,
        admittedOn: admission.on,
        remission: accused.story.remission !== undefined,
      })
    this.#housing.add(
      {
        imprisonmentId: id,
        personId: record.personId,
        jurisdiction,
        prisonId,
        sex: accused.story.person.sex === 'male' ? 'M' : 'F',
        birthDate: record.birthDate,
        category: admission.category,
        admittedOn: admission.on,
        admittedAt: at,
        waits: accused.waiting?.kind === 'release',
      },
      {
        admitted: at,
        left: left ? instant(`${release.on}T16:00`) : null,
        ground: left ? release.kind : null,
        transferredIn: accused.story.admissions[index - 1]?.release?.kind === 'transfer',
      },
    )
    const kept = {
      imprisonmentId: id,
      number: stay.number,
      jurisdiction,
      prisonId,
      admittedOn: admission.on,
      leftOn: left ? release.on : null,
      convict: admission.category === 'convict',
    }
    this.#cash.add(kept)
    this.#stores.add(kept)
    tell(this.#store, loaded, {
      key: `${key}/admitted`,
      at,
      kind: 'custody.admitted',
      agency: 'prison',
      unit: prisonId,
      by: this.#province.first,
      party: accused.partyId,
      params: { number: stay.number },
    })
    this.#addWarrant(story, loaded, accused, index, stay)
    if (left && release.kind !== 'transfer') this.#addRelease(loaded, accused, stay, release)
    if (stay.in) {
      this.#addInjuries(jurisdiction, stay)
    }
  }

  #addRelease(
    loaded: LoadedCase,
    accused: LoadedAccused,
    stay: Stay,
    release: NonNullable<Admission['release']>,
  ): void {
    const { first, second } = this.#province
    const gate = { releasable: true, asOf: release.on, cases: [], holds: [], enteredBeforeTheDemo: true }
    this.#store.add('custody.release', {
      id: idOf('release', stay.key),
      jurisdiction: loaded.jurisdiction,
      prison_id: stay.prisonId,
      imprisonment_id: stay.id,
      ground: release.kind,
      state: 'left',
      gate,
      gate_hash: '',
      proposed_by: first,
      proposed_at: instant(`${release.on}T14:00`),
      approved_by: second,
      approved_at: instant(`${release.on}T15:00`),
      approved_gate: gate,
      left_at: instant(`${release.on}T16:00`),
      gate_officer: first,
    })
    tell(this.#store, loaded, {
      key: `${stay.key}/released`,
      at: instant(`${release.on}T16:00`),
      kind: `custody.released-${release.kind}`,
      agency: 'prison',
      unit: stay.prisonId,
      by: first,
      party: accused.partyId,
      params: {},
    })
  }

  #addWarrant(story: CaseStory, loaded: LoadedCase, accused: LoadedAccused, index: number, stay: Stay): void {
    const { admission } = stay
    const { arrest, judicialRemands, verdict } = accused.story
    const convicted = verdict?.result === 'convicted'
    const first = judicialRemands[0]
    const byRemand = first !== undefined && (verdict === undefined || first.orderedOn < verdict.on)
    const detainedSince = [admission.on, ...(arrest === undefined ? [] : [arrest.at.slice(0, 10)])].sort()[0]!
    const waits = accused.waiting?.kind === 'release' && stay.in
    this.#store.add('custody.warrant', {
      id: stay.warrantId,
      jurisdiction: loaded.jurisdiction,
      prison_id: stay.prisonId,
      imprisonment_id: stay.id,
      kind: convicted ? 'conviction' : 'remand',
      source: 'court',
      source_order: byRemand
        ? idOf('remand', 'judicial', accused.partyId, first.orderedOn, 0)
        : idOf('judgment', accused.partyId),
      case_id: loaded.caseId,
      party_id: accused.partyId,
      court_id: byRemand ? loaded.magistrateId : (loaded.courtId ?? loaded.magistrateId),
      station_id: loaded.stationId,
      fir_number: story.fir.number,
      fir_year: story.fir.year,
      offence_on: story.fir.occurredAt.slice(0, 10),
      sections: loaded.sections,
      max_punishment: accused.maxPunishment,
      issued_on: admission.on,
      sentenced_on: convicted ? (verdict?.on ?? null) : null,
      detained_since: detainedSince,
      next_production: !stay.in || convicted ? null : this.#nextProduction(story, accused),
      sentences: null,
      read_back: null,
      state: stay.in ? 'in-force' : 'ended',
      ended_on: stay.in ? null : (admission.release?.on ?? null),
      ended_ground: stay.in ? null : (admission.release?.kind ?? null),
      release_order: waits ? idOf('release-order', accused.partyId, index) : null,
      release_ordered_at: waits ? instant(`${admission.release?.on ?? ''}T12:00`) : null,
      created_by: this.#province.first,
      created_at: instant(`${admission.on}T13:00`),
    })
    if (!stay.in) return
    if (convicted) this.#addReleaseDate(story, loaded, accused, stay)
    else this.#addBailClock(story, loaded, accused, stay, detainedSince)
  }

  /** The first day still to come on which a court has the prisoner brought. */
  #nextProduction(story: CaseStory, accused: LoadedAccused): string | null {
    const remandTo = accused.story.judicialRemands.at(-1)?.nextDate
    const days = [story.nextHearing?.on, remandTo].flatMap((day) =>
      day !== undefined && day > this.#province.today ? [day] : [],
    )
    return days.sort()[0] ?? null
  }

  #addBailClock(
    story: CaseStory,
    loaded: LoadedCase,
    accused: LoadedAccused,
    stay: Stay,
    detainedSince: string,
  ): void {
    const text = accused.maxPunishment
    const max = text === 'DEATH' || text === 'LIFE' ? text : text === null ? null : Number(text)
    const offenceOn = story.fir.occurredAt.slice(0, 10)
    const accusation = accusationOf(
      story.fir.sections.map(({ act, section }) => ({ act, section, known: true, raw: `${section} ${act}` })),
      offenceOn,
    )
    const facts = {
      sex: accused.story.person.sex === 'male' ? 'M' : 'F',
      maxPunishment: max,
      detainedSince,
      ...(accusation.bailable === true ? { bailable: true } : {}),
      dateOfBirth: accused.birthDate,
      offenceDate: offenceOn,
      ...(loaded.flags.includes('ata') && typeof max === 'string'
        ? { terrorismPunishableDeathOrLife: true }
        : {}),
      offence: loaded.sections,
    }
    const asOf = this.#province.today
    const answer =
      max === null
        ? null
        : compute({ rule: 'statutory-bail', inputs: facts, packCode: packOf(loaded.jurisdiction), asOf })
    if (answer !== null && isRefused(answer))
      throw new Error(`${answer.error.path}: ${answer.error.message.en}`)
    const eligibleFrom = (answer?.result.eligibleFrom as string | undefined) ?? null
    const status = answer?.result.status
    this.#store.add('custody.bail_clock', {
      id: idOf('bail-clock', stay.warrantId),
      jurisdiction: loaded.jurisdiction,
      prison_id: stay.prisonId,
      imprisonment_id: stay.id,
      warrant_id: stay.warrantId,
      inputs: answer === null ? facts : { ...facts, asOf },
      result: answer?.result ?? {},
      steps: answer?.steps ?? [],
      flags: [
        ...(max === null
          ? accusation.flags
          : accusation.flags.filter((flag) => flag === 'SECTION_UNKNOWN_REFER')),
        ...(answer?.flags ?? []),
      ],
      ground: (answer?.result.ground as string | undefined) ?? null,
      eligible_from: eligibleFrom,
      standing:
        answer === null || (status === 'REFER_TO_COURT' && eligibleFrom === null)
          ? 'refer'
          : status === 'EXCLUDED_FOURTH_PROVISO'
            ? 'excluded'
            : 'counting',
      pack_code: answer?.rulePack.code ?? '',
      pack_version: answer?.rulePack.version ?? '',
      hash: answer?.hash ?? '',
      computed_at: instant(asOf),
    })
  }

  #addReleaseDate(story: CaseStory, loaded: LoadedCase, accused: LoadedAccused, stay: Stay): void {
    const { verdict, remission } = accused.story
    if (verdict?.sentence === undefined || verdict.sentence.kind === 'DEATH') return
    const { sentence } = verdict
    const { today, first, second } = this.#province
    const common = { jurisdiction: loaded.jurisdiction, prison_id: stay.prisonId, imprisonment_id: stay.id }
    const sentenceId = idOf('sentence', accused.partyId)
    const paid: { sentence_id: string; on: string; amount: number }[] = []
    if (sentence.fine > 0 && sentence.finePaidOn !== undefined) {
      paid.push({ sentence_id: sentenceId, on: sentence.finePaidOn, amount: sentence.fine })
      this.#store.add('custody.fine_payment', {
        id: idOf('fine-payment', stay.key),
        ...common,
        sentence_id: sentenceId,
        paid_on: sentence.finePaidOn,
        amount: sentence.fine,
        receipt: `چالان نمبر ${stay.number}`,
        created_by: first,
        created_at: instant(`${laterDay(sentence.finePaidOn, stay.admission.on)}T14:00`),
      })
    }
    if (remission !== undefined)
      this.#store.add('custody.remission', {
        id: idOf('remission', stay.key),
        ...common,
        kind: 'ordinary',
        days: remission.days,
        authority: 'سپرنٹنڈنٹ جیل',
        instrument: `حکم نمبر ${toDay(remission.on) % 1000}/${remission.on.slice(0, 4)}`,
        granted_on: remission.on,
        created_by: first,
        created_at: instant(remission.on),
      })
    const setOff = setOffOf(accused, today)
    const custody = setOff === 'GRANTED' ? setOffSpells(accused, verdict.on) : []
    const passed: Passed = {
      fact: {
        id: sentenceId,
        sentencedOn: verdict.on,
        term: termOf(sentence),
        relation: 'FIRST',
        setOff: { order: setOff, ...(custody.length > 0 ? { custody } : {}) },
        ...(sentence.fine > 0 && sentence.defaultMonths > 0
          ? { fine: { amount: sentence.fine, defaultTerm: { months: sentence.defaultMonths } } }
          : {}),
      },
      trial: idOf('judgment', accused.partyId),
      name: chargeOf(story, loaded, sentence),
    }
    const inputs = {
      sentences: servedTogether([passed], paid),
      remissions:
        remission === undefined
          ? []
          : [{ kind: 'ordinary', amount: { years: 0, months: 0, days: remission.days } }],
    }
    const result = computeSentenceTwice(inputs as unknown as InputsOf<'sentence'>)
    const answer = compute({ rule: 'sentence', inputs, packCode: packOf(loaded.jurisdiction) })
    if (isRefused(answer)) throw new Error(`${answer.error.path}: ${answer.error.message.en}`)
    const computedOn = laterDay(
      laterDay(verdict.on, stay.admission.on),
      laterDay(remission?.on ?? '', sentence.setOff === 'SILENT' ? (answeredOn(accused, today) ?? '') : ''),
    )
    const age = toDay(today) - toDay(computedOn)
    const refer = answer.flags.some((flag) => flag.endsWith('REFER'))
    // The newest wait for the first officer, those a little older for the second.
    const state = age <= 2 || (refer && age <= 20) ? 'computed' : age <= 6 ? 'proposed' : 'confirmed'
    const proposedAt = state === 'computed' ? null : instant(`${toIso(toDay(computedOn) + 1)}T10:00`)
    const confirmedAt = state === 'confirmed' ? instant(`${toIso(toDay(computedOn) + 2)}T10:00`) : null
    this.#store.add('custody.release_date', {
      id: idOf('release-date', stay.key),
      ...common,
      state,
      inputs,
      result: answer.result,
      steps: answer.steps,
      flags: answer.flags,
      due_release: result.dueRelease,
      pack_code: answer.rulePack.code,
      pack_version: answer.rulePack.version,
      hash: answer.hash,
      reason:
        remission !== undefined
          ? 'remission'
          : computedOn > laterDay(verdict.on, stay.admission.on)
            ? 'reference-answered'
            : computedOn > verdict.on
              ? 'admitted'
              : 'judgment',
      computed_at: instant(`${computedOn}T15:00`),
      proposed_by: state === 'computed' ? null : first,
      proposed_at: proposedAt,
      confirmed_by: state === 'confirmed' ? second : null,
      confirmed_at: confirmedAt,
      refer_settled: refer && state !== 'computed' ? 'رائے لاء افسر، مسل پر موجود' : null,
    })
    if (confirmedAt !== null)
      tell(this.#store, loaded, {
        key: `${stay.key}/date-confirmed`,
        at: confirmedAt,
        kind: 'custody.release-date-confirmed',
        agency: 'prison',
        unit: stay.prisonId,
        by: second,
        party: accused.partyId,
        params: { date: result.dueRelease },
      })
  }

  #addInjuries(jurisdiction: string, stay: Stay): void {
    const at = instant(`${stay.admission.on}T13:00`)
    const days = toDay(this.#province.today) - toDay(stay.admission.on)
    if (days > 60) return
    const injuries = injuriesOf(stay.id)
    for (const [index, injury] of injuries.entries())
      this.#store.add('custody.injury', {
        id: idOf('injury', stay.key, index),
        jurisdiction,
        prison_id: stay.prisonId,
        imprisonment_id: stay.id,
        ...injury,
        recorded_at: at,
        recorded_by: this.#province.first,
      })
    if (!injuries.some(({ serious, said_cause }) => serious || said_cause === 'police')) return
    const opened = days > 4
    this.#store.add('workflow.task', {
      id: idOf('task', stay.key, 'injury'),
      jurisdiction,
      queue: 'custody.sealed-injury',
      instance_id: null,
      subject_kind: 'imprisonment',
      subject_id: stay.id,
      title_en: 'Open the sealed injuries of prisoner {{number}}',
      title_ur: 'اسیر نمبر {{number}} کی سربمہر ضربات ملاحظہ کریں',
      params: { number: stay.number },
      href: `/custody/prisoners/${stay.id}`,
      unit_id: stay.prisonId,
      post_code: 'superintendent',
      due_on: null,
      closed_by: 'hand',
      stays: false,
      opened_by: this.#province.first,
      opened_at: at,
      done_at: opened ? instant(`${stay.admission.on}T15:00`) : null,
      done_by: opened ? this.#province.second : null,
      outcome: opened ? 'done' : null,
    })
  }
}

function laterDay(a: string, b: string): string {
  return a > b ? a : b
}

/** The charge by which steps and proofs call the sentence. */
function chargeOf(
  story: CaseStory,
  loaded: LoadedCase,
  sentence: { section: { act: string; section: string } },
): string {
  const key = `${sentence.section.act} ${sentence.section.section}`
  const first = story.fir.sections[0]
  return loaded.chargeIds.has(key) || first === undefined ? key : `${first.act} ${first.section}`
}

/** A stay after a transfer follows the one before it, and the person has been in prison since the first of them. */
function continuing(
  accused: LoadedAccused,
  index: number,
): { follows: string | null; held_since: string | null } {
  const { admissions } = accused.story
  let first = index
  while (admissions[first - 1]?.release?.kind === 'transfer') first -= 1
  return first === index
    ? { follows: null, held_since: null }
    : {
        follows: idOf(imprisonmentKey(accused, index - 1)),
        held_since: instant(`${admissions[first]!.on}T13:00`),
      }
}

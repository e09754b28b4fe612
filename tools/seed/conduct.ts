import type pg from 'pg'
import { toDay, toIso } from './calendar.ts'
import type { Province } from './load/province.ts'
import { idOf, type RowStore } from './load/rows.ts'
import { createRandom, type Random } from './random.ts'

/** One stay in a prison as the discipline, incidents and complaints of the demo need it. */
interface Inmate {
  readonly id: string
  readonly jurisdiction: string
  readonly prisonId: number
  readonly number: string
  readonly name: { readonly en: string; readonly ur: string }
  readonly admittedOn: string
  readonly remission: boolean
}

/** One in so many was reported once, was in an incident, complained. */
const oneIn = { reported: 9, incident: 7, complained: 40 }

const offences = [
  ['threats', 'بیرک میں دوسرے اسیر کو دھمکی دی اور گالی گلوچ کی', 4],
  ['assault', 'کھانے کی تقسیم پر جھگڑا کیا اور تھپڑ مارا', 3],
  ['prohibited-article', 'تلاشی میں بستر سے موبائل فون کی بیٹری برآمد ہوئی', 4],
  ['disobedience', 'گنتی کے وقت قطار میں آنے سے انکار کیا', 3],
  ['refusing-work', 'بلاوجہ مشقت سے انکار کیا', 2],
  ['damage', 'بیرک کا پنکھا توڑا', 1],
] as const
const punishments = [
  ['warning', 5],
  ['privileges', 6],
  ['cellular', 1],
] as const
const incidents = [
  ['contraband', 7],
  ['assault', 5],
  ['self-harm', 2],
  ['hunger-strike', 2],
  ['fire', 1],
  ['disorder', 1],
  ['escape-attempt', 1],
  ['release-in-error', 1],
  ['unlawful-detention', 1],
  ['death', 1],
] as const
const told: Readonly<Record<string, string>> = {
  contraband: 'دورانِ تلاشی غسل خانے کی دیوار کے پیچھے سے ممنوعہ شے برآمد ہوئی',
  assault: 'دو اسیران میں جھگڑا ہوا، عملے نے بیچ بچاؤ کرایا',
  'self-harm': 'اسیر نے بلیڈ سے بازو پر زخم لگائے، فوراً ہسپتال منتقل کیا گیا',
  'hunger-strike': 'اسیر نے پیشی پر نہ بھیجے جانے کے خلاف کھانا چھوڑ دیا',
  fire: 'باورچی خانے میں چولہے سے آگ لگی، دس منٹ میں بجھا دی گئی',
  disorder: 'پانی کی بندش پر بیرک میں شور شرابہ ہوا',
  'escape-attempt': 'چھت کی جالی کاٹنے کی کوشش پکڑی گئی، فوراً گنتی کرائی گئی',
  'release-in-error': 'دوسرا مقدمہ نظر انداز ہونے سے رہائی ہوئی؛ دو روز بعد واپسی',
  'unlawful-detention': 'ضمانت کا روبکار چار روز تک تعمیل کے بغیر رہا',
  death: 'اسیر رات کو بے ہوش پایا گیا، ہسپتال پہنچنے پر انتقال کی تصدیق ہوئی',
}
const answers: Readonly<Record<string, Record<string, unknown>>> = {
  contraband: { article: 'phone', 'way-in': 'نامعلوم' },
  assault: { weapon: 'none', apart: true },
  'self-harm': { watch: true, before: false },
  'hunger-strike': { demand: 'پیشی پر بھیجا جائے', water: true },
  fire: { moved: 0, cause: 'گیس کا اخراج' },
  'escape-attempt': { way: 'چھت کی جالی کاٹ کر', roll: true },
  'release-in-error': { paper: 'روبکار رہائی', cause: 'other-case', back: true },
  'unlawful-detention': { days: 4, cause: 'order-late', out: true },
  death: { magistrate: true, family: true, scene: true },
}
const grave = ['escape-attempt', 'release-in-error', 'unlawful-detention', 'death']
const serious = ['assault', 'self-harm', 'hunger-strike', 'fire', 'disorder']
const complaints = [
  ['food', 'دو روز سے روٹی کم مل رہی ہے اور دال میں پانی ہوتا ہے', []],
  ['corruption', 'ملاقات کرانے کے لیے مجھ سے پانچ سو روپے مانگے گئے', ['gate-officer']],
  ['health', 'تین بار درخواست کی، ڈاکٹر کے پاس نہیں لے جایا گیا', ['warder']],
  ['ill-treatment', 'تلاشی کے بہانے مجھے دھکے دیے گئے اور بستر پھینک دیا گیا', ['deputy-superintendent']],
  ['visits', 'میرے گھر والوں کو بلاوجہ واپس بھیج دیا گیا', ['superintendent']],
  ['legal', 'میری جیل اپیل کا فارم ایک ماہ سے نہیں بھیجا گیا', ['prison-admissions-officer']],
] as const
const titles: Readonly<Record<string, { en: string; ur: string }>> = {
  warder: { en: 'Warder Muhammad Aslam', ur: 'وارڈر محمد اسلم' },
}

/** What happened inside the walls in the year before the demo begins, around those who are in prison. */
export class Conduct {
  readonly #store: RowStore
  readonly #province: Province
  readonly #in = new Map<number, Inmate[]>()
  constructor(store: RowStore, province: Province) {
    this.#store = store
    this.#province = province
  }

  add(one: Inmate): void {
    const here = this.#in.get(one.prisonId)
    if (here === undefined) this.#in.set(one.prisonId, [one])
    else here.push(one)
  }

  finish(): void {
    for (const [prisonId, people] of this.#in) {
      const random = createRandom(`conduct/${prisonId}`)
      this.#discipline(people, random.fork('discipline'))
      this.#incidents(people, random.fork('incidents'))
      this.#complaints(people, random.fork('complaints'))
    }
  }

  /** A day between the admission and yesterday, not more than a year ago. */
  #dayOf(one: Inmate, random: Random): string {
    const last = toDay(this.#province.today) - 4
    const first = Math.max(toDay(one.admittedOn) + 1, last - 350)
    return first >= last ? toIso(last) : toIso(random.int(first, last))
  }

  #officer(post: string, prisonId: number): string {
    return this.#province.officer(post, prisonId) ?? this.#province.first
  }

  #shared(one: Inmate) {
    return { jurisdiction: one.jurisdiction, prison_id: one.prisonId }
  }

  #discipline(people: readonly Inmate[], random: Random): void {
    const { today } = this.#province
    const settled = people.filter((one) => toDay(one.admittedOn) < toDay(today) - 10)
    const reported = settled.filter(() => random.chance(1 / oneIn.reported))
    for (const one of reported) this.#report(one, random, this.#dayOf(one, random), 'decided')
    // What is open today: one to be told, two to be heard whose remission could be forfeited, one for the Inspector-General, one appealed.
    const rewarded = settled.filter((one) => one.remission)
    const [first, second] = settled.filter((one) => !reported.includes(one) && !one.remission)
    if (first !== undefined) this.#report(first, random, today, 'reported')
    for (const one of rewarded.slice(0, 2)) this.#report(one, random, toIso(toDay(today) - 3), 'told')
    if (second !== undefined) this.#report(second, random, toIso(toDay(today) - 6), 'to-confirm')
    if (rewarded[2] !== undefined) this.#report(rewarded[2], random, toIso(toDay(today) - 9), 'appealed')
  }

  #report(
    one: Inmate,
    random: Random,
    on: string,
    stage: 'reported' | 'told' | 'decided' | 'to-confirm' | 'appealed',
  ): void {
    const [offence, account] = random.weighted(offences.map((each) => [each, each[2]] as const))
    const id = idOf('adjudication', one.id, on, stage)
    const decided = !['reported', 'told'].includes(stage)
    const proved = stage !== 'decided' || random.chance(0.78)
    const second = `${toIso(toDay(on) + 2)}T10:30:00+05:00`
    const superintendent = this.#province.officer('superintendent', one.prisonId) ?? this.#province.second
    this.#store.add('custody.adjudication', {
      id,
      ...this.#shared(one),
      imprisonment_id: one.id,
      offence_code: offence,
      occurred_at: `${on}T${String(random.int(7, 17)).padStart(2, '0')}:20:00+05:00`,
      place: random.pick(['بیرک نمبر 2', 'صحن', 'ورکشاپ', 'ڈیوڑھی', 'بیرک نمبر 5']),
      account,
      reported_by: this.#officer('gate-officer', one.prisonId),
      reported_at: `${on}T18:00:00+05:00`,
      state: decided ? 'decided' : stage,
      told_at: stage === 'reported' ? null : `${toIso(toDay(on) + 1)}T09:00:00+05:00`,
      told_by: stage === 'reported' ? null : this.#officer('deputy-superintendent', one.prisonId),
      plea: decided ? random.pick(['admits', 'denies', 'denies', 'silent']) : null,
      statements: decided
        ? [
            { role: 'prisoner', name: '', text: 'میرا مؤقف ہے کہ بات بڑھا چڑھا کر بیان کی گئی' },
            { role: 'witness', name: 'ہیڈ وارڈر', text: 'میں موقع پر موجود تھا' },
          ]
        : [],
      assistance: decided ? random.pick(['not-wanted', 'fellow-prisoner', 'officer']) : null,
      finding: decided ? (proved ? 'proved' : 'not-proved') : null,
      reasons: decided
        ? proved
          ? 'گواہ کا بیان برآمدگی سے مطابقت رکھتا ہے'
          : 'گواہوں کے بیانات میں تضاد ہے'
        : null,
      overrides: [],
      decided_by: decided ? superintendent : null,
      decided_at: decided ? second : null,
      appealed_at: stage === 'appealed' ? `${toIso(toDay(on) + 5)}T11:00:00+05:00` : null,
      appeal_grounds: stage === 'appealed' ? 'میرے گواہ کو نہیں سنا گیا' : null,
    })
    if (!decided || !proved) return
    const kind = stage === 'to-confirm' ? 'privileges' : random.weighted(punishments)
    this.#store.add('custody.punishment', {
      id: idOf('punishment', id),
      ...this.#shared(one),
      imprisonment_id: one.id,
      adjudication_id: id,
      kind_code: kind,
      days:
        kind === 'warning'
          ? null
          : stage === 'to-confirm'
            ? 75
            : kind === 'cellular'
              ? random.int(2, 7)
              : random.int(2, 4) * 5,
      state: stage === 'to-confirm' ? 'to-confirm' : 'in-force',
      from_on: stage === 'to-confirm' ? null : toIso(toDay(on) + 2),
      awarded_by: superintendent,
      awarded_at: second,
    })
  }

  #incidents(people: readonly Inmate[], random: Random): void {
    const { today } = this.#province
    for (const one of people) {
      if (!random.chance(1 / oneIn.incident)) continue
      const on = this.#dayOf(one, random)
      const type = random.weighted(incidents)
      const id = idOf('incident', one.id)
      const age = toDay(today) - toDay(on)
      const closed = age > 30 || random.chance(0.3)
      this.#store.add('custody.incident', {
        id,
        ...this.#shared(one),
        type_code: type,
        severity: grave.includes(type) ? 'grave' : serious.includes(type) ? 'serious' : 'minor',
        occurred_at: `${on}T${String(random.int(0, 23)).padStart(2, '0')}:40:00+05:00`,
        place: random.pick(['بیرک نمبر 1', 'بیرک نمبر 4', 'باورچی خانہ', 'غسل خانے', 'ڈیوڑھی']),
        account: told[type],
        form_jurisdiction: 'PK',
        form_version: 1,
        answers: { hurt: serious.includes(type) || type === 'death', doctor: true, ...answers[type] },
        state: closed ? 'closed' : 'open',
        reported_by: this.#officer('gate-officer', one.prisonId),
        reported_at: `${on}T23:50:00+05:00`,
        closed_by: closed
          ? (this.#province.officer('superintendent', one.prisonId) ?? this.#province.second)
          : null,
        closed_at: closed ? `${toIso(Math.min(toDay(on) + 12, toDay(today)))}T12:00:00+05:00` : null,
        lesson: closed ? 'ہفتہ وار تلاشی اور رات کی ڈیوٹی میں اضافہ' : null,
      })
      this.#store.add('custody.incident_person', {
        id: idOf('incident-person', id),
        ...this.#shared(one),
        incident_id: id,
        imprisonment_id: one.id,
        name: null,
        role: ['self-harm', 'death', 'unlawful-detention', 'release-in-error'].includes(type)
          ? 'hurt'
          : 'involved',
      })
      const step = (kind: 'note' | 'action', text: string, due: string | null, done: boolean) =>
        this.#store.add('custody.incident_step', {
          id: idOf('incident-step', id, kind),
          ...this.#shared(one),
          incident_id: id,
          kind,
          text,
          due_on: due,
          by: this.#officer('deputy-superintendent', one.prisonId),
          at: `${toIso(Math.min(toDay(on) + 1, toDay(today)))}T10:00:00+05:00`,
          done_by: done ? this.#officer('deputy-superintendent', one.prisonId) : null,
          done_at: done ? `${toIso(Math.min(toDay(on) + 8, toDay(today)))}T10:00:00+05:00` : null,
        })
      step('note', 'متعلقہ افراد کے بیانات قلم بند کیے گئے', null, false)
      step('action', 'موقع کی مرمت اور حفاظتی انتظام', toIso(toDay(on) + 7), closed)
    }
  }

  #complaints(people: readonly Inmate[], random: Random): void {
    const { today } = this.#province
    const wanted = Math.min(complaints.length * 3, Math.ceil(people.length / oneIn.complained))
    // Each prison begins elsewhere, so that small ones do not all show the same.
    const from = (people[0]?.prisonId ?? 0) % complaints.length
    for (let at = from; at < from + wanted; at += 1) {
      const one = people[(at * 31 + 7) % people.length]!
      const [subject, text, posts] = complaints[at % complaints.length]!
      const age = [2, 6, 9, 20, 1, 40][at % 6]! + Math.floor((at - from) / 6) * 15
      const on = toIso(Math.max(toDay(today) - age, toDay(one.admittedOn)))
      const state = (['received', 'acknowledged', 'found', 'replied', 'received', 'replied'] as const)[
        at % 6
      ]!
      const id = idOf('complaint', one.id, at)
      const by = this.#officer('inspector-general-prisons', one.prisonId)
      const later = (days: number) => toIso(toDay(on) + days)
      const anonymous = at % 6 === 2
      this.#store.add('custody.complaint', {
        id,
        ...this.#shared(one),
        code: `${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase(),
        channel: random.pick(['desk', 'box', 'letter', 'visit']),
        subject,
        text,
        imprisonment_id: anonymous ? null : one.id,
        prisoner_number: anonymous ? null : one.number,
        prisoner_en: anonymous ? null : one.name.en,
        prisoner_ur: anonymous ? null : one.name.ur,
        level: 'prison',
        closed_to: [],
        closed_posts: [],
        state,
        received_on: on,
        acknowledge_by: later(1),
        decide_by: later(15),
        reply_by: later(17),
        appeal_until: state === 'replied' ? toIso(toDay(today) + 20) : null,
        watch_until: later(90),
        finding: state === 'found' ? 'partly-upheld' : state === 'replied' ? 'not-established' : null,
        taken_by: this.#province.first,
        taken_at: `${on}T12:00:00+05:00`,
      })
      for (const post of posts) {
        const account = this.#province.officer(post, one.prisonId)
        this.#store.add('custody.complained_of', {
          id: idOf('complained-of', id),
          ...this.#shared(one),
          complaint_id: id,
          account_id: account ?? null,
          name_en: titles[post]?.en ?? '—',
          name_ur: titles[post]?.ur ?? '—',
          post,
        })
      }
      const steps = { received: 0, acknowledged: 2, found: 3, replied: 4 }[state]
      const done = [
        ['acknowledged', 'اسیر کو بلا کر بتایا گیا کہ شکایت زیرِ تحقیق ہے'],
        ['statement', 'عملے اور دو ساتھی اسیران کے بیانات لیے گئے'],
        ['found', 'ریکارڈ اور بیانات سے نتیجہ اخذ کیا گیا'],
        ['replied', 'آپ کی شکایت کا جائزہ لیا گیا۔ آئندہ کے لیے ہدایت جاری کر دی گئی ہے'],
      ] as const
      for (const [nth, [kind, words]] of done.slice(0, steps).entries())
        this.#store.add('custody.complaint_step', {
          id: idOf('complaint-step', id, kind),
          ...this.#shared(one),
          complaint_id: id,
          kind,
          text: words,
          by,
          at: `${toIso(Math.min(toDay(on) + nth + 1, toDay(today)))}T13:00:00+05:00`,
        })
      // One who complained of the deputy was reported for an offence soon after: somebody should look at that.
      if (at % 6 === 3) this.#report(one, random, toIso(Math.min(toDay(on) + 3, toDay(today))), 'reported')
    }
  }
}

/** The names of the officers complained of, and the seal, as the database itself sets it. */
export async function sealComplaints(client: pg.Client): Promise<void> {
  await client.query(
    `update custody.complained_of o set name_en = a.name_en, name_ur = a.name_ur from identity.account a where a.id = o.account_id`,
  )
  await client.query(`select custody.seal_complaint(id, '{}') from custody.complaint`)
}

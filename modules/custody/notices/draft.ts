import { sql } from 'kysely'
import { may } from '#kernel/access'
import { fingerprint } from '#kernel/law'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { text } from '#platform/i18n'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'
import type { NoticeKind } from './contract.ts'
import { eventOf, type Facts, factsOf } from './facts.ts'
import { fill, joined, paragraphs } from './fill.ts'
import { type Duty, dutyFor, type Owing, owingFor } from './owed.ts'
import { type Both, nameOf } from './placeholders.ts'

type Shown = NonNullable<OutputOf<typeof contract.getNoticeDraft>['draft']>

interface Template {
  jurisdiction: string
  prison_id: number | null
  from_on: string
  subject_en: string
  subject_ur: string
  body_en: string
  body_ur: string
  source_en: string
  source_ur: string
  refer: boolean
}

export interface Draft {
  readonly facts: Facts
  readonly template: Template
  readonly duty: Duty | null
  readonly owing: Owing | null
  readonly shown: Omit<Shown, 'before' | 'addressees'>
}

/** The wording in force today: the prison's own, its province's, the country's. @throws not-found */
async function templateOf(tx: Tx, kind: NoticeKind, stay: Facts['stay']): Promise<Template> {
  const { rows } = await sql<Template>`
    select * from (select distinct on (t.jurisdiction, t.prison_id) t.* from custody.notice_template t
        where t.kind = ${kind} and t.from_on <= workflow.today()
          and (t.prison_id = ${stay.prison_id} or t.prison_id is null and t.jurisdiction in (${stay.jurisdiction}, 'PK'))
        order by t.jurisdiction, t.prison_id, t.from_on desc) latest
     where not ended order by prison_id is null, jurisdiction = 'PK' limit 1`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  return rows[0]
}

/** What a notice would say today. @throws not-found, custody-notices.not-now */
export async function draftOf(tx: Tx, imprisonmentId: string, kind: NoticeKind): Promise<Draft> {
  const facts = await factsOf(tx, imprisonmentId)
  if (!facts.kinds.includes(kind)) throw refuse('custody-notices.not-now')
  const template = await templateOf(tx, kind, facts.stay)
  const values = { ...facts.values, event: eventOf(tx, kind, facts) }
  const written = (language: 'en' | 'ur') => {
    const [subject, body] =
      language === 'en' ? [template.subject_en, template.body_en] : [template.subject_ur, template.body_ur]
    return {
      subject: fill(subject, values, language),
      body: paragraphs(body).map((one) => fill(one, values, language)),
    }
  }
  const [en, ur] = [written('en'), written('ur')]
  const missing = [...en.subject, ...en.body.flat(), ...ur.subject, ...ur.body.flat()].flatMap((piece) =>
    piece.missing ? [piece.placeholder!] : [],
  )
  const duty = await dutyFor(tx, imprisonmentId, kind)
  const owing = await owingFor(tx, imprisonmentId, kind)
  const from = template.prison_id !== null ? 'prison' : template.jurisdiction === 'PK' ? 'country' : 'own'
  return {
    facts,
    template,
    duty,
    owing,
    shown: {
      kind,
      owing,
      en,
      ur,
      missing: [...new Set(missing)].map((placeholder) => ({ placeholder, name: nameOf(placeholder) })),
      template: {
        from,
        fromOn: template.from_on,
        source: bothOf(template.source_en, template.source_ur),
        refer: template.refer,
      },
      fulfils: duty?.ticks === true ? { duty: duty.name, dueOn: duty.dueOn } : null,
      writesBailNotice: kind === 'bail-reminder' || kind === 'bail-escalation',
      free: kind !== 'family-illness' ? 'words' : (await opensFile(tx, imprisonmentId)) ? 'medical' : 'none',
      says: fingerprint(textsOf({ en, ur })),
    },
  }
}

/** Whether the reader is a medical officer who may open this prisoner's file: not every one may open a woman's. */
async function opensFile(tx: Tx, imprisonmentId: string): Promise<boolean> {
  if (!may(tx, 'custody:treat')) return false
  const { rows } =
    await sql`select 1 from custody.health_file where imprisonment_id = ${imprisonmentId}::uuid`.execute(tx)
  return rows.length > 0
}

/** The words of a draft as they are kept. */
export function textsOf({ en, ur }: Pick<Shown, 'en' | 'ur'>) {
  const body = (all: Shown['en']['body']) => all.map(joined).join('\n\n')
  return {
    subject: { en: joined(en.subject), ur: joined(ur.subject) },
    body: { en: body(en.body), ur: body(ur.body) },
  }
}

/** @throws not-found, custody-notices.not-now */
export async function draft(
  tx: Tx,
  { imprisonmentId, kind }: ParsedInputOf<typeof contract.getNoticeDraft>,
): Promise<OutputOf<typeof contract.getNoticeDraft>> {
  const { facts, shown, duty } =
    kind === undefined
      ? { facts: await factsOf(tx, imprisonmentId), shown: null, duty: null }
      : await draftOf(tx, imprisonmentId, kind)
  const { stay } = facts
  return {
    prisoner: { id: stay.id, number: stay.number, name: bothOf(stay.name_en, stay.name_ur) },
    kinds: [...facts.kinds],
    draft:
      shown === null
        ? null
        : {
            ...shown,
            addressees: await addressees(tx, shown.kind, facts, duty),
            before: await drawnBefore(tx, imprisonmentId, shown.kind),
          },
  }
}

async function drawnBefore(tx: Tx, imprisonmentId: string, kind: NoticeKind): Promise<Shown['before']> {
  const { rows } = await sql<NonNullable<Shown['before']>>`
    select id, number, signed_at as at from custody.notice
     where imprisonment_id = ${imprisonmentId}::uuid and kind = ${kind} and state <> 'withdrawn' order by signed_at desc limit 1`.execute(
    tx,
  )
  return rows[0] ?? null
}

const said = (key: string, en: Record<string, unknown> = {}, ur: Record<string, unknown> = en): Both => ({
  en: text(`custody-notices:addressee.${key}`, 'en', en),
  ur: text(`custody-notices:addressee.${key}`, 'ur', ur),
})

/** Whom it usually goes to: proposed, and changed by the officer as needed. */
async function addressees(
  tx: Tx,
  kind: NoticeKind,
  { stay, values }: Facts,
  duty: Duty | null,
): Promise<Both[]> {
  const courts = values.court === null || values.court === undefined ? [] : [values.court]
  const country = values.nationality
  switch (kind) {
    case 'family-admission':
    case 'family-transfer':
    case 'family-illness':
    case 'family-death':
      return family(tx, stay)
    case 'consulate-arrest':
    case 'consulate-death':
      return country === null || country === undefined
        ? []
        : [said('consulate', { country: country.en }, { country: country.ur })]
    case 'bail-reminder': {
      const { rows } = await sql<{ en: string; ur: string }>`
        select name_en as en, name_ur as ur from custody.surety where imprisonment_id = ${stay.id}::uuid and state = 'offered'
         order by offered_on desc limit 3`.execute(tx)
      return [
        ...rows.map((row) => said('surety', { name: row.en }, { name: row.ur })),
        ...courts,
        said('dlec'),
      ]
    }
    case 'bail-escalation':
      return [said('sessions')]
    case 'mercy-petition':
      return [said('president')]
    case 'mercy-covering':
      return [said('home', { province: stay.province_en ?? '' }, { province: stay.province_ur ?? '' })]
    case 'jail-appeal':
      return duty?.code === 'supreme-court' ? [said('supreme-court')] : [said('high-court'), ...courts]
  }
}

/** Relatives the prison has vetted as visitors, where the reader may see them; and the address the prisoner gave. */
async function family(tx: Tx, stay: Facts['stay']): Promise<Both[]> {
  const { rows } = await sql<{ en: string; ur: string; relation: string }>`
    select v.name_en as en, v.name_ur as ur, t.relation from custody.visitor_tie t join custody.visitor v on v.id = t.visitor_id
     where t.imprisonment_id = ${stay.id}::uuid and t.state = 'approved' and t.relation not in ('advocate', 'consular', 'friend', 'other')
     order by t.relation in ('father', 'mother', 'spouse') desc, t.added_at limit 3`.execute(tx)
  const address = stay.address === null ? '' : `, ${stay.address}`
  const relative = (row: { en: string; ur: string; relation: string }): Both => ({
    en: `${row.en}, ${text(`custody-visits:relation.${row.relation}`, 'en')}${address}`,
    ur: `${row.ur}، ${text(`custody-visits:relation.${row.relation}`, 'ur')}${address.replace(',', '،')}`,
  })
  const name = bothOf(stay.name_en, stay.name_ur)
  return rows.length > 0
    ? rows.map(relative)
    : [
        {
          en: `${said('family', { name: name.en }).en}${address}`,
          ur: `${said('family', { name: name.ur }).ur}${address.replace(',', '،')}`,
        },
      ]
}

import { type RawBuilder, sql } from 'kysely'
import { may, posts } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { BothLanguages, OutputOf, ParsedInputOf } from '#platform/http/contract'
import { text } from '#platform/i18n'
import { prisonOf } from '../prison-of.ts'
import type * as contract from './contract.ts'

const titles = new Map<string, BothLanguages>([
  ...posts.map((post) => [post.code, post.title] as const),
  ['warder', { en: 'Warder', ur: 'وارڈر' }],
])
const titleOf = (post: string): BothLanguages => titles.get(post) ?? { en: post, ur: post }

/** @throws not-found */
export async function nameable(
  tx: Tx,
  { prisonId }: { prisonId?: number | undefined },
): Promise<OutputOf<typeof contract.listNameable>> {
  const { prisons, ...prison } = await prisonOf(tx, prisonId)
  const { rows } = await sql<{ account_id: string; name_en: string; name_ur: string; post: string }>`
    select * from custody.officers_of(${prison.id}) order by name_en, post`.execute(tx)
  return {
    prison,
    prisons,
    rows: rows.map((row) => ({
      accountId: row.account_id,
      name: { en: row.name_en, ur: row.name_ur },
      post: titleOf(row.post),
    })),
  }
}

/** Which complaints the reader decides, by the level of the post. */
export function decides(tx: Tx, level: string): boolean {
  if (may(tx, 'custody:inspect-from-outside')) return level === 'outside'
  if (may(tx, 'custody:oversee-complaints')) return level !== 'outside'
  return level === 'prison'
}

const open = sql`c.state <> 'replied'`
const dueOn = sql`case c.state when 'received' then c.acknowledge_by when 'found' then c.reply_by when 'replied' then null else c.decide_by end`
/** Watched over a month longer than flags arise, so that the last ones are looked into too. */
const flags = sql`case when c.imprisonment_id is not null and c.watch_until >= workflow.today() - 30 then
  (select count(*)::integer from custody.befell_since(c.id) b where not exists (
    select 1 from custody.retaliation_review r where r.complaint_id = c.id and r.event_id = b.event_id)) else 0 end`

/** What waits for the reader's own decision. */
function own(tx: Tx): RawBuilder<unknown> {
  if (may(tx, 'custody:inspect-from-outside')) return sql`c.level = 'outside'`
  if (may(tx, 'custody:oversee-complaints')) return sql`c.level = 'inspector-general'`
  return sql`c.level = 'prison'`
}

function shown(tx: Tx, show: ParsedInputOf<typeof contract.listComplaints>['show']): RawBuilder<unknown> {
  return {
    open,
    mine: sql`${open} and ${own(tx)}`,
    flagged: sql`${flags} > 0`,
    all: sql`true`,
  }[show]
}

interface HeadRow extends Omit<contract.ComplaintHead, 'prisoner' | 'against' | 'due'> {
  prisonerNumber: string | null
  prisonerEn: string | null
  prisonerUr: string | null
  named: { name: BothLanguages; post: string }[]
  dueOn: string | null
}

const headColumns = sql`c.id, c.code, jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as prison, c.channel, c.subject,
  c.prisoner_number as "prisonerNumber", c.prisoner_en as "prisonerEn", c.prisoner_ur as "prisonerUr", c.by_name as "byName", c.by_relation as "byRelation",
  coalesce((select jsonb_agg(jsonb_build_object('name', jsonb_build_object('en', o.name_en, 'ur', o.name_ur), 'post', o.post) order by o.name_en)
    from custody.complained_of o where o.complaint_id = c.id), '[]') as named,
  c.level, c.state, c.finding, c.received_on as "receivedOn", ${dueOn} as "dueOn", c.watch_until as "watchUntil", ${flags} as flags`

const stepOf = {
  received: 'acknowledge',
  acknowledged: 'find',
  appealed: 'find',
  found: 'reply',
  replied: null,
} as const

function headOf<R extends HeadRow>({ prisonerNumber, prisonerEn, prisonerUr, named, dueOn: on, ...row }: R) {
  const step = stepOf[row.state]
  return {
    ...row,
    prisoner:
      prisonerNumber === null
        ? null
        : { number: prisonerNumber, name: { en: prisonerEn ?? '', ur: prisonerUr ?? '' } },
    against: named.map(({ name, post }) => ({ name, post: titleOf(post) })),
    due: step === null || on === null ? null : { step, on },
  }
}

/** What the reader may see; of what is sealed from the reader nothing is counted either. */
export async function list(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listComplaints>,
): Promise<OutputOf<typeof contract.listComplaints>> {
  const { rows } = await sql<HeadRow & { total: number }>`
    select ${headColumns}, count(*) over ()::integer as total
      from custody.complaint c join units.current_unit u on u.id = c.prison_id
     where ${shown(tx, query.show)} and (${query.subject ?? null}::text is null or c.subject = ${query.subject ?? null})
     order by ${dueOn} nulls last, c.received_on desc, c.id limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(
    tx,
  )
  const { rows: sums } = await sql<{ open: number; late: number; flagged: number }>`
    select (count(*) filter (where ${open}))::integer as open, (count(*) filter (where ${open} and ${dueOn} < workflow.today()))::integer as late,
      (count(*) filter (where ${flags} > 0))::integer as flagged from custody.complaint c`.execute(tx)
  return {
    rows: rows.map(({ total: _, ...row }) => headOf(row)),
    total: rows[0]?.total ?? 0,
    ...sums[0]!,
  }
}

/** On the home page: complaints that wait for the reader's own decision. */
export async function countMine(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count, (count(*) filter (where ${dueOn} < workflow.today()))::integer as overdue
      from custody.complaint c where ${shown(tx, 'mine')}`.execute(tx)
  return rows[0]!
}

/** On the home page: complainants to whom something happened since, that nobody has looked into. */
export async function countFlagged(tx: Tx): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from custody.complaint c where ${shown(tx, 'flagged')}`.execute(tx)
  return { count: rows[0]!.count, overdue: 0 }
}

/** @throws not-found, also when it is sealed from the reader */
export async function read(tx: Tx, { id }: { id: string }): Promise<OutputOf<typeof contract.getComplaint>> {
  type Page = OutputOf<typeof contract.getComplaint>
  const { rows } = await sql<
    HeadRow & {
      text: string
      imprisonmentId: string | null
      acknowledgeBy: string
      decideBy: string
      replyBy: string
      appealUntil: string | null
      closedPosts: string[]
    }
  >`select ${headColumns}, c.text, c.imprisonment_id as "imprisonmentId", c.acknowledge_by as "acknowledgeBy", c.decide_by as "decideBy",
      c.reply_by as "replyBy", c.appeal_until as "appealUntil", c.closed_posts as "closedPosts"
      from custody.complaint c join units.current_unit u on u.id = c.prison_id where c.id = ${id}::uuid`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const { rows: steps } = await sql<Page['steps'][number]>`
    select s.id, s.kind, s.text, jsonb_build_object('en', a.name_en, 'ur', a.name_ur) as by, s.at
      from custody.complaint_step s join identity.account a on a.id = s.by where s.complaint_id = ${id}::uuid order by s.at desc, s.id`.execute(
    tx,
  )
  const { rows: since } = await sql<Page['since'][number]>`
    select b.event_id as id, b.kind, b.at, b.by_named as "byNamed", coalesce(b.detail, '') as detail,
      jsonb_build_object('en', coalesce(o.text_en, k.text_en, b.what), 'ur', coalesce(o.text_ur, k.text_ur, b.what)) as what,
      case when r.event_id is null then null else jsonb_build_object('verdict', r.verdict, 'note', r.note, 'at', r.at,
        'by', jsonb_build_object('en', a.name_en, 'ur', a.name_ur)) end as review
      from custody.befell_since(${id}::uuid) b
      left join custody.prison_offence o on b.kind = 'reported' and o.code = b.what
      left join custody.punishment_kind k on b.kind = 'punished' and k.code = b.what
      left join custody.retaliation_review r on r.complaint_id = ${id}::uuid and r.event_id = b.event_id
      left join identity.account a on a.id = r.by order by b.at desc, b.event_id`.execute(tx)
  const { closedPosts, ...rest } = row
  const handles = decides(tx, row.level)
  return {
    complaint: { ...headOf(rest), sealedFrom: closedPosts.map(titleOf) },
    steps,
    since: since.map(inWords),
    may: {
      handle: handles && row.state !== 'replied',
      appeal: handles && row.state === 'replied' && row.level !== 'outside',
      passUp: handles && row.state !== 'replied' && row.level !== 'outside',
    },
  }
}

type Since = OutputOf<typeof contract.getComplaint>['since'][number]

/** The desk's reason for refusing and the ground for stopping visits are codes; what was written beside them follows. */
function inWords(one: Since): Since {
  const group = one.kind === 'visit-refused' ? 'refused' : one.kind === 'visits-stopped' ? 'stop' : null
  const code = one.what.en
  const words = (language: 'en' | 'ur') =>
    [group === null ? one.what[language] : text(`custody-visits:${group}.${code}`, language), ofVisit(one)]
      .filter((part) => part !== '')
      .join(': ')
  return { ...one, what: { en: words('en'), ur: words('ur') } }
}

const ofVisit = ({ kind, detail }: Since): string => (kind.startsWith('visit') ? detail : '')

import { type RawBuilder, sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { rupeesOf } from '../accounts/paisa.ts'
import { bothOf } from '../prisoners/names.ts'
import type * as contract from './contract.ts'

type Page = OutputOf<typeof contract.getTransfer>
type Show = ParsedInputOf<typeof contract.listTransfers>['show']

/** The list as the database has it: paisa, and a court's name in two columns. */
export interface KeptChecklist {
  readonly warrants: readonly {
    kind: 'remand' | 'conviction'
    fir: string | null
    sections: string
    courtEn: string | null
    courtUr: string | null
    next: string | null
    bailFrom: string | null
  }[]
  readonly nextProduction: string | null
  readonly release: { on: string; state: string } | null
  readonly remissions: number
  readonly holds: number
  readonly adjudications: number
  readonly photograph: boolean
  readonly bags: readonly KeptBag[]
  readonly cash: number
  readonly visitors: number
  readonly telephones: number
}

export interface KeptBag {
  readonly id: string
  readonly number: string
  readonly seal: string | null
  readonly items: readonly {
    id: string
    description: string
    quantity: number
    category: string
    condition: string
    worth: number | null
  }[]
}

const mine = sql`t.prison_id = any ((select access.units())::integer[])`
const theirs = sql`t.to_prison_id = any ((select access.units())::integer[])`
const unsettled = sql`t.state = 'accepted' and t.settled_at is null and t.differences <> '[]'::jsonb`
const shows: Record<Show, RawBuilder<unknown>> = {
  open: sql`(t.state in ('proposed', 'approved', 'on-road', 'brought', 'refused') or (${unsettled} and ${mine}))`,
  'to-approve': sql`t.state = 'proposed' and ${mine}`,
  'at-gate': sql`t.state in ('approved', 'refused') and ${mine}`,
  arriving: sql`t.state in ('approved', 'on-road', 'brought') and ${theirs}`,
  differences: sql`${unsettled} and ${mine}`,
  done: sql`t.state in ('accepted', 'returned', 'withdrawn')`,
  all: sql`true`,
}
const late = sql`t.state in ('on-road', 'refused') and t.due_at < clock_timestamp()`

const rowColumns = sql`t.id, t.number, jsonb_build_object('en', coalesce(t.name_en, t.name_ur, ''), 'ur', coalesce(t.name_ur, t.name_en, '')) as name,
  case when t.father_en is null and t.father_ur is null then null
    else jsonb_build_object('en', coalesce(t.father_en, t.father_ur), 'ur', coalesce(t.father_ur, t.father_en)) end as father,
  jsonb_build_object('id', f.id, 'name', jsonb_build_object('en', f.name_en, 'ur', f.name_ur)) as "from",
  jsonb_build_object('id', o.id, 'name', jsonb_build_object('en', o.name_en, 'ur', o.name_ur)) as "to",
  t.reason, t.state, t.planned_on as "plannedOn", t.approver, t.departed_at as "departedAt", t.due_at as "dueAt", ${late} as late,
  t.new_number as "newNumber", t.accepted_at as "acceptedAt",
  case when ${unsettled} then jsonb_array_length(t.differences) else 0 end as unsettled`
const from = sql`custody.transfer t join units.current_unit f on f.id = t.prison_id join units.current_unit o on o.id = t.to_prison_id`

export async function listTransfers(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listTransfers>,
): Promise<OutputOf<typeof contract.listTransfers>> {
  const stay = query.imprisonmentId
  const { rows } = await sql<contract.TransferRow & { total: number }>`
    select ${rowColumns}, count(*) over ()::integer as total from ${from}
     where ${shows[query.show]} and (${stay ?? null}::uuid is null or t.imprisonment_id = ${stay ?? null}::uuid
       or t.new_imprisonment_id = ${stay ?? null}::uuid)
     order by (${late}) desc, t.state = 'on-road' desc, t.proposed_at desc, t.id
     limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

export async function countOpen(tx: Tx): Promise<OutputOf<typeof contract.countTransfers>> {
  const { rows } = await sql<OutputOf<typeof contract.countTransfers>>`
    select (count(*) filter (where ${shows['to-approve']}))::integer as "toApprove",
      (count(*) filter (where ${shows['at-gate']}))::integer as "atGate",
      (count(*) filter (where ${shows.arriving}))::integer as arriving,
      (count(*) filter (where ${shows.arriving} and ${late}))::integer as late,
      (count(*) filter (where ${shows.differences}))::integer as differences
      from custody.transfer t where ${shows.open}`.execute(tx)
  return rows[0]!
}

/** On the home page: what the reader's own post is to do with transfers. The list behind it is `show`. */
export async function countTransfers(
  tx: Tx,
  show: 'to-approve' | 'at-gate' | 'arriving' | 'differences',
): Promise<{ count: number; overdue: number }> {
  const own = show === 'to-approve' ? sql`t.approver = ${standing(tx).post}` : sql`true`
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::integer as count,
      (count(*) filter (where ${late} or t.state in ('proposed', 'approved') and t.planned_on < workflow.today()))::integer as overdue
      from custody.transfer t where ${shows[show]} and ${own}`.execute(tx)
  return rows[0]!
}

export async function blockersOf(
  tx: Tx,
  of: { imprisonmentId: string; toPrisonId: number; on: string; reason: string },
): Promise<contract.Blocker[]> {
  const { rows } = await sql<contract.Blocker>`
    select code, stops, day, count from custody.transfer_blockers(${of.imprisonmentId}::uuid, ${of.toPrisonId}, ${of.on}, ${of.reason})
     order by stops desc, code`.execute(tx)
  return rows
}

/** What would go along now. @throws not-found */
export async function checklistNow(tx: Tx, imprisonmentId: string): Promise<KeptChecklist> {
  const { rows } = await sql<{ list: KeptChecklist | null }>`
    select custody.transfer_checklist(${imprisonmentId}::uuid) as list`.execute(tx)
  const list = rows[0]!.list
  if (list === null) throw refuse('not-found')
  return list
}

/** As it is shown: in rupees, and without the identifiers of the other prison's rows. */
export function shownChecklist(list: KeptChecklist): contract.Checklist {
  return {
    ...list,
    warrants: list.warrants.map(({ courtEn, courtUr, ...warrant }) => ({
      ...warrant,
      court: courtEn === null && courtUr === null ? null : bothOf(courtEn, courtUr),
    })),
    bags: list.bags.map(shownBag),
    cash: rupeesOf(list.cash),
  }
}

const shownBag = ({ number, seal, items }: KeptBag): contract.Checklist['bags'][number] => ({
  number,
  seal,
  items: items.map(({ description, quantity }) => ({ description, quantity })),
})

interface Whole extends contract.TransferRow {
  imprisonment_id: string
  new_imprisonment_id: string | null
  category: string
  note: string | null
  escort: string | null
  caught: Page['transfer']['caught']
  checklist: KeptChecklist | null
  differences: Page['differences']
  sends: boolean
  receives: boolean
  own: boolean
  signed: Page['steps']
  basis: { en: string; ur: string } | null
  refer: boolean | null
}

/** @throws not-found */
export async function getTransfer(tx: Tx, id: string): Promise<Page> {
  const { rows } = await sql<Whole>`
    select ${rowColumns}, t.imprisonment_id, t.new_imprisonment_id, t.category, t.note, t.escort, t.checklist,
      case when t.caught_at is not null then jsonb_build_object('at', to_jsonb(t.caught_at), 'by', t.caught_by, 'where', t.caught_where, 'paper', t.caught_paper) end as caught, t.differences,
      ${mine} as sends, ${theirs} as receives, t.proposed_by = access.account() as own,
      (select jsonb_build_object('en', r.basis_en, 'ur', r.basis_ur) from custody.transfer_rule r where ${ruleOf(sql`t.category`, sql`t.reason`)}
        order by r.category = 'any', r.from_on desc limit 1) as basis,
      (select r.refer from custody.transfer_rule r where ${ruleOf(sql`t.category`, sql`t.reason`)} order by r.category = 'any', r.from_on desc limit 1) as refer,
      (select coalesce(jsonb_agg(jsonb_build_object('act', s.act, 'at', to_jsonb(s.at), 'by', case when a.name_en is null and a.name_ur is null then null
            else jsonb_build_object('en', coalesce(a.name_en, a.name_ur), 'ur', coalesce(a.name_ur, a.name_en)) end,
          'prison', jsonb_build_object('en', case when s.there then o.name_en else f.name_en end, 'ur', case when s.there then o.name_ur else f.name_ur end),
          'words', s.words) order by s.at), '[]')
        from (values (case when t.caught_at is null then 'proposed' else 'brought' end, t.proposed_at, t.proposed_by, t.caught_at is not null,
            coalesce(t.caught_paper, t.note)), ('caught', t.caught_at, null, false, t.caught_where || ' · ' || t.caught_by), ('approved', t.approved_at, t.approved_by, false, null),
          ('departed', case when t.caught_at is null then t.departed_at end, t.departed_by, false, t.escort), ('refused', t.refused_at, t.refused_by, true, t.refused_why),
          ('returned', t.returned_at, t.returned_by, false, null), ('accepted', t.accepted_at, t.accepted_by, true, null),
          ('withdrawn', t.withdrawn_at, t.withdrawn_by, t.caught_at is not null, t.withdrawn_why), ('settled', t.settled_at, t.settled_by, false, t.settled_why))
          as s(act, at, by, there, words) left join lateral custody.signed_by(s.by) a on true where s.at is not null) as signed
      from ${from} where t.id = ${id}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const {
    imprisonment_id,
    new_imprisonment_id,
    checklist,
    differences,
    sends,
    receives,
    own,
    signed,
    basis,
    refer,
    ...transfer
  } = row
  const before = transfer.state === 'proposed' || transfer.state === 'approved'
  const list = checklist ?? (sends && before ? await checklistNow(tx, imprisonment_id) : null)
  const accepted = transfer.state === 'accepted'
  const parcels = accepted ? await parcelsOf(tx, id) : []
  const left = accepted && sends ? shownChecklist(await checklistNow(tx, imprisonment_id)) : null
  const papersMissing = differences.some((one) => one.what.endsWith('-missing') && one.what !== 'bag-missing')
  return {
    parcels,
    left: left === null ? null : { bags: left.bags.length, cash: left.cash },
    transfer: {
      ...transfer,
      imprisonmentId: sends ? imprisonment_id : null,
      newImprisonmentId: receives ? new_imprisonment_id : null,
    },
    rule: { basis: basis ?? { en: '', ur: '' }, refer: refer ?? false },
    steps: signed,
    blockers:
      sends && before
        ? await blockersOf(tx, {
            imprisonmentId: imprisonment_id,
            toPrisonId: transfer.to.id,
            on: transfer.plannedOn,
            reason: transfer.reason,
          })
        : [],
    checklist: list === null ? null : shownChecklist(list),
    fixed: checklist !== null,
    differences,
    may: {
      approve:
        sends &&
        !own &&
        transfer.state === 'proposed' &&
        may(tx, 'custody:approve-transfer') &&
        standing(tx).post === transfer.approver,
      withdraw:
        (sends && before && (may(tx, 'custody:propose-transfer') || may(tx, 'custody:approve-transfer'))) ||
        (receives && transfer.state === 'brought' && may(tx, 'custody:receive-transfer')),
      depart: sends && transfer.state === 'approved' && may(tx, 'custody:depart-transfer'),
      receive:
        receives && ['on-road', 'brought'].includes(transfer.state) && may(tx, 'custody:receive-transfer'),
      bringBack: sends && transfer.state === 'refused' && may(tx, 'custody:depart-transfer'),
      settle: sends && transfer.unsettled > 0 && may(tx, 'custody:propose-transfer'),
      sendAfter:
        left !== null &&
        may(tx, 'custody:propose-transfer') &&
        parcels.every((parcel) => parcel.receivedAt !== null) &&
        (left.bags.length > 0 || left.cash > 0 || (papersMissing && transfer.unsettled > 0)),
    },
    own,
  }
}

/** What was sent after the prisoner, latest first. */
async function parcelsOf(tx: Tx, transferId: string): Promise<Page['parcels']> {
  const { rows } = await sql<
    Omit<Page['parcels'][number], 'may' | 'bags'> & { bags: KeptBag[]; to_prison_id: number }
  >`
    select p.id, p.bags, p.cash, p.papers, p.how, p.sent_at as "sentAt", p.received_at as "receivedAt", p.differences, p.to_prison_id
      from custody.transfer_parcel p where p.transfer_id = ${transferId}::uuid order by p.sent_at desc`.execute(
    tx,
  )
  return rows.map(({ to_prison_id, cash, bags, ...parcel }) => ({
    ...parcel,
    bags: bags.map(shownBag),
    cash: rupeesOf(cash),
    may:
      parcel.receivedAt === null &&
      standing(tx).units.includes(to_prison_id) &&
      may(tx, 'custody:receive-transfer'),
  }))
}

/** Rows of the rule that speak of a category and reason today; the one that names the category comes first. */
export const ruleOf = (category: RawBuilder<unknown>, reason: RawBuilder<unknown>) =>
  sql`r.jurisdiction = access.jurisdiction() and r.reason = ${reason} and r.category in ('any', ${category}) and r.from_on <= workflow.today()`

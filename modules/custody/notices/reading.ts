import { type RawBuilder, sql } from 'kysely'
import { may, standing } from '#kernel/access'
import type { Tx } from '#platform/db'
import { refuse } from '#platform/http'
import type { OutputOf, ParsedInputOf } from '#platform/http/contract'
import { bothOf } from '../prisoners/names.ts'
import { countDue } from '../sureties/granted.ts'
import type * as contract from './contract.ts'
import { cameBack, isOwed, isOwing, kindOfDuty } from './owed.ts'
import type { Both } from './placeholders.ts'
import { titleOf } from './sign.ts'

type Row = contract.NoticeRow
const mine = (prison: RawBuilder<unknown>) => sql`${prison} = any ((select access.units())::integer[])`

/** What matters owe, before anything is drawn up. */
const owed = sql`select d.id, ${kindOfDuty} as kind, 'owed' as state, d.imprisonment_id, d.prison_id, null as number, null as to_en,
    null as to_ur, d.due_on, null::timestamptz as signed_at
  from custody.duty d where ${mine(sql`d.prison_id`)} and ${isOwed}`
const drawnUp = sql`select n.id, n.kind, n.state, n.imprisonment_id, n.prison_id, n.number, n.to_en, n.to_ur, null::date as due_on, n.signed_at
  from custody.notice n where ${mine(sql`n.prison_id`)}`
/** What movements owe by themselves. */
const owing = sql`select o.id, o.kind, 'owed' as state, o.imprisonment_id, o.prison_id, null as number, null as to_en, null as to_ur, o.due_on,
    null::timestamptz as signed_at
  from custody.notice_owing o where ${mine(sql`o.prison_id`)} and ${isOwing}`
/** Steps owe nothing to medical officers, who sign no other notice than that of an illness. */
const waiting = (
  tx: Tx,
) => sql`${owed} and ${!may(tx, 'custody:treat')} union all ${owing} union all ${drawnUp} and (n.state = 'signed'
  or n.id in (select s.notice_id from custody.dispatch s where ${mine(sql`s.prison_id`)} and ${cameBack}))`

/** What other prisons wrote about somebody before they came here: read on the prisoner's page under the stay here, and nobody's to do here. */
const before = (
  imprisonmentId: string,
) => sql`select n.id, n.kind, n.state, ${imprisonmentId}::uuid as imprisonment_id, n.prison_id, n.number,
    n.to_en, n.to_ur, null::date as due_on, n.signed_at
  from custody.notice n where n.imprisonment_id in (select custody.stays_before(${imprisonmentId}::uuid))`

const shows: Record<
  (typeof contract.noticeShows)[number],
  (tx: Tx, imprisonmentId: string | undefined) => RawBuilder<unknown>
> = {
  'to-do': waiting,
  sent: () => sql`${drawnUp} and n.state = 'sent'`,
  all: (_tx, imprisonmentId) =>
    imprisonmentId === undefined ? drawnUp : sql`${drawnUp} union all ${before(imprisonmentId)}`,
}

/** One page of notices; what was sent last and what became of it stands with each. */
export async function list(
  tx: Tx,
  query: ParsedInputOf<typeof contract.listNotices>,
): Promise<OutputOf<typeof contract.listNotices>> {
  const { rows } = await sql<{
    id: string
    kind: Row['kind']
    state: Row['state']
    imprisonment_id: string
    prisoner: string
    name_en: string | null
    name_ur: string | null
    prison_en: string
    prison_ur: string
    number: string | null
    to_en: string | null
    to_ur: string | null
    due_on: string | null
    signed_at: string | null
    last: (NonNullable<Row['last']> & { outcome: 'received' | 'returned' | null }) | null
    total: number
  }>`
    with found as materialized (select x.* from (${shows[query.show](tx, query.imprisonmentId)}) x
      where (${query.kind ?? null}::text is null or x.kind = ${query.kind ?? null})
        and (${query.imprisonmentId ?? null}::uuid is null or x.imprisonment_id = ${query.imprisonmentId ?? null}::uuid)),
    page as (select f.*, (select count(*)::integer from found) as total from found f
      order by f.state = 'owed' desc, f.due_on, f.signed_at desc, f.id limit ${query.size} offset ${(query.page - 1) * query.size})
    select g.*, i.number || '/' || i.year as prisoner, p.name_en, p.name_ur, u.name_en as prison_en, u.name_ur as prison_ur, l.last
      from page g join custody.imprisonment i on i.id = g.imprisonment_id join people.record p on p.id = i.record_id
      join units.current_unit u on u.id = g.prison_id
      left join lateral (select jsonb_build_object('number', s.number || '/' || s.year, 'toWhom', s.to_whom, 'how', s.how, 'sentOn', s.sent_on,
          'outcome', s.outcome) as last
        from custody.dispatch s where s.notice_id = g.id order by s.year desc, s.number desc limit 1) l on true
     order by g.state = 'owed' desc, g.due_on, g.signed_at desc, g.id`.execute(tx)
  return {
    rows: rows.map(({ last, ...row }) => ({
      id: row.id,
      kind: row.kind,
      state: row.state === 'sent' ? (last?.outcome ?? 'sent') : row.state,
      imprisonmentId: row.imprisonment_id,
      prisoner: row.prisoner,
      name: bothOf(row.name_en, row.name_ur),
      prison: bothOf(row.prison_en, row.prison_ur),
      number: row.number,
      to: row.to_en === null ? null : bothOf(row.to_en, row.to_ur),
      dueOn: row.due_on,
      signedAt: row.signed_at,
      last:
        last === null
          ? null
          : { number: last.number, toWhom: last.toWhom, how: last.how, sentOn: last.sentOn },
    })),
    total: rows[0]?.total ?? 0,
  }
}

export async function counts(tx: Tx): Promise<OutputOf<typeof contract.countNotices>> {
  const { rows } = await sql<Omit<OutputOf<typeof contract.countNotices>, 'bail'>>`
    select (select count(*)::integer from custody.duty d where ${mine(sql`d.prison_id`)} and ${isOwed} and ${!may(tx, 'custody:treat')})
        + (select count(*)::integer from custody.notice_owing o where ${mine(sql`o.prison_id`)} and ${isOwing}) as owed,
      (select count(*)::integer from custody.notice n where ${mine(sql`n.prison_id`)} and n.state = 'signed') as signed,
      (select count(*)::integer from custody.dispatch s where ${mine(sql`s.prison_id`)} and ${cameBack}) as returned,
      (select count(*)::integer from custody.dispatch s where ${mine(sql`s.prison_id`)} and s.sent_on > workflow.today() - 30) as "sentLately"`.execute(
    tx,
  )
  return { ...rows[0]!, bail: may(tx, 'custody:read-sureties') ? (await countDue(tx)).count : null }
}

const named = (column: string) =>
  sql`(select jsonb_build_object('en', b.name_en, 'ur', b.name_ur) from custody.signed_by(${sql.ref(column)}) b)`

/** @throws not-found */
export async function noticeById(tx: Tx, { id }: { id: string }): Promise<contract.Notice> {
  const { rows } = await sql<
    Omit<contract.Notice, 'withheld' | 'signedPost' | 'may' | 'template'> & {
      has_medical: boolean
      prison_id: number
      signed_post: string
      template: { from: contract.Notice['template']['from']; fromOn: string }
    }
  >`
    select n.id, n.kind, n.state, n.prison_id, i.id as "imprisonmentId", i.number || '/' || i.year as prisoner,
        jsonb_build_object('en', coalesce(p.name_en, p.name_ur, ''), 'ur', coalesce(p.name_ur, p.name_en, '')) as name,
        jsonb_build_object('en', u.name_en, 'ur', u.name_ur) as prison, n.number, jsonb_build_object('en', n.to_en, 'ur', n.to_ur) as to,
        jsonb_build_object('en', n.subject_en, 'ur', n.subject_ur) as subject, jsonb_build_object('en', n.body_en, 'ur', n.body_ur) as body,
        case when n.free_en is not null then jsonb_build_object('en', n.free_en, 'ur', n.free_ur) end as free,
        case when x.id is not null then jsonb_build_object('en', x.words_en, 'ur', x.words_ur) end as medical, n.medical as has_medical, n.hash,
        n.document_id as "documentId", n.version, n.template, n.signed_post, n.signed_at as "signedAt", ${named('n.signed_by')} as "signedBy",
        ${named('n.withdrawn_by')} as "withdrawnBy", n.withdrawn_at as "withdrawnAt", n.withdrawn_why as "withdrawnWhy",
        (select jsonb_build_object('name', jsonb_build_object('en', d.name_en, 'ur', d.name_ur), 'matterId', d.matter_id, 'done', d.state = 'done')
           from custody.duty d where d.id = n.duty_id) as duty,
        (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'number', s.number || '/' || s.year, 'toWhom', s.to_whom, 'how', s.how,
            'particulars', s.particulars, 'sentOn', s.sent_on, 'sentBy', ${named('s.sent_by')}, 'outcome', s.outcome, 'outcomeOn', s.outcome_on,
            'outcomeWords', s.outcome_words, 'outcomeBy', ${named('s.outcome_by')}) order by s.year desc, s.number desc), '[]')
           from custody.dispatch s where s.notice_id = n.id) as sendings
      from custody.notice n join custody.imprisonment i on i.id = custody.stay_read_here(n.imprisonment_id) join people.record p on p.id = i.record_id
      join units.current_unit u on u.id = n.prison_id left join custody.notice_medical x on x.id = n.id
     where n.id = ${id}::uuid`.execute(tx)
  if (rows[0] === undefined) throw refuse('not-found')
  const { has_medical, prison_id, signed_post, template, ...notice } = rows[0]
  const ours = standing(tx).units.includes(prison_id)
  const signedPost: Both = titleOf(signed_post)
  return {
    ...notice,
    template: { from: template.from, fromOn: template.fromOn },
    withheld: has_medical && notice.medical === null,
    signedPost,
    may: {
      dispatch: ours && notice.state !== 'withdrawn' && may(tx, 'custody:dispatch-notice'),
      withdraw: ours && notice.state === 'signed' && may(tx, 'custody:sign-notice'),
    },
  }
}

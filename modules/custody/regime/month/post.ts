import { sql } from 'kysely'
import { type Actor, asActor, standing } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import type { Job, JobProgress, Services } from '#kernel/gate'
import type { Tx } from '#platform/db'
import { computeReleaseDates } from '../../sentence/release-date.ts'

/** Prisoners whose dates are computed in one transaction. */
const pageLines = 250

/** Posts a signed month to every ledger, page by page, going on where it was interrupted. */
export const postMonthJob: Job = {
  name: 'custody.post-remission-month',
  label: {
    en: 'Post a month’s ordinary remission to every ledger',
    ur: 'ماہانہ معمولی معافی کا ہر کھاتے میں اندراج',
  },
  run: async ({ database }: Services, input: Record<string, unknown>, progress: JobProgress) => {
    for (const actor of await serviceActors(database.pool))
      await postRun(database, actor, String(input.runId), progress)
  },
}

async function postRun(
  database: Services['database'],
  actor: Actor,
  runId: string,
  progress: JobProgress,
): Promise<void> {
  let done = 0
  for (;;) {
    const went = await asActor(database, actor, { purpose: 'post remission of a month' }, (tx) =>
      postPage(tx, runId),
    )
    done += went
    if (went > 0) await progress.report(done, null)
    if (went < pageLines) return
  }
}

/**
 * Posts the next page of a signed month: all its entries in one statement, then all its dates. Of whom the law gives no date, or who is no
 * longer here, nothing is posted and an officer looks. Answers how many lines it went through.
 */
export async function postPage(tx: Tx, runId: string): Promise<number> {
  const { rows: runs } = await sql<{ prison_id: number; month: string; after: string }>`
    select prison_id, to_char(month, 'YYYY-MM') as month, posted_after as after from custody.month_run
     where id = ${runId}::uuid and state = 'signed' for update`.execute(tx)
  const run = runs[0]
  if (run === undefined) return 0
  const { rows } = await sql<{ id: string; days: number; good: number; here: boolean }>`
    select l.imprisonment_id as id, l.days, l.good_days as good, i.state = 'in' and i.category = 'convict' as here
      from custody.month_line l join custody.imprisonment i on i.id = l.imprisonment_id
     where l.run_id = ${runId}::uuid and l.imprisonment_id > ${run.after}::uuid order by l.imprisonment_id limit ${pageLines}`.execute(
    tx,
  )
  const earning = rows.filter(({ days, good }) => days + good > 0)
  const refused = await postThose(
    tx,
    runId,
    earning.filter(({ here }) => here).map(({ id }) => id),
  )
  const byHand = earning.filter(({ id, here }) => !here || refused.has(id)).map(({ id }) => id)
  await sql`update custody.month_line set state = case when imprisonment_id = any (${byHand}::uuid[]) then 'by-hand' else 'posted' end
    where run_id = ${runId}::uuid and imprisonment_id = any (${earning.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  )
  await sql`update custody.month_run set posted_after = ${rows.at(-1)?.id ?? run.after}::uuid,
      state = case when ${rows.length < pageLines} then 'posted' else state end,
      posted_at = case when ${rows.length < pageLines} then clock_timestamp() end where id = ${runId}::uuid`.execute(
    tx,
  )
  return rows.length
}

/** Posts and computes; of whom the law then refuses a date the posting is taken back before anybody saw it. Answers who those are. */
async function postThose(tx: Tx, runId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const refused = new Set<string>()
  for (;;) {
    const those = ids.filter((id) => !refused.has(id))
    if (those.length === 0) return refused
    await sql`savepoint page`.execute(tx)
    await sql`insert into custody.remission (jurisdiction, prison_id, imprisonment_id, kind, days, authority, instrument, granted_on, earned_month, month_run_id)
      select ${standing(tx).jurisdiction}, l.prison_id, l.imprisonment_id, k.kind, k.days, 'Superintendent / سپرنٹنڈنٹ',
        case k.kind when 'ordinary' then 'Ordinary remission ' else 'Good conduct, year to ' end || to_char(r.month, 'YYYY-MM'),
        (r.month + interval '1 month')::date, r.month, r.id
        from custody.month_line l join custody.month_run r on r.id = l.run_id
        cross join lateral (values ('ordinary', l.days), ('good-conduct', l.good_days)) as k(kind, days)
       where l.run_id = ${runId}::uuid and l.imprisonment_id = any (${those}::uuid[]) and k.days > 0
      on conflict (imprisonment_id, earned_month, kind) where earned_month is not null and voided_at is null do nothing`.execute(
      tx,
    )
    const computed = await computeReleaseDates(tx, those, 'remission')
    if (computed.refused.size === 0) {
      await sql`release savepoint page`.execute(tx)
      return refused
    }
    await sql`rollback to savepoint page`.execute(tx)
    for (const id of computed.refused.keys()) refused.add(id)
  }
}

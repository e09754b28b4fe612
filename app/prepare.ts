import pg from 'pg'
import { type Permissions, writePosts } from '#kernel/access'
import { prepareJobs } from '#kernel/jobs'
import { loadUnits, unitSeeds } from '#kernel/units'
import { shipWorkflows } from '#kernel/workflow'
import { carryReportClocks } from '#modules/policing'
import { migrate } from '#platform/db'
import { modules } from './modules.ts'

export interface Preparation {
  readonly ownerUrl: string
  readonly passwordOf: (role: string) => string
  readonly log: (line: string) => void
}

/**
 * Brings a database to what this version needs: tables, posts and their permissions, units, one service account per province
 * under which the system reacts to events, and clocks for cases registered before clocks were stored. Safe to run with every start and by several processes at once.
 */
export async function prepareDatabase({ ownerUrl, passwordOf, log }: Preparation): Promise<void> {
  const started = Date.now()
  let applied = 0
  await migrate(ownerUrl, {
    passwordOf,
    onProgress: () => {
      applied += 1
    },
  })
  await writePosts(
    ownerUrl,
    modules.flatMap((module): Permissions[] => (module.permissions ? [module.permissions] : [])),
  )
  const added = await loadUnits(ownerUrl, unitSeeds)
  await ensureServiceAccounts(ownerUrl)
  await shipWorkflows(ownerUrl)
  await carryReportClocks(ownerUrl)
  await prepareJobs(
    ownerUrl,
    modules.flatMap((module) => module.jobs ?? []),
  )
  if (applied > 0)
    log(`Database prepared: ${applied} migrations, ${added} units (${Date.now() - started} ms).`)
}

async function ensureServiceAccounts(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`
      with province as (
        select id, jurisdiction from units.unit where kind in ('province', 'country')
      ), account as (
        insert into identity.account (username, kind, name_en, name_ur)
        select 'service.' || lower(jurisdiction), 'service', 'Mizan', 'میزان' from province
        on conflict (username) do update set kind = 'service' where identity.account.kind <> 'service'
        returning id, username
      )
      select 1`)
    await client.query(`
      insert into access.grant (account_id, post_code, unit_id, reason)
      select a.id, 'service', u.id, 'Made by the installer' from units.unit u
      join identity.account a on a.username = 'service.' || lower(u.jurisdiction)
      where u.kind in ('province', 'country')
        and not exists (select 1 from access.grant g where g.account_id = a.id and g.post_code = 'service')`)
  } finally {
    await client.end()
  }
}

import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'
import { posts } from '#kernel/access'
import { type AnyWorkflow, definedWorkflows } from './define.ts'
import { validateDefinition } from './validate.ts'

/** What came of a shipped workflow: version 1, a later version, nothing new, or a proposal beside the country's own version. */
export interface Shipped {
  readonly code: string
  readonly version: number
  readonly outcome: 'first' | 'new-version' | 'unchanged' | 'left-as-draft'
}

/**
 * Brings the workflows written in code into the database as the country's versions, as the owner, after migrating. A release
 * that changes one adds a version; where the country has since adopted its own, the new one is left as a draft for the
 * administrator to judge. Safe to run at every start and by two processes at once.
 * @throws when a workflow is invalid, or when cases still run under a version whose effects the code no longer has
 */
export async function shipWorkflows(
  ownerUrl: string,
  workflows: readonly AnyWorkflow[] = definedWorkflows(),
): Promise<Shipped[]> {
  const known = new Set(posts.map((post) => post.code))
  for (const workflow of workflows) {
    const problems = validateDefinition(workflow.body, workflow, known)
    if (problems.length > 0) {
      const list = problems
        .map(({ code, at, params }) => `${code} ${at} ${JSON.stringify(params)}`)
        .join('; ')
      throw new Error(`Workflow ${workflow.code} cannot be shipped: ${list}`)
    }
  }
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(7214003)')
    const shipped: Shipped[] = []
    for (const workflow of workflows) shipped.push(await shipOne(client, workflow))
    await refuseStranding(client, workflows)
    await client.query('commit')
    return shipped
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.end()
  }
}

async function shipOne(client: pg.Client, workflow: AnyWorkflow): Promise<Shipped> {
  const { rows } = await client.query<{ version: number; origin: string; state: string; body: unknown }>(
    `select version, origin, state, body from workflow.definition
      where code = $1 and jurisdiction = 'PK' and unit_id is null order by version`,
    [workflow.code],
  )
  const body = JSON.parse(JSON.stringify(workflow.body)) as unknown
  const last = rows.findLast((row) => row.origin === 'shipped')
  if (last !== undefined && isDeepStrictEqual(last.body, body))
    return { code: workflow.code, version: last.version, outcome: 'unchanged' }
  const version = (rows.at(-1)?.version ?? 0) + 1
  const ownAdopted = rows.some((row) => row.origin === 'edited' && row.state === 'adopted')
  await client.query(
    `insert into workflow.definition (code, jurisdiction, version, origin, body, state, adopted_at)
     values ($1, 'PK', $2, 'shipped', $3::jsonb, $4, case when $4 = 'adopted' then clock_timestamp() end)`,
    [workflow.code, version, JSON.stringify(body), ownAdopted ? 'draft' : 'adopted'],
  )
  const outcome = rows.length === 0 ? 'first' : ownAdopted ? 'left-as-draft' : 'new-version'
  return { code: workflow.code, version, outcome }
}

/** A case under a version whose effects are gone could never move again; better the new release does not start. */
async function refuseStranding(client: pg.Client, workflows: readonly AnyWorkflow[]): Promise<void> {
  const { rows } = await client.query<{
    code: string
    version: number
    jurisdiction: string
    effect: string
    running: string
  }>(
    `select d.code, d.version, d.jurisdiction, t.effect, count(*) as running
       from workflow.instance i join workflow.definition d on d.id = i.definition_id,
            lateral (select distinct x ->> 'effect' as effect from jsonb_array_elements(d.body -> 'transitions') x) t
      where i.ended_at is null and d.code = any ($1::text[]) group by 1, 2, 3, 4`,
    [workflows.map((workflow) => workflow.code)],
  )
  const effects = new Map(workflows.map((workflow) => [workflow.code, workflow.effects]))
  const stranded = rows.filter((row) => effects.get(row.code)?.[row.effect] === undefined)
  if (stranded.length === 0) return
  const list = stranded.map(
    (row) => `${row.running} cases of ${row.code} ${row.jurisdiction} v${row.version} need ${row.effect}`,
  )
  throw new Error(`This release would strand running cases: ${list.join('; ')}`)
}

import pg from 'pg'
import { asActor } from '#kernel/access'
import { serviceActors } from '#kernel/events'
import type { Services } from '#kernel/gate'
import { refreshLaw } from '#kernel/law'
import { drawLedgerOf } from '../../modules/custody/liberty-ledger/draw.ts'
import { runNight } from '../../modules/custody/liberty-ledger/night.ts'
import { tryNotificationJob } from '../../modules/custody/remission-notification/jobs.ts'
import { yesterday } from './today.ts'

const jurisdiction = 'PK-SD'
const quiet = { report: async () => undefined }

/**
 * What a night leaves, done once by the system's own service so that every signature is a real one: yesterday's liberty ledgers, last
 * night's over everyone, and a notification of special remission tried on everyone and waiting for a second person.
 */
export async function seedLiberty(
  database: { readonly ownerUrl: string; readonly services: Services },
  log: (line: string) => void,
): Promise<void> {
  const started = Date.now()
  const { services } = database
  const actor = (await serviceActors(services.database.pool)).find((one) => one.jurisdiction === jurisdiction)
  if (actor === undefined) throw new Error(`There is no service account of ${jurisdiction}.`)
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    await refreshLaw((text) => services.database.pool.query(text))
    const { rows: prisons } = await client.query<{ id: number }>(
      `select distinct prison_id as id from custody.imprisonment where state = 'in' and jurisdiction = $1 order by 1`,
      [jurisdiction],
    )
    for (const { id } of prisons)
      await asActor(services.database, actor, { purpose: 'liberty night' }, (tx) =>
        drawLedgerOf(tx, { prisonId: id, on: yesterday(), nightId: null }),
      )
    const night = await runNight(services, actor, quiet)
    const { rows } = await client.query<{ id: string }>(
      `insert into custody.remission_notification (jurisdiction, title_en, title_ur, authority, instrument, notified_on, excluded, rules,
         entered_by, entered_under)
       values ($1, 'If Eid remission were 90 days', 'اگر عید پر نوے دن معافی ہو', 'Government of Sindh, Home Department', 'Draft for the Eid notification',
         $2, array['MURDER', 'ESPIONAGE', 'ANTI_STATE', 'TERRORISM', 'RAPE', 'KIDNAPPING', 'ROBBERY', 'DACOITY', 'FOREIGNERS_ACT'], $3::jsonb, $4, $5)
       returning id`,
      [jurisdiction, yesterday(), JSON.stringify(rules), actor.accountId, actor.grantId],
    )
    await tryNotificationJob.run(services, { notificationId: rows[0]!.id }, quiet)
    log(
      `The liberty ledgers are drawn up: ${night?.lines ?? 0} prisoners, ${night?.red ?? 0} without proof (${((Date.now() - started) / 1000).toFixed(1)} s).`,
    )
  } finally {
    await client.end()
  }
}

/** After the pattern of the Sindh notifications of 2018 and 2019 (golden case P-H28). */
const rules = [
  { id: 'MALE65', sex: 'M', minAge: 65, minServed: [1, 3], days: 120, excluded: ['MURDER', 'TERRORISM'] },
  { id: 'FEMALE60', sex: 'F', minAge: 60, minServed: [1, 3], days: 120, excluded: ['MURDER', 'TERRORISM'] },
  { id: 'GENERAL', minServed: [2, 3], days: 90 },
]

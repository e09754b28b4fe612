import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { emit } from '#kernel/events'
import { openTask } from '#kernel/workflow'
import type { Tx } from '#platform/db'
import { SeriousInjuryRecorded } from '../events.ts'
import type { NewInjury } from './contract.ts'

/**
 * Writes down the injuries a person came in with, under seal. A serious one, or one said to come from the police, is put before
 * the superintendent the same day; what it is stays under the seal.
 */
export async function recordInjuries(
  tx: Tx,
  imprisonment: { id: string; prisonId: number; number: string },
  injuries: readonly NewInjury[],
): Promise<void> {
  for (const injury of injuries) {
    await sql`insert into custody.injury (jurisdiction, prison_id, imprisonment_id, region, kind, serious, said_cause, description)
      values (${standing(tx).jurisdiction}, ${imprisonment.prisonId}, ${imprisonment.id}::uuid, ${injury.region}, ${injury.kind},
        ${injury.serious}, ${injury.saidCause ?? null}, ${injury.description ?? null})`.execute(tx)
  }
  if (!injuries.some((injury) => injury.serious || injury.saidCause === 'police')) return
  await emit(tx, SeriousInjuryRecorded, { imprisonmentId: imprisonment.id })
  await openTask(tx, {
    queue: 'custody.sealed-injury',
    subject: { kind: 'imprisonment', id: imprisonment.id },
    title: {
      en: 'Open the sealed injuries of prisoner {{number}}',
      ur: 'اسیر نمبر {{number}} کی سربمہر ضربات ملاحظہ کریں',
    },
    params: { number: imprisonment.number },
    post: 'superintendent',
    href: `/custody/prisoners/${imprisonment.id}`,
  })
}

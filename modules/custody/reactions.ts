import { sql } from 'kysely'
import { type Reaction, reaction } from '#kernel/events'
import { PersonsMerged, PersonsSplit } from '#kernel/people'
import {
  BailPetitionDecided,
  BailPetitionRegistered,
  HearingHeld,
  HearingListed,
  JudgmentSigned,
  ReferenceAnswered,
  ReleaseOrdered,
  RemandOrdered,
} from '#modules/courts'
import type { Tx } from '#platform/db'
import { disciplineReactions } from './discipline/reactions.ts'
import { PrisonerAdmitted } from './events.ts'
import { identityReactions } from './identity-check/reactions.ts'
import { incidentReactions } from './incidents/incidents.ts'
import { followLaw } from './law-change/review.ts'
import { releasesOfPersons } from './merged-persons.ts'
import { tellOfReturn } from './parole/licence.ts'
import { followHearings } from './production/productions.ts'
import { earnedReactions } from './regime/education/earned.ts'
import {
  askAboutSilence,
  type ComputedWhy,
  computeReleaseDate,
  reopenReleaseDate,
} from './sentence/release-date.ts'
import { followPetition } from './sureties/petitions.ts'
import { tellOfRecapture } from './transfer/recapture.ts'

async function imprisonmentsOf(tx: Tx, partyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct i.id from custody.warrant w join custody.imprisonment i on i.id = w.imprisonment_id
     where w.party_id = ${partyId}::uuid and w.state = 'in-force' and i.state = 'in'`.execute(tx)
  return rows.map((row) => row.id)
}

async function computeFor(tx: Tx, partyId: string, why: ComputedWhy): Promise<void> {
  for (const id of await imprisonmentsOf(tx, partyId)) {
    await computeReleaseDate(tx, id, why)
    await askAboutSilence(tx, id)
  }
}

/** What the prison does when a court or its own desk has spoken. */
export const reactions: readonly Reaction[] = [
  reaction('custody.compute-after-judgment', JudgmentSigned, (tx, { partyId }) =>
    computeFor(tx, partyId, 'judgment'),
  ),
  reaction('custody.reopen-after-answer', ReferenceAnswered, async (tx, { referenceId, partyId }) => {
    await sql`update custody.court_question set answered_at = clock_timestamp()
      where reference_id = ${referenceId}::uuid and answered_at is null`.execute(tx)
    await computeFor(tx, partyId, 'reference-answered')
  }),
  reaction('custody.ask-after-admission', PrisonerAdmitted, (tx, { imprisonmentId }) =>
    askAboutSilence(tx, imprisonmentId),
  ),
  reaction('custody.enter-release-order', ReleaseOrdered, async (tx, { orderId, partyId }) => {
    await sql`update custody.warrant set release_order = ${orderId}::uuid, release_ordered_at = clock_timestamp()
      where party_id = ${partyId}::uuid and state = 'in-force'`.execute(tx)
  }),
  reaction('custody.reopen-after-merge', PersonsMerged, async (tx, { into, from }) => {
    for (const id of await releasesOfPersons(tx, [into, from]))
      await reopenReleaseDate(tx, id, 'persons-merged')
  }),
  reaction('custody.reopen-after-split', PersonsSplit, async (tx, { into, from }) => {
    for (const id of await releasesOfPersons(tx, [into, from]))
      await reopenReleaseDate(tx, id, 'persons-split')
  }),
  reaction('custody.follow-petition', BailPetitionRegistered, (tx, { petitionId }) =>
    followPetition(tx, petitionId),
  ),
  reaction('custody.follow-decision', BailPetitionDecided, (tx, { petitionId }) =>
    followPetition(tx, petitionId),
  ),
  followLaw,
  ...disciplineReactions,
  ...incidentReactions,
  ...identityReactions,
  tellOfRecapture,
  tellOfReturn,
  ...earnedReactions,
  reaction('custody.follow-remand', RemandOrdered, (tx, { caseId }) => followHearings(tx, caseId)),
  reaction('custody.follow-listing', HearingListed, (tx, { caseId }) => followHearings(tx, caseId)),
  reaction('custody.follow-hearing', HearingHeld, (tx, { caseId }) => followHearings(tx, caseId)),
  reaction('custody.follow-judgment', JudgmentSigned, (tx, { caseId }) => followHearings(tx, caseId)),
]

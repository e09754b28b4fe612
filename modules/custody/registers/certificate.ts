import { join } from 'node:path'
import { sql } from 'kysely'
import { standing } from '#kernel/access'
import { nextNumber, renderDocument } from '#kernel/documents'
import { fingerprint } from '#kernel/law'
import type { Tx } from '#platform/db'
import { both, code, day, identifier } from '#platform/documents-engine'
import { refuse } from '#platform/http'
import type { OutputOf } from '#platform/http/contract'
import { formatNumber, text } from '#platform/i18n'
import { today } from '../law-of-prison.ts'
import { bothOf } from '../prisoners/names.ts'
import { warrantsOf } from '../prisoners/page.ts'
import type * as contract from './contract.ts'
import type { Certificate } from './contract.ts'
import { type CustodyInterval, daysHeld, withDays } from './intervals.ts'

/**
 * What stands on record of one prisoner’s custody, case by case, with every interval. Nothing is computed here but days: dates of
 * bail and release are those stored, with the proof they came from. @throws not-found
 */
export async function certificateOf(
  tx: Tx,
  imprisonmentId: string,
): Promise<Certificate & { personId: string }> {
  const { rows } = await sql<{
    prison_id: number
    prison_en: string
    prison_ur: string
    person_id: string
    number: number
    year: number
    name_en: string | null
    name_ur: string | null
    father_en: string | null
    father_ur: string | null
    category: string
    admitted: string
    released: string | null
    release: Certificate['release']
    remission: Certificate['remission']
  }>`select i.prison_id, u.name_en as prison_en, u.name_ur as prison_ur, i.person_id, i.number, i.year, p.name_en, p.name_ur, p.father_en,
      p.father_ur, i.category, (i.admitted_at at time zone 'Asia/Karachi')::date as admitted,
      (i.released_at at time zone 'Asia/Karachi')::date as released,
      case when d.id is not null then jsonb_build_object('day', d.due_release, 'state', d.state, 'law', d.pack_code || ' ' || d.pack_version,
        'proof', left(d.hash, 16)) end as release,
      (select jsonb_build_object('years', coalesce(sum(years), 0), 'months', coalesce(sum(months), 0),
          'days', coalesce(sum(case when kind = 'forfeiture' then -days else days end), 0))
         from custody.remission where imprisonment_id = i.id and voided_at is null) as remission
      from custody.imprisonment i join people.record p on p.id = i.record_id join units.current_unit u on u.id = i.prison_id
      left join custody.release_date d on d.imprisonment_id = i.id and d.state in ('computed', 'proposed', 'confirmed')
     where i.id = ${imprisonmentId}::uuid`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw refuse('not-found')
  const asOf = await today(tx)
  const until = row.released ?? asOf
  const cases = (await warrantsOf(tx, imprisonmentId)).map((warrant) => {
    const intervals: CustodyInterval[] = warrant.spans.map((span) =>
      // Nobody is held here beyond the day on which they left, whatever a warrant says.
      span.to === null && row.released !== null ? { ...span, to: row.released } : span,
    )
    return {
      warrantId: warrant.id,
      kind: warrant.kind,
      fir: warrant.fir === '' ? '—' : warrant.fir,
      station: warrant.station,
      court: warrant.court,
      sections: warrant.sections,
      state: warrant.state,
      endedOn: warrant.endedOn,
      nextDate: warrant.state === 'in-force' ? warrant.nextProduction : null,
      intervals: withDays(intervals, until),
      days: daysHeld(intervals, until),
      bailFrom:
        warrant.bail?.standing === 'counting' && warrant.state === 'in-force'
          ? warrant.bail.eligibleFrom
          : null,
      bailRule: warrant.bail?.ground ?? null,
    }
  })
  return {
    imprisonmentId,
    personId: row.person_id,
    prison: { id: row.prison_id, name: { en: row.prison_en, ur: row.prison_ur } },
    number: `${row.number}/${row.year}`,
    name: bothOf(row.name_en, row.name_ur),
    father: row.father_en === null && row.father_ur === null ? null : bothOf(row.father_en, row.father_ur),
    category: row.category,
    admittedOn: row.admitted,
    releasedOn: row.released,
    asOf,
    cases,
    remission: row.remission,
    release: row.release,
  }
}

/** Of what it says, whatever the day on which it is said. */
function hashOf({ asOf: _, cases, ...rest }: Certificate): string {
  return fingerprint({
    ...rest,
    cases: cases.map(({ days: __, intervals, ...one }) => ({
      ...one,
      intervals: intervals.map(({ days: ___, ...interval }) => interval),
    })),
  })
}

export async function readCertificate(
  tx: Tx,
  { imprisonmentId }: { imprisonmentId: string },
): Promise<OutputOf<typeof contract.getCertificate>> {
  const { personId: _, ...certificate } = await certificateOf(tx, imprisonmentId)
  const { rows } = await sql<OutputOf<typeof contract.getCertificate>['issued'][number]>`
    select document_id as "documentId", version, number, issued_at as "issuedAt", addressee, hash = ${hashOf(certificate)} as current
      from custody.certificate where imprisonment_id = ${imprisonmentId}::uuid order by issued_at desc limit 20`.execute(
    tx,
  )
  return { certificate, issued: rows }
}

/** @throws not-found */
export async function issueOf(
  tx: Tx,
  given: { imprisonmentId: string; addressee: string },
): Promise<OutputOf<typeof contract.issueCertificate>> {
  const { personId, ...certificate } = await certificateOf(tx, given.imprisonmentId)
  const number = await nextNumber(tx, 'CC', certificate.prison.id)
  const issued = await renderDocument(tx, {
    kind: 'custody.certificate',
    template: join(import.meta.dirname, 'certificate.typ'),
    data: certificateSheet(certificate, given.addressee),
    languages: ['en', 'ur'],
    title: { en: 'Custody certificate', ur: 'تصدیق نامہ حراست' },
    number,
    personId,
    units: [certificate.prison.id],
    unitId: certificate.prison.id,
    needs: 'custody:read-prisoner',
  })
  await sql`insert into custody.certificate (jurisdiction, prison_id, imprisonment_id, document_id, version, number, hash, addressee)
    values (${standing(tx).jurisdiction}, ${certificate.prison.id}, ${given.imprisonmentId}::uuid, ${issued.documentId}::uuid,
      ${issued.version}, ${number}, ${hashOf(certificate)}, ${given.addressee})`.execute(tx)
  return { documentId: issued.documentId, version: issued.version, number }
}

const said = (key: string) => both({ en: text(key, 'en'), ur: text(key, 'ur') })

/** What the template of the certificate is given. */
export function certificateSheet(certificate: Certificate, addressee: string) {
  const { release } = certificate
  return {
    addressee,
    name: both(certificate.name),
    father: certificate.father === null ? '' : both(certificate.father),
    number: identifier(certificate.number),
    category: said(`custody:category.${certificate.category}`),
    admitted: day(certificate.admittedOn),
    released: certificate.releasedOn === null ? null : day(certificate.releasedOn),
    asOf: day(certificate.asOf),
    cases: certificate.cases.map((one) => ({
      fir: identifier(one.fir),
      station: one.station === null ? '—' : both(one.station),
      court: one.court === null ? '—' : both(one.court),
      sections: one.sections,
      state: code(one.state),
      ended: one.endedOn === null ? null : day(one.endedOn),
      next: one.nextDate === null ? null : day(one.nextDate),
      bail: one.bailFrom === null ? null : day(one.bailFrom),
      rule: one.bailRule === null ? '' : said(`custody:ground.${one.bailRule}`),
      days: formatNumber(one.days),
      intervals: one.intervals.map((interval) => ({
        kind: said(`custody:spans.${interval.kind}`),
        from: day(interval.from),
        to: interval.to === null ? null : day(interval.to),
        days: formatNumber(interval.days),
      })),
    })),
    remission: {
      years: certificate.remission.years,
      months: certificate.remission.months,
      days: certificate.remission.days,
    },
    release:
      release === null
        ? null
        : {
            day: day(release.day),
            state: said(`custody:date-state.${release.state}`),
            law: identifier(release.law),
            proof: identifier(release.proof),
          },
  }
}

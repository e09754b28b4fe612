import { useState } from 'react'
import { type TypedPerson, typedPerson } from '#kernel/people/ui'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  Section,
  say,
  today,
  useBoth,
  useCall,
  useFormats,
  useFoundDraft,
  useGo,
  useLine,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { getArrival } from '../contract.ts'
import { TakeShift } from '../shift/ui/TakeShift.tsx'
import { AdmissionForm } from './AdmissionForm.tsx'
import classes from './Custody.module.css'

/** Admission, by keyboard alone: on a warrant a court has handed over, or on one typed from paper. */
export default function AdmissionPage() {
  const { t } = useTranslation('custody')
  const [handover] = useQueryText('handover', '')
  const arrival = useCall(getArrival, handover === '' ? undefined : { handoverId: handover }, { keep: false })
  return (
    <Page
      title={t(handover === '' ? 'admission.title-paper' : 'admission.title')}
      lead={t('admission.lead')}
      back={{ to: '/custody/arrivals', label: t('arrivals.title') }}
    >
      <WithoutConnection />
      {handover === '' ? (
        <OnPaper />
      ) : (
        <Load call={arrival} lines={8}>
          {(found) => (
            <>
              <Warrant found={found} />
              <OnWarrant key={found.handoverId} found={found} />
            </>
          )}
        </Load>
      )}
      {/* Pressed once a shift, and so not between the clerk and the first field. */}
      <TakeShift desk="admission" />
    </Page>
  )
}

/** Said before the first key: what is typed stays, and no number is given before the server has looked for this person. */
function WithoutConnection() {
  const { t } = useTranslation('custody')
  const { away } = useLine()
  return away ? <Alert>{t('admission.offline')}</Alert> : null
}

/**
 * What "same as last" fills in: the warrant of one case and the hour of arrival, which several share who are brought together. A
 * person's own particulars and things are nobody else's.
 */
const repeated = {
  paper: {
    reason: '',
    courtId: '',
    stationId: '',
    firNumber: '',
    firYear: '',
    offenceOn: '',
    sections: '',
    issuedOn: '',
    detainedSince: '',
    nextProduction: '',
  },
  admittedTime: '',
}

/** Forms on paper warrants that may be begun beside each other on one device: several people arrive while there is no connection. */
const papers = ['1', '2', '3', '4', '5', '6']

function OnPaper() {
  const { t } = useTranslation('custody')
  const [paper] = useQueryText('paper', '1')
  const nth = papers.includes(paper) ? paper : '1'
  return (
    <>
      <nav aria-label={t('admission.forms')} className={classes.papers}>
        {papers.map((one) => (
          <Begun key={one} nth={one} here={one === nth} />
        ))}
        <Link to={`/custody/admissions/new?paper=${(Number(nth) % papers.length) + 1}`}>
          {t('admission.another')}
        </Link>
      </nav>
      <Admission
        key={nth}
        draft={nth === '1' ? 'custody.admission.paper' : `custody.admission.paper.${nth}`}
        initial={{ ...repeated, paper: { ...repeated.paper, kind: 'remand' } }}
      />
    </>
  )
}

/** A form begun earlier and not sent. */
function Begun({ nth, here }: { nth: string; here: boolean }) {
  const { t } = useTranslation('custody')
  const found = useFoundDraft(nth === '1' ? 'custody.admission.paper' : `custody.admission.paper.${nth}`)
  if (here) return <strong aria-current="page">{t('admission.form', { nth })}</strong>
  if (typeof found === 'string') return null
  return <Link to={`/custody/admissions/new?paper=${nth}`}>{t('admission.form', { nth })}</Link>
}

type Arrival = OutputOf<typeof getArrival>

/** The form stays as it was opened: when it is saved the warrant is taken, and no word of alarm may flash up before the page changes. */
function OnWarrant({ found }: { found: Arrival }) {
  const { t } = useTranslation('custody')
  const [open] = useState(found.state === 'offered')
  if (!open) return <Alert>{t('admission.not-open')}</Alert>
  return (
    <Admission
      draft={`custody.admission.${found.handoverId}`}
      handoverId={found.handoverId}
      personId={found.personId ?? undefined}
      initial={{
        person: {
          nameEn: found.nameEn ?? '',
          nameUr: found.nameUr ?? '',
          fatherEn: found.fatherEn ?? '',
          fatherUr: found.fatherUr ?? '',
          sex: found.sex ?? '',
          birthDate: found.birthDate ?? '',
          cnic: found.cnic ?? '',
        },
      }}
    />
  )
}

function Warrant({
  found,
}: {
  found: {
    fir: string
    station: { en: string; ur: string }
    court: { en: string; ur: string }
    sections: string
    issuedOn: string
    nextDate: string | null
  }
}) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <Section title={t('admission.warrant')}>
      <KeyValue
        columns={3}
        items={[
          { label: t('word.fir'), value: <Ltr>{found.fir}</Ltr> },
          { label: t('word.station'), value: both(found.station) },
          { label: t('word.court'), value: both(found.court) },
          { label: t('word.sections'), value: <Ltr>{found.sections}</Ltr> },
          { label: t('word.issued-on'), value: date(found.issuedOn) },
          {
            label: t('word.next-production'),
            value: found.nextDate === null ? t('common:word.none') : date(found.nextDate),
          },
        ]}
      />
    </Section>
  )
}

interface Typed {
  readonly person?: TypedPerson
  readonly property?: readonly { bagNumber?: string }[]
  readonly injuries?: readonly { region?: string }[]
  readonly paper?: Record<string, unknown> & { sentence?: Record<string, unknown> }
  readonly aid?: { needs?: readonly string[]; language?: string; wants?: string }
  readonly admittedOn?: string
  readonly admittedTime?: string
  readonly [field: string]: unknown
}

function Admission({
  draft,
  handoverId,
  personId,
  initial,
}: {
  draft: string
  handoverId?: string
  personId?: string | undefined
  initial: Record<string, unknown>
}) {
  const { t } = useTranslation('custody')
  const go = useGo()
  const [begin] = useState(() => ({
    category: 'under-trial',
    admittedOn: today(),
    property: [{}],
    injuries: [],
    ...initial,
  }))
  return (
    <AdmissionForm
      draft={draft}
      initial={begin}
      onPaper={handoverId === undefined}
      personId={personId}
      prepare={(values) => prepared(values as Typed, handoverId)}
      onDone={({ imprisonmentId, number }) => {
        say(t('admission.done', { number }))
        go(`/custody/prisoners/${imprisonmentId}`)
      }}
    />
  )
}

/** What was typed, in the words of the endpoint; empty rows are left out. Unless another is chosen it is the person of the warrant. */
function prepared(values: Typed, handoverId: string | undefined): Record<string, unknown> {
  const { admittedOn, admittedTime, paper, aid, ...rest } = values
  const time = /^(\d{1,2}):?(\d{2})$/.exec(admittedTime ?? '')
  return {
    ...rest,
    person: typedPerson(values.person, today()),
    noneOfThese: (values.person?.noneOf ?? []).length > 0,
    ...(time === null || admittedOn === undefined
      ? {}
      : { admittedAt: `${admittedOn}T${time[1]!.padStart(2, '0')}:${time[2]}:00` }),
    property: (values.property ?? []).filter((row) => (row.bagNumber ?? '') !== ''),
    injuries: (values.injuries ?? []).filter((row) => (row.region ?? '') !== ''),
    ...(wasAsked(aid) ? { aid } : {}),
    ...(handoverId === undefined ? { paper: paperOf(paper) } : { handoverId }),
  }
}

/** Not asked is not the same as no: whatever was ticked needs an answer, and nothing ticked is no answer. */
function wasAsked(aid: Typed['aid']): boolean {
  return (aid?.wants ?? '') !== '' || (aid?.needs ?? []).length > 0
}

/** The sentence belongs to a conviction alone. */
export function paperOf(paper: Typed['paper']): Record<string, unknown> | undefined {
  if (paper === undefined) return undefined
  const { sentence, life, ...rest } = paper
  if (rest.kind !== 'conviction') return rest
  return { ...rest, sentence: { ...sentence, term: life === true ? 'LIFE' : (sentence?.term ?? {}) } }
}

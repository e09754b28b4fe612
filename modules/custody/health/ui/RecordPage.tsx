import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  EmptyState,
  type IconName,
  KeyValue,
  Load,
  Page,
  Section,
  StatusBadge,
  Timeline,
  urlOf,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { type Entry, exportSummary, getHealthRecord, type Prescription } from '../contract.ts'
import { nextOf } from '../pathways.ts'
import { Said } from './FitnessPanel.tsx'
import classes from './Health.module.css'
import {
  AllergyForm,
  BackForm,
  DiagnosisForm,
  EndWardForm,
  FitnessForm,
  HospitalForm,
  NextStep,
  NoteForm,
  Opens,
  PrescriptionForm,
  StopForm,
  WardForm,
} from './RecordForms.tsx'
import { PatientLine, Stands, usePathwayWords } from './words.tsx'

export type HealthRecord = OutputOf<typeof getHealthRecord>

/** One prisoner's health: what is followed, what is given, what the prison is told, and everything as it happened. */
export default function RecordPage() {
  const { t } = useTranslation('custody-health')
  const go = useGo()
  const { date } = useFormats()
  const { id = '' } = useRouteParams()
  const found = useCall(getHealthRecord, { id })
  return (
    <Page
      title={t('record.title')}
      lead={t('confidential')}
      back={{ to: `/custody/prisoners/${id}`, label: t('record.to-prisoner') }}
      actions={
        <div className={classes.acts}>
          <Button component="a" href={urlOf(exportSummary, { id })} download>
            {t('record.download')}
          </Button>
          <Button onClick={() => go(`/custody/prisoners/${id}/medicines`)}>{t('record.sheet')}</Button>
        </div>
      }
    >
      <Load call={found} lines={10}>
        {(record) => (
          <>
            <div className={classes.head}>
              <span className={classes.words}>
                <PatientLine one={record.patient} />
                {record.patient.bornOn === null ? null : (
                  <span className={classes.soft}>
                    {t('record.born')} {date(record.patient.bornOn)}
                  </span>
                )}
              </span>
              {record.patient.held ? null : <StatusBadge meaning="grey">{t('record.released')}</StatusBadge>}
              <Allergies record={record} />
            </div>
            <Screening record={record} />
            <Diagnoses record={record} />
            <Medicines record={record} />
            <Told record={record} />
            <Happened record={record} />
          </>
        )}
      </Load>
    </Page>
  )
}

interface Part {
  readonly record: HealthRecord
}

/** Who is held and whose record this post may write in. */
function useTreats({ patient }: HealthRecord): boolean {
  return useMay('custody:treat') && patient.held
}

function Allergies({ record }: Part) {
  const { t } = useTranslation('custody-health')
  const treats = useTreats(record)
  return (
    <span className={classes.acts}>
      <strong>{t('record.allergies')}:</strong>
      {record.allergies.length === 0 ? (
        <span className={classes.soft}>{t('record.allergies-none')}</span>
      ) : null}
      {record.allergies.map((one) => (
        <StatusBadge key={one.id} meaning={one.severe ? 'red' : 'amber'} icon="alert-triangle">
          {one.substance}
          {one.reaction === null ? '' : `: ${one.reaction}`}
          {one.severe ? ` · ${t('record.severe')}` : ''}
        </StatusBadge>
      ))}
      {treats ? (
        <Opens label={t('record.allergy-add')} title={t('record.allergies')} icon="plus">
          {(close) => <AllergyForm id={record.patient.imprisonmentId} close={close} />}
        </Opens>
      ) : null}
    </span>
  )
}

function Screening({ record }: Part) {
  const { t } = useTranslation('custody-health')
  const go = useGo()
  const { instant } = useFormats()
  const treats = useTreats(record)
  const { latest, dueAt, late } = record.screening
  return (
    <Section
      title={t('record.screening')}
      actions={
        treats ? (
          <Button
            size="xs"
            {...(latest === null ? { variant: 'filled' } : {})}
            onClick={() => go(`/custody/prisoners/${record.patient.imprisonmentId}/screening`)}
          >
            {t(latest === null ? 'record.screen-now' : 'record.screen-again')}
          </Button>
        ) : undefined
      }
    >
      {latest === null ? (
        <p className={classes.acts}>
          <StatusBadge meaning={late ? 'red' : 'amber'} icon="clock">
            {t('record.screening-due', { at: dueAt })}
          </StatusBadge>
          {late ? t('record.screening-late') : null}
        </p>
      ) : (
        <>
          <p className={classes.soft}>{t('record.screening-at', { at: instant(latest.at) })}</p>
          <Found findings={latest.findings} />
        </>
      )}
    </Section>
  )
}

/** What a screening found; what was not measured is not shown. */
function Found({ findings }: { findings: NonNullable<HealthRecord['screening']['latest']>['findings'] }) {
  const { t } = useTranslation('custody-health')
  const signs = (['cough', 'fever', 'weightLoss', 'nightSweats'] as const).filter((sign) => findings[sign])
  const listed = (values: readonly string[], words: string) =>
    values.map((value) => t(`${words}.${value}`)).join(' · ')
  const measured = [
    findings.temperature === undefined ? '' : `${findings.temperature} ${t('unit.celsius')}`,
    findings.pulse === undefined ? '' : `${findings.pulse} ${t('unit.beats')}`,
    findings.systolic === undefined || findings.diastolic === undefined
      ? ''
      : `${findings.systolic}/${findings.diastolic} ${t('unit.mmhg')}`,
    findings.weight === undefined ? '' : `${findings.weight} ${t('unit.kg')}`,
  ].filter((part) => part !== '')
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['tb', signs.length === 0 ? t('findings.none') : listed(signs, 'findings')],
    ['hiv', t(`offer.${findings.hiv}`)],
    ['hepatitisB', t(`offer.${findings.hepatitisB}`)],
    ['hepatitisC', t(`offer.${findings.hepatitisC}`)],
    ['chronic', listed(findings.chronic, 'illness')],
    ['medicines', findings.medicines],
    ['selfHarm', t(`risk.${findings.selfHarm}`)],
    ['mood', findings.mood],
    ['uses', listed(findings.uses, 'substance')],
    ['pregnant', findings.pregnant === 'not-asked' ? '' : t(`pregnancy.${findings.pregnant}`)],
    ['injuries', findings.injuries],
    ['notes', findings.notes],
  ]
  return (
    <>
      {measured.length === 0 ? null : (
        <p className={classes.who}>
          <strong>{t('findings.vitals')}</strong>
          {measured.map((part) => (
            <bdi key={part}>{part}</bdi>
          ))}
        </p>
      )}
      <KeyValue
        columns={3}
        items={facts.flatMap(([key, value]) =>
          value === undefined || value === '' ? [] : [{ label: t(`findings.${key}`), value }],
        )}
      />
    </>
  )
}

function Diagnoses({ record }: Part) {
  const { t } = useTranslation('custody-health')
  const words = usePathwayWords()
  const { date, instant } = useFormats()
  const treats = useTreats(record)
  return (
    <Section
      title={t('record.diagnoses')}
      actions={
        treats ? (
          <Opens label={t('record.diagnose')} title={t('record.diagnose')} icon="plus">
            {(close) => <DiagnosisForm id={record.patient.imprisonmentId} close={close} />}
          </Opens>
        ) : undefined
      }
    >
      {record.diagnoses.length === 0 ? (
        <EmptyState icon="route" title={t('record.diagnoses-none')} why={t('record.diagnoses-none-why')} />
      ) : (
        <ul className={classes.list}>
          {record.diagnoses.map((one) => (
            <li key={one.id} className={classes.row}>
              <span className={classes.words}>
                <span className={classes.acts}>
                  <strong>{words(one.pathway, one.words)}</strong>
                  <Stands status={one.status} />
                  <span className={classes.soft}>{t('record.onset', { on: date(one.onsetOn) })}</span>
                </span>
                <ol className={classes.steps}>
                  {one.steps.map((step) => (
                    <li key={`${step.status} ${step.at}`}>
                      {t(`status.${step.status}`)} {instant(step.at)}
                      {step.note === null ? '' : ` (${step.note})`}
                    </li>
                  ))}
                </ol>
              </span>
              {treats ? (
                <span className={classes.acts}>
                  {nextOf[one.status].map((status) => (
                    <NextStep key={status} diagnosisId={one.id} status={status} />
                  ))}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Medicines({ record }: Part) {
  const { t } = useTranslation('custody-health')
  const treats = useTreats(record)
  const running = record.prescriptions.filter((one) => one.running)
  const earlier = record.prescriptions.filter((one) => !one.running)
  return (
    <Section
      title={t('record.medicines')}
      actions={
        treats ? (
          <Opens label={t('record.prescribe')} title={t('record.prescribe')} icon="pill">
            {(close) => <PrescriptionForm record={record} close={close} />}
          </Opens>
        ) : undefined
      }
    >
      {running.length === 0 ? (
        <EmptyState icon="pill" title={t('record.medicines-none')} why={t('record.medicines-none-why')} />
      ) : (
        <ul className={classes.list}>
          {running.map((one) => (
            <Medicine key={one.id} one={one} treats={treats} />
          ))}
        </ul>
      )}
      {earlier.length === 0 ? null : (
        <details>
          <summary>
            {t('record.earlier')} ({earlier.length})
          </summary>
          <ul className={classes.list}>
            {earlier.map((one) => (
              <Medicine key={one.id} one={one} treats={false} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

function Medicine({ one, treats }: { one: Prescription; treats: boolean }) {
  const { t } = useTranslation('custody-health')
  const { date } = useFormats()
  return (
    <li className={classes.row}>
      <span className={classes.words}>
        <span className={classes.acts}>
          <strong>
            <bdi>{one.medicine}</bdi>
          </strong>
          <bdi>{one.dose}</bdi>
          <span>{one.slots.map((slot) => t(`slot.${slot}`)).join(' · ')}</span>
          {one.watched ? (
            <StatusBadge meaning="grey" icon="eye">
              {t('record.watched')}
            </StatusBadge>
          ) : null}
          {one.running ? null : (
            <StatusBadge meaning="grey">
              {t(one.stoppedAt === null ? 'record.ended' : 'record.stopped')}
            </StatusBadge>
          )}
        </span>
        <span className={classes.soft}>
          {one.untilOn === null
            ? t('record.from', { from: date(one.fromOn) })
            : t('record.from-to', { from: date(one.fromOn), to: date(one.untilOn) })}
          {' · '}
          {t('record.counts', { given: one.given, refused: one.refused, notThere: one.notThere })}
          {one.stoppedWhy === null ? '' : ` · ${one.stoppedWhy}`}
        </span>
      </span>
      {treats ? (
        <Opens label={t('record.stop')} title={`${t('record.stop')}: ${one.medicine}`}>
          {(close) => <StopForm prescriptionId={one.id} close={close} />}
        </Opens>
      ) : null}
    </li>
  )
}

/** The words that leave this layer, with the acts that change them. */
function Told({ record }: Part) {
  const { t } = useTranslation('custody-health')
  const treats = useTreats(record)
  const id = record.patient.imprisonmentId
  return (
    <Section
      title={t('record.says')}
      actions={
        treats ? (
          <span className={classes.acts}>
            <Opens label={t('record.isolate')} title={t('record.isolate')} icon="shield">
              {(close) => <WardForm record={record} close={close} />}
            </Opens>
            {record.ward === null ? null : (
              <Opens label={t('record.end-ward')} title={t('record.end-ward')}>
                {(close) => <EndWardForm id={id} close={close} />}
              </Opens>
            )}
            <Opens label={t('record.fitness')} title={t('record.fitness')} icon="check">
              {(close) => <FitnessForm id={id} close={close} />}
            </Opens>
            {record.out === null ? (
              <Opens label={t('record.hospital')} title={t('record.hospital')} icon="building-hospital">
                {(close) => <HospitalForm id={id} close={close} />}
              </Opens>
            ) : (
              <Opens label={t('record.back')} title={t('record.back')} icon="building-hospital">
                {(close) => <BackForm id={id} close={close} />}
              </Opens>
            )}
          </span>
        ) : undefined
      }
    >
      <p className={classes.soft}>{t('record.says-lead')}</p>
      <Said {...record.fitness} ward={record.ward} />
      {record.ward === null ? null : (
        <p className={classes.sealed}>
          {t('form.why')}: {record.ward.why}
        </p>
      )}
    </Section>
  )
}

const icons: Record<Entry['kind'], IconName> = {
  screening: 'clipboard-check',
  diagnosis: 'stethoscope',
  ward: 'shield',
  'ward-ended': 'lock-open',
  fitness: 'check',
  prescribed: 'pill',
  stopped: 'circle-x',
  visit: 'building-hospital',
  'visit-back': 'arrow-back-up',
  note: 'writing',
  allergy: 'alert-triangle',
}

function Happened({ record }: Part) {
  const { t } = useTranslation('custody-health')
  const both = useBoth()
  const treats = useTreats(record)
  const titleOf = ({ kind, key, pathway }: Entry) => {
    if (kind === 'diagnosis')
      return t('entry.diagnosis', { pathway: t(`pathway.${pathway}`), status: t(`status.${key}`) })
    if (kind === 'ward' || kind === 'ward-ended') return t(`entry.${kind}`, { ward: t(`ward.${key}`) })
    if (kind === 'fitness') return t('entry.fitness', { fitness: t(`fit.${key}`) })
    return t(`entry.${kind}`)
  }
  return (
    <Section
      title={t('record.timeline')}
      actions={
        treats ? (
          <Opens label={t('record.note')} title={t('record.note')} icon="writing">
            {(close) => <NoteForm id={record.patient.imprisonmentId} close={close} />}
          </Opens>
        ) : undefined
      }
    >
      <Timeline
        entries={record.timeline.map((entry) => ({
          id: entry.id,
          at: entry.at,
          agency: t('entry.agency'),
          icon: icons[entry.kind],
          title: titleOf(entry),
          ...(entry.words === null ? {} : { detail: <bdi>{entry.words}</bdi> }),
          ...(entry.by === null ? {} : { by: both(entry.by) }),
        }))}
      />
    </Section>
  )
}

import { useState } from 'react'
import {
  BothNames,
  Button,
  DeadlineBadge,
  GivenReasons,
  Icon,
  type IconName,
  KeyValue,
  Link,
  Load,
  Ltr,
  type Proof,
  ProofDrawer,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useMay,
  useSession,
  useTranslation,
} from '#platform/ui'
import { getFir } from '../contract.ts'
import type { FirFile } from './CaseForm.tsx'
import DefectList from './DefectList.tsx'
import classes from './Policing.module.css'
import ProvenDate from './ProvenDate.tsx'
import { proofOf } from './stored-proof.ts'
import { TimeLeft } from './TimeLeft.tsx'

/** The station's file on the page of a case: what was told, its clock, arrests, property, reports, and the next acts. */
export default function FirPanel({ id }: { id: string }) {
  const { t } = useTranslation('policing')
  const file = useCall(getFir, { caseId: id })
  return (
    <Load call={file}>
      {(data) => (
        <>
          <Section title={t('panel.title')} actions={<Acts file={data} caseId={id} />}>
            <Told file={data} />
            {data.clock === null ? null : <Clock clock={data.clock} />}
          </Section>
          <Section title={t('panel.arrests')}>
            <Arrests file={data} />
          </Section>
          <Section title={t('panel.property')}>
            <Property file={data} />
          </Section>
          <Section title={t('panel.reports')}>
            <Reports file={data} />
          </Section>
        </>
      )}
    </Load>
  )
}

/** What this post may do now in this case; nothing for those who only read. */
function Acts({ file, caseId }: { file: FirFile; caseId: string }) {
  const { t } = useTranslation('policing')
  const acting = useSession()?.acting
  const may = {
    investigate: useMay('policing:investigate'),
    arrest: useMay('policing:arrest'),
    submit: useMay('policing:submit-challan'),
  }
  if (acting === null || acting === undefined) return null
  const open = file.state !== 'decided' && file.state !== 'closed'
  const last = file.reports.at(-1)
  const returned = last?.returned?.resubmitted === false
  const acts: { key: string; icon: IconName; path: string; shown: boolean; main: boolean }[] = [
    {
      key: 'produce',
      icon: 'gavel',
      path: 'produce',
      shown: may.arrest && file.accused.some(({ custody }) => custody === 'police'),
      main: file.arrests.some(({ producedAt }) => producedAt === null),
    },
    {
      key: returned ? 'challan-again' : 'challan',
      icon: 'send',
      path: 'challan',
      shown: may.submit && open && file.state !== 'under-scrutiny',
      main: returned,
    },
    {
      key: 'arrest',
      icon: 'lock',
      path: 'arrest',
      shown:
        may.arrest &&
        open &&
        file.accused.some(({ custody }) => custody !== 'police' && custody !== 'prison'),
      main: false,
    },
    { key: 'accused', icon: 'user-plus', path: 'accused', shown: may.investigate && open, main: false },
    { key: 'seizure', icon: 'package', path: 'seizure', shown: may.investigate && open, main: false },
  ]
  return (
    <div className={classes.acts}>
      {acts
        .filter(({ shown }) => shown)
        .map(({ key, icon, path, main }) => (
          <Link
            key={key}
            to={`/policing/cases/${caseId}/${path}`}
            className={main ? classes.mainAct : classes.act}
          >
            <Icon name={icon} size={17} />
            {t(`panel.act.${key}`)}
          </Link>
        ))}
    </div>
  )
}

function Told({ file: { fir } }: { file: FirFile }) {
  const { t } = useTranslation('policing')
  const { instant, date, language } = useFormats()
  if (fir === null) return <p className={classes.soft}>{t('panel.no-fir')}</p>
  // The informant's own words come first in the reader's language; what there is only in the other is shown in it.
  const told = language === 'ur' ? [fir.narrativeUr, fir.narrativeEn] : [fir.narrativeEn, fir.narrativeUr]
  return (
    <>
      <KeyValue
        items={[
          { label: t('panel.reported'), value: instant(fir.reportedAt) },
          { label: t('fir.occurred-on'), value: date(fir.occurredOn) },
          { label: t('word.place'), value: <bdi>{fir.occurredAtPlace}</bdi> },
        ]}
        columns={3}
      />
      <GivenReasons reasons={fir.overrides} />
      <h3 className={classes.sub}>{t('panel.narrative')}</h3>
      {told
        .filter((text) => text !== null)
        .map((text) => (
          <p key={text} className={classes.told} dir="auto" lang={text === fir.narrativeUr ? 'ur' : 'en'}>
            {text}
          </p>
        ))}
    </>
  )
}

function Clock({ clock }: { clock: NonNullable<FirFile['clock']> }) {
  const { t } = useTranslation('policing')
  const { date } = useFormats()
  const title = {
    en: t('proof.report-due', { lng: 'en' }),
    ur: t('proof.report-due', { lng: 'ur' }),
  }
  return (
    <>
      <h3 className={classes.sub}>{t('panel.clock')}</h3>
      <KeyValue
        items={[
          ...(clock.investigationDay14 === null
            ? []
            : [{ label: t('panel.day14'), value: date(clock.investigationDay14) }]),
          {
            label: t('panel.due'),
            value: (
              <ProvenDate
                date={clock.effectiveDue}
                title={title}
                stored={clock.proof}
                state={clock.metOn === null ? undefined : clock.daysLate ? 'breach' : 'met'}
              />
            ),
          },
          ...(clock.metOn === null
            ? []
            : [
                {
                  label: t('panel.met'),
                  value: (
                    <>
                      {date(clock.metOn)}
                      {clock.daysLate ? ` · ${t('panel.late', { count: clock.daysLate })}` : null}
                    </>
                  ),
                },
              ]),
        ]}
        columns={3}
      />
    </>
  )
}

function useName(file: FirFile): (partyId: string) => { en: string; ur: string } {
  const { t } = useTranslation('policing')
  const names = new Map(file.accused.map((one) => [one.partyId, one]))
  return (partyId) => {
    const found = names.get(partyId)
    const unknown = t('word.unknown')
    // A name in one script stands alone: it is not repeated as its own translation.
    return {
      en: found?.nameEn ?? (found?.nameUr == null ? unknown : ''),
      ur: found?.nameUr ?? (found?.nameEn == null ? unknown : ''),
    }
  }
}

function Arrests({ file }: { file: FirFile }) {
  const { t } = useTranslation('policing')
  const { instant } = useFormats()
  const both = useBoth()
  const nameOf = useName(file)
  if (file.arrests.length === 0) return <p className={classes.soft}>{t('panel.no-arrests')}</p>
  const title = {
    en: t('proof.produce-by', { lng: 'en' }),
    ur: t('proof.produce-by', { lng: 'ur' }),
  }
  return (
    <ul className={classes.list}>
      {file.arrests.map((arrest) => (
        <li key={arrest.id}>
          <BothNames name={nameOf(arrest.partyId)} />
          <span>
            {instant(arrest.arrestedAt)} · <bdi>{arrest.place}</bdi>
          </span>
          {arrest.producedAt === null ? (
            <TimeLeft to={arrest.produceBy} />
          ) : Date.parse(arrest.producedAt) > Date.parse(arrest.produceBy) ? (
            <StatusBadge meaning="red">{t('panel.produced-late', { at: arrest.producedAt })}</StatusBadge>
          ) : (
            <StatusBadge meaning="grey" icon="circle-check">
              {t('panel.produced', { at: arrest.producedAt })}
            </StatusBadge>
          )}
          <ProofButton proof={proofOf(arrest.proof, title, { instant: arrest.produceBy })} />
        </li>
      ))}
      {file.applications.map((application) => (
        <li key={application.id}>
          <BothNames name={nameOf(application.partyId)} />
          <span>{t(`production.${application.asked}`)}</span>
          <span>
            {t('panel.asked', { days: application.days })}{' '}
            <bdi>{both({ en: application.court.nameEn, ur: application.court.nameUr })}</bdi>
          </span>
          <StatusBadge meaning={application.state === 'made' ? 'amber' : 'grey'}>
            {t(`application.${application.state}`)}
          </StatusBadge>
        </li>
      ))}
    </ul>
  )
}

/** Opens how the hour was found. */
function ProofButton({ proof }: { proof: Proof }) {
  const { t } = useTranslation('policing')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button size="xs" leftSection={<Icon name="file-search" size={15} />} onClick={() => setOpened(true)}>
        {t('panel.proof')}
      </Button>
      {opened ? <ProofDrawer proof={proof} opened onClose={() => setOpened(false)} /> : null}
    </>
  )
}

function Property({ file }: { file: FirFile }) {
  const { t } = useTranslation('policing')
  if (file.seizures.length === 0) return <p className={classes.soft}>{t('panel.no-property')}</p>
  return (
    <ul className={classes.list}>
      {file.seizures.map((item) => (
        <li key={item.id}>
          <bdi>{item.description}</bdi>
          {item.memoNumber === null ? null : (
            <span className={classes.soft}>
              {t('word.memo')} <Ltr>{item.memoNumber}</Ltr>
            </span>
          )}
          {item.malkhanaNumber === null ? null : (
            <span className={classes.soft}>
              {t('word.malkhana')} <Ltr>{item.malkhanaNumber}</Ltr>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Reports({ file }: { file: FirFile }) {
  const { t } = useTranslation('policing')
  const both = useBoth()
  const nameOf = useName(file)
  const written = (name: { en: string; ur: string }) => both(name) || name.ur || name.en
  if (file.reports.length === 0) return <p className={classes.soft}>{t('panel.no-reports')}</p>
  return file.reports.toReversed().map((report) => (
    <article key={report.id} className={classes.report}>
      <div className={classes.head}>
        <strong>
          {t(`kind.${report.kind}`)} · <Ltr>{String(report.seq)}</Ltr>
        </strong>
        <span className={classes.soft}>{t('panel.submitted', { at: report.submittedAt })}</span>
      </div>
      <p className={classes.told} dir="auto">
        {report.summary}
      </p>
      <span>
        {t('panel.sent-up')}:{' '}
        {report.accused.length === 0
          ? t('panel.nobody-sent')
          : report.accused.map((partyId) => written(nameOf(partyId))).join('، ')}
      </span>
      {report.returned === null ? null : (
        <>
          <div className={classes.head}>
            <StatusBadge meaning={report.returned.resubmitted ? 'grey' : 'amber'} icon="arrow-back-up">
              {t('panel.returned', { at: report.returned.returnedAt })}
            </StatusBadge>
            {report.returned.resubmitted ? null : (
              <DeadlineBadge date={report.returned.dueBack} label={t('returned.due')} />
            )}
          </div>
          <DefectList defects={report.returned.defects} />
          {report.returned.remarks === null ? null : (
            <p className={classes.told} dir="auto">
              {report.returned.remarks}
            </p>
          )}
        </>
      )}
    </article>
  ))
}

import {
  EmptyState,
  Icon,
  Link,
  Ltr,
  Section,
  StatusBadge,
  useBoth,
  useFormats,
  useRecordEnded,
  useTranslation,
} from '#platform/ui'
import type { OfPlace } from '../contract.ts'
import classes from './LegalAid.module.css'
import { ScreenForm } from './ScreenForm.tsx'
import { StandingBadge } from './words.tsx'

const going = ['consent-awaited', 'to-send', 'offered', 'returned', 'accepted', 'assigned']

/** Where legal aid stands for each person of a place: the state and nothing of what counsel knows. */
export function AidOfPlace({ data, given }: { data: OfPlace; given: Record<string, unknown> }) {
  const { t } = useTranslation('legal-aid')
  const both = useBoth()
  const { date } = useFormats()
  const ended = useRecordEnded()
  return (
    <Section title={t('panel.title')}>
      {data.asked === null ? null : <OnAdmission asked={data.asked} />}
      {data.people.length === 0 ? (
        <EmptyState icon="scale" title={t('panel.nobody')} why={t('panel.nobody-why')} />
      ) : (
        <ul className={classes.cards}>
          {data.people.map((one) => (
            <li key={one.partyId ?? one.warrantId ?? one.caseLabel} className={classes.card}>
              <div className={classes.between}>
                <strong>
                  {both(one.name)} · <Ltr>{one.caseLabel}</Ltr>
                </strong>
                {one.groundFrom === null ? null : (
                  <StatusBadge meaning="blue" icon="scale">
                    {t('right-from', { day: date(one.groundFrom) })}
                  </StatusBadge>
                )}
              </div>
              {one.matters.length === 0 ? <span className={classes.soft}>{t('panel.not-asked')}</span> : null}
              {one.matters.map((matter) => (
                <span key={matter.id} className={classes.badges}>
                  <Link to={`/legal-aid/${matter.id}`}>
                    <Icon name="scale" size={16} /> {t('matter', { number: matter.number })}
                  </Link>
                  <StandingBadge standing={matter.standing} />
                  <span className={classes.soft}>{date(matter.openedOn)}</span>
                  {matter.outcome === null ? null : <span>{t(`outcome.${matter.outcome}`)}</span>}
                  {matter.returnedWhy === null ? null : <bdi>{matter.returnedWhy}</bdi>}
                </span>
              ))}
              {data.mayOpen &&
              !ended &&
              (one.partyId !== null || one.warrantId !== null) &&
              !one.matters.some(({ standing }) => going.includes(standing)) ? (
                <span>
                  <ScreenForm
                    offices={data.offices}
                    said={data.asked}
                    given={{
                      ...given,
                      ...(one.warrantId === null ? {} : { warrantId: one.warrantId }),
                      ...(one.partyId === null || one.warrantId !== null ? {} : { partyId: one.partyId }),
                    }}
                  />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** What they said as they came in; the open question stands first, so that whoever opens the page asks it. */
function OnAdmission({ asked }: { asked: NonNullable<OfPlace['asked']> }) {
  const { t } = useTranslation('legal-aid')
  const { date } = useFormats()
  return (
    <p className={classes.badges}>
      <StatusBadge
        meaning={asked.answer === 'not-asked' ? 'amber' : 'grey'}
        icon={asked.answer === 'not-asked' ? 'help' : 'circle-check'}
      >
        {t(`panel.on-admission.${asked.answer}`)}
      </StatusBadge>
      {asked.needs.map((need) => (
        <span key={need}>{t(`need.${need}`)}</span>
      ))}
      {asked.language === null ? null : <bdi>{asked.language}</bdi>}
      {asked.on === null ? null : <span className={classes.soft}>{date(asked.on)}</span>}
    </p>
  )
}

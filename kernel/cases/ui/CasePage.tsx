import { CaseSteps } from '#kernel/workflow/ui'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  CaseHeader,
  Load,
  Ltr,
  Page,
  Panels,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getCase } from '../contract.ts'
import classes from './CasePage.module.css'
import CaseTimeline from './CaseTimeline.tsx'
import { custodyMeaning } from './custody-meaning.ts'
import { usePunishment } from './use-punishment.ts'

type Found = OutputOf<typeof getCase>

/** A case: what it is, where it stands, who is in it, under which sections, and its story across agencies. */
export default function CasePage() {
  const { t } = useTranslation('cases')
  const { id = '' } = useRouteParams()
  const found = useCall(getCase, { caseId: id })
  return (
    <Page title={t('title')} back={{ to: '/cases', label: t('list.title') }}>
      <Load call={found}>{(data) => <CaseParts {...data} />}</Load>
    </Page>
  )
}

function CaseParts({ case: head, parties, charges, timeline, withheld }: Found) {
  const { t } = useTranslation('cases')
  const { date } = useFormats()
  const both = useBoth()
  const number = `${head.firNumber}/${head.firYear}`
  return (
    <>
      <CaseHeader
        title={{ en: head.policeStation.nameEn, ur: head.policeStation.nameUr }}
        number={`FIR ${number}`}
        {...(head.court === null ? {} : { court: { en: head.court.nameEn, ur: head.court.nameUr } })}
        flags={head.flags.map((flag) => (
          <StatusBadge key={flag} meaning="blue">
            {t(`flag.${flag}`)}
          </StatusBadge>
        ))}
        facts={[
          { label: t('district'), value: both({ en: head.district.nameEn, ur: head.district.nameUr }) },
          { label: t('fir-on'), value: date(head.firOn) },
          { label: t('offence-on'), value: date(head.offenceOn) },
          ...(head.prosecutionOffice === null
            ? []
            : [
                {
                  label: t('prosecution-office'),
                  value: both({ en: head.prosecutionOffice.nameEn, ur: head.prosecutionOffice.nameUr }),
                },
              ]),
        ]}
      />
      <Section title={t('where-it-stands')}>
        <CaseSteps subject={{ kind: 'case', id: head.id }} />
      </Section>
      <Section title={t('parties')}>
        <Parties parties={parties} />
      </Section>
      <Section title={t('charges')}>
        <Charges charges={charges} parties={parties} />
      </Section>
      <Panels place="case" id={head.id} />
      <Section title={t('timeline')}>
        <CaseTimeline entries={timeline} withheld={withheld} />
      </Section>
    </>
  )
}

function Parties({ parties }: Pick<Found, 'parties'>) {
  const { t } = useTranslation('cases')
  return (
    <ul className={classes.parties}>
      {parties.map((party) => {
        const name = { en: party.nameEn ?? '', ur: party.nameUr ?? '' }
        return (
          <li key={party.id}>
            <BothNames
              name={name}
              {...(party.personId === null ? {} : { to: `/people/${party.personId}` })}
            />
            <span className={classes.role}>{t(`role.${party.role}`)}</span>
            {party.role === 'accused' ? (
              <StatusBadge meaning={custodyMeaning(party.custody)}>
                {t(`custody.${party.custody}`)}
              </StatusBadge>
            ) : null}
            {party.outcome === null ? null : (
              <StatusBadge meaning="grey">{t(`outcome.${party.outcome}`)}</StatusBadge>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Charges({ charges, parties }: Pick<Found, 'charges' | 'parties'>) {
  const { t } = useTranslation('cases')
  const both = useBoth()
  const punishment = usePunishment()
  const names = new Map(
    parties.map((party) => [
      party.id,
      both({ en: party.nameEn ?? party.nameUr ?? '', ur: party.nameUr ?? party.nameEn ?? '' }),
    ]),
  )
  return (
    <table className={classes.charges}>
      <thead>
        <tr>
          <th scope="col">{t('act')}</th>
          <th scope="col">{t('charges')}</th>
          <th scope="col">{t('role.accused')}</th>
          <th scope="col">{t('max')}</th>
        </tr>
      </thead>
      <tbody>
        {charges.map((charge) => (
          <tr key={charge.id}>
            <td>
              <Ltr>{`${charge.act} ${charge.section}`}</Ltr>
            </td>
            <td>{both({ en: charge.titleEn, ur: charge.titleUr })}</td>
            <td>{charge.partyId === null ? t('against-all') : names.get(charge.partyId)}</td>
            <td>{punishment(charge.maxPunishment)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

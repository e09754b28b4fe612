import {
  EmptyState,
  Link,
  Load,
  Ltr,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useTranslation,
} from '#platform/ui'
import { getPersonStory } from '../contract.ts'
import classes from './CasePage.module.css'
import CaseTimeline from './CaseTimeline.tsx'
import { custodyMeaning } from './custody-meaning.ts'

/** A person's cases and their story across agencies, on the person's page. */
export default function PersonStory({ id }: { id: string }) {
  const { t } = useTranslation('cases')
  const both = useBoth()
  const story = useCall(getPersonStory, { personId: id })
  return (
    <Load call={story}>
      {({ cases, timeline, withheld }) => (
        <>
          <Section title={t('story.cases')}>
            {cases.length === 0 ? (
              <EmptyState title={t('story.none')} icon="folder" />
            ) : (
              <ul className={classes.parties}>
                {cases.map(({ case: head, party }) => (
                  <li key={party.id}>
                    <Link to={`/cases/${head.id}`}>
                      {both({ en: head.policeStation.nameEn, ur: head.policeStation.nameUr })}{' '}
                      <Ltr>{`${head.firNumber}/${head.firYear}`}</Ltr>
                    </Link>
                    <span className={classes.role}>{t(`role.${party.role}`)}</span>
                    <StatusBadge meaning={custodyMeaning(party.custody)}>
                      {t(`custody.${party.custody}`)}
                    </StatusBadge>
                    {party.outcome === null ? null : (
                      <StatusBadge meaning="grey">{t(`outcome.${party.outcome}`)}</StatusBadge>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <Section title={t('story.title')}>
            <CaseTimeline entries={timeline} withheld={withheld} />
          </Section>
        </>
      )}
    </Load>
  )
}

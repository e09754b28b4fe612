import {
  DeadlineBadge,
  Link,
  Load,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useMay,
  useTranslation,
} from '#platform/ui'
import { getFiling } from '../contract.ts'
import { challanMeaning } from './challan-state.ts'
import classes from './Prosecution.module.css'

/** Whether the challan of a case is filed, and for its office where its scrutiny stands. */
export default function FilingPanel({ id }: { id: string }) {
  const { t } = useTranslation('prosecution')
  const both = useBoth()
  const mayOpen = useMay('prosecution:read-scrutiny')
  const found = useCall(getFiling, { caseId: id })
  return (
    <Section title={t('panel.title')}>
      <Load call={found}>
        {({ filing, scrutiny }) => (
          <div className={classes.line}>
            {filing === null ? (
              <span className={classes.soft}>{t('panel.not-filed')}</span>
            ) : (
              <span>
                {t('scrutiny.filed-in', { on: filing.filedOn })}{' '}
                <bdi>{both({ en: filing.court.nameEn, ur: filing.court.nameUr })}</bdi>
              </span>
            )}
            {scrutiny === null ? null : (
              <>
                <StatusBadge meaning={challanMeaning[scrutiny.state]}>
                  {t(`state.${scrutiny.state}`)}
                </StatusBadge>
                {scrutiny.due === null ? null : <DeadlineBadge date={scrutiny.due} />}
              </>
            )}
            {mayOpen && scrutiny !== null ? (
              <Link to={`/prosecution/scrutiny/${id}`}>{t('panel.open')}</Link>
            ) : null}
          </div>
        )}
      </Load>
    </Section>
  )
}

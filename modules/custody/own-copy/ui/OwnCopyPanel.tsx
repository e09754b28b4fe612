import { Link, Section, useTranslation } from '#platform/ui'
import classes from './OwnCopy.module.css'

/** The way from the prisoner's page to their own copy. */
export default function OwnCopyPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-own-copy')
  return (
    <Section title={t('panel.title')}>
      <p className={classes.row}>
        <span className={classes.soft}>{t('lead')}</span>
        <Link to={`/custody/prisoners/${id}/own-copy`}>{t('panel.open')}</Link>
      </p>
    </Section>
  )
}

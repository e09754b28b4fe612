import { Link, Section, useTranslation } from '#platform/ui'
import classes from './Registers.module.css'

/** The way from the prisoner's page to the certificate of their custody. */
export default function CertificatePanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-registers')
  return (
    <Section title={t('certificate.title')}>
      <p className={classes.row}>
        <span className={classes.soft}>{t('certificate.panel')}</span>
        <Link to={`/custody/prisoners/${id}/certificate`}>{t('certificate.open')}</Link>
      </p>
    </Section>
  )
}

import {
  ActForm,
  Alert,
  Icon,
  KeyValue,
  Link,
  Ltr,
  Section,
  SelectField,
  say,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { getLicenceOfPrisoner, settleDaysAfterRevocation } from '../contract.ts'
import classes from './Parole.module.css'

/**
 * On the prisoner's page: a licence that still binds somebody who is in prison here, whichever prison gave it. Revoked it is a sentence
 * that waits to be served on; returned, the one that is served.
 */
export default function LicencePanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-parole')
  const both = useBoth()
  const { date, instant } = useFormats()
  const mayReceive = useMay('custody:receive-transfer')
  const maySettle = useMay('custody:discharge-licence')
  const licence = useCall(getLicenceOfPrisoner, { id }).data?.licence
  if (licence === undefined || licence === null) return null
  const open = licence.state === 'returned' && licence.daysBetween > 0 && licence.days === null
  return (
    <Section title={t('bound.title')}>
      <Alert
        color={licence.state === 'revoked' ? 'red' : open ? 'yellow' : 'blue'}
        icon={<Icon name={licence.state === 'revoked' ? 'alert-triangle' : open ? 'help' : 'route'} />}
      >
        <strong>
          {t(`bound.${licence.state}`, { prison: both(licence.prison), count: licence.daysBetween })}
        </strong>{' '}
        {t(open ? 'licence.days-refer-why' : `bound.${licence.state}-means`)}{' '}
        {licence.state === 'revoked' && mayReceive ? (
          <Link to={`/custody/wanted/${licence.stayId}`}>{t('bound.serve-here')}</Link>
        ) : null}
      </Alert>
      <KeyValue
        columns={2}
        items={[
          {
            label: t('licence.order'),
            value: (
              <>
                <Ltr>{licence.order}</Ltr> · <bdi>{licence.authority}</bdi>
              </>
            ),
          },
          {
            label: t('bound.from'),
            value: (
              <>
                {both(licence.prison)} <Ltr>{licence.number}</Ltr>
              </>
            ),
          },
          { label: t('licence.left'), value: instant(licence.leftAt) },
          ...(licence.revokedOn === null
            ? []
            : [
                {
                  label: t('bound.revoked-on'),
                  value: (
                    <>
                      {date(licence.revokedOn)} · <Ltr>{licence.revokedOrder ?? ''}</Ltr>
                    </>
                  ),
                },
              ]),
          ...(licence.returnedAt === null
            ? []
            : [{ label: t('licence.returned'), value: instant(licence.returnedAt) }]),
          ...(licence.days === null
            ? []
            : [
                {
                  label: t('licence.days-refer', { count: licence.daysBetween }),
                  value: (
                    <>
                      {t(`days.${licence.days}`)} · <bdi>{licence.paper}</bdi>
                    </>
                  ),
                },
              ]),
        ]}
      />
      {open && maySettle ? (
        <div className={classes.soft}>
          <ActForm
            label={t('days.act')}
            icon="scale"
            endpoint={settleDaysAfterRevocation}
            given={{ id: licence.licenceId }}
            onDone={() => say(t('act.done'))}
          >
            <SelectField
              name="days"
              label={t('days.label')}
              required
              options={['counted', 'not-counted'].map((value) => ({ value, label: t(`days.${value}`) }))}
            />
            <TextField name="paper" label={t('days.paper')} required maxLength={300} />
          </ActForm>
        </div>
      ) : null}
    </Section>
  )
}

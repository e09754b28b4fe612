import {
  DateField,
  Load,
  Section,
  SelectField,
  StatusBadge,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { assessRisk, getRisk } from '../contract.ts'
import { risks } from '../plan.ts'
import classes from './Escort.module.css'
import { RiskBadge } from './words.tsx'

/** On the prisoner's page: the class of risk, why, and by when it is looked at again. */
export default function RiskPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-escort')
  const both = useBoth()
  const { date, instant } = useFormats()
  const may = useMay('custody:assess-risk')
  const found = useCall(getRisk, { id })
  return (
    <Section
      title={t('risk.title')}
      {...(may && found.data?.held === true
        ? {
            actions: (
              <ActForm
                key={found.data.current?.at ?? 'none'}
                label={t('risk.set')}
                icon="shield"
                endpoint={assessRisk}
                initial={{
                  class: found.data.current?.class ?? 'medium',
                  reviewOn: found.data.nextReview,
                }}
                given={{ id }}
                onDone={() => undefined}
              >
                <SelectField
                  name="class"
                  label={t('risk.class')}
                  required
                  options={risks.map((value) => ({ value, label: t(`risk.${value}`) }))}
                />
                <TextField name="reason" label={t('risk.reason')} multiline required />
                <DateField name="reviewOn" label={t('risk.review')} required />
              </ActForm>
            ),
          }
        : {})}
    >
      <Load call={found} lines={1}>
        {({ current, due, earlier }) =>
          current === null ? (
            <p className={classes.soft}>{t('risk.none')}</p>
          ) : (
            <>
              <div className={classes.acts}>
                <RiskBadge risk={current.class} />
                <StatusBadge meaning={due ? 'red' : 'grey'} icon="calendar-due">
                  {due ? t('risk.due') : t('risk.review')}: {date(current.reviewOn)}
                </StatusBadge>
              </div>
              <p>
                <bdi>{current.reason}</bdi>{' '}
                <span className={classes.soft}>
                  {instant(current.at)}
                  {current.by === null ? null : ` · ${t('risk.by', { name: both(current.by) })}`}
                </span>
              </p>
              {earlier.length === 0 ? null : (
                <details>
                  <summary>{t('risk.earlier')}</summary>
                  <ul className={classes.log}>
                    {earlier.map((one) => (
                      <li key={one.at}>
                        <RiskBadge risk={one.class} />
                        <bdi>{one.reason}</bdi>
                        <span className={classes.soft}>{instant(one.at)}</span>
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </>
          )
        }
      </Load>
    </Section>
  )
}

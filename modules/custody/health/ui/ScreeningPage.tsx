import {
  CheckField,
  Columns,
  DateField,
  Fieldset,
  Form,
  Load,
  NumberField,
  Page,
  SelectField,
  say,
  TextField,
  useCall,
  useGo,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getHealthRecord, recordScreening } from '../contract.ts'
import { chronicIllnesses, offers, selfHarmRisks, substances, tbSymptoms } from '../findings.ts'
import classes from './Health.module.css'
import { PatientLine } from './words.tsx'

type Values = Record<string, unknown>

/** Ticked boxes under one name become the list the endpoint takes. */
const ticked = (values: unknown): string[] =>
  Object.entries((values ?? {}) as Record<string, unknown>).flatMap(([key, on]) => (on === true ? [key] : []))

/** The screening in one column, from what is measured to what is said. Kept on no device: it is never a draft. */
export default function ScreeningPage() {
  const { t } = useTranslation('custody-health')
  const go = useGo()
  const { id = '' } = useRouteParams()
  const found = useCall(getHealthRecord, { id })
  const record = `/custody/prisoners/${id}/health`
  const choice = (name: string, label: string, values: readonly string[], words: string) => (
    <SelectField
      key={name}
      name={name}
      label={label}
      required
      options={values.map((value) => ({ value, label: t(`${words}.${value}`) }))}
    />
  )
  return (
    <Page title={t('screening.title')} back={{ to: record, label: t('record.title') }}>
      <Load call={found} lines={8}>
        {({ patient }) => (
          <>
            <div className={classes.head}>
              <PatientLine one={patient} />
            </div>
            <Form
              endpoint={recordScreening}
              initial={{
                hiv: 'not-offered',
                hepatitisB: 'not-offered',
                hepatitisC: 'not-offered',
                selfHarm: 'none',
                ...(patient.sex === 'M' ? {} : { pregnant: 'not-asked' }),
              }}
              submit={t('screening.submit')}
              cancel={() => go(record)}
              prepare={({ has, takes, ...values }: Values) => ({
                ...values,
                id,
                chronic: ticked(has),
                uses: ticked(takes),
              })}
              onDone={(done) => {
                say(t(done.tbToBeLookedFor ? 'screening.done-tb' : 'screening.done'))
                go(record)
              }}
            >
              <Fieldset legend={t('findings.vitals')}>
                <Columns>
                  <NumberField
                    name="temperature"
                    decimals={1}
                    label={t('findings.temperature')}
                    unit={t('unit.celsius')}
                  />
                  <NumberField name="pulse" label={t('findings.pulse')} unit={t('unit.beats')} />
                </Columns>
                <Columns>
                  <NumberField name="systolic" label={t('findings.systolic')} unit={t('unit.mmhg')} />
                  <NumberField name="diastolic" label={t('findings.diastolic')} unit={t('unit.mmhg')} />
                </Columns>
                <Columns>
                  <NumberField name="weight" decimals={1} label={t('findings.weight')} unit={t('unit.kg')} />
                  <NumberField name="height" label={t('findings.height')} unit={t('unit.cm')} />
                </Columns>
              </Fieldset>
              <Fieldset legend={t('findings.tb')}>
                <p className={classes.soft}>{t('findings.tb-lead')}</p>
                <div className={classes.checks}>
                  {tbSymptoms.map((symptom) => (
                    <CheckField key={symptom} name={symptom} label={t(`findings.${symptom}`)} />
                  ))}
                </div>
              </Fieldset>
              <Fieldset legend={t('findings.history')}>
                <div className={classes.checks}>
                  {chronicIllnesses.map((illness) => (
                    <CheckField key={illness} name={`has.${illness}`} label={t(`illness.${illness}`)} />
                  ))}
                </div>
                <TextField
                  name="medicines"
                  label={t('findings.medicines')}
                  hint={t('findings.medicines-hint')}
                  multiline
                  maxLength={500}
                />
                {patient.sex === 'M' ? null : (
                  <Columns>
                    {choice(
                      'pregnant',
                      t('findings.pregnant'),
                      ['yes', 'no', 'unknown', 'not-asked'],
                      'pregnancy',
                    )}
                    <NumberField name="pregnantWeeks" label={t('findings.pregnantWeeks')} />
                  </Columns>
                )}
              </Fieldset>
              <Fieldset legend={t('findings.tests')}>
                <p className={classes.soft}>{t('findings.tests-lead')}</p>
                <Columns>
                  {(['hiv', 'hepatitisB', 'hepatitisC'] as const).map((test) =>
                    choice(test, t(`findings.${test}`), offers, 'offer'),
                  )}
                </Columns>
              </Fieldset>
              <Fieldset legend={t('findings.mind')}>
                {choice('selfHarm', t('findings.selfHarm'), selfHarmRisks, 'risk')}
                <TextField name="mood" label={t('findings.mood')} multiline maxLength={500} />
              </Fieldset>
              <Fieldset legend={t('findings.drugs')}>
                <div className={classes.checks}>
                  {substances.map((substance) => (
                    <CheckField
                      key={substance}
                      name={`takes.${substance}`}
                      label={t(`substance.${substance}`)}
                    />
                  ))}
                  <CheckField name="withdrawal" label={t('findings.withdrawal')} />
                </div>
                <DateField name="lastUsedOn" label={t('findings.lastUsedOn')} />
              </Fieldset>
              <Fieldset legend={t('findings.injuries')}>
                <TextField
                  name="injuries"
                  label={t('findings.injuries')}
                  hint={t('findings.injuries-hint')}
                  multiline
                  maxLength={1000}
                />
                <SelectField
                  name="injurySaidCause"
                  label={t('findings.injurySaidCause')}
                  options={(['police', 'fight', 'accident', 'self', 'not-said'] as const).map((value) => ({
                    value,
                    label: t(`cause.${value}`),
                  }))}
                />
                <TextField name="notes" label={t('findings.notes')} multiline maxLength={1000} />
              </Fieldset>
            </Form>
          </>
        )}
      </Load>
    </Page>
  )
}

import {
  ActForm,
  ChecksField,
  ChoiceField,
  DateField,
  SelectField,
  say,
  TextField,
  today,
  useBoth,
  useFormValues,
  useTranslation,
} from '#platform/ui'
import { askedNeeds, consentWays, type OfPlace, reasons, routes, screenNeed } from '../contract.ts'
import classes from './LegalAid.module.css'

/** What is asked of a person who may need a lawyer, and whether they agree that it is passed on. */
export function ScreenForm({
  offices,
  said,
  given,
}: {
  offices: OfPlace['offices']
  /** What was said on admission needs no asking a second time. */
  said: OfPlace['asked']
  given: Record<string, unknown>
}) {
  const { t } = useTranslation('legal-aid')
  return (
    <ActForm
      label={t('screen.act')}
      icon="scale"
      endpoint={screenNeed}
      initial={{
        needs: said?.needs ?? [],
        language: said?.language ?? '',
        reason: 'no-lawyer',
        route: 'dlec',
        consent: '',
        consentOn: today(),
        officeId: offices[0] === undefined ? '' : String(offices[0].id),
      }}
      given={given}
      onDone={({ standing }) => say(t(`screen.done-${standing}`))}
    >
      <ChecksField
        name="needs"
        label={t('screen.needs')}
        options={askedNeeds.map((value) => ({ value, label: t(`need.${value}`) }))}
      />
      <Language />
      <SelectField
        name="reason"
        label={t('screen.reason')}
        required
        options={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
      />
      <SelectField
        name="route"
        label={t('screen.route')}
        hint={t('screen.route-hint')}
        required
        options={routes.map((value) => ({ value, label: t(`route.${value}`) }))}
      />
      <p className={classes.soft}>{t('screen.means')}</p>
      <ChoiceField
        name="consent"
        label={t('screen.consent')}
        required
        options={(['given', 'refused', 'awaited'] as const).map((value) => ({
          value,
          label: t(`consent.${value}`),
        }))}
      />
      <Consent offices={offices} />
      <TextField name="words" label={t('screen.words')} multiline maxLength={1000} />
    </ActForm>
  )
}

function Language() {
  const { t } = useTranslation('legal-aid')
  const { needs } = useFormValues<{ needs?: string[] }>()
  return needs?.includes('language') === true ? (
    <TextField name="language" label={t('screen.language')} maxLength={60} />
  ) : null
}

function Consent({ offices }: { offices: OfPlace['offices'] }) {
  const { t } = useTranslation('legal-aid')
  const both = useBoth()
  const { consent } = useFormValues<{ consent: string }>()
  if (consent !== 'given') return null
  return (
    <>
      <ConsentFields />
      <SelectField
        name="officeId"
        label={t('screen.office')}
        hint={t('screen.office-hint')}
        options={offices.map((one) => ({ value: String(one.id), label: both(one.name) }))}
      />
    </>
  )
}

export function ConsentFields() {
  const { t } = useTranslation('legal-aid')
  const { consentHow } = useFormValues<{ consentHow?: string }>()
  return (
    <>
      <SelectField
        name="consentHow"
        label={t('screen.consent-how')}
        required
        options={consentWays.map((value) => ({ value, label: t(`consent-how.${value}`) }))}
      />
      <DateField name="consentOn" label={t('screen.consent-on')} required />
      {consentHow === 'before-witness' ? (
        <TextField name="consentWitness" label={t('screen.witness')} required maxLength={200} />
      ) : null}
    </>
  )
}

import {
  ChoiceField,
  Columns,
  DateField,
  Form,
  NumberField,
  SelectField,
  say,
  TextField,
  today,
  useTranslation,
} from '#platform/ui'
import { ruledKinds, setFingerThreshold, setGateRule } from '../contract.ts'

export function RuleForm({ close }: { close: () => void }) {
  const { t } = useTranslation('custody-biometrics')
  return (
    <Form
      endpoint={setGateRule}
      initial={{ fromOn: today() }}
      submit={t('rules.set')}
      cancel={close}
      onDone={() => {
        close()
        say(t('rules.done'))
      }}
    >
      <SelectField
        name="kind"
        label={t('rules.kind')}
        required
        options={ruledKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <ChoiceField
        name="demand"
        label={t('rules.demand')}
        required
        options={(['demanded', 'recorded'] as const).map((value) => ({ value, label: t(`demand.${value}`) }))}
      />
      <DateField name="fromOn" label={t('rules.from-on')} required />
      <TextField name="order" label={t('rules.order')} required maxLength={300} />
    </Form>
  )
}

export function ThresholdForm({ close }: { close: () => void }) {
  const { t } = useTranslation('custody-biometrics')
  return (
    <Form
      endpoint={setFingerThreshold}
      initial={{ fromOn: today() }}
      submit={t('threshold.set')}
      cancel={close}
      onDone={() => {
        close()
        say(t('rules.done'))
      }}
    >
      <TextField
        name="matcher"
        ltr
        label={t('threshold.matcher')}
        hint={t('threshold.matcher-hint')}
        required
      />
      <Columns>
        <NumberField name="matchFrom" label={t('threshold.match-from')} required />
        <NumberField name="mismatchBelow" label={t('threshold.mismatch-below')} required />
        <NumberField name="leastQuality" label={t('threshold.least-quality')} required />
      </Columns>
      <DateField name="fromOn" label={t('rules.from-on')} required />
      <TextField
        name="basis"
        label={t('threshold.basis')}
        hint={t('threshold.basis-hint')}
        required
        maxLength={300}
      />
    </Form>
  )
}

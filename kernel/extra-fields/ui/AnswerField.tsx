import {
  ChoiceField,
  DateField,
  type Language,
  NumberField,
  SelectField,
  SeveralField,
  TextField,
  today,
  useLanguage,
} from '#platform/ui'
import type { ExtraField, ListValue } from '../contract.ts'

const yesNo: ListValue[] = [
  { value: 'yes', en: 'Yes', ur: 'ہاں' },
  { value: 'no', en: 'No', ur: 'نہیں' },
]

/** Said where it is asked, so that nobody is surprised not to see it again. */
const sensitive = {
  en: 'Sensitive: once saved it is shown only to those who may read it.',
  ur: 'حساس: محفوظ ہونے کے بعد صرف مجاز افسران دیکھ سکیں گے۔',
}

/** One extra field as a form shows it; in the language of the interface, or for a preview in the one given. */
export function AnswerField({
  field,
  name,
  language,
  kept,
}: {
  field: ExtraField
  name: string
  language?: Language
  /** What stands there already: offered though its list value has ended. */
  kept?: unknown
}) {
  const interfaceLanguage = useLanguage()
  const shown = language ?? interfaceLanguage
  const day = today()
  const hints = [field.help, field.sealed ? sensitive : undefined].flatMap((one) => one?.[shown] ?? [])
  const common = {
    name,
    label: field.label[shown],
    ...(hints.length === 0 ? {} : { hint: hints.join(' ') }),
    required: field.required,
  }
  const options = (field.kind === 'yes-no' ? yesNo : (field.values ?? []))
    .filter(
      (one) =>
        one.until === undefined ||
        one.until >= day ||
        one.value === kept ||
        (Array.isArray(kept) && kept.includes(one.value)),
    )
    .map((one) => ({ value: one.value, label: one[shown] }))
  switch (field.kind) {
    case 'text':
      return <TextField {...common} maxLength={500} />
    case 'number':
      return (
        <NumberField
          {...common}
          decimals={field.decimals ?? 0}
          {...(field.unit === undefined ? {} : { unit: field.unit[shown] })}
        />
      )
    case 'day':
      return <DateField {...common} />
    case 'yes-no':
      return <ChoiceField {...common} options={options} />
    case 'one':
      return <SelectField {...common} options={options} />
    case 'several':
      return <SeveralField {...common} options={options} />
  }
}

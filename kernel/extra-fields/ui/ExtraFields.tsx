import { useEffect } from 'react'
import {
  Alert,
  Fieldset,
  Icon,
  Load,
  useBoth,
  useCall,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { type AnswerValue, getShownFields, type ShownFields } from '../contract.ts'
import { AnswerField } from './AnswerField.tsx'
import { carry, type Typed } from './carry.ts'
import classes from './ExtraFields.module.css'

/** Read anew while the form stands open: a version that comes into force meanwhile is shown, and what was typed is carried over. */
const readAgain = 5 * 60_000

export default function ExtraFields({ form }: { form: string }) {
  const found = useCall(getShownFields, { form }, { refetchEvery: readAgain })
  return (
    <Load call={found} lines={1}>
      {({ parts }) => <Parts parts={parts} />}
    </Load>
  )
}

/** The province's and the unit's own fields, each under its name. */
export function Parts({ parts, kept }: { parts: readonly ShownFields[]; kept?: Typed }) {
  const { t } = useTranslation('extra-fields')
  const both = useBoth()
  const { extra } = useFormValues<{ extra?: Typed }>()
  const set = useSetField()
  useEffect(() => {
    const next = carry(extra, parts)
    if (next !== extra) set('extra', next)
  })
  const left = Object.entries(extra?.left ?? {})
  return (
    <>
      {left.length === 0 ? null : (
        <Alert color="amber" icon={<Icon name="info-circle" />} title={t('left.title')}>
          <p className={classes.soft}>{t('left.why')}</p>
          <ul className={classes.plain}>
            {left.map(([key, value]) => (
              <li key={key}>
                <bdi>{key}</bdi>: <bdi>{wordsOfTyped(value)}</bdi>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {parts.map(({ versionId, part, unit, fields }) => (
        <Fieldset
          key={versionId}
          legend={unit === null ? t('part.province') : t('part.unit', { unit: both(unit) })}
        >
          {fields.map((field) => (
            <AnswerField
              key={field.key}
              field={field}
              name={`extra.${part}.${field.key}`}
              kept={kept?.[part]?.[field.key]}
            />
          ))}
        </Fieldset>
      ))}
    </>
  )
}

const wordsOfTyped = (value: AnswerValue) => (Array.isArray(value) ? value.join(', ') : String(value))

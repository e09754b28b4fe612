import {
  Button,
  CheckField,
  Columns,
  Icon,
  SelectField,
  TextField,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { bodyPlaces, injuryCauses, injuryKinds } from '../contract.ts'
import { BodyMap } from './BodyMap.tsx'
import classes from './Custody.module.css'

interface Row {
  readonly region?: string
}

/** Injuries: pressed on the body map, or chosen from the list with the keyboard. Sealed once saved. */
export function InjuryRows() {
  const { t } = useTranslation('custody')
  const { injuries = [] } = useFormValues<{ injuries?: readonly Row[] }>()
  const set = useSetField()
  const add = (row: Row) => set('injuries', [...injuries, row])
  return (
    <>
      <p>{t('injury.lead')}</p>
      <div className={classes.injuries}>
        <BodyMap marked={injuries.flatMap((row) => row.region ?? [])} onPress={(region) => add({ region })} />
        <div className={classes.injuryRows}>
          {injuries.length === 0 ? <p className={classes.soft}>{t('injury.none')}</p> : null}
          {injuries.map((_, index) => {
            const path = `injuries.${index}`
            return (
              <div key={path} className={classes.injuryRow}>
                <Columns>
                  <SelectField
                    name={`${path}.region`}
                    label={t('injury.place')}
                    required
                    options={bodyPlaces.map((place) => ({ value: place, label: t(`body.${place}`) }))}
                  />
                  <SelectField
                    name={`${path}.kind`}
                    label={t('injury.kind')}
                    required
                    options={injuryKinds.map((kind) => ({ value: kind, label: t(`injury-kind.${kind}`) }))}
                  />
                  <SelectField
                    name={`${path}.saidCause`}
                    label={t('injury.cause')}
                    options={injuryCauses.map((cause) => ({
                      value: cause,
                      label: t(`injury-cause.${cause}`),
                    }))}
                  />
                </Columns>
                <TextField name={`${path}.description`} label={t('injury.description')} />
                <div className={classes.between}>
                  <CheckField name={`${path}.serious`} label={t('injury.serious')} />
                  <Button
                    size="xs"
                    onClick={() =>
                      set(
                        'injuries',
                        injuries.filter((_row, at) => at !== index),
                      )
                    }
                    leftSection={<Icon name="x" size={15} />}
                  >
                    {t('common:act.remove')}
                  </Button>
                </div>
              </div>
            )
          })}
          <div>
            <Button size="xs" leftSection={<Icon name="plus" size={16} />} onClick={() => add({})}>
              {t('injury.add')}
            </Button>
          </div>
        </div>
      </div>
    </>
  )
}

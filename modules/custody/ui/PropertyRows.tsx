import {
  Button,
  Columns,
  Icon,
  NumberField,
  SelectField,
  TextField,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { itemCategories } from '../property/contract.ts'

/** Money on the person, and things into sealed bags: one row each, the last always empty and ready. */
export function PropertyRows() {
  const { t } = useTranslation('custody')
  const { property = [] } = useFormValues<{ property?: readonly Record<string, unknown>[] }>()
  const set = useSetField()
  return (
    <>
      <NumberField
        name="cash"
        decimals={2}
        label={t('property.cash')}
        hint={t('property.cash-hint')}
        unit={t('sentence.rupees')}
      />
      <p>{t('property.lead')}</p>
      {property
        .map((_row, index) => `property.${index}`)
        .map((path) => (
          <Columns key={path}>
            <TextField name={`${path}.bagNumber`} ltr label={t('property.bag')} />
            <TextField name={`${path}.seal`} ltr label={t('property.seal')} />
            <TextField name={`${path}.description`} label={t('property.what')} />
            <SelectField
              name={`${path}.category`}
              label={t('custody-property:item.category')}
              options={itemCategories.map((value) => ({
                value,
                label: t(`custody-property:category.${value}`),
              }))}
            />
          </Columns>
        ))}
      <div>
        <Button
          size="xs"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => set('property', [...property, {}])}
        >
          {t('property.add')}
        </Button>
      </div>
    </>
  )
}

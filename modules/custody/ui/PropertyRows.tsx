import {
  Button,
  Columns,
  Icon,
  NumberField,
  TextField,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'

/** Property into sealed bags: one row each, the last always empty and ready. */
export function PropertyRows() {
  const { t } = useTranslation('custody')
  const { property = [] } = useFormValues<{ property?: readonly Record<string, unknown>[] }>()
  const set = useSetField()
  return (
    <>
      <p>{t('property.lead')}</p>
      {property
        .map((_row, index) => `property.${index}`)
        .map((path) => (
          <Columns key={path}>
            <TextField name={`${path}.bagNumber`} ltr label={t('property.bag')} />
            <TextField name={`${path}.description`} label={t('property.what')} />
            <NumberField name={`${path}.cash`} label={t('property.cash')} unit={t('sentence.rupees')} />
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

import {
  ChoiceField,
  CnicField,
  Columns,
  DateField,
  NumberField,
  TextField,
  useTranslation,
} from '#platform/ui'
import type { Candidate } from '../contract.ts'
import { KnownPersons } from './KnownPersons.tsx'
import type { PersonEntryProps } from './PersonEntry.tsx'

export default function PersonFields<Found extends Candidate>({
  path = 'person',
  born = true,
  bornHint,
  title,
  personId,
  search,
  about,
}: PersonEntryProps<Found>) {
  const { t } = useTranslation('people')
  const at = (field: string): string => `${path}.${field}`
  return (
    <>
      <Columns>
        <TextField name={at('nameUr')} label={t('entry.name-ur')} lang="ur" maxLength={200} />
        <TextField name={at('nameEn')} label={t('entry.name-en')} lang="en" maxLength={200} />
      </Columns>
      <Columns>
        <TextField name={at('fatherUr')} label={t('entry.father-ur')} lang="ur" maxLength={200} />
        <TextField name={at('fatherEn')} label={t('entry.father-en')} lang="en" maxLength={200} />
      </Columns>
      <Columns>
        <CnicField name={at('cnic')} />
        <TextField name={at('phone')} label={t('card.phone')} type="tel" ltr maxLength={40} />
      </Columns>
      <KnownPersons path={path} title={title} personId={personId} search={search} about={about} />
      <ChoiceField
        name={at('sex')}
        label={t('card.sex')}
        required
        options={(['M', 'F', 'X'] as const).map((value) => ({ value, label: t(`sex.${value}`) }))}
      />
      {born ? (
        <Columns>
          <DateField name={at('birthDate')} label={t('card.born')} hint={bornHint} />
          <NumberField
            name={at('age')}
            label={t('card.age')}
            hint={t('entry.age-hint')}
            unit={t('entry.years')}
          />
        </Columns>
      ) : null}
      <TextField name={at('address')} label={t('card.address')} maxLength={400} />
    </>
  )
}

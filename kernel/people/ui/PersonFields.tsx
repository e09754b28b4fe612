import { countryCodes, countryName } from '#platform/countries'
import type { Language } from '#platform/i18n'
import {
  ChoiceField,
  CnicField,
  Columns,
  DateField,
  NumberField,
  SearchField,
  TextField,
  useFormats,
  useTranslation,
} from '#platform/ui'
import type { Candidate } from '../contract.ts'
import { KnownPersons } from './KnownPersons.tsx'
import type { PersonEntryProps } from './PersonEntry.tsx'

/** Countries whose name in the reader's language or in English, or whose code, begins so. */
function countriesLike(text: string, language: Language) {
  const typed = text.trim().toLowerCase()
  return countryCodes
    .filter((code) =>
      [code, countryName(code, language), countryName(code, 'en')].some((one) =>
        one.toLowerCase().startsWith(typed),
      ),
    )
    .slice(0, 12)
    .map((code) => ({ value: code, label: countryName(code, language), detail: code }))
}

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
  const { language } = useFormats()
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
      <Columns>
        <TextField name={at('address')} label={t('card.address')} maxLength={400} />
        <SearchField
          name={at('nationality')}
          label={t('card.nationality')}
          hint={t('entry.nationality-hint')}
          search={async (text) => countriesLike(text, language)}
        />
      </Columns>
    </>
  )
}

import { countryName } from '#platform/countries'
import {
  BothNames,
  KeyValue,
  Load,
  Ltr,
  Page,
  Panels,
  PersonCard as PersonHeader,
  Section,
  useBoth,
  useCall,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getPerson, type PersonCard } from '../contract.ts'
import { bothNames } from './both-names.ts'
import { PersonLinks } from './PersonLinks.tsx'

/** A person as the records one's unit may see tell, then what the systems know of them. */
export default function PersonPage() {
  const { t } = useTranslation('people')
  const { date, instant, language } = useFormats()
  const both = useBoth()
  const { id = '' } = useRouteParams()
  const found = useCall(getPerson, { personId: id })
  return (
    <Page title={t('card.record')} back={{ to: '/people', label: t('find.title') }}>
      <Load call={found}>
        {({ card, records }) => (
          <>
            <PersonHead card={card} />
            <Panels place="person" id={card.personId} />
            <PersonLinks personId={card.personId} />
            <Section title={t('card.records')} foldable folded>
              <p>{t('records-lead')}</p>
              {records.map((record) => (
                <KeyValue
                  key={record.recordId}
                  columns={3}
                  items={[
                    {
                      label: t('card.source'),
                      value: `${t(`agency.${record.agency}`)} · ${both({ en: record.unit.nameEn, ur: record.unit.nameUr })}`,
                    },
                    {
                      label: t('common:word.name'),
                      value: <BothNames name={bothNames(record.nameEn, record.nameUr)} />,
                    },
                    {
                      label: t('common:word.father-name'),
                      value: <BothNames name={bothNames(record.fatherEn, record.fatherUr)} />,
                    },
                    {
                      label: t('common:form.cnic'),
                      value: record.cnic === null ? '' : <Ltr>{record.cnic}</Ltr>,
                    },
                    { label: t('card.born'), value: record.birthDate === null ? '' : date(record.birthDate) },
                    { label: t('card.address'), value: record.address ?? '' },
                    { label: t('card.nationality'), value: countryName(record.nationality, language) },
                    { label: t('card.phone'), value: record.phone === null ? '' : <Ltr>{record.phone}</Ltr> },
                    { label: t('card.entered'), value: instant(record.createdAt) },
                  ]}
                />
              ))}
            </Section>
          </>
        )}
      </Load>
    </Page>
  )
}

function PersonHead({ card }: { card: PersonCard }) {
  const { t } = useTranslation('people')
  const { date } = useFormats()
  const precision =
    card.birthPrecision === null || card.birthPrecision === 'day'
      ? ''
      : ` (${t(`precision.${card.birthPrecision}`)})`
  return (
    <PersonHeader
      name={bothNames(card.nameEn, card.nameUr)}
      {...(card.fatherEn === null && card.fatherUr === null
        ? {}
        : { father: bothNames(card.fatherEn, card.fatherUr) })}
      {...(card.cnic === null ? {} : { cnic: card.cnic })}
      lines={[
        ...(card.sex === null ? [] : [{ label: t('card.sex'), value: t(`sex.${card.sex}`) }]),
        ...(card.birthDate === null
          ? []
          : [{ label: t('card.born'), value: `${date(card.birthDate)}${precision}` }]),
        ...(card.aliases.length === 0 ? [] : [{ label: t('card.aliases'), value: card.aliases.join(' · ') }]),
      ]}
    />
  )
}

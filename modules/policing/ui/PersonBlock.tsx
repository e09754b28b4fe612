import { useEffect, useState } from 'react'
import { searchPeople } from '#kernel/people/contract'
import {
  BothNames,
  Button,
  ChoiceField,
  CnicField,
  Columns,
  DateField,
  ErrorPanel,
  formatCnic,
  Icon,
  Ltr,
  StatusBadge,
  TextField,
  useCall,
  useFormats,
  useFormValues,
  useMay,
  useSetField,
  useTranslation,
} from '#platform/ui'
import classes from './Policing.module.css'

/** What a clerk types of a person; the names of the fields are those of `NewPersonRecord`. */
export interface TypedPerson {
  readonly nameUr?: string
  readonly nameEn?: string
  readonly cnic?: string
  readonly samePersonAs?: string
}

const pauseMs = 300

/**
 * A person in a form. While the name or CNIC is typed, those already known are shown with the reason; the clerk says which of
 * them it is, or goes on. `at` is the path of the person in the form's values.
 */
export function PersonBlock({ at, born = false }: { at: string; born?: boolean }) {
  const { t } = useTranslation('policing')
  return (
    <>
      <Columns>
        <TextField name={`${at}.nameUr`} lang="ur" label={t('person.name-ur')} />
        <TextField name={`${at}.nameEn`} lang="en" label={t('person.name-en')} />
      </Columns>
      <Columns>
        <TextField name={`${at}.fatherUr`} lang="ur" label={t('person.father-ur')} />
        <TextField name={`${at}.fatherEn`} lang="en" label={t('person.father-en')} />
      </Columns>
      <ChoiceField
        name={`${at}.sex`}
        label={t('person.sex')}
        required
        options={['M', 'F', 'X'].map((sex) => ({ value: sex, label: t(`person.sex-${sex}`) }))}
      />
      <Columns>
        <CnicField name={`${at}.cnic`} label={t('person.cnic')} />
        {born ? (
          <DateField name={`${at}.birthDate`} label={t('person.birth')} hint={t('person.birth-hint')} />
        ) : (
          <TextField name={`${at}.phone`} type="tel" ltr label={t('person.phone')} />
        )}
      </Columns>
      <TextField name={`${at}.address`} label={t('person.address')} />
      <KnownPersons at={at} />
    </>
  )
}

function personAt(values: unknown, at: string): TypedPerson {
  return (at
    .split('.')
    .reduce<unknown>(
      (held, key) =>
        typeof held === 'object' && held !== null ? (held as Record<string, unknown>)[key] : undefined,
      values,
    ) ?? {}) as TypedPerson
}

/** What the search is asked: the CNIC once five digits stand, else the name in whichever script it is written. */
function queryOf(person: TypedPerson): string {
  const digits = (person.cnic ?? '').replace(/\D/g, '')
  if (digits.length >= 5) return digits
  const name = (person.nameUr ?? '').trim() || (person.nameEn ?? '').trim()
  return name.length >= 3 ? name : ''
}

function KnownPersons({ at }: { at: string }) {
  const { t } = useTranslation('policing')
  const set = useSetField()
  const { date } = useFormats()
  const maySearch = useMay('people:search')
  const person = personAt(useFormValues(), at)
  const wanted = queryOf(person)
  const [query, setQuery] = useState('')
  const [refused, setRefused] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQuery(wanted), pauseMs)
    return () => clearTimeout(timer)
  }, [wanted])
  const found = useCall(
    searchPeople,
    maySearch && query !== '' && person.samePersonAs === undefined ? { q: query, limit: 5 } : undefined,
    { keep: false },
  )
  if (person.samePersonAs !== undefined && person.samePersonAs !== '')
    return (
      <div className={classes.chosen} role="status">
        <Icon name="user-check" size={18} />
        <span>{t('person.chosen')}</span>
        <Button size="xs" onClick={() => set(`${at}.samePersonAs`, undefined)}>
          {t('person.undo')}
        </Button>
      </div>
    )
  if (query === '' || refused === query) return <p className={classes.soft}>{t('person.search-first')}</p>
  if (found.error) return <ErrorPanel error={found.error} retry={() => void found.refetch()} />
  const candidates = found.data?.candidates
  if (candidates === undefined) return <p className={classes.soft}>{t('person.search-first')}</p>
  if (candidates.length === 0)
    return (
      <p className={classes.soft} role="status">
        {t('person.no-candidates')}
      </p>
    )
  return (
    <div className={classes.candidates}>
      <strong role="status">{t('person.candidates', { count: candidates.length })}</strong>
      {candidates.map((candidate) => (
        <div key={candidate.personId} className={classes.candidate}>
          <span className={classes.who}>
            <BothNames
              name={{
                en: candidate.nameEn ?? '',
                ur: candidate.nameUr ?? '',
              }}
              as="inline"
            />
            {candidate.fatherUr === null && candidate.fatherEn === null ? null : (
              <BothNames
                name={{
                  en: candidate.fatherEn ?? '',
                  ur: candidate.fatherUr ?? '',
                }}
                as="inline"
              />
            )}
            {candidate.cnic === null ? null : <Ltr>{formatCnic(candidate.cnic)}</Ltr>}
            {candidate.birthDate === null ? null : <span>{date(candidate.birthDate)}</span>}
            {candidate.why.map((why) => (
              <StatusBadge key={why} meaning="blue">
                {t(`person.why-${why}`)}
              </StatusBadge>
            ))}
          </span>
          <Button size="xs" onClick={() => set(`${at}.samePersonAs`, candidate.personId)}>
            {t('person.same')}
          </Button>
        </div>
      ))}
      <div>
        <Button size="xs" onClick={() => setRefused(query)}>
          {t('person.none')}
        </Button>
      </div>
    </div>
  )
}

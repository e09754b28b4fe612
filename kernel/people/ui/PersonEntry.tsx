import { useEffect, useState } from 'react'
import {
  BothNames,
  ChoiceField,
  CnicField,
  Columns,
  DateField,
  ErrorPanel,
  formatCnic,
  Ltr,
  SelectField,
  StatusBadge,
  TextField,
  useCall,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { searchPeople } from '../contract.ts'
import { bothNames } from './both-names.ts'
import classes from './People.module.css'

const pauseMs = 350

interface Typed {
  readonly nameEn?: string
  readonly nameUr?: string
  readonly fatherEn?: string
  readonly fatherUr?: string
  readonly cnic?: string
  readonly samePersonAs?: string
}

/**
 * The fields of a person, in a form whose values hold a `NewPersonRecord` under `path`. Searches while it is typed: who is known
 * already is shown with the reason, and is chosen or passed over before anybody new is made.
 */
export function PersonEntry({ path = 'person' }: { path?: string }) {
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
        <CnicField name={at('cnic')} label={t('common:form.cnic')} />
        <TextField name={at('phone')} label={t('card.phone')} type="tel" ltr maxLength={40} />
      </Columns>
      <KnownPersons path={path} />
      <ChoiceField
        name={at('sex')}
        label={t('card.sex')}
        required
        options={(['M', 'F', 'X'] as const).map((value) => ({ value, label: t(`sex.${value}`) }))}
      />
      <Columns>
        <DateField name={at('birthDate')} label={t('card.born')} hint={t('entry.born-hint')} />
        <SelectField
          name={at('birthPrecision')}
          label={t('entry.precision')}
          options={(['day', 'month', 'year', 'estimated'] as const).map((value) => ({
            value,
            label: t(`precision.${value}`),
          }))}
        />
      </Columns>
      <TextField name={at('address')} label={t('card.address')} multiline maxLength={400} />
    </>
  )
}

function KnownPersons({ path }: { path: string }) {
  const { t } = useTranslation('people')
  const typed = (useFormValues<Record<string, Typed | undefined>>()[path] ?? {}) as Typed
  const set = useSetField()
  const query = useSettled(queryOf(typed))
  const found = useCall(searchPeople, query.length < 3 ? undefined : { q: query, limit: 6 }, { keep: true })
  if (found.error) return <ErrorPanel error={found.error} retry={() => void found.refetch()} />
  const candidates = query.length < 3 ? [] : (found.data?.candidates ?? [])
  const chosen = typed.samePersonAs ?? ''
  return (
    <fieldset className={classes.candidates} aria-live="polite">
      <legend>{t('entry.known')}</legend>
      {candidates.length === 0 ? (
        <p className={classes.soft}>{t(query.length < 3 ? 'entry.waiting' : 'entry.nobody')}</p>
      ) : (
        <>
          {candidates.map((person) => (
            <label key={person.personId} className={classes.candidate}>
              <input
                type="radio"
                name={`${path}.known`}
                checked={chosen === person.personId}
                onChange={() => set(`${path}.samePersonAs`, person.personId)}
              />
              <span>
                <BothNames name={bothNames(person.nameEn, person.nameUr)} as="inline" />{' '}
                {person.fatherEn === null && person.fatherUr === null ? null : (
                  <span className={classes.soft}>
                    <BothNames name={bothNames(person.fatherEn, person.fatherUr)} as="inline" />
                  </span>
                )}{' '}
                {person.cnic === null ? null : <Ltr>{formatCnic(person.cnic)}</Ltr>}
                <span className={classes.why}>
                  {person.why.map((why) => (
                    <StatusBadge key={why} meaning="blue">
                      {t(`why.${why}`)}
                    </StatusBadge>
                  ))}
                </span>
              </span>
            </label>
          ))}
          <label className={classes.candidate}>
            <input
              type="radio"
              name={`${path}.known`}
              checked={chosen === ''}
              onChange={() => set(`${path}.samePersonAs`, undefined)}
            />
            <span>{t('entry.none-of-these')}</span>
          </label>
        </>
      )}
    </fieldset>
  )
}

/** A whole CNIC says most; otherwise the name, with the father once he is written. */
function queryOf(typed: Typed): string {
  const digits = (typed.cnic ?? '').replace(/\D/g, '')
  if (digits.length === 13) return digits
  const name = typed.nameUr || typed.nameEn || ''
  const father = typed.fatherUr || typed.fatherEn || ''
  if (name === '' || father === '') return name
  return `${name} ${typed.fatherUr ? 'ولد' : 's/o'} ${father}`
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

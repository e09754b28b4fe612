import { useEffect, useState } from 'react'
import {
  BothNames,
  ErrorPanel,
  Ltr,
  StatusBadge,
  useBoth,
  useCall,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { searchPrevious } from '../contract.ts'
import classes from './Custody.module.css'

type Typed = {
  person?: {
    nameEn?: string
    nameUr?: string
    fatherEn?: string
    fatherUr?: string
    cnic?: string
    samePersonAs?: string
  }
  candidate?: string
}

/** Earlier imprisonments of who may be this person, searched while the name is typed; one is chosen, or none is. */
export function Candidates() {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const { person, candidate } = useFormValues<Typed>()
  const set = useSetField()
  const query = useSettled({
    name: person?.nameUr || person?.nameEn || '',
    father: person?.fatherUr || person?.fatherEn || '',
    cnic: person?.cnic ?? '',
  })
  const found = useCall(
    searchPrevious,
    query.name.length < 3 && query.cnic.length < 15
      ? undefined
      : {
          ...(query.name === '' ? {} : { name: query.name }),
          ...(query.father === '' ? {} : { father: query.father }),
          ...(query.cnic === '' ? {} : { cnic: query.cnic }),
        },
  )
  if (found.error) return <ErrorPanel error={found.error} retry={() => void found.refetch()} />
  const rows = found.data?.rows ?? []
  // A long list is not read: the best few, each person once.
  const persons = rows
    .filter((row, index) => rows.findIndex((one) => one.personId === row.personId) === index)
    .slice(0, 5)
  return (
    <fieldset className={classes.candidates} aria-live="polite">
      <legend>{t('candidates.title')}</legend>
      {persons.length === 0 ? (
        <p className={classes.soft}>
          {t(found.data === undefined ? 'candidates.waiting' : 'candidates.none')}
        </p>
      ) : (
        <>
          {persons.map((row) => (
            <label key={row.personId} className={classes.candidate} data-strong={row.strong}>
              <input
                type="radio"
                name="candidate"
                checked={candidate === row.personId}
                onChange={() => set('candidate', row.personId)}
              />
              <span className={classes.candidateWords}>
                <BothNames
                  name={{ en: row.nameEn ?? row.nameUr ?? '', ur: row.nameUr ?? row.nameEn ?? '' }}
                  as="inline"
                />
                {row.fatherEn === null && row.fatherUr === null ? null : (
                  <span className={classes.soft}>
                    {t('candidates.father')}{' '}
                    {both({ en: row.fatherEn ?? row.fatherUr ?? '', ur: row.fatherUr ?? row.fatherEn ?? '' })}
                  </span>
                )}
                <span className={classes.soft}>
                  {both(row.prison)} <Ltr>{row.number}</Ltr>
                  {', '}
                  {row.held ? (
                    <StatusBadge meaning="red">{t('candidates.held')}</StatusBadge>
                  ) : (
                    <Ltr>{`${row.admittedYear}–${row.releasedYear ?? ''}`}</Ltr>
                  )}
                </span>
                <span className={classes.why}>
                  {row.why.map((why) => t(`why-match.${why}`)).join(t('word.comma'))}
                </span>
              </span>
            </label>
          ))}
          <label className={classes.candidate}>
            <input
              type="radio"
              name="candidate"
              checked={candidate === 'none'}
              onChange={() => set('candidate', 'none')}
            />
            <span>{t('candidates.none-of-these')}</span>
          </label>
        </>
      )}
    </fieldset>
  )
}

function useSettled<T extends Record<string, string>>(value: T): T {
  const written = JSON.stringify(value)
  const [settled, setSettled] = useState(written)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(written), 250)
    return () => clearTimeout(timer)
  }, [written])
  return JSON.parse(settled) as T
}

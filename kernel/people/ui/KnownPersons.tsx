import { type ReactNode, useEffect, useState } from 'react'
import {
  BothNames,
  Button,
  ErrorPanel,
  formatCnic,
  Icon,
  Ltr,
  StatusBadge,
  useBoth,
  useCall,
  useField,
  useFormats,
  useFormValues,
  useMay,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { askedOf, type Candidate, searchPeople } from '../contract.ts'
import { bothNames } from './both-names.ts'
import classes from './People.module.css'
import type { KnownSearch } from './PersonEntry.tsx'
import type { TypedPerson } from './typed-person.ts'

const pauseMs = 300

const useOwnUnits: KnownSearch<Candidate> = (query) => {
  const may = useMay('people:search')
  return useCall(searchPeople, may && query !== undefined ? { q: query, limit: 6 } : undefined)
}

/** Those whom this may be, with the reason of each. One is chosen or none is; until then the question stands open. */
export function KnownPersons<Found extends Candidate>({
  path,
  title,
  personId,
  search,
  about,
}: {
  path: string
  title: string | undefined
  personId: string | undefined
  search: KnownSearch<Found> | undefined
  about: ((candidate: Found) => ReactNode) | undefined
}) {
  const { t } = useTranslation('people')
  const set = useSetField()
  const person = personAt(useFormValues(), path)
  const query = useSettled(askedOf(person))
  const useKnown = search ?? (useOwnUnits as KnownSearch<Found>)
  const found = useKnown(query === '' ? undefined : query, personId)
  const legend = title ?? t('entry.known')
  const { error } = useField({ name: `${path}.noneOf`, label: legend })
  const chosen = person.samePersonAs ?? ''
  if (found.error) return <ErrorPanel error={found.error} retry={() => void found.refetch()} />
  const candidates = query === '' ? [] : (found.data?.candidates ?? [])
  const choose = (id: string | undefined, passedOver: readonly Candidate[] = []): void => {
    set(`${path}.samePersonAs`, id)
    // A new list each time: whatever was said of the question before is answered with it.
    set(
      `${path}.noneOf`,
      passedOver.map((one) => one.personId),
    )
  }
  const passedOver = new Set(person.noneOf)
  const elsewhere = chosen !== '' && !candidates.some((one) => one.personId === chosen)
  return (
    <fieldset className={classes.candidates} aria-live="polite" data-path={`${path}.noneOf`}>
      <legend>{legend}</legend>
      {error === undefined ? null : <p className={classes.unanswered}>{error}</p>}
      {elsewhere ? (
        <div className={classes.chosen} role="status">
          <Icon name="user-check" size={18} />
          <span>{t('entry.chosen')}</span>
          <Button size="xs" onClick={() => choose(undefined)}>
            {t('entry.undo')}
          </Button>
        </div>
      ) : candidates.length === 0 ? (
        <p className={classes.soft} role="status">
          {t(query === '' || found.data === undefined ? 'entry.waiting' : 'entry.nobody')}
        </p>
      ) : (
        <>
          {candidates.map((candidate) => (
            <label key={candidate.personId} className={classes.candidate}>
              <input
                type="radio"
                name={`${path}.known`}
                checked={chosen === candidate.personId}
                onChange={() => choose(candidate.personId)}
              />
              <span className={classes.words}>
                <Who candidate={candidate} />
                {about?.(candidate)}
                <span className={classes.why}>
                  {candidate.why.map((why) => (
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
              checked={candidates.every((one) => passedOver.has(one.personId))}
              onChange={() => choose(undefined, candidates)}
            />
            <span>{t('entry.none-of-these')}</span>
          </label>
        </>
      )}
    </fieldset>
  )
}

/** Both names, the father, the number and the birth: what a clerk compares with the person before him. */
function Who({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation('people')
  const both = useBoth()
  const { date } = useFormats()
  const { fatherEn, fatherUr, birthDate, birthPrecision, cnic } = candidate
  return (
    <>
      <BothNames name={bothNames(candidate.nameEn, candidate.nameUr)} as="inline" />
      {fatherEn === null && fatherUr === null ? null : (
        <span className={classes.soft}>
          {t('entry.father', { father: both(bothNames(fatherEn, fatherUr)) })}
        </span>
      )}
      {cnic === null ? null : <Ltr>{formatCnic(cnic)}</Ltr>}
      {birthDate === null ? null : (
        <span className={classes.soft}>
          {birthPrecision === 'day'
            ? t('entry.born', { date: date(birthDate) })
            : t('entry.born-about', { year: birthDate.slice(0, 4) })}
        </span>
      )}
    </>
  )
}

function personAt(values: unknown, path: string): TypedPerson {
  return (path
    .split('.')
    .reduce<unknown>(
      (held, key) =>
        typeof held === 'object' && held !== null ? (held as Record<string, unknown>)[key] : undefined,
      values,
    ) ?? {}) as TypedPerson
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

import { useEffect, useState } from 'react'
import {
  EmptyState,
  Load,
  Page,
  PersonCard,
  StatusBadge,
  TextInput,
  useCall,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { searchPeople } from '../contract.ts'

const pauseMs = 250

/** Find a person by CNIC or by name in either script. What was typed stands in the address, so that going back finds it again. */
export default function FindPersonPage() {
  const { t } = useTranslation('people')
  const [query, setQuery] = useQueryText('q', '')
  const [typed, setTyped] = useState(query)
  useEffect(() => {
    const timer = setTimeout(() => setQuery(typed.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [typed, setQuery])
  const found = useCall(searchPeople, query.length >= 2 ? { q: query, limit: 20 } : undefined, { keep: true })
  return (
    <Page title={t('find.title')} lead={t('find.lead')}>
      <TextInput
        label={t('find.box')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        dir="auto"
        autoComplete="off"
        data-autofocus
      />
      {query.length < 2 ? null : (
        <Load call={found}>
          {({ candidates }) =>
            candidates.length === 0 ? (
              <EmptyState title={t('find.none')} why={t('find.none-why')} icon="search-off" />
            ) : (
              candidates.map((person) => (
                <PersonCard
                  key={person.personId}
                  name={{
                    en: person.nameEn ?? person.nameUr ?? '',
                    ur: person.nameUr ?? person.nameEn ?? '',
                  }}
                  {...(person.fatherEn === null && person.fatherUr === null
                    ? {}
                    : {
                        father: {
                          en: person.fatherEn ?? person.fatherUr ?? '',
                          ur: person.fatherUr ?? person.fatherEn ?? '',
                        },
                      })}
                  {...(person.cnic === null ? {} : { cnic: person.cnic })}
                  to={`/people/${person.personId}`}
                  flags={person.why.map((why) => (
                    <StatusBadge key={why} meaning="blue">
                      {t(`why.${why}`)}
                    </StatusBadge>
                  ))}
                />
              ))
            )
          }
        </Load>
      )}
    </Page>
  )
}

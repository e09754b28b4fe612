import { type KnownSearch, PersonEntry } from '#kernel/people/ui'
import { Link, Ltr, StatusBadge, useBoth, useCall, useFormats, useMay, useTranslation } from '#platform/ui'
import { type ImprisonedBefore, searchPrevious } from '../contract.ts'
import classes from './Custody.module.css'

const useImprisonedBefore: KnownSearch<ImprisonedBefore> = (query, personId) =>
  useCall(searchPrevious, query === undefined ? undefined : { q: query, personId })

/** Who is admitted. While it is typed all prisons of the department are searched for who may have been in one before. */
export function Prisoner({ personId }: { personId: string | undefined }) {
  const { t } = useTranslation('custody')
  return (
    <PersonEntry
      title={t('candidates.title')}
      personId={personId}
      search={useImprisonedBefore}
      about={(candidate) => <Imprisonments candidate={candidate} />}
    />
  )
}

function Imprisonments({ candidate }: { candidate: ImprisonedBefore }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const { date } = useFormats()
  const mayReceive = useMay('custody:receive-transfer')
  return candidate.imprisonments.map((one) => (
    <span key={one.id} className={classes.soft}>
      {both(one.prison)} <Ltr>{one.number}</Ltr>{' '}
      {one.wanted !== null ? (
        <>
          <StatusBadge
            meaning={one.wanted.kind === 'on-licence' ? 'blue' : 'red'}
            icon={one.wanted.kind === 'on-licence' ? 'route' : 'alert-triangle'}
          >
            {t(`candidates.${one.wanted.kind}`, { day: date(one.wanted.since) })}
          </StatusBadge>{' '}
          {mayReceive && one.wanted.kind !== 'on-licence' ? (
            <Link to={`/custody/wanted/${one.id}`}>{t('candidates.brought')}</Link>
          ) : null}
        </>
      ) : one.held ? (
        <StatusBadge meaning="red">{t('candidates.held')}</StatusBadge>
      ) : (
        <Ltr>{`${one.admittedYear}–${one.releasedYear ?? ''}`}</Ltr>
      )}
    </span>
  ))
}

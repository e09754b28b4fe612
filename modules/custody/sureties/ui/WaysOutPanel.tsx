import { Link, Load, Section, StatusBadge, useCall, useMay, useTranslation } from '#platform/ui'
import { getBailOf, listParoleCases } from '../../contract.ts'
import { OpenParoleCase } from '../../parole/ui/OpenCase.tsx'
import classes from './Sureties.module.css'
import { DaysInside, ObstacleBadge, PetitionBadge } from './words.tsx'

/** On the prisoner's page: bail, petitions and parole in a few lines, each leading to where it is worked on. */
export default function WaysOutPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-sureties')
  const mayParole = useMay('custody:read-parole')
  return (
    <Section title={t('panel.title')}>
      <Load call={useCall(getBailOf, { imprisonmentId: id })} lines={1}>
        {(data) => (
          <span className={classes.badges}>
            <Link to={`/custody/bail/${id}`}>{t('panel.bail')}</Link>
            {data.since === null ? (
              <span className={classes.soft}>{t('panel.none')}</span>
            ) : (
              <DaysInside days={data.days} late={false} />
            )}
            {data.obstacles.map((one) => (
              <ObstacleBadge key={one.obstacle} obstacle={one.obstacle} />
            ))}
            {data.petitions.slice(0, 1).map((one) => (
              <PetitionBadge key={one.id} state={one.state} />
            ))}
          </span>
        )}
      </Load>
      {mayParole ? <Parole id={id} /> : null}
    </Section>
  )
}

function Parole({ id }: { id: string }) {
  const { t } = useTranslation('custody-parole')
  return (
    <Load call={useCall(listParoleCases, { imprisonmentId: id, show: 'all', size: 10 })} lines={1}>
      {({ rows }) => (
        <span className={classes.badges}>
          {rows.map((row) => (
            <span key={row.id} className={classes.badges}>
              <Link to={`/custody/parole/${row.id}`}>{t('panel.case')}</Link>
              <StatusBadge meaning="blue">
                {row.licence === null
                  ? t(`case-state.${row.state}`)
                  : t(`licence-state.${row.licence.state}`)}
              </StatusBadge>
            </span>
          ))}
          {rows.length === 0 ? (
            <>
              <Link to="/custody/parole">{t('title')}</Link>
              <span className={classes.soft}>{t('panel.none')}</span>
              <OpenParoleCase imprisonmentId={id} />
            </>
          ) : null}
        </span>
      )}
    </Load>
  )
}

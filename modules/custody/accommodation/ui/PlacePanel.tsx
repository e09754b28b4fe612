import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  Icon,
  Link,
  Load,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useMay,
  useTranslation,
} from '#platform/ui'
import { getPlaceOf } from '../contract.ts'
import classes from './Accommodation.module.css'
import { KeptApart } from './KeptApart.tsx'
import { Breaches } from './words.tsx'

type Data = OutputOf<typeof getPlaceOf>

/** On the prisoner's page: where the prisoner sleeps, whether that may stay so, the ward ordered, and from whom kept apart. */
export default function PlacePanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-accommodation')
  const found = useCall(getPlaceOf, { id })
  const go = useGo()
  const mayAllocate = useMay('custody:allocate')
  return (
    <>
      <Section
        title={t('panel.title')}
        actions={
          mayAllocate && found.data?.held === true ? (
            <Button
              size="xs"
              leftSection={<Icon name="bed" size={16} />}
              onClick={() => go(`/custody/prisoners/${id}/place`)}
            >
              {t('panel.change')}
            </Button>
          ) : undefined
        }
      >
        <Load call={found} lines={2}>
          {(data) => <Place data={data} />}
        </Load>
      </Section>
      {found.data?.nonAssociations == null ? null : (
        <KeptApart id={id} held={found.data.held} rows={found.data.nonAssociations} />
      )}
    </>
  )
}

function Place({ data }: { data: Data }) {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  const { instant } = useFormats()
  const current = data.places.find((one) => one.toAt === null)
  const earlier = data.places.filter((one) => one.toAt !== null)
  return (
    <>
      <div className={classes.person}>
        {current === undefined ? (
          <span>
            <strong>{t('panel.none')}</strong>{' '}
            {data.held ? <span className={classes.soft}>{t('panel.none-why')}</span> : null}
          </span>
        ) : (
          <span className={classes.who}>
            <strong>
              <Link to={`/custody/accommodation/${current.locationId}`}>{both(current.place)}</Link>
            </strong>
            <span className={classes.soft}>
              {t('column.since')} {instant(current.fromAt)} · {t(`reason.${current.reason}`)}
            </span>
          </span>
        )}
        <Ward data={data} />
      </div>
      {data.breaches.length === 0 ? null : (
        <Alert
          color={data.breaches.every(({ warns }) => warns) ? 'yellow' : 'red'}
          title={t(data.breaches.every(({ warns }) => warns) ? 'panel.should-move' : 'panel.must-move')}
        >
          <Breaches breaches={data.breaches} />
        </Alert>
      )}
      {earlier.length === 0 ? null : (
        <details>
          <summary>
            {t('panel.earlier')} ({earlier.length})
          </summary>
          <ul>
            {earlier.map((one) => (
              <li key={one.id}>
                {both(one.place)} · {instant(one.fromAt)} – {one.toAt === null ? '' : instant(one.toAt)} ·{' '}
                {t(`reason.${one.reason}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

/** Isolation and hospital as a bed status, until when and where: nothing here says why. */
function Ward({ data: { ward } }: { data: Data }) {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  const { date } = useFormats()
  if (ward === null) return null
  return (
    <span className={classes.who}>
      <StatusBadge meaning="amber" icon="heartbeat">
        {t(`ward.${ward.ward}`)}
      </StatusBadge>
      {ward.until === null ? null : <span>{t('panel.ward-until', { until: date(ward.until) })}</span>}
      {ward.place === null ? null : (
        <span className={classes.soft}>{t('panel.ward-place', { place: both(ward.place) })}</span>
      )}
    </span>
  )
}

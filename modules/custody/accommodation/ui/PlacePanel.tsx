import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  ErrorPanel,
  Group,
  Icon,
  Link,
  Load,
  Section,
  StatusBadge,
  say,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useGo,
  useMay,
  useTranslation,
} from '#platform/ui'
import { getPlaceOf, orderWard } from '../contract.ts'
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
          {(data) => <Place id={id} data={data} />}
        </Load>
      </Section>
      {found.data?.nonAssociations == null ? null : (
        <KeptApart id={id} held={found.data.held} rows={found.data.nonAssociations} />
      )}
    </>
  )
}

function Place({ id, data }: { id: string; data: Data }) {
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
        <Ward id={id} data={data} />
      </div>
      {data.breaches.length === 0 ? null : (
        <Alert color="red" title={t('panel.must-move')}>
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

/** Isolation and hospital as a bed status: nothing here says why. */
function Ward({ id, data: { ward, held } }: { id: string; data: Data }) {
  const { t } = useTranslation('custody-accommodation')
  const may = useMay('custody:order-ward')
  const order = useCommand(orderWard, { onDone: () => say(t('panel.ward-done')) })
  return (
    <Group gap={8}>
      {ward === null ? null : (
        <StatusBadge meaning="amber" icon="heartbeat">
          {t(`ward.${ward.ward}`)}
        </StatusBadge>
      )}
      {may && held ? (
        ward === null ? (
          <>
            <Button size="xs" loading={order.busy} onClick={() => order.start({ id, ward: 'isolation' })}>
              {t('panel.to-isolation')}
            </Button>
            <Button size="xs" loading={order.busy} onClick={() => order.start({ id, ward: 'hospital' })}>
              {t('panel.to-hospital')}
            </Button>
          </>
        ) : (
          <Button size="xs" loading={order.busy} onClick={() => order.start({ id, ward: 'ordinary' })}>
            {t('panel.to-ordinary')}
          </Button>
        )
      ) : null}
      {order.error === null || order.error === undefined ? null : <ErrorPanel error={order.error} />}
    </Group>
  )
}

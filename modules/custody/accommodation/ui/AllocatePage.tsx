import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  EmptyState,
  ErrorPanel,
  Icon,
  Load,
  NativeSelect,
  Page,
  Section,
  StatusBadge,
  say,
  useBoth,
  useCall,
  useCommand,
  useGo,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { allocatePlace, allocationReasons, listPlaces } from '../contract.ts'
import classes from './Accommodation.module.css'
import { Breaches, useUseWords, Who } from './words.tsx'

type Data = OutputOf<typeof listPlaces>
type Place = Data['places'][number]

/** A place for one prisoner: what fits first, and beside every other place the rule that forbids it. */
export default function AllocatePage() {
  const { t } = useTranslation(['custody-accommodation', 'custody'])
  const { id = '' } = useRouteParams()
  const found = useCall(listPlaces, { id })
  return (
    <Page
      title={t('allocate.title')}
      lead={t('allocate.lead')}
      back={{ to: `/custody/prisoners/${id}`, label: t('custody:prisoner.title') }}
    >
      <Load call={found} lines={8}>
        {(data) => <Choice id={id} data={data} again={() => void found.refetch()} />}
      </Load>
    </Page>
  )
}

function Choice({ id, data: { prisoner, places }, again }: { id: string; data: Data; again: () => void }) {
  const { t } = useTranslation(['custody-accommodation', 'custody'])
  const both = useBoth()
  const go = useGo()
  const [reason, setReason] = useState<(typeof allocationReasons)[number]>(
    prisoner.place === null ? 'admission' : prisoner.ward === 'ordinary' ? 'separation' : 'medical',
  )
  const give = useCommand(allocatePlace, {
    onDone: ({ place }) => {
      say(t('allocate.done', { place: both(place) }))
      go(`/custody/prisoners/${id}`)
    },
  })
  const fitting = places.filter((place) => place.breaches.every(({ warns }) => warns))
  const others = places.filter((place) => place.breaches.some(({ warns }) => !warns))
  return (
    <>
      <div className={classes.person}>
        <Who one={prisoner} />
        <div className={classes.facts}>
          {prisoner.sex === null ? null : (
            <StatusBadge meaning="grey">{t(`custody:sex.${prisoner.sex}`)}</StatusBadge>
          )}
          <StatusBadge meaning="grey">{t(`custody:category.${prisoner.category}`)}</StatusBadge>
          {prisoner.juvenile === true ? (
            <StatusBadge meaning="amber">{t('allocate.juvenile')}</StatusBadge>
          ) : null}
          {prisoner.ward === 'ordinary' ? null : (
            <StatusBadge meaning="amber" icon="heartbeat">
              {t(`ward.${prisoner.ward}`)}
            </StatusBadge>
          )}
        </div>
      </div>
      {prisoner.juvenile === null ? <p className={classes.soft}>{t('allocate.age-unknown')}</p> : null}
      <NativeSelect
        label={t('allocate.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value as typeof reason)}
        data={allocationReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
      />
      {give.error === null || give.error === undefined ? null : (
        <ErrorPanel
          error={give.error}
          retry={() => {
            give.reset()
            again()
          }}
        />
      )}
      <Section title={`${t('allocate.fits')} (${fitting.length})`}>
        {fitting.length === 0 ? (
          <EmptyState icon="bed" title={t('allocate.none-fits')} why={t('allocate.none-fits-why')} />
        ) : (
          <ul className={classes.people}>
            {fitting.map((place) => (
              <Fitting
                key={place.id}
                place={place}
                busy={give.busy}
                take={(bedId) =>
                  give.start({
                    id,
                    locationId: place.id,
                    reason,
                    version: prisoner.version,
                    ...(bedId === '' ? {} : { bedId }),
                  })
                }
              />
            ))}
          </ul>
        )}
      </Section>
      <Section title={`${t('allocate.others')} (${others.length})`} foldable folded={fitting.length > 0}>
        <ul className={classes.people}>
          {others.map((place) => (
            <li key={place.id} className={classes.place}>
              <PlaceHead place={place} />
              <Breaches breaches={place.breaches} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function PlaceHead({ place }: { place: Place }) {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  const words = useUseWords()
  return (
    <div className={classes.who}>
      <strong>{both(place.name)}</strong>
      <span>{words(place.use)}</span>
      <span className={classes.soft}>{t('allocate.room', place)}</span>
      {place.current ? <StatusBadge meaning="blue">{t('allocate.current')}</StatusBadge> : null}
    </div>
  )
}

function Fitting({ place, busy, take }: { place: Place; busy: boolean; take: (bedId: string) => void }) {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  const [bed, setBed] = useState(place.freeBeds[0]?.id ?? '')
  // A bed that another officer has given away meanwhile is no longer among the free ones.
  const chosen = place.freeBeds.some((one) => one.id === bed) ? bed : (place.freeBeds[0]?.id ?? '')
  return (
    <li className={classes.place}>
      <PlaceHead place={place} />
      {place.breaches.length === 0 ? null : <Breaches breaches={place.breaches} />}
      <div className={classes.placeActs}>
        <NativeSelect
          label={t('allocate.bed')}
          value={chosen}
          onChange={(event) => setBed(event.currentTarget.value)}
          data={[
            ...place.freeBeds.map((one) => ({ value: one.id, label: both(one.name) })),
            { value: '', label: t('allocate.no-bed') },
          ]}
        />
        <Button
          loading={busy}
          aria-label={`${t('allocate.take')}: ${both(place.name)}`}
          leftSection={<Icon name="bed" size={17} />}
          onClick={() => take(chosen)}
        >
          {t('allocate.take')}
        </Button>
      </div>
    </li>
  )
}

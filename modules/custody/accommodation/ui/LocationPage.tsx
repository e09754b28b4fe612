import type { OutputOf } from '#platform/http/contract'
import {
  EmptyState,
  formatNumber,
  Group,
  Load,
  Page,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { dayOf } from '../../pakistan-day.ts'
import { getLocation } from '../contract.ts'
import classes from './Accommodation.module.css'
import { AddBeds, AddCell, ChangeCapacity, ChangeUse, CloseOrReopen } from './LocationForms.tsx'
import { Measures } from './Measures.tsx'
import { Tiles, TileTable } from './OccupancyMap.tsx'
import { Breaches, MoveBadge, TileState, useUseWords, Who } from './words.tsx'

type Data = OutputOf<typeof getLocation>

/** One barrack or cell: how full, who is in it, bed by bed, and what it took and takes. */
export default function LocationPage() {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  const words = useUseWords()
  const { id = '' } = useRouteParams()
  const found = useCall(getLocation, { id }, { refetchEvery: 15_000 })
  const { data } = found
  const barrack = data?.path.find((one) => one.kind === 'barrack')
  return (
    <Page
      title={data === undefined ? t('location.title') : both(data.tile.name)}
      {...(data === undefined
        ? {}
        : {
            lead: [...data.path.map((one) => both(one.name)), words(data.tile.use)].join(' · '),
          })}
      back={
        barrack === undefined
          ? { to: '/custody/accommodation', label: t('title') }
          : { to: `/custody/accommodation/${barrack.id}`, label: both(barrack.name) }
      }
      {...(data === undefined ? {} : { actions: <Acts data={data} /> })}
    >
      <Load call={found} lines={8}>
        {(place) => <Parts data={place} />}
      </Load>
    </Page>
  )
}

function Acts({ data: { tile, beds } }: { data: Data }) {
  const mayEdit = useMay('custody:edit-accommodation')
  if (!mayEdit) return null
  return (
    <Group gap={8}>
      <ChangeUse tile={tile} />
      {tile.cells > 0 ? null : <ChangeCapacity tile={tile} />}
      {tile.cells > 0 ? null : <AddBeds id={tile.id} />}
      {tile.kind === 'barrack' &&
      beds.length === 0 &&
      (tile.cells > 0 || tile.held === 0) &&
      tile.use !== null ? (
        <AddCell barrack={tile} />
      ) : null}
      <CloseOrReopen tile={tile} />
    </Group>
  )
}

function Parts({ data }: { data: Data }) {
  const { t } = useTranslation('custody-accommodation')
  const { tile, people, cells } = data
  return (
    <>
      <div>
        <TileState tile={tile} />
      </div>
      <Section title={t('measure.title')}>
        <Measures numbers={tile} />
      </Section>
      {cells.length === 0 ? null : (
        <Section title={`${t('location.cells')} (${cells.length})`}>
          <Tiles tiles={cells} />
          <details>
            <summary>{t('as-table')}</summary>
            <TileTable tiles={cells} />
          </details>
        </Section>
      )}
      <Section title={`${t('location.people')} (${people.length})`}>
        {people.length === 0 ? (
          <EmptyState icon="bed" title={t('location.nobody')} />
        ) : (
          <People data={data} />
        )}
      </Section>
      {tile.cells > 0 ? null : <Beds data={data} />}
      <History data={data} />
    </>
  )
}

function People({ data: { people } }: { data: Data }) {
  const { t } = useTranslation('custody-accommodation')
  const { t: word } = useTranslation('custody')
  const { t: moved } = useTranslation('custody-movement')
  const { date } = useFormats()
  const both = useBoth()
  return (
    <ul className={classes.people}>
      {people.map((one) => (
        <li key={one.imprisonmentId} className={classes.person}>
          <div>
            <Who one={one} />
            {one.breaches.length === 0 ? null : <Breaches breaches={one.breaches} />}
          </div>
          <div className={classes.facts}>
            {one.place.en === '' ? null : <span>{both(one.place)}</span>}
            <span className={classes.soft}>{word(`category.${one.category}`)}</span>
            <span className={classes.soft}>
              {t('column.since')} {date(dayOf(one.since))}
            </span>
            {one.out === null ? null : (
              <StatusBadge meaning="blue" icon="transfer-out">
                {t('location.out', { kind: moved(`kind.${one.out}`) })}
              </StatusBadge>
            )}
            {one.breaches.length === 0 ? null : <MoveBadge breaches={one.breaches} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Beds({ data: { beds } }: { data: Data }) {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  return (
    <Section title={`${t('location.beds')} (${beds.length})`} foldable folded={beds.length > 12}>
      {beds.length === 0 ? <p className={classes.soft}>{t('location.no-beds')}</p> : null}
      <ul className={classes.beds}>
        {beds.map((bed) => (
          <li key={bed.id} className={classes.bed} data-free={bed.sleeper === null}>
            <strong>{both(bed.name)}</strong>
            {bed.sleeper === null ? (
              <span className={classes.soft}>
                {t(bed.closed ? 'location.bed-closed' : 'location.bed-free')}
              </span>
            ) : (
              <Who one={{ ...bed.sleeper, father: null }} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function History({ data }: { data: Data }) {
  const { t } = useTranslation('custody-accommodation')
  const { date, instant } = useFormats()
  return (
    <Section title={t('location.capacities')} foldable folded>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('location.from')}</th>
              <th scope="col" data-align="end">
                {t('column.authorised')}
              </th>
              <th scope="col" data-align="end">
                {t('column.working')}
              </th>
              <th scope="col" data-align="end">
                {t('column.maximum')}
              </th>
              <th scope="col">{t('location.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {data.capacities.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two numbers may be set for one day; the order is the record
              <tr key={at}>
                <th scope="row">{date(one.fromOn)}</th>
                <td data-align="end">{formatNumber(one.authorised)}</td>
                <td data-align="end">{formatNumber(one.working)}</td>
                <td data-align="end">{formatNumber(one.maximum)}</td>
                <td>{one.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {data.closures.length === 0 ? null : (
        <>
          <h3>{t('location.closures')}</h3>
          <ul>
            {data.closures.map((one) => (
              <li key={one.closedOn + one.reason}>
                {date(one.closedOn)}: {t(`closed-for.${one.reason}`)}
                {one.note === null ? '' : `, ${one.note}`} ·{' '}
                {one.reopenedAt === null
                  ? t('location.still-closed')
                  : `${t('location.open-again')} ${instant(one.reopenedAt)}: ${one.reopenedWhy}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

import { type ReactNode, useState } from 'react'
import {
  Button,
  EmptyState,
  Group,
  Icon,
  Link,
  Load,
  NativeSelect,
  Page,
  Section,
  useBoth,
  useCall,
  useGo,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { getOccupancy } from '../contract.ts'
import classes from './Accommodation.module.css'
import { AddBarrack, AddCircle } from './LocationForms.tsx'
import { Measures } from './Measures.tsx'
import { OccupancyMap } from './OccupancyMap.tsx'
import { Breaches, Who } from './words.tsx'

/** The whole prison at a glance: how full, by three measures; each barrack; who waits for a place; who must be moved. */
export default function OccupancyPage() {
  const { t } = useTranslation('custody-accommodation')
  const both = useBoth()
  const go = useGo()
  const mayEdit = useMay('custody:edit-accommodation')
  const mayAllocate = useMay('custody:allocate')
  const [prisonId, setPrisonId] = useQueryText('prison')
  const found = useCall(getOccupancy, prisonId === '' ? {} : { prisonId }, { refetchEvery: 15_000 })
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      {...(mayEdit
        ? {
            actions: (
              <Group gap={8}>
                <AddCircle />
                <AddBarrack
                  circles={(found.data?.circles ?? []).flatMap((one) =>
                    one.id === null || one.name === null ? [] : [{ id: one.id, name: one.name }],
                  )}
                />
              </Group>
            ),
          }
        : {})}
    >
      <Load call={found} lines={8}>
        {(data) => (
          <>
            {data.prisons.length < 2 ? null : (
              <NativeSelect
                label={t('prison')}
                value={String(data.prison.id)}
                onChange={(event) => setPrisonId(event.currentTarget.value)}
                data={data.prisons.map((one) => ({ value: String(one.id), label: both(one.name) }))}
              />
            )}
            {data.circles.every((circle) => circle.barracks.length === 0) ? (
              <EmptyState icon="bed" title={t('empty')} why={t('empty-why')} />
            ) : (
              <>
                <Section title={t('measure.title')}>
                  <Measures numbers={data.totals} withoutPlace={data.totals.withoutPlace} />
                </Section>
                <Section
                  title={t('map')}
                  actions={<span className={classes.soft}>{t('as-of', { at: data.asOf })}</span>}
                >
                  <OccupancyMap data={data} />
                </Section>
              </>
            )}
            {data.withoutPlace.length === 0 ? null : (
              <Section title={`${t('without-place.title')} (${data.withoutPlace.length})`}>
                <People
                  rows={data.withoutPlace}
                  row={(one) => (
                    <>
                      <Who one={one} />
                      {mayAllocate ? (
                        <Button
                          size="xs"
                          leftSection={<Icon name="bed" size={16} />}
                          onClick={() => go(`/custody/prisoners/${one.imprisonmentId}/place`)}
                        >
                          {t('without-place.give')}
                        </Button>
                      ) : null}
                    </>
                  )}
                />
              </Section>
            )}
            <Section title={`${t('to-move.title')} (${data.toMove.length})`}>
              {data.toMove.length === 0 ? <p className={classes.soft}>{t('to-move.none')}</p> : null}
              <People
                rows={data.toMove}
                row={(one) => (
                  <>
                    <div>
                      <Who one={one} />
                      <div>
                        <Link to={`/custody/accommodation/${one.locationId}`}>{both(one.place)}</Link>
                      </div>
                      <Breaches breaches={one.breaches} />
                    </div>
                    {mayAllocate ? (
                      <Button size="xs" onClick={() => go(`/custody/prisoners/${one.imprisonmentId}/place`)}>
                        {t('without-place.give')}
                      </Button>
                    ) : null}
                  </>
                )}
              />
            </Section>
          </>
        )}
      </Load>
    </Page>
  )
}

/** How many of a list stand on the page at first: after a whole register was brought in hundreds wait for a place. */
const AT_ONCE = 20

function People<Row extends { readonly imprisonmentId: string }>(props: {
  readonly rows: readonly Row[]
  readonly row: (one: Row) => ReactNode
}) {
  const { t } = useTranslation('custody-accommodation')
  const [shown, setShown] = useState(AT_ONCE)
  const hidden = props.rows.length - shown
  return (
    <>
      <ul className={classes.people}>
        {props.rows.slice(0, shown).map((one) => (
          <li key={one.imprisonmentId} className={classes.person}>
            {props.row(one)}
          </li>
        ))}
      </ul>
      {hidden > 0 ? (
        <Button size="xs" onClick={() => setShown(shown + 5 * AT_ONCE)}>
          {t('more', { count: hidden })}
        </Button>
      ) : null}
    </>
  )
}

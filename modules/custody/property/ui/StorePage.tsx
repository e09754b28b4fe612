import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  BothNames,
  Button,
  call,
  EmptyState,
  ErrorPanel,
  FigureTiles,
  formatNumber,
  Icon,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  useCall,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { dayOf } from '../../pakistan-day.ts'
import { listStore, verifyChain } from '../contract.ts'

const shows = ['in-store', 'unclaimed', 'opening', 'gone'] as const
type Show = (typeof shows)[number]

/** The store-keeper's list: what lies where, what waits for a second officer, and what nobody has fetched. */
export default function StorePage() {
  const { t } = useTranslation('custody-property')
  const [asked, setShow] = useQueryText('show', 'in-store')
  const show = shows.find((one) => one === asked) ?? 'in-store'
  const found = useCall(listStore, { show: 'in-store', size: 1 }, { refetchEvery: 30_000 })
  return (
    <Page title={t('store.title')} lead={t('store.lead')} actions={<Verify />}>
      <Load call={found} lines={2}>
        {({ counts }) => <Tiles counts={counts} show={show} setShow={setShow} />}
      </Load>
      <Section title={t(`store.show.${show}`)}>
        <Store show={show} />
      </Section>
    </Page>
  )
}

function Tiles({
  counts,
  show,
  setShow,
}: {
  counts: OutputOf<typeof listStore>['counts']
  show: Show
  setShow: (show: string) => void
}) {
  const { t } = useTranslation('custody-property')
  const counted: Record<Show, number | null> = {
    'in-store': counts.inStore,
    unclaimed: counts.unclaimed,
    opening: counts.opening,
    gone: null,
  }
  return (
    <>
      <FigureTiles
        tiles={shows.map((one) => ({
          key: one,
          figure: counted[one] === null ? '…' : formatNumber(counted[one]),
          label: t(`store.show.${one}`),
          press: () => setShow(one),
          pressed: show === one,
        }))}
      />
      {counts.unplaced === 0 ? null : (
        <p>
          <StatusBadge meaning="amber" icon="map-pin">
            {t('store.unplaced', { count: counts.unplaced })}
          </StatusBadge>
        </p>
      )}
    </>
  )
}

function Store({ show }: { show: Show }) {
  const { t } = useTranslation('custody-property')
  const { date, money } = useFormats()
  return (
    <RecordTable
      name="custody.property-store"
      caption={t(`store.show.${show}`)}
      source={listStore}
      input={{ show }}
      search
      standardSort={show === 'unclaimed' ? 'since' : 'place'}
      rowKey={(row) => row.id}
      open={(row) => `/custody/prisoners/${row.imprisonmentId}/property`}
      empty={
        <EmptyState icon="archive" title={t(`store.empty.${show}`)} why={t(`store.empty-why.${show}`)} />
      }
      columns={[
        {
          key: 'place',
          label: t('bag.place'),
          cell: (row) =>
            row.place === null ? (
              <StatusBadge meaning="amber">{t('bag.no-place')}</StatusBadge>
            ) : (
              <bdi>{row.place}</bdi>
            ),
          sort: 'place',
        },
        { key: 'number', label: t('bag.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
        {
          key: 'seal',
          label: t('bag.seal'),
          cell: (row) => (row.seal === null ? '' : <Ltr>{row.seal}</Ltr>),
        },
        { key: 'prisoner', label: t('store.prisoner'), cell: (row) => <Ltr>{row.prisonNumber}</Ltr> },
        { key: 'name', label: t('common:word.name'), cell: (row) => <BothNames name={row.name} /> },
        { key: 'things', label: t('store.things'), cell: (row) => <bdi>{row.words}</bdi>, wrap: true },
        {
          key: 'worth',
          label: t('item.worth'),
          cell: (row) => (row.worth === 0 ? '' : money(row.worth)),
          align: 'end',
        },
        {
          key: 'since',
          label: t(show === 'unclaimed' ? 'store.released' : 'store.since'),
          cell: (row) => date(dayOf(show === 'unclaimed' ? (row.releasedAt ?? row.since) : row.since)),
          sort: 'since',
        },
        {
          key: 'state',
          label: t('common:word.status'),
          cell: (row) =>
            row.opening ? (
              <StatusBadge meaning="amber" icon="lock-open">
                {t('store.opening')}
              </StatusBadge>
            ) : row.state === 'in-store' ? (
              ''
            ) : (
              <StatusBadge meaning={row.state === 'lost' ? 'red' : 'grey'}>
                {t(`state.${row.state}`)}
              </StatusBadge>
            ),
        },
      ]}
    />
  )
}

/** Every receipt of the prison gone through at a press. */
function Verify() {
  const { t } = useTranslation('custody-property')
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<OutputOf<typeof verifyChain>>()
  const [failure, setFailure] = useState<unknown>()
  const run = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      setFound(await call(verifyChain, {}))
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }
  return (
    <>
      <Button loading={busy} leftSection={<Icon name="shield-check" size={17} />} onClick={() => void run()}>
        {t('chain.verify')}
      </Button>
      {failure === undefined ? null : <ErrorPanel error={failure} />}
      {found === undefined ? null : found.flaws.length === 0 ? (
        <Alert icon={<Icon name="shield-check" size={18} />}>
          {t('chain.verified', { count: found.receipts, at: found.at })}
        </Alert>
      ) : (
        <Alert color="red" icon={<Icon name="alert-triangle" size={18} />} title={t('chain.flaws')}>
          <ul>
            {found.flaws.slice(0, 20).map((flaw) => (
              <li key={`${flaw.what} ${flaw.where}`}>
                {t(`flaw.${flaw.what}`)} <Ltr>{flaw.where}</Ltr>
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  )
}

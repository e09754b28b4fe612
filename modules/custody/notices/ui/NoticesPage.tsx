import {
  BothNames,
  DeadlineBadge,
  EmptyState,
  FigureTiles,
  formatNumber,
  Group,
  Link,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  SegmentedControl,
  useBoth,
  useCall,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { dayOf } from '../../pakistan-day.ts'
import { countNotices, listNotices, type NoticeRow, noticeKinds, noticeShows } from '../contract.ts'
import classes from './Notices.module.css'
import { NoticeState } from './words.tsx'

/** What each figure opens. */
const opens = {
  owed: '/custody/notices',
  signed: '/custody/notices',
  returned: '/custody/notices',
  bail: '/custody/bail-granted',
  sentLately: '/custody/notices?show=sent',
} as const

/** What is to be written to families, consulates and courts, and the register of what went out. */
export default function NoticesPage() {
  const { t } = useTranslation('custody-notices')
  const [asked, setShow] = useQueryText('show', 'to-do')
  const show = noticeShows.find((one) => one === asked) ?? 'to-do'
  const maySettings = useMay('custody:read-settings')
  const mayRegister = useMay('custody:open-registers')
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Group gap={12}>
          {mayRegister ? <Link to="/custody/registers/dispatch">{t('to-register')}</Link> : null}
          {maySettings ? <Link to="/custody/settings/notice-template">{t('to-wording')}</Link> : null}
        </Group>
      }
    >
      <Load call={useCall(countNotices, {}, { refetchEvery: 60_000 })} lines={2}>
        {(counts) => (
          <FigureTiles
            tiles={(['owed', 'signed', 'returned', 'bail', 'sentLately'] as const).flatMap((key) => {
              const count = counts[key]
              return count === null
                ? []
                : [{ key, figure: formatNumber(count), label: t(`tile.${key}`), to: opens[key] }]
            })}
          />
        )}
      </Load>
      <Section title={t('list')}>
        <SegmentedControl
          aria-label={t('list')}
          value={show}
          onChange={setShow}
          data={noticeShows.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        <Notices show={show} />
      </Section>
    </Page>
  )
}

function Notices({ show }: { show: (typeof noticeShows)[number] }) {
  const { t } = useTranslation('custody-notices')
  const both = useBoth()
  const maySign = useMay('custody:sign-notice')
  return (
    <RecordTable
      key={show}
      name="custody.notices"
      caption={t('list')}
      source={listNotices}
      input={{ show }}
      filters={[
        {
          key: 'kind',
          label: t('column.kind'),
          kind: 'choice',
          options: noticeKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
        },
      ]}
      rowKey={(row) => row.id}
      open={(row) =>
        row.state !== 'owed'
          ? `/custody/notices/${row.id}`
          : maySign
            ? `/custody/prisoners/${row.imprisonmentId}/notice?kind=${row.kind}`
            : `/custody/prisoners/${row.imprisonmentId}`
      }
      empty={<EmptyState icon="mail" title={t(`empty.${show}`)} why={t(`empty.${show}-why`)} />}
      columns={[
        {
          key: 'kind',
          label: t('column.kind'),
          wrap: true,
          cell: (row) => t(`kind.${row.kind}`),
        },
        {
          key: 'who',
          label: t('column.who'),
          cell: (row) => (
            <>
              <BothNames name={row.name} /> <Ltr>{row.prisoner}</Ltr>
            </>
          ),
          wrap: true,
        },
        {
          key: 'state',
          label: t('common:word.status'),
          cell: (row) => (
            <span className={classes.badges}>
              <NoticeState state={row.state} />
              {row.dueOn === null ? null : <DeadlineBadge date={row.dueOn} />}
            </span>
          ),
          wrap: true,
        },
        { key: 'to', label: t('column.to'), wrap: true, cell: (row) => <Last row={row} /> },
        {
          key: 'number',
          label: t('column.number'),
          hidden: true,
          cell: (row) => (row.number === null ? '' : <Ltr>{row.number}</Ltr>),
        },
        { key: 'prison', label: t('column.prison'), hidden: true, cell: (row) => both(row.prison) },
      ]}
    />
  )
}

/** To whom; by which number it went, when and how, or since when it lies signed. */
function Last({ row: { to, last, signedAt } }: { row: NoticeRow }) {
  const { t } = useTranslation('custody-notices')
  const both = useBoth()
  const { date } = useFormats()
  if (to === null || signedAt === null) return null
  return (
    <div>
      <bdi>{last === null ? both(to) : last.toWhom}</bdi>
      <div className={classes.soft}>
        {last === null ? (
          `${t('one.signed-by')} ${date(dayOf(signedAt))}`
        ) : (
          <>
            <Ltr>{last.number}</Ltr> · {date(last.sentOn)} · {t(`how.${last.how}`)}
          </>
        )}
      </div>
    </div>
  )
}

import type { OutputOf } from '#platform/http/contract'
import {
  EmptyState,
  FigureTiles,
  formatDate,
  formatMonth,
  formatNumber,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  Section,
  Stack,
  useBoth,
  useCall,
  useLanguage,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { WhichPrison } from '../../ui/WhichPrison.tsx'
import { listReturns, type ReturnHead } from '../contract.ts'
import { OpenReturns } from './OpenReturns.tsx'
import classes from './Returns.module.css'
import { lookOf, usePeriod } from './state.tsx'

type Data = OutputOf<typeof listReturns>

/** What a prison owes the department, how the last periods stand, and what is open. */
export default function ReturnsPage() {
  const { t } = useTranslation('custody-returns')
  const [prison, setPrison] = useQueryText('prison')
  const found = useCall(listReturns, prison === '' ? {} : { prisonId: Number(prison) })
  const receives = useMay('custody:receive-return')
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      {...(receives ? { back: { to: '/custody/department-returns', label: t('department.back') } } : {})}
    >
      <WhichPrison label={t('prison')} found={found.data} set={setPrison} />
      <Load call={found} lines={8}>
        {(data) => (
          <Stack gap={26}>
            <Counts data={data} />
            <Section title={t('open.title')}>
              <OpenReturns rows={data.rows} />
            </Section>
            <Board data={data} />
            <Asked data={data} />
          </Stack>
        )}
      </Load>
    </Page>
  )
}

function Counts({ data: { counts } }: { data: Data }) {
  const { t } = useTranslation('custody-returns')
  return (
    <FigureTiles
      tiles={[
        {
          key: 'owed',
          figure: <Ltr>{formatNumber(counts.owed)}</Ltr>,
          label: t('count.owed'),
          icon: 'clipboard-list',
        },
        {
          key: 'late',
          figure: <Ltr>{formatNumber(counts.late)}</Ltr>,
          label: t('count.late'),
          icon: 'alarm',
          ...(counts.late > 0 ? { meaning: 'red' as const } : {}),
        },
        {
          key: 'to-send',
          figure: <Ltr>{formatNumber(counts.toSend)}</Ltr>,
          label: t('count.to-send'),
          icon: 'send',
          ...(counts.toSend > 0 ? { meaning: 'amber' as const } : {}),
        },
        {
          key: 'sent-back',
          figure: <Ltr>{formatNumber(counts.sentBack)}</Ltr>,
          label: t('count.sent-back'),
          icon: 'arrow-back-up',
          ...(counts.sentBack > 0 ? { meaning: 'red' as const } : {}),
        },
      ]}
    />
  )
}

/** The last periods of each return as squares, oldest first. */
function Board({ data }: { data: Data }) {
  const { t } = useTranslation('custody-returns')
  const both = useBoth()
  if (data.board.length === 0)
    return <EmptyState icon="calendar" title={t('board.empty')} why={t('board.empty-why')} />
  return (
    <Section title={t('board.title')}>
      <p className={classes.soft}>{t('board.lead')}</p>
      <div className={classes.board}>
        {data.kinds.map((kind) => {
          const squares = data.board.filter(({ code }) => code === kind.code)
          return squares.length === 0 ? null : (
            <div key={kind.code} className={classes.lane}>
              <div>
                <strong>{both(kind.title)}</strong>
                <div className={classes.soft}>{t(`period-name.${kind.period}`)}</div>
              </div>
              <ul className={classes.squares}>
                {squares.map((one) => (
                  <Square key={one.id} of={one} />
                ))}
              </ul>
            </div>
          )
        })}
      </div>
    </Section>
  )
}

function Square({ of }: { of: ReturnHead }) {
  const { t } = useTranslation('custody-returns')
  const both = useBoth()
  const language = useLanguage()
  const period = usePeriod()
  const [, icon] = lookOf(of)
  const month =
    of.from.endsWith('-01') && of.to > `${of.from.slice(0, 8)}27` && of.from.slice(0, 7) === of.to.slice(0, 7)
  return (
    <li data-state={of.state} data-late={of.late}>
      <Link
        to={`/custody/returns/${of.id}`}
        className={classes.square}
        aria-label={`${both(of.title)}, ${period(of)}: ${t(`state.${of.state}`)}${of.late ? `, ${t('state.late')}` : ''}`}
      >
        <Icon name={icon} size={18} />
        <span>
          {month
            ? formatMonth(of.from.slice(0, 7), language)
            : formatDate(of.to, language).replace(/[,،]? ?\d{4}$/, '')}
        </span>
      </Link>
    </li>
  )
}

function Asked({ data: { kinds } }: { data: Data }) {
  const { t } = useTranslation('custody-returns')
  const both = useBoth()
  return (
    <Section title={t('asked.title')} foldable folded>
      <KeyValue
        columns={1}
        items={kinds.map((kind) => ({
          label: both(kind.title),
          value: (
            <>
              {t(`period-name.${kind.period}`)}, {t('asked.due', { count: kind.dueDays })} ·{' '}
              {both(kind.addressee)}
              {kind.copies === null ? null : ` · ${t('asked.copies')}: ${both(kind.copies)}`}
              <br />
              <span className={classes.soft}>
                {t('asked.basis')}: {both(kind.basis)}
              </span>
            </>
          ),
        }))}
      />
    </Section>
  )
}

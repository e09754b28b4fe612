import { Suspense, useState } from 'react'
import { HandoverCard } from '#kernel/handover/ui'
import { exportReport } from '#kernel/reporting/contract'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  Chart,
  ConfirmAct,
  EmptyState,
  ErrorPanel,
  formatNumber,
  Group,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  Skeleton,
  Stack,
  type Step,
  StepBar,
  say,
  urlOf,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useGo,
  useLanguage,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { Paper, type Printed } from '../../registers/ui/Paper.tsx'
import {
  compareReturn,
  correctReturn,
  drawReturn,
  getReturn,
  printReturn,
  remindReturn,
  sendReturn,
  signReturn,
} from '../contract.ts'
import { countIn, type Sheet, whole } from '../sheet.ts'
import { wordOf } from '../words.ts'
import { peopleAt } from './people.ts'
import classes from './Returns.module.css'
import { SheetTables } from './SheetTables.tsx'
import { StateBadge, usePeriod } from './state.tsx'

type Data = OutputOf<typeof getReturn>

/** One return: the sheet as counted, who stands for it, where it is, and what the registers say of it since. */
export default function ReturnPage() {
  const { id = '' } = useRouteParams()
  const found = useCall(getReturn, { id }, { keep: false })
  return <Load call={found}>{(data) => <Shown data={data} />}</Load>
}

function Shown({ data }: { data: Data }) {
  const { t } = useTranslation('custody-returns')
  const both = useBoth()
  const period = usePeriod()
  const [paper, setPaper] = useState<Printed>()
  return (
    <Page
      title={both(data.title)}
      lead={
        <span className={classes.row}>
          <strong>{both(data.prison.name)}</strong>
          <span>{period(data)}</span>
          <StateBadge of={data} />
          <span>{t('to', { addressee: both(data.kind.addressee) })}</span>
          {data.kind.copies === null ? null : <span>{t('copies', { copies: both(data.kind.copies) })}</span>}
        </span>
      }
      back={{ to: `/custody/returns?prison=${data.prison.id}`, label: t('back') }}
      actions={<Files data={data} done={setPaper} />}
    >
      <Stack gap={22}>
        <StepBar steps={useSteps(data)} />
        <Paper paper={paper} says={t('printed', { number: paper?.number })} />
        <Standing data={data} />
        <Stops data={data} />
        <Acts data={data} />
        {data.offerId === null ? null : (
          <Suspense fallback={<Skeleton role="status" height={120} aria-label={t('common:word.loading')} />}>
            <HandoverCard id={data.offerId} />
          </Suspense>
        )}
        {data.hash === null ? null : <Differences data={data} />}
        {data.sheet === null ? (
          <EmptyState icon="report" title={t('not-drawn')} why={t('not-drawn-why')} />
        ) : (
          <>
            <Pictures data={data} sheet={data.sheet} />
            <SheetTables
              sheet={data.sheet}
              complaints={data.complaints}
              opens={(cell) => peopleAt(data.id, cell)}
            />
          </>
        )}
      </Stack>
    </Page>
  )
}

const way = ['owed', 'drawn', 'signed', 'sent', 'accepted'] as const

function useSteps(data: Data): Step[] {
  const { t } = useTranslation('custody-returns')
  const back = data.state === 'returned'
  const at = back ? way.length - 1 : way.indexOf(data.state as (typeof way)[number])
  const dates: Partial<Record<(typeof way)[number], string | null>> = {
    owed: data.dueOn,
    drawn: dayOf(data.drawnAt),
    signed: dayOf(data.signedAt),
    sent: dayOf(data.sentAt),
    accepted: dayOf(data.answeredAt),
  }
  return way.map((step, n): Step => {
    const last = step === 'accepted'
    const state =
      back && last
        ? 'stopped'
        : n <= at && !(step === 'owed' && at === 0)
          ? 'done'
          : n === at + 1 || n === at
            ? 'current'
            : 'ahead'
    return {
      key: step,
      label: t(`step.${back && last ? 'returned' : step}`),
      state,
      date: dates[step] ?? undefined,
    }
  })
}

const dayOf = (instant: string | null): string | null =>
  instant === null ? null : new Date(Date.parse(instant) + 5 * 3_600_000).toISOString().slice(0, 10)

function Standing({ data }: { data: Data }) {
  const { t } = useTranslation('custody-returns')
  const both = useBoth()
  const { instant } = useFormats()
  const by = (name: Data['signedBy'], at: string | null) =>
    at === null ? null : name === null ? instant(at) : t('by', { name: both(name), at: instant(at) })
  const items = [
    { label: t('drawn-by'), value: by(data.drawnBy, data.drawnAt) },
    { label: t('signed-by'), value: by(data.signedBy, data.signedAt) },
    {
      label: t('answered-by'),
      value:
        data.answeredAt !== null && data.answeredBy === null
          ? t('by-office', { at: instant(data.answeredAt) })
          : by(data.answeredBy, data.answeredAt),
    },
    { label: t('remark'), value: data.remark },
    { label: t('returned-why'), value: data.returnedWhy },
    { label: t('why'), value: data.why },
    {
      label: t('changed'),
      value: data.changed?.map((one) => {
        const { key, params } = wordOf(one.line, one.part, data.bands)
        return (
          <div key={`${one.line} ${one.part ?? ''}`}>
            {t(key, { defaultValue: one.part ?? one.line, ...params })}: <Ltr>{formatNumber(one.was)}</Ltr>{' '}
            <span className="mirrored">
              <Icon name="arrow-right" size={14} />
            </span>{' '}
            <Ltr>{formatNumber(one.now)}</Ltr>
          </div>
        )
      }),
    },
    {
      label: t('hash'),
      value: data.hash === null ? null : <Ltr>{data.hash.slice(0, 32)}</Ltr>,
    },
    {
      label: t('versions'),
      value:
        data.versions.length < 2 ? null : (
          <span className={classes.row}>
            {data.versions.map((one) => (
              <Link
                key={one.id}
                to={`/custody/returns/${one.id}`}
                aria-current={one.id === data.id ? 'page' : undefined}
              >
                {formatNumber(one.version)} · {t(`state.${one.state}`)}
              </Link>
            ))}
          </span>
        ),
    },
  ].filter(({ value }) => value !== null && value !== undefined)
  return items.length === 0 ? null : <KeyValue items={items} />
}

/** What in the registers cannot be so, by day and with the people; and whether the opening is the last closing. */
function Stops({ data }: { data: Data }) {
  const { t } = useTranslation('custody-returns')
  const { date } = useFormats()
  const both = useBoth()
  const opening = data.sheet === null ? null : whole(data.sheet, 'opening').total
  const before =
    opening === null || data.closingBefore === null ? null : (
      <p className={classes.row}>
        <Icon name={opening === data.closingBefore ? 'circle-check' : 'alert-triangle'} size={18} />
        {t(opening === data.closingBefore ? 'before.same' : 'before.other', {
          closing: data.closingBefore,
          opening,
        })}
      </p>
    )
  if (data.contradictions.length === 0)
    return data.state !== 'drawn' && before === null ? null : (
      <div className={classes.checks}>
        {data.state === 'drawn' ? (
          <p className={classes.row}>
            <Icon name="circle-check" size={18} /> {t('stops.none')}
          </p>
        ) : null}
        {before}
      </div>
    )
  return (
    <section className={classes.stops}>
      <h2 className={classes.row}>
        <Icon name="hand-stop" size={20} /> {t('stops.title')}
      </h2>
      <p>{t('stops.lead')}</p>
      <ul>
        {data.contradictions.map((one) => (
          <li key={`${one.on} ${one.kind}`}>
            <strong>{date(one.on)}</strong>: {t(`stops.${one.kind}`)}{' '}
            <span className={classes.row}>
              {one.people.map((person) => (
                <Link key={person.imprisonmentId} to={`/custody/prisoners/${person.imprisonmentId}`}>
                  <Ltr>{person.number}</Ltr> {both(person.name)}
                </Link>
              ))}
              {one.checkId === null ? null : (
                <Link to={`/custody/roll-checks/${one.checkId}`}>{t('stops.count')}</Link>
              )}
            </span>
          </li>
        ))}
      </ul>
      {before}
    </section>
  )
}

function Acts({ data }: { data: Data }) {
  const { t } = useTranslation('custody-returns')
  const go = useGo()
  const [asking, setAsking] = useState<'sign' | 'send' | 'correct' | null>(null)
  const draw = useCommand(drawReturn, { onDone: ({ closing }) => say(t('drawn', { closing })) })
  const sign = useCommand(signReturn, { onDone: () => say(t('signed')) })
  const send = useCommand(sendReturn, { onDone: () => say(t('sent')) })
  const correct = useCommand(correctReturn, {
    onDone: ({ id }) => {
      say(t('corrected'))
      go(`/custody/returns/${id}`)
    },
  })
  const remind = useCommand(remindReturn, { onDone: () => say(t('reminded')) })
  const { may, id, sheet, seenHash } = data
  const stopped = data.contradictions.length > 0
  if (!Object.values(may).some(Boolean)) return null
  const close = () => setAsking(null)
  return (
    <>
      {[draw.error, remind.error].map((error, n) =>
        error == null ? null : <ErrorPanel key={String(n)} error={error} />,
      )}
      <Group gap={10}>
        {may.sign && !stopped ? (
          <Button
            variant="filled"
            leftSection={<Icon name="signature" size={17} />}
            onClick={() => setAsking('sign')}
          >
            {t('sign')}
          </Button>
        ) : null}
        {data.state === 'drawn' && data.drawnByMe ? <span>{t('sign-others')}</span> : null}
        {may.send ? (
          <Button
            variant="filled"
            leftSection={<Icon name="send" size={17} />}
            onClick={() => setAsking('send')}
          >
            {t('send')}
          </Button>
        ) : null}
        {may.draw ? (
          <Button
            {...(sheet === null ? { variant: 'filled' } : {})}
            loading={draw.busy}
            leftSection={<Icon name="calculator" size={17} />}
            onClick={() => draw.start({ id })}
          >
            {t(sheet === null ? 'draw' : 'draw-again')}
          </Button>
        ) : null}
        {may.correct ? (
          <Button leftSection={<Icon name="edit" size={17} />} onClick={() => setAsking('correct')}>
            {t('correct')}
          </Button>
        ) : null}
        {may.remind ? (
          <Button
            loading={remind.busy}
            leftSection={<Icon name="bell" size={17} />}
            onClick={() => remind.start({ id })}
          >
            {t('remind')}
          </Button>
        ) : null}
      </Group>
      {sheet === null ? null : (
        <ConfirmAct
          opened={asking === 'sign'}
          onClose={close}
          title={t('sign-title')}
          consequence={t('sign-means', { closing: whole(sheet, 'closing').total })}
          reason="optional"
          actLabel={t('sign')}
          onConfirm={(remark) => sign.run({ id, seen: seenHash ?? '', ...(remark === '' ? {} : { remark }) })}
        />
      )}
      <ConfirmAct
        opened={asking === 'send'}
        onClose={close}
        title={t('send')}
        consequence={t('send-means')}
        actLabel={t('send')}
        onConfirm={() => send.run({ id })}
      />
      <ConfirmAct
        opened={asking === 'correct'}
        onClose={close}
        title={t('correct')}
        consequence={t('correct-means')}
        reason="required"
        actLabel={t('correct')}
        onConfirm={(why) => correct.run({ id, why })}
      />
    </>
  )
}

function Files({ data, done }: { data: Data; done: (paper: Printed) => void }) {
  const { t } = useTranslation('custody-returns')
  const language = useLanguage()
  const print = useCommand(printReturn, { onDone: done })
  if (data.sheet === null) return null
  const languages = language === 'ur' ? (['ur', 'en'] as const) : (['en', 'ur'] as const)
  return (
    <Stack gap={6} align="end">
      <Group gap={8}>
        {data.hash === null
          ? null
          : languages.map((each) => (
              <Button
                key={each}
                loading={print.busy}
                leftSection={<Icon name="printer" size={16} />}
                onClick={() => print.start({ id: data.id, language: each })}
              >
                {t(`print-${each}`)}
              </Button>
            ))}
        <Button
          component="a"
          leftSection={<Icon name="download" size={16} />}
          href={urlOf(exportReport, {
            key: 'custody.return-sheet',
            format: 'xlsx',
            lang: language,
            return: data.id,
          })}
          download
        >
          {t('excel')}
        </Button>
      </Group>
      {print.error == null ? null : <ErrorPanel error={print.error} />}
    </Stack>
  )
}

function Differences({ data }: { data: Data }) {
  const { t } = useTranslation('custody-returns')
  const { instant } = useFormats()
  const found = useCall(compareReturn, { id: data.id })
  return (
    <Section title={t('differences.title')}>
      <Load call={found}>
        {({ differences, asOf }) =>
          differences.length === 0 ? (
            <p className={classes.row}>
              <Icon name="circle-check" size={18} /> {t('differences.none')}{' '}
              <span className={classes.soft}>{t('differences.as-of', { at: instant(asOf) })}</span>
            </p>
          ) : (
            <Stack gap={10}>
              <Alert color="yellow" title={t('differences.lead')} icon={<Icon name="alert-triangle" />} />
              <RecordTable
                name="custody.return-differences"
                caption={t('differences.title')}
                rows={differences}
                rowKey={(row) => `${row.line} ${row.part ?? ''}`}
                columns={[
                  {
                    key: 'line',
                    label: t('col.line'),
                    cell: (row) => {
                      const { key, params } = wordOf(row.line, row.part, data.bands)
                      return (
                        <Link to={peopleAt(data.id, { line: row.line, part: row.part })}>
                          {t(key, { defaultValue: row.part ?? row.line, ...params })}
                        </Link>
                      )
                    },
                  },
                  {
                    key: 'was',
                    label: t('col.was'),
                    align: 'end',
                    cell: (row) => <Ltr>{formatNumber(row.was)}</Ltr>,
                  },
                  {
                    key: 'now',
                    label: t('col.now'),
                    align: 'end',
                    cell: (row) => <Ltr>{formatNumber(row.now)}</Ltr>,
                  },
                  {
                    key: 'difference',
                    label: t('col.difference'),
                    align: 'end',
                    cell: (row) => (
                      <Ltr>{`${row.now > row.was ? '+' : ''}${formatNumber(row.now - row.was)}`}</Ltr>
                    ),
                  },
                ]}
              />
            </Stack>
          )
        }
      </Load>
    </Section>
  )
}

const cameBy = ['admitted', 'transferred-in'] as const
const leftBy = ['released', 'died', 'escaped', 'transferred-out'] as const

function Pictures({ data, sheet }: { data: Data; sheet: Sheet }) {
  const { t } = useTranslation('custody-returns')
  const of = (line: string) => whole(sheet, line).total
  const sum = (lines: readonly string[]) => lines.reduce((total, line) => total + of(line), 0)
  const lengths = sheet.lines
    .filter(({ line }) => line === 'length')
    .toSorted((a, b) => Number(a.part) - Number(b.part))
  const all = sum(['length'])
  const moves = [...cameBy, ...leftBy].filter((line) => of(line) > 0)
  if (moves.length === 0 && all === 0) return null
  return (
    <div className={classes.charts}>
      {moves.length === 0 ? null : (
        <Chart
          title={t('chart.balance')}
          kind="bar"
          categories={moves.map((line) => t(`line.${line}`))}
          series={[{ name: t('chart.held'), values: moves.map(of) }]}
          summary={t('chart.balance-says', {
            opening: of('opening'),
            came: sum(cameBy),
            left: sum(leftBy),
            closing: of('closing'),
          })}
          definition={t('chart.definition')}
          asOf={data.drawnAt ?? data.asOf}
        />
      )}
      {all === 0 ? null : (
        <Chart
          title={t('chart.lengths')}
          kind="bar"
          categories={lengths.map(({ part }) => {
            const { key, params } = wordOf('length', part, sheet.bands)
            return t(key, params)
          })}
          series={[{ name: t('chart.held'), values: lengths.map((one) => countIn(one, {})) }]}
          summary={t('chart.lengths-says', {
            all,
            long: lengths.find(({ part }) => Number(part) === sheet.bands.length)?.total ?? 0,
          })}
        />
      )}
    </div>
  )
}

import { useEffect, useMemo, useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  EmptyState,
  ErrorPanel,
  formatTime,
  Group,
  Icon,
  Link,
  Load,
  Ltr,
  NativeSelect,
  Page,
  StatusBadge,
  today,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import {
  listProductions,
  listRecordedProductions,
  notProducedReasons,
  recordProduction,
  recordReturn,
} from '../contract.ts'
import { BookVideo } from '../video/ui/BookVideo.tsx'
import classes from './Custody.module.css'
import { DaySteps } from './DaySteps.tsx'

type List = OutputOf<typeof listProductions>
type Row = List['courts'][number]['rows'][number]

/** The list with what was recorded since it was read. */
function withRecorded(list: List, recorded: OutputOf<typeof listRecordedProductions> | undefined): List {
  if (recorded?.on !== list.on) return list
  return {
    ...list,
    courts: list.courts.map((court) => ({
      ...court,
      rows: court.rows.map((row) => ({
        ...row,
        production: recorded.productions[row.warrantId] ?? null,
        video: recorded.videos[row.warrantId] ?? null,
        van: recorded.vans[row.imprisonmentId] ?? null,
      })),
    })),
  }
}

/**
 * The production list of a day, by court. The list itself, of a large prison thousands of names, is read now and then, and what becomes
 * of those on it after everything that is recorded.
 */
function useProductions(on: string) {
  const list = useCall(listProductions, { on }, { refetchEvery: 600_000, throughCommands: true })
  const { data: recorded } = useCall(listRecordedProductions, { on }, { refetchEvery: 60_000 })
  const { data, refetch } = list
  const shown = useMemo(() => data && withRecorded(data, recorded), [data, recorded])
  // Somebody was produced who is not on it yet.
  const missing = useMemo(() => {
    if (data === undefined || recorded?.on !== data.on) return 0
    const listed = new Set(data.courts.flatMap((court) => court.rows.map((row) => row.warrantId)))
    return Object.keys(recorded.productions).filter((id) => !listed.has(id)).length
  }, [data, recorded])
  useEffect(() => {
    if (missing > 0) void refetch()
  }, [missing, refetch])
  return { list, shown }
}

/** The production list of a day by court: a sheet to print, and on the day a screen to tick at the gate. */
export default function ProductionsPage() {
  const { t } = useTranslation('custody')
  const { date } = useFormats()
  const [on, setOn] = useQueryText('on', today())
  const { list, shown } = useProductions(on)
  return (
    <Page
      title={t('productions.title')}
      lead={date(on)}
      actions={
        <Group gap="xs" className={classes.noPrint}>
          <Link to="/custody/not-produced">{t('productions.reasons')}</Link>
          <DaySteps on={on} set={setOn} ahead />
          <Button onClick={() => window.print()} leftSection={<Icon name="printer" size={17} />}>
            {t('common:act.print')}
          </Button>
        </Group>
      }
    >
      <Load call={list} lines={6}>
        {(read) => <Sheet list={shown ?? read} />}
      </Load>
    </Page>
  )
}

function Sheet({ list }: { list: List }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  if (list.total === 0)
    return <EmptyState icon="truck" title={t('productions.empty')} why={t('productions.empty-why')} />
  return (
    <div className={classes.sheet}>
      <p className={classes.sheetHead}>
        {both(list.prison)}
        {' · '}
        {t('productions.total', { count: list.total })}
      </p>
      {list.courts.map((court) => (
        <Court key={court.courtId ?? 'none'} court={court} on={list.on} />
      ))}
      <p className={classes.signatures}>
        <span>{t('productions.escort')}</span>
        <span>{t('productions.superintendent')}</span>
      </p>
    </div>
  )
}

function Court({ court, on }: { court: List['courts'][number]; on: string }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  return (
    <section className={classes.court}>
      <h2>
        {court.court.en === '' ? t('productions.court-unknown') : both(court.court)}
        {' ('}
        {court.rows.length}
        {')'}
      </h2>
      <ol className={classes.productions}>
        {court.rows.map((row) => (
          <ProductionRow key={row.warrantId} row={row} on={on} />
        ))}
      </ol>
    </section>
  )
}

/** One person to be produced, with what has been recorded or the two presses that record it. */
function ProductionRow({ row, on }: { row: Row; on: string }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const may = useMay('custody:produce')
  const mayBook = useMay('custody:book-video')
  return (
    <li className={classes.production}>
      <Ltr>{row.number}</Ltr>
      <span className={classes.productionName}>
        <BothNames name={row.name} as="inline" to={`/custody/prisoners/${row.imprisonmentId}`} />
        {row.father === null ? null : (
          <span className={classes.soft}>
            {t('word.father')} {both(row.father)}
          </span>
        )}
      </span>
      <span>
        <Ltr>{row.fir}</Ltr> {row.station === null ? null : both(row.station)} <Ltr>{row.sections}</Ltr>
        {row.purpose === null ? null : (
          <span className={classes.soft}>
            {' · '}
            {t(`purpose.${row.purpose}`, { defaultValue: row.purpose })}
          </span>
        )}
      </span>
      <span>{row.place === null ? null : <span className={classes.soft}>{both(row.place)}</span>}</span>
      <span className={classes.noPrint}>
        <Way row={row} />
        {row.production === null ? (
          <Group gap="xs">
            {may && on === today() && row.video === null ? <Record row={row} on={on} /> : null}
            {mayBook && on >= today() && row.video === null ? (
              <BookVideo warrantId={row.warrantId} number={row.number} on={on} />
            ) : null}
          </Group>
        ) : (
          <Recorded row={row} on={on} />
        )}
      </span>
      <span className={classes.printOnly} />
    </li>
  )
}

/** How it is to be done: in which vehicle, or from which room and when. */
function Way({ row }: { row: Row }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  return (
    <Group gap="xs">
      {row.van === null ? null : (
        <Link to={`/custody/escorts/${row.van.runId}`}>{t('productions.van', { plate: row.van.plate })}</Link>
      )}
      {row.video === null ? null : (
        <Link to="/custody/video">
          {both(row.video.room)} <Ltr>{`${row.video.from}–${row.video.to}`}</Ltr>
        </Link>
      )}
    </Group>
  )
}

function Record({ row, on }: { row: Row; on: string }) {
  const { t } = useTranslation('custody')
  const send = useCommand(recordProduction)
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState<(typeof notProducedReasons)[number]>()
  const given = {
    warrantId: row.warrantId,
    on,
    ...(row.hearingId === null ? {} : { hearingId: row.hearingId }),
  }
  return (
    <>
      {asking ? (
        // A press of its own records it: a list opened by keyboard takes each reason it passes over.
        <form
          className={classes.reason}
          onSubmit={(event) => {
            event.preventDefault()
            if (reason !== undefined) send.start({ ...given, outcome: 'not-produced', reason })
          }}
        >
          <NativeSelect
            label={t('productions.why-not')}
            value={reason ?? ''}
            onChange={(event) =>
              setReason(notProducedReasons.find((one) => one === event.currentTarget.value))
            }
          >
            <option value="">{t('common:form.choose')}</option>
            {notProducedReasons.map((one) => (
              <option key={one} value={one}>
                {t(`not-produced.${one}`)}
              </option>
            ))}
          </NativeSelect>
          <Group gap="xs" wrap="nowrap">
            <Button size="xs" type="submit" disabled={reason === undefined} loading={send.busy}>
              {t('productions.not-sent')}
            </Button>
            <Button size="xs" onClick={() => setAsking(false)}>
              {t('common:act.cancel')}
            </Button>
          </Group>
        </form>
      ) : (
        <Group gap="xs" wrap="nowrap">
          <Button
            size="xs"
            loading={send.busy}
            leftSection={<Icon name="truck" size={15} />}
            onClick={() => send.start({ ...given, outcome: 'sent' })}
          >
            {t('productions.sent')}
          </Button>
          <Button size="xs" onClick={() => setAsking(true)}>
            {t('productions.not-sent')}
          </Button>
        </Group>
      )}
      {send.error === null || send.error === undefined ? null : <ErrorPanel error={send.error} />}
    </>
  )
}

function Recorded({ row, on }: { row: Row; on: string }) {
  const { t } = useTranslation('custody')
  const may = useMay('custody:produce')
  const back = useCommand(recordReturn)
  const { production } = row
  if (production === null) return null
  if (production.outcome === 'by-video')
    return (
      <StatusBadge meaning="grey" icon="check">
        {t('productions.by-video')}
      </StatusBadge>
    )
  if (production.outcome === 'not-produced')
    return (
      <StatusBadge meaning="amber" icon="x">
        {t(`not-produced.${production.reason}`)}
      </StatusBadge>
    )
  return (
    <Group gap="xs" wrap="nowrap">
      <StatusBadge
        meaning={production.backAt === null ? 'blue' : 'grey'}
        icon={production.backAt === null ? 'truck' : 'check'}
      >
        {t(production.backAt === null ? 'productions.out' : 'productions.back')}{' '}
        <Ltr>{formatTime(production.backAt ?? production.outAt ?? '')}</Ltr>
      </StatusBadge>
      {production.backAt === null && may ? (
        <Button size="xs" loading={back.busy} onClick={() => back.start({ warrantId: row.warrantId, on })}>
          {t('productions.returned')}
        </Button>
      ) : null}
      {back.error === null || back.error === undefined ? null : <ErrorPanel error={back.error} />}
    </Group>
  )
}

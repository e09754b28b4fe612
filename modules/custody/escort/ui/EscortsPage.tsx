import { useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  DocumentViewer,
  EmptyState,
  ErrorPanel,
  FigureTiles,
  formatNumber,
  Group,
  Icon,
  Link,
  Load,
  Ltr,
  Modal,
  NativeSelect,
  Page,
  Section,
  StatusBadge,
  say,
  today,
  urlOf,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useGo,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { recordProduction } from '../../production/contract.ts'
import { DaySteps } from '../../ui/DaySteps.tsx'
import {
  addRun,
  cancelRun,
  getEscortDay,
  giveSeat,
  issueVehicleSheet,
  listSeats,
  proposeEscorts,
  type Run,
  type Seated,
} from '../contract.ts'
import classes from './Escort.module.css'
import { PartyForm } from './PartyForm.tsx'
import { Marks, Person, useWhere } from './words.tsx'

type Day = OutputOf<typeof getEscortDay>

/** The plan of a day: its vehicles with who rides in each, and who has no seat and why. */
export default function EscortsPage() {
  const { t } = useTranslation('custody-escort')
  const { date } = useFormats()
  const [on, setOn] = useQueryText('on', today())
  const found = useCall(getEscortDay, { on }, { refetchEvery: 60_000 })
  return (
    <Page
      title={t('title')}
      lead={`${t('lead')} · ${date(on)}`}
      actions={
        <Group gap="xs">
          <Link to="/custody/vehicles">{t('vehicles-link')}</Link>
          <Link to="/custody/risk">{t('risk-link')}</Link>
          <DaySteps on={on} set={setOn} ahead />
        </Group>
      }
    >
      <Load call={found} lines={8}>
        {(day) => <Plan day={day} />}
      </Load>
    </Page>
  )
}

function Plan({ day }: { day: Day }) {
  const { t } = useTranslation('custody-escort')
  const both = useBoth()
  const may = useMay('custody:plan-escort') && day.on >= today()
  const propose = useCommand(proposeEscorts, { onDone: (done) => say(t('proposed', { ...done })) })
  const [moving, setMoving] = useState<Seated>()
  const seated = day.runs.reduce((sum, run) => sum + run.aboard.length, 0)
  const missing = day.runs.reduce((sum, run) => sum + run.missing, 0)
  return (
    <>
      <FigureTiles
        tiles={[
          { key: 'seated', figure: formatNumber(seated), label: t('sum.seated'), icon: 'truck' },
          { key: 'waiting', figure: formatNumber(day.waiting.length), label: t('sum.waiting') },
          {
            key: 'by-video',
            figure: formatNumber(day.byVideo),
            label: t('sum.by-video'),
            icon: 'device-desktop',
            to: `/custody/video?on=${day.on}`,
          },
          {
            key: 'recorded',
            figure: formatNumber(day.recorded),
            label: t('sum.recorded'),
            to: `/custody/productions?on=${day.on}`,
          },
          ...(missing === 0
            ? []
            : [
                {
                  key: 'missing',
                  figure: formatNumber(missing),
                  label: t('sum.missing'),
                  icon: 'alert-triangle' as const,
                  meaning: 'red' as const,
                },
              ]),
        ]}
      />
      {day.rule === null ? (
        <p className={classes.soft}>{t('rule.none')}</p>
      ) : (
        <p className={classes.soft}>
          {t('rule.text', {
            least: day.rule.least,
            each: day.rule.prisonersPerOfficer,
            alone: day.rule.forHighAlone,
            high: day.rule.forHigh,
          })}{' '}
          {both(day.rule.source)}{' '}
          {day.rule.refer ? (
            <StatusBadge meaning="amber" icon="help">
              {t('rule.refer')}
            </StatusBadge>
          ) : null}
        </p>
      )}
      {may ? (
        <div className={classes.acts}>
          <Button
            variant="filled"
            loading={propose.busy}
            disabled={day.runs.every((run) => run.point !== null)}
            leftSection={<Icon name="list-check" size={17} />}
            onClick={() => propose.start({ on: day.on })}
          >
            {t('propose')}
          </Button>
          <PartyForm on={day.on} />
          <AddRun day={day} />
        </div>
      ) : null}
      {propose.error === null || propose.error === undefined ? null : <ErrorPanel error={propose.error} />}
      <Section title={t('run.vehicles')}>
        {day.runs.length === 0 ? (
          <EmptyState icon="truck" title={t('run.empty')} why={t('run.empty-why')} />
        ) : (
          <ul className={classes.runs}>
            {day.runs.map((run) => (
              <RunCard key={run.id} run={run} may={may} move={setMoving} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('waiting.title')}>
        {day.waiting.length === 0 ? (
          <p className={classes.soft}>{t('waiting.none')}</p>
        ) : (
          <ul className={`${classes.people} ${classes.waiting}`}>
            {day.waiting.map((one) => (
              <Waiting key={one.imprisonmentId} one={one} day={day} may={may} move={setMoving} />
            ))}
          </ul>
        )}
      </Section>
      {moving === undefined ? null : <MoveSeat one={moving} on={day.on} close={() => setMoving(undefined)} />}
    </>
  )
}

function RunCard({ run, may, move }: { run: Run; may: boolean; move: (one: Seated) => void }) {
  const { t } = useTranslation('custody-escort')
  const where = useWhere()
  const go = useGo()
  const leader = run.officers[0]
  const cancel = useCommand(cancelRun)
  const [cancelling, setCancelling] = useState(false)
  const [printed, setPrinted] = useState<OutputOf<typeof issueVehicleSheet>>()
  const print = useCommand(issueVehicleSheet, { onDone: setPrinted })
  const open = may && run.point === null
  return (
    <li className={classes.run} data-breached={run.breaches.length > 0}>
      <div className={classes.head}>
        <span className={classes.plate}>
          <Ltr>{run.plate}</Ltr>
        </span>
        <span>{t(`kind.${run.kind}`)}</span>
        {run.point === null ? null : (
          <StatusBadge meaning={run.missing > 0 ? 'red' : 'blue'} icon="truck">
            {run.missing > 0 ? t('way.missing', { count: run.missing }) : t(`point.${run.point}`)}
          </StatusBadge>
        )}
      </div>
      <p>
        {run.aboard.length === 0 ? null : <strong>{where(run.aboard)} · </strong>}
        {t('word.seats-of', { taken: run.aboard.length, all: run.seats })}
      </p>
      <SeatMap run={run} />
      <p className={classes.soft}>
        {run.sentBy} ·{' '}
        {leader === undefined ? null : `${leader.rank} ${leader.name} (${t('word.in-charge')}) · `}
        {t('run.officers-of', { needed: run.needed, there: run.strength })}
        {run.hasWoman ? ` · ${t('word.woman-officer')}` : null}
      </p>
      {run.breaches.length === 0 ? null : (
        <div role="alert">
          <StatusBadge meaning="red" icon="alert-triangle">
            {t('run.breached')}
          </StatusBadge>{' '}
          {run.breaches.map((code) => t(`obstacle.${code}`)).join(t('word.comma'))}
        </div>
      )}
      {run.aboard.length === 0 ? (
        <p className={classes.soft}>{t('run.nobody')}</p>
      ) : (
        <ul className={classes.people}>
          {run.aboard.map((one) => (
            <li key={one.imprisonmentId}>
              <Link to={`/custody/prisoners/${one.imprisonmentId}`}>
                <Person one={one} />
              </Link>
              <Marks one={one} />
              {open ? (
                <Button size="xs" variant="subtle" onClick={() => move(one)}>
                  {t('seat.change')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <div className={classes.acts}>
        <Button
          size="xs"
          variant={run.aboard.length > 0 ? 'filled' : 'default'}
          leftSection={<Icon name="transfer" size={16} />}
          onClick={() => go(`/custody/escorts/${run.id}`)}
        >
          {t('run.way')}
        </Button>
        {may && run.aboard.length > 0 ? (
          <Button
            size="xs"
            loading={print.busy}
            leftSection={<Icon name="printer" size={16} />}
            onClick={() => print.start({ runId: run.id })}
          >
            {t('run.sheet')}
          </Button>
        ) : null}
        {open ? (
          <Button size="xs" color="red" onClick={() => setCancelling(true)}>
            {t('run.cancel')}
          </Button>
        ) : null}
      </div>
      {printed === undefined ? null : (
        <DocumentViewer
          name={`${printed.number.replaceAll('/', '-')}.pdf`}
          url={urlOf(downloadDocument, {
            documentId: printed.documentId,
            version: printed.version,
            inline: 'yes',
          })}
          type="application/pdf"
        />
      )}
      {print.error === null || print.error === undefined ? null : <ErrorPanel error={print.error} />}
      <ConfirmAct
        opened={cancelling}
        onClose={() => setCancelling(false)}
        title={t('run.cancel')}
        consequence={t('run.cancel-means')}
        actLabel={t('run.cancel')}
        onConfirm={async () => {
          await cancel.run({ runId: run.id })
        }}
      />
    </li>
  )
}

/** One square a seat: who of high risk sits in it, and which are locked. The same is said in words beside it. */
function SeatMap({ run }: { run: Run }) {
  const seats = [...run.aboard].sort((a, b) => Number(b.risk === 'high') - Number(a.risk === 'high'))
  return (
    <div className={classes.seats} aria-hidden="true">
      {Array.from({ length: run.seats }, (_, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: seats have no other name than their place
          key={at}
          className={classes.seat}
          data-taken={at < seats.length}
          data-high={seats[at]?.risk === 'high'}
          data-kind={at < run.secureSeats ? 'locked' : 'open'}
        />
      ))}
    </div>
  )
}

function Waiting({
  one,
  day,
  may,
  move,
}: {
  one: Day['waiting'][number]
  day: Day
  may: boolean
  move: (one: Seated) => void
}) {
  const { t } = useTranslation(['custody-escort', 'custody'])
  const both = useBoth()
  const record = useCommand(recordProduction)
  const mayRecord = useMay('custody:produce') && day.on === today()
  return (
    <li>
      <span className={classes.about}>
        <Link to={`/custody/prisoners/${one.imprisonmentId}`}>
          <Person one={one} />
        </Link>
        <span className={classes.soft}>{one.courts.map(both).join(t('word.comma'))}</span>
        <Marks one={one} />
      </span>
      <ul className={classes.why}>
        {day.runs.length === 0 ? <li>{t('waiting.unplanned')}</li> : null}
        {one.why.map(({ plate, obstacles }) => (
          <li key={plate}>
            <Ltr>{plate}</Ltr>{' '}
            {obstacles.length === 0
              ? t('seat.fits')
              : obstacles.map((code) => t(`obstacle.${code}`)).join(t('word.comma'))}
          </li>
        ))}
      </ul>
      <span className={classes.acts}>
        {may && day.runs.length > 0 ? (
          <Button size="xs" onClick={() => move(one)}>
            {t('seat.move')}
          </Button>
        ) : null}
        {mayRecord ? (
          <Button
            size="xs"
            loading={record.busy}
            onClick={async () => {
              for (const warrantId of one.warrantIds)
                await record.run({ warrantId, on: day.on, outcome: 'not-produced', reason: one.offered })
            }}
          >
            {t('custody:productions.not-sent')}: {t(`custody:not-produced.${one.offered}`)}
          </Button>
        ) : null}
      </span>
      {record.error === null || record.error === undefined ? null : <ErrorPanel error={record.error} />}
    </li>
  )
}

/** Every vehicle of the day with what forbids it: nobody finds out by trying. */
function MoveSeat({ one, on, close }: { one: Seated; on: string; close: () => void }) {
  const { t } = useTranslation('custody-escort')
  const seats = useCall(listSeats, { id: one.imprisonmentId, on })
  const give = useCommand(giveSeat, { onDone: close })
  return (
    <Modal
      opened
      onClose={close}
      title={t('seat.title', { number: one.number })}
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      <Load call={seats} lines={3}>
        {({ current, runs }) => (
          <ul className={classes.people}>
            {runs.map((run) => (
              <li key={run.runId}>
                <span className={classes.about}>
                  <strong>
                    <Ltr>{run.plate}</Ltr>
                  </strong>
                  <span className={classes.soft}>
                    {t('word.seats-of', { taken: run.aboard, all: run.seats })}
                  </span>
                  <span>
                    {run.runId === current
                      ? t('seat.here')
                      : run.obstacles.length === 0
                        ? t('seat.fits')
                        : run.obstacles.map((code) => t(`obstacle.${code}`)).join(t('word.comma'))}
                  </span>
                </span>
                {run.runId === current || run.obstacles.length > 0 ? null : (
                  <Button
                    size="xs"
                    variant="filled"
                    loading={give.busy}
                    onClick={() => give.start({ id: one.imprisonmentId, on, runId: run.runId })}
                  >
                    {t('seat.take', { plate: run.plate })}
                  </Button>
                )}
              </li>
            ))}
            {current === null ? null : (
              <li>
                <Button
                  size="xs"
                  loading={give.busy}
                  onClick={() => give.start({ id: one.imprisonmentId, on })}
                >
                  {t('seat.none')}
                </Button>
              </li>
            )}
          </ul>
        )}
      </Load>
      {give.error === null || give.error === undefined ? null : <ErrorPanel error={give.error} />}
    </Modal>
  )
}

function AddRun({ day }: { day: Day }) {
  const { t } = useTranslation('custody-escort')
  const [opened, setOpened] = useState(false)
  const [vehicleId, setVehicle] = useState('')
  const [partyId, setParty] = useState('')
  const add = useCommand(addRun, { onDone: () => setOpened(false) })
  const vehicle = vehicleId === '' ? (day.freeVehicles[0]?.id ?? '') : vehicleId
  const party = partyId === '' ? (day.freeParties[0]?.id ?? '') : partyId
  return (
    <>
      <Button leftSection={<Icon name="plus" size={17} />} onClick={() => setOpened(true)}>
        {t('run.add')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('run.add')}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        {day.freeVehicles.length === 0 || day.freeParties.length === 0 ? (
          <EmptyState icon="truck" title={t('run.need-both')} />
        ) : (
          <form
            className={classes.about}
            onSubmit={(event) => {
              event.preventDefault()
              add.start({ on: day.on, vehicleId: vehicle, partyId: party })
            }}
          >
            <NativeSelect
              label={t('run.vehicle')}
              value={vehicle}
              onChange={(event) => setVehicle(event.currentTarget.value)}
              data={day.freeVehicles.map((one) => ({
                value: one.id,
                label: `${one.plate} · ${t('vehicle.seats')}: ${one.seats}`,
              }))}
            />
            <NativeSelect
              label={t('run.party')}
              value={party}
              onChange={(event) => setParty(event.currentTarget.value)}
              data={day.freeParties.map((one) => ({
                value: one.id,
                label: `${one.sentBy} · ${one.leader} · ${t('word.officers', { count: one.strength })}`,
              }))}
            />
            <Button type="submit" variant="filled" loading={add.busy} mt="sm">
              {t('run.add')}
            </Button>
            {add.error === null || add.error === undefined ? null : <ErrorPanel error={add.error} />}
          </form>
        )}
      </Modal>
    </>
  )
}

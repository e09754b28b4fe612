import { useState } from 'react'
import {
  Button,
  Columns,
  ConfirmAct,
  EmptyState,
  ErrorPanel,
  Icon,
  Link,
  Load,
  Ltr,
  NameFields,
  NumberField,
  Page,
  Section,
  StatusBadge,
  TextField,
  today,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { DaySteps } from '../../ui/DaySteps.tsx'
import {
  addVideoRoom,
  closeVideoRoom,
  endVideo,
  getVideoDay,
  type VideoRoom,
  type VideoSlot,
} from '../contract.ts'
import classes from './Video.module.css'

/** Every slot of a day, room by room. The connection to the court is made elsewhere, and the page says so. */
export default function VideoPage() {
  const { t } = useTranslation('custody-video')
  const { date } = useFormats()
  const mayKeep = useMay('custody:keep-video-rooms')
  const [on, setOn] = useQueryText('on', today())
  const found = useCall(getVideoDay, { on }, { refetchEvery: 60_000 })
  return (
    <Page
      title={t('title')}
      lead={`${t('lead')} · ${date(on)}`}
      actions={
        <>
          {mayKeep ? <AddRoom /> : null}
          <DaySteps on={on} set={setOn} ahead />
        </>
      }
    >
      <p className={classes.note}>
        <Icon name="info-circle" size={18} />
        {t('not-part')}
      </p>
      <Load call={found} lines={6}>
        {({ rooms }) =>
          rooms.length === 0 ? (
            <EmptyState icon="device-desktop" title={t('none')} why={t('none-why')} />
          ) : (
            rooms.map((room) => <Room key={room.id} room={room} on={on} mayKeep={mayKeep} />)
          )
        }
      </Load>
    </Page>
  )
}

function AddRoom() {
  const { t } = useTranslation('custody-video')
  return (
    <ActForm
      label={t('room.add')}
      icon="plus"
      endpoint={addVideoRoom}
      initial={{ fromTime: '09:00', toTime: '14:00', slotMinutes: 20 }}
      given={{}}
      onDone={() => undefined}
    >
      <NameFields name="name" label={t('room.name')} required />
      <TextField name="link" label={t('room.link')} hint={t('room.link-hint')} />
      <Columns>
        <TextField name="fromTime" ltr label={t('room.from')} required />
        <TextField name="toTime" ltr label={t('room.to')} required />
        <NumberField name="slotMinutes" label={t('room.slot')} unit={t('room.minutes')} required />
      </Columns>
    </ActForm>
  )
}

function Room({ room, on, mayKeep }: { room: VideoRoom; on: string; mayKeep: boolean }) {
  const { t } = useTranslation('custody-video')
  const both = useBoth()
  const close = useCommand(closeVideoRoom)
  const [closing, setClosing] = useState(false)
  const taken = room.day.filter(({ slot }) => slot !== null).length
  return (
    <Section
      title={both(room.name)}
      {...(mayKeep && room.closedOn === null
        ? {
            actions: (
              <Button size="xs" onClick={() => setClosing(true)}>
                {t('room.close')}
              </Button>
            ),
          }
        : {})}
    >
      <p className={classes.soft}>
        {t('room.hours', { from: room.fromTime, to: room.toTime, count: room.slotMinutes })} ·{' '}
        {t('room.taken', { taken, all: room.day.length })}
        {room.closedOn === null ? null : ` · ${t('room.closed')}`}
        {room.link === null ? null : (
          <>
            {' · '}
            {t('room.link')}: <bdi>{room.link}</bdi>
          </>
        )}
      </p>
      <ul className={classes.slots}>
        {room.day.map(({ from, to, slot }) => (
          <li key={from} className={classes.slot} data-free={slot === null}>
            <strong>
              <Ltr>{`${from}–${to}`}</Ltr>
            </strong>
            {slot === null ? t('slot.free') : <Taken slot={slot} on={on} />}
          </li>
        ))}
      </ul>
      {room.freed.length === 0 ? null : (
        <>
          <h3>{t('freed.title')}</h3>
          <ul className={classes.freed}>
            {room.freed.map((one) => (
              <li key={`${one.from}${one.number}`}>
                <Ltr>{one.from}</Ltr> <Ltr>{one.number}</Ltr> {both(one.name)}: {t(`freed.${one.why}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <ConfirmAct
        opened={closing}
        onClose={() => setClosing(false)}
        title={t('room.close')}
        consequence={t('room.close-means')}
        actLabel={t('room.close')}
        onConfirm={async () => {
          await close.run({ roomId: room.id })
        }}
      />
    </Section>
  )
}

function Taken({ slot, on }: { slot: VideoSlot; on: string }) {
  const { t } = useTranslation('custody-video')
  const both = useBoth()
  const may = useMay('custody:book-video')
  const end = useCommand(endVideo)
  return (
    <>
      <Link to={`/custody/prisoners/${slot.imprisonmentId}`}>
        <Ltr>{slot.number}</Ltr> {both(slot.name)}
      </Link>
      {slot.court === null ? null : <span className={classes.soft}>{both(slot.court)}</span>}
      <StatusBadge
        meaning={slot.state === 'heard' ? 'grey' : 'blue'}
        icon={slot.state === 'heard' ? 'check' : 'clock'}
      >
        {t(`slot.${slot.state}`)}
      </StatusBadge>
      {may && slot.state === 'booked' ? (
        <span className={classes.acts}>
          {on === today() ? (
            <Button
              size="xs"
              variant="filled"
              loading={end.busy}
              onClick={() => end.start({ slotId: slot.id, outcome: 'heard' })}
            >
              {t('slot.hear')}
            </Button>
          ) : null}
          <Button
            size="xs"
            loading={end.busy}
            onClick={() => end.start({ slotId: slot.id, outcome: 'freed' })}
          >
            {t('slot.give-back')}
          </Button>
        </span>
      ) : null}
      {end.error === null || end.error === undefined ? null : <ErrorPanel error={end.error} />}
    </>
  )
}

import { useState } from 'react'
import {
  Button,
  EmptyState,
  ErrorPanel,
  Icon,
  Load,
  Modal,
  NativeSelect,
  useBoth,
  useCall,
  useCommand,
  useTranslation,
} from '#platform/ui'
import { bookVideo, getVideoDay } from '../contract.ts'
import classes from './Video.module.css'

/** Marks a production to be by video: the free slots of the day, one to choose. */
export function BookVideo({ warrantId, number, on }: { warrantId: string; number: string; on: string }) {
  const { t } = useTranslation('custody-video')
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button
        size="xs"
        leftSection={<Icon name="device-desktop" size={15} />}
        onClick={() => setOpened(true)}
      >
        {t('slot.book')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('slot.book-title', { number })}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        {opened ? <Choose warrantId={warrantId} on={on} close={close} /> : null}
      </Modal>
    </>
  )
}

function Choose({ warrantId, on, close }: { warrantId: string; on: string; close: () => void }) {
  const { t } = useTranslation('custody-video')
  const both = useBoth()
  const found = useCall(getVideoDay, { on })
  const book = useCommand(bookVideo, { onDone: close })
  const [chosen, setChosen] = useState<string>()
  return (
    <Load call={found} lines={2}>
      {({ rooms }) => {
        const free = rooms.flatMap((room) =>
          room.day
            .filter(({ slot }) => slot === null)
            .map(({ from }) => ({
              value: `${room.id} ${from}`,
              label: t('slot.at', { room: both(room.name), from }),
            })),
        )
        const at = chosen ?? free[0]?.value ?? ''
        return free.length === 0 ? (
          <EmptyState icon="device-desktop" title={t('slot.none-free')} why={t('slot.none-free-why')} />
        ) : (
          <form
            className={classes.choose}
            onSubmit={(event) => {
              event.preventDefault()
              const [roomId = '', from = ''] = at.split(' ')
              book.start({ warrantId, on, roomId, from })
            }}
          >
            <p className={classes.soft}>{t('not-part')}</p>
            <NativeSelect
              label={t('room.slot')}
              value={at}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={free}
            />
            <Button type="submit" variant="filled" loading={book.busy}>
              {t('slot.book')}
            </Button>
            {book.error === null || book.error === undefined ? null : <ErrorPanel error={book.error} />}
          </form>
        )
      }}
    </Load>
  )
}

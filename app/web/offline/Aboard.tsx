import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../../platform/i18n/format.ts'
import { Icon } from '../../../platform/ui/Icon.tsx'
import { Link } from '../../../platform/ui/Link.tsx'
import { useLine } from '../../../platform/ui/line.ts'
import { Button } from '../../../platform/ui/mantine.ts'
import { isOpenInPage, onOutboxChange } from '../../../platform/ui/outbox/keeping.ts'
import { sendWhatWaits, type Waiting, whatWaits } from '../../../platform/ui/outbox/waiting.ts'
import { useSession } from '../../../platform/ui/session.tsx'
import { letNewestTakeOver } from '../../../platform/ui/shift/keep-application.ts'
import { useShift } from '../../../platform/ui/shift/open-shift.ts'
import { putShiftDown } from '../../../platform/ui/shift/take-shift.ts'
import { outboxes } from '../screens.ts'
import { sessionKey } from '../session-key.ts'
import { lock } from './lock.ts'
import classes from './Offline.module.css'

/** How often a device without a connection asks whether there is one again, and what waits is tried. */
const againMs = 10_000
/** Shorter gaps and sendings are not worth a word: it would come and go under the eyes. */
const worthSayingMs = 3_000

/** Above every page: whether the server answers, whose shift is open, what waits to be sent, and that a new version is there. */
export function Aboard() {
  const line = useLine()
  const shift = useShift()
  const waits = useWhatWaits()
  const queries = useQueryClient()
  const account = useSession()?.account.id ?? ''

  useEffect(() => {
    if (navigator.serviceWorker?.controller && !line.away && !line.outdated) void letNewestTakeOver()
  }, [line])

  // The server is back: what pages show is of before.
  const wasAway = useRef(false)
  useEffect(() => {
    if (!line.away && wasAway.current) void queries.invalidateQueries()
    wasAway.current = line.away
    if (!line.away) return
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: sessionKey }), againMs)
    return () => clearInterval(timer)
  }, [line.away, queries])

  // A shift ends by itself, also under the hands.
  useEffect(() => {
    if (shift === undefined) return
    const timer = setTimeout(
      async () => {
        await putShiftDown(shift.account)
        lock(queries)
      },
      Math.max(0, shift.until - Date.now()),
    )
    return () => clearTimeout(timer)
  }, [shift, queries])

  // Whoever signed in here is somebody else: the pack that was open is not theirs.
  useEffect(() => {
    if (shift !== undefined && account !== '' && account !== shift.account) lock(queries)
  }, [shift, account, queries])

  const lasting = useLasting(line.away)
  // Whoever opened a shift knows that there is no server.
  const away = lasting || (line.away && shift !== undefined)
  // A desk that is open says itself what waits of it.
  const elsewhere = waits.filter((one) => !isOpenInPage(account, one.queue))
  const waiting = useLasting(elsewhere.length > 0) ? elsewhere : []
  if (!away && !line.outdated && waiting.length === 0) return null
  return (
    <Strip
      away={away}
      outdated={line.outdated}
      shift={away ? shift : undefined}
      waiting={waiting}
      lock={() => lock(queries)}
    />
  )
}

function Strip({
  away,
  outdated,
  shift,
  waiting,
  lock: lockShift,
}: {
  away: boolean
  outdated: boolean
  shift: ReturnType<typeof useShift>
  waiting: readonly Waiting[]
  lock: () => void
}) {
  const { t } = useTranslation('web')
  const count = waiting.reduce((sum, one) => sum + one.count, 0)
  const minutes = Math.floor((Date.now() - Math.min(...waiting.map((one) => one.oldest))) / 60_000)
  return (
    <div role="status" className={classes.strip}>
      {outdated ? (
        <p data-meaning="blue">
          <Icon name="info-circle" size={18} />
          <span>{t('aboard.outdated')}</span>
          <Button size="xs" onClick={() => window.location.reload()}>
            {t('aboard.reload')}
          </Button>
        </p>
      ) : null}
      {away ? (
        <p data-meaning="amber">
          <Icon name="wifi-off" size={18} />
          <span>
            {shift === undefined
              ? t('aboard.away')
              : t('aboard.shift', { from: formatTime(shift.takenAt), until: formatTime(shift.until) })}
          </span>
          {shift === undefined ? null : (
            <Button size="xs" leftSection={<Icon name="lock" size={15} />} onClick={lockShift}>
              {t('aboard.lock')}
            </Button>
          )}
        </p>
      ) : null}
      {count === 0 ? null : (
        <p data-meaning="amber">
          <Icon name="cloud-off" size={18} />
          <span>
            {t('aboard.waiting', { count })}
            {minutes < 1 ? '' : ` · ${t('aboard.oldest', { count: minutes })}`}
          </span>
          <Link to="/outbox">{t('aboard.see')}</Link>
        </p>
      )}
    </div>
  )
}

/** What waits of this account, sent on the way as soon as it can be. */
function useWhatWaits(): readonly Waiting[] {
  const account = useSession()?.account.id ?? ''
  const [own, setOwn] = useState<readonly Waiting[]>([])
  const busy = useRef(false)
  const look = useCallback(
    async (send: boolean) => {
      const found = (await whatWaits(account, outboxes)).own
      setOwn(found)
      if (!send || busy.current || found.length === 0) return
      busy.current = true
      try {
        await sendWhatWaits(found)
        setOwn((await whatWaits(account, outboxes)).own)
      } finally {
        busy.current = false
      }
    },
    [account],
  )
  useEffect(() => {
    void look(true)
    const again = () => void look(true)
    const timer = setInterval(again, againMs)
    window.addEventListener('online', again)
    // A page writes to the device many times while it sends; once it is quiet one look is enough.
    let soon: ReturnType<typeof setTimeout> | undefined
    const deaf = onOutboxChange(() => {
      clearTimeout(soon)
      soon = setTimeout(() => void look(false), 300)
    })
    return () => {
      clearInterval(timer)
      clearTimeout(soon)
      window.removeEventListener('online', again)
      deaf()
    }
  }, [look])
  return own
}

/** True once something has been so for a while. */
function useLasting(so: boolean): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!so) return setLasting(false)
    const timer = setTimeout(() => setLasting(true), worthSayingMs)
    return () => clearTimeout(timer)
  }, [so])
  return lasting
}

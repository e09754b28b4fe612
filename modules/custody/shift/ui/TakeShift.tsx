import { type FormEvent, useState } from 'react'
import {
  Button,
  CallRefused,
  call,
  ErrorPanel,
  formatTime,
  Icon,
  isWeak,
  Modal,
  NetworkFailed,
  proposedPassphrase,
  putShiftDown,
  StatusBadge,
  say,
  TextInput,
  takeShift,
  useLine,
  useMay,
  useOwnPack,
  useSession,
  useTranslation,
} from '#platform/ui'
import { answersOf, photosOf } from '../answers.ts'
import { type Desk, desks, getShiftPack } from '../contract.ts'
import { facesOf } from './faces.ts'
import classes from './Shift.module.css'

/** On a desk's page: whether the desk opens on this device without a connection, and taking its shift along. */
export function TakeShift({ desk }: { desk: Desk }) {
  const { t } = useTranslation('custody-shift')
  const may = useMay('custody:take-shift')
  const session = useSession()
  const pack = useOwnPack()
  const { away } = useLine()
  const [taking, setTaking] = useState(false)
  if (!may || session === undefined || pack === undefined) return null
  const there = pack?.about.includes(desk) === true
  // Without a connection nothing can be taken, and the line above the page says how it stands.
  if (away && !there) return <p className={classes.soft}>{t('not-taken-away')}</p>
  return (
    <div className={classes.strip}>
      {there && pack !== null ? (
        <>
          <StatusBadge meaning="blue" icon="lock">
            {t('taken', { from: formatTime(pack.takenAt), until: formatTime(pack.until) })}
          </StatusBadge>
          {away ? null : (
            <Button size="xs" onClick={() => setTaking(true)}>
              {t('renew')}
            </Button>
          )}
          <Button size="xs" onClick={() => void putShiftDown(session.account.id)}>
            {t('put-down')}
          </Button>
        </>
      ) : (
        <>
          <span className={classes.soft}>{t('not-taken')}</span>
          <Button size="xs" leftSection={<Icon name="download" size={16} />} onClick={() => setTaking(true)}>
            {t('take')}
          </Button>
        </>
      )}
      <Modal opened={taking} onClose={() => setTaking(false)} title={t('take')} size="lg">
        <Take
          // What was taken for another desk comes along anew: a device has one pack of an officer.
          wanted={desks.filter((one) => one === desk || pack?.about.includes(one) === true)}
          done={() => {
            setTaking(false)
            say(t('done'))
          }}
        />
      </Modal>
    </div>
  )
}

function Take({ wanted, done }: { wanted: readonly Desk[]; done: () => void }) {
  const { t } = useTranslation('custody-shift')
  const session = useSession()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const weak = isWeak(passphrase)
  const differ = !shown && passphrase !== again
  const take = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (weak || differ || session === undefined) return
    setBusy(true)
    setFailure(undefined)
    try {
      const pack = await call(getShiftPack, { desks: wanted.join(',') })
      const faces = await facesOf(photosOf(pack))
      await takeShift({
        session,
        passphrase,
        about: wanted,
        answers: answersOf(pack, faces),
        lastsMs: Date.parse(pack.until) - Date.parse(pack.takenAt),
        mostTries: pack.mostTries,
      })
      done()
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={classes.form} onSubmit={(event) => void take(event)}>
      <p>{t('means')}</p>
      <ul>
        {wanted.map((desk) => (
          <li key={desk}>{t(`holds.${desk}`)}</li>
        ))}
      </ul>
      <p className={classes.soft}>{t('never')}</p>
      <TextInput
        type={shown ? 'text' : 'password'}
        dir="ltr"
        autoComplete="off"
        label={t('passphrase')}
        description={t('passphrase-hint')}
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        error={tried && weak ? t('weak') : undefined}
      />
      {shown ? null : (
        <TextInput
          type="password"
          dir="ltr"
          autoComplete="off"
          label={t('passphrase-again')}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          error={tried && differ ? t('differ') : undefined}
        />
      )}
      <div className={classes.strip}>
        <Button type="submit" variant="filled" loading={busy} leftSection={<Icon name="lock" size={17} />}>
          {t('take')}
        </Button>
        <Button
          disabled={busy}
          onClick={() => {
            setPassphrase(proposedPassphrase())
            setShown(true)
          }}
        >
          {t('propose')}
        </Button>
        {busy ? <span role="status">{t('busy')}</span> : null}
      </div>
      {failure === undefined ? null : failure instanceof NetworkFailed || failure instanceof CallRefused ? (
        <ErrorPanel error={failure} />
      ) : (
        <p role="alert" className={classes.trouble}>
          <Icon name="alert-triangle" size={18} /> {t('cannot')}
        </p>
      )}
    </form>
  )
}

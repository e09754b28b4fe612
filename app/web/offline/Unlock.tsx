import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../../platform/i18n/format.ts'
import { Icon } from '../../../platform/ui/Icon.tsx'
import { Ltr } from '../../../platform/ui/Ltr.tsx'
import { Button, NativeSelect, TextInput } from '../../../platform/ui/mantine.ts'
import { holdAnswers } from '../../../platform/ui/shift/hold-answers.ts'
import { openShift } from '../../../platform/ui/shift/open-shift.ts'
import { addedTo, type Pack, standingPacks, type Unlocking, unlock } from '../../../platform/ui/shift/pack.ts'
import { devicePacks } from '../../../platform/ui/shift/pack-shelf.ts'
import { sessionKey } from '../session-key.ts'
import classes from './Offline.module.css'

/** Where the server cannot be asked who is there: the shift an officer took along opens with the passphrase chosen for it. */
export function Unlock({ retry }: { retry: () => void }) {
  const { t } = useTranslation('web')
  const [packs, setPacks] = useState<readonly Pack[]>()
  useEffect(() => {
    devicePacks()
      .then((shelf) => standingPacks(shelf, Date.now()))
      .then(setPacks, () => setPacks([]))
  }, [])
  useEffect(() => {
    document.title = `${t('unlock.title')} · ${t('common:app.name')}`
  }, [t])
  return (
    <div className={classes.card}>
      <h1>
        <Icon name="wifi-off" size={24} /> {t('unlock.title')}
      </h1>
      {packs === undefined ? null : packs.length === 0 ? (
        <p>{t('unlock.none')}</p>
      ) : (
        <Passphrase packs={packs} />
      )}
      <Button leftSection={<Icon name="refresh" size={17} />} onClick={retry}>
        {t('unlock.retry')}
      </Button>
    </div>
  )
}

function Passphrase({ packs }: { packs: readonly Pack[] }) {
  const { t } = useTranslation('web')
  const queries = useQueryClient()
  const [account, setAccount] = useState(packs[0]!.account)
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<Exclude<Unlocking, { state: 'open' }>>()
  const pack = packs.find((one) => one.account === account) ?? packs[0]!
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const open = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const result = await unlock(await devicePacks(), account, typed, Date.now())
    setBusy(false)
    if (result.state !== 'open') return setFound(result)
    const { contents } = result
    openShift({
      account,
      takenAt: result.pack.takenAt,
      until: result.pack.until,
      secret: contents.secret,
    })
    const added = await addedTo(result.pack, contents.secret)
    holdAnswers(queries, [...contents.answers, ...added], result.pack.takenAt)
    queries.setQueryData(sessionKey, contents.session)
  }
  if (found?.state === 'gone') return <p role="alert">{t(`unlock.gone-${found.why}`)}</p>
  return (
    <form className={classes.form} onSubmit={(event) => void open(event)}>
      <p>{t('unlock.lead')}</p>
      {packs.length === 1 ? (
        <p>
          <Ltr>{pack.username}</Ltr>
          {' · '}
          {t('unlock.until', { from: formatTime(pack.takenAt), until: formatTime(pack.until) })}
        </p>
      ) : (
        <NativeSelect
          label={t('unlock.whose')}
          value={account}
          onChange={(event) => setAccount(event.currentTarget.value)}
          data={packs.map((one) => ({
            value: one.account,
            label: `${one.username} · ${formatTime(one.until)}`,
          }))}
        />
      )}
      <TextInput
        ref={field}
        type="password"
        label={t('unlock.passphrase')}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={
          found === undefined
            ? undefined
            : found.state === 'wrong'
              ? t('unlock.wrong', { count: found.left, seconds: Math.ceil(found.waitMs / 1000) })
              : t('unlock.wait', { count: Math.ceil(found.waitMs / 1000) })
        }
      />
      <Button
        type="submit"
        variant="filled"
        loading={busy}
        disabled={typed === ''}
        leftSection={<Icon name="lock-open" size={17} />}
      >
        {t('unlock.open')}
      </Button>
    </form>
  )
}

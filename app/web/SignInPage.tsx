import { useDirection } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { latinDigits } from '../../platform/i18n/format.ts'
import { Icon } from '../../platform/ui/Icon.tsx'
import { Link, useGo } from '../../platform/ui/Link.tsx'
import { useBoth, useLanguage } from '../../platform/ui/language.ts'
import { Button, TextInput } from '../../platform/ui/mantine.ts'
import { explain } from '../../platform/ui/refusal-text.ts'
import { chooseLanguage } from './preferences.ts'
import classes from './SignInPage.module.css'
import { listProviders, providerAddress, type SignInStep, signIn, signInWithCode } from './server.ts'
import { sessionKey } from './session-key.ts'

const WaitingHere = lazy(async () => ({ default: (await import('./offline/WaitingHere.tsx')).WaitingHere }))

export default function SignInPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { setDirection } = useDirection()
  const queries = useQueryClient()
  const go = useGo()
  const back = safeBack((useSearch({ strict: false }) as { back?: unknown }).back)
  const [step, setStep] = useState<'password' | 'code'>('password')
  const other = language === 'ur' ? 'en' : 'ur'
  useEffect(() => {
    document.title = `${t('common:sign-in.title')} · ${t('common:app.name')}`
  }, [t])

  const arrive = async ({ next }: SignInStep) => {
    if (next === 'second-factor') return setStep('code')
    queries.clear()
    await queries.invalidateQueries({ queryKey: sessionKey })
    go(back, { replace: true })
  }
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.mark}>
          <strong lang="ur">میزان</strong>
          <strong lang="en">Mizan</strong>
        </div>
        <p className={classes.soft}>{t('common:app.tagline')}</p>
        {step === 'password' ? (
          <>
            <Password arrive={arrive} />
            <Providers />
            <Link to="/enrol">{t('common:sign-in.enrol')}</Link>
            <Link to="/public/prisons">{t('common:sign-in.public-figures')}</Link>
          </>
        ) : (
          <Code arrive={arrive} again={() => setStep('password')} />
        )}
        <Suspense>
          <WaitingHere />
        </Suspense>
        <p className={classes.notice}>
          <Icon name="shield-lock" size={17} />
          {t('common:sign-in.notice')}
        </p>
        <button
          type="button"
          className="link"
          lang={other}
          onClick={() => void chooseLanguage(other, setDirection)}
        >
          {other === 'ur' ? 'اردو' : 'English'}
        </button>
      </div>
    </main>
  )
}

/** Only a place inside this application: an address elsewhere in `back` would hand a fresh session to a stranger's page. */
function safeBack(back: unknown): string {
  return typeof back === 'string' && /^\/(?![/\\])/.test(back) && !back.startsWith('/sign-in') ? back : '/'
}

type Arrive = (step: SignInStep) => Promise<void> | void

function useAttempt(act: () => Promise<void>) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(undefined)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      await act()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, submit: (event: FormEvent) => void submit(event) }
}

function Password({ arrive }: { arrive: Arrive }) {
  const { t } = useTranslation()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const { busy, error, submit } = useAttempt(async () => arrive(await signIn(username.trim(), password)))
  return (
    <form className={classes.form} onSubmit={submit}>
      <h1>{t('common:sign-in.title')}</h1>
      <TextInput
        label={t('common:sign-in.username')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        required
        withAsterisk={false}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <TextInput
        label={t('common:sign-in.password')}
        name="password"
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        dir="ltr"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        rightSection={
          <button
            type="button"
            className={classes.eye}
            aria-label={t(shown ? 'common:sign-in.hide-password' : 'common:sign-in.show-password')}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? 'eye-off' : 'eye'} />
          </button>
        }
      />
      {error === undefined ? null : <Wrong error={error} />}
      <Button type="submit" variant="filled" size="md" loading={busy}>
        {t('common:sign-in.continue')}
      </Button>
    </form>
  )
}

function Code({ arrive, again }: { arrive: Arrive; again: () => void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const { busy, error, submit } = useAttempt(async () => arrive(await signInWithCode(code)))
  return (
    <form className={classes.form} onSubmit={submit}>
      <h1>{t('common:sign-in.code-title')}</h1>
      <TextInput
        label={t('common:sign-in.code')}
        description={t('common:sign-in.code-hint')}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        dir="ltr"
        required
        withAsterisk={false}
        // The field is what this step is for, and the person has just pressed Enter on the step before.
        ref={(input) => input?.focus()}
        value={code}
        onChange={(event) => setCode(latinDigits(event.currentTarget.value).replace(/\D/g, '').slice(0, 6))}
      />
      {error === undefined ? null : <Wrong error={error} />}
      <Button type="submit" variant="filled" size="md" loading={busy} disabled={code.length < 6}>
        {t('common:sign-in.continue')}
      </Button>
      <button type="button" className="link" onClick={again}>
        {t('common:sign-in.start-again')}
      </button>
    </form>
  )
}

function Wrong({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const { title, body } = explain(error, t, useBoth())
  return (
    <p role="alert" className={classes.wrong}>
      <Icon name="alert-circle" />
      {body === undefined ? title : `${title}. ${body}`}
    </p>
  )
}

/** Other ways in, where the province has any. The page works without them. */
function Providers() {
  const { t } = useTranslation()
  const both = useBoth()
  const answer = useQuery({ queryKey: ['providers'], queryFn: listProviders, retry: false })
  const providers = answer.data?.providers ?? []
  if (providers.length === 0) return null
  return (
    <div className={classes.providers}>
      {providers.map((provider) => (
        <a key={provider.name} href={providerAddress(provider.name)} className={classes.provider}>
          <Icon name="key" />
          {t('common:sign-in.provider', { name: both(provider.label) })}
        </a>
      ))}
    </div>
  )
}

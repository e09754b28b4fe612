import { type FormEvent, useRef, useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  ErrorPanel,
  Icon,
  type IconName,
  KeyValue,
  Link,
  Load,
  Ltr,
  type Meaning,
  OtherLanguage,
  Page,
  Section,
  StatusBadge,
  TextInput,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { verifyDocument } from '../contract.ts'
import classes from './Documents.module.css'
import { useKindName } from './use-kind-name.ts'

/** For anyone with a paper in hand: whether it is genuine and valid. Never what it says. */
export default function VerifyPage() {
  const { t } = useTranslation('documents')
  const { token } = useRouteParams()
  return (
    <main className={classes.alone}>
      <Page title={t('verify.title')} lead={t('verify.lead')}>
        {token === undefined ? <CodeForm /> : <Answer key={token} token={token} />}
        <OtherLanguage />
      </Page>
    </main>
  )
}

function CodeForm() {
  const { t } = useTranslation('documents')
  const go = useGo()
  const [code, setCode] = useState('')
  const check = (event: FormEvent): void => {
    event.preventDefault()
    const typed = code.replace(/[^0-9A-Za-z]/g, '')
    if (typed !== '') go(`/verify/${typed}`)
  }
  return (
    <form className={classes.form} onSubmit={check}>
      <TextInput
        label={t('verify.code')}
        placeholder="XXXXX-XXXXX-XXXXX-XXXXX"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        required
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" variant="filled" leftSection={<Icon name="file-search" size={17} />}>
          {t('verify.check')}
        </Button>
      </div>
    </form>
  )
}

function Answer({ token }: { token: string }) {
  const { t } = useTranslation('documents')
  const found = useCall(verifyDocument, { token })
  return (
    <>
      {found.error === null ? (
        <Load call={found}>{(told) => <Told told={told} />}</Load>
      ) : (
        <>
          <ErrorPanel error={found.error} />
          <CodeForm />
        </>
      )}
      {found.data === undefined ? null : (
        <p>
          <Link to="/verify">{t('verify.another')}</Link>
        </p>
      )}
    </>
  )
}

const looks: Record<'valid' | 'replaced' | 'revoked', { meaning: Meaning; icon: IconName; colour: string }> =
  {
    valid: { meaning: 'blue', icon: 'shield-check', colour: 'blue' },
    replaced: { meaning: 'amber', icon: 'history', colour: 'yellow' },
    revoked: { meaning: 'red', icon: 'circle-x', colour: 'red' },
  }

function Told({ told }: { told: OutputOf<typeof verifyDocument> }) {
  const { t } = useTranslation('documents')
  const both = useBoth()
  const { instant } = useFormats()
  const kindName = useKindName([told.kind])
  const look = looks[told.status]
  return (
    <>
      <Alert color={look.colour}>
        <StatusBadge meaning={look.meaning} icon={look.icon}>
          {t(`verify.${told.status}`)}
        </StatusBadge>
        <p className={classes.verdict}>{t(`verify.${told.status}-body`)}</p>
      </Alert>
      <Section title={kindName(told.kind)}>
        <KeyValue
          columns={2}
          items={[
            { label: t('verify.number'), value: <Ltr copy>{told.number}</Ltr> },
            { label: t('verify.issuer'), value: both(told.issuer) },
            { label: t('verify.issued-at'), value: <bdi>{instant(told.issuedAt)}</bdi> },
            ...(told.endedAt === null
              ? []
              : [{ label: t('verify.ended-at'), value: <bdi>{instant(told.endedAt)}</bdi> }]),
            { label: t('verify.fingerprint'), value: <Ltr>{told.fingerprint}</Ltr> },
          ]}
        />
        <KeyValue
          columns={1}
          items={[
            {
              label: t('verify.sha256'),
              value: (
                <bdi dir="ltr" className={classes.digest}>
                  {told.sha256}
                </bdi>
              ),
            },
          ]}
        />
      </Section>
      <Compare sha256={told.sha256} />
    </>
  )
}

/** Compares a file with the issued one without sending it anywhere. */
function Compare({ sha256 }: { sha256: string }) {
  const { t } = useTranslation('documents')
  const files = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<'same' | 'different' | 'unreadable' | null>(null)
  const compare = async (file: File | undefined): Promise<void> => {
    setOutcome(null)
    if (file === undefined) return
    setOutcome(
      await digestOf(file).then(
        (own) => (own === sha256 ? 'same' : 'different'),
        () => 'unreadable',
      ),
    )
  }
  return (
    <Section title={t('verify.compare')}>
      <p>{t('verify.compare-lead')}</p>
      <input
        ref={files}
        type="file"
        hidden
        accept=".pdf,application/pdf"
        aria-label={t('upload.choose')}
        onChange={(event) => void compare(event.currentTarget.files?.[0])}
      />
      <Button leftSection={<Icon name="folder-open" size={17} />} onClick={() => files.current?.click()}>
        {t('upload.choose')}
      </Button>
      <div aria-live="polite" className={classes.outcome}>
        {outcome === null ? null : (
          <Alert
            color={outcome === 'same' ? 'blue' : outcome === 'different' ? 'red' : 'yellow'}
            icon={<Icon name={outcome === 'same' ? 'file-check' : 'alert-triangle'} />}
          >
            {t(`verify.${outcome}`)}
          </Alert>
        )}
      </div>
    </Section>
  )
}

async function digestOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

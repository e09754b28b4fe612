import {
  Alert,
  Button,
  EmptyState,
  ErrorPanel,
  Form,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  Stack,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { changePassword, getSession, listSessions, revokeSession } from '../contract.ts'
import { browserOf } from './browser.ts'

/** One's own account: second factor, password, and where one is signed in. */
export default function AccountPage() {
  const { t } = useTranslation('identity')
  const both = useBoth()
  const session = useCall(getSession, {})
  return (
    <Page title={t('account.title')} lead={t('account.lead')}>
      <Load call={session}>
        {(own) => (
          <Stack gap={26}>
            {own.mustSetUpSecondFactor ? (
              <Alert color="yellow" title={t('account.must-set-up')}>
                {t('account.must-set-up-why')}{' '}
                <Link to="/account/second-factor">{t('second-factor.set-up')}</Link>
              </Alert>
            ) : null}
            <KeyValue
              items={[
                { label: t('account.name'), value: both(own.account.name) },
                { label: t('account.username'), value: <Ltr>{own.account.username}</Ltr> },
                {
                  label: t('account.posts'),
                  value:
                    own.posts.length === 0
                      ? t('account.no-post')
                      : own.posts.map((post) => `${both(post.title)} (${both(post.unit.name)})`).join(' · '),
                },
                {
                  label: t('second-factor.title'),
                  value: (
                    <>
                      <StatusBadge meaning={own.hasSecondFactor ? 'blue' : 'amber'}>
                        {t(own.hasSecondFactor ? 'second-factor.on' : 'second-factor.off')}
                      </StatusBadge>{' '}
                      <Link to="/account/second-factor">
                        {t(own.hasSecondFactor ? 'second-factor.replace' : 'second-factor.set-up')}
                      </Link>
                    </>
                  ),
                },
              ]}
            />
            <Sessions />
            {own.hasPassword ? <Password /> : null}
          </Stack>
        )}
      </Load>
    </Page>
  )
}

function Sessions() {
  const { t } = useTranslation('identity')
  const { instant } = useFormats()
  const sessions = useCall(listSessions, {})
  const revoke = useCommand(revokeSession, { onDone: () => say(t('sessions.ended')) })
  return (
    <Section title={t('sessions.title')}>
      {revoke.error == null ? null : <ErrorPanel error={revoke.error} />}
      <Load call={sessions}>
        {({ sessions: open }) => (
          <RecordTable
            name="identity.sessions"
            caption={t('sessions.title')}
            rows={open}
            rowKey={(row) => row.id}
            empty={<EmptyState title={t('sessions.none')} />}
            columns={[
              {
                key: 'browser',
                label: t('sessions.browser'),
                cell: (row) => <Ltr>{browserOf(row.userAgent)}</Ltr>,
              },
              {
                key: 'address',
                label: t('sessions.address'),
                cell: (row) => (row.address === '' ? '' : <Ltr>{row.address}</Ltr>),
              },
              { key: 'began', label: t('sessions.began'), cell: (row) => instant(row.startedAt) },
              { key: 'seen', label: t('sessions.seen'), cell: (row) => instant(row.seenAt) },
              {
                key: 'act',
                label: t('sessions.end'),
                cell: (row) =>
                  row.current ? (
                    <StatusBadge meaning="blue">{t('sessions.this')}</StatusBadge>
                  ) : (
                    <Button loading={revoke.busy} onClick={() => revoke.start({ id: row.id })}>
                      {t('sessions.end')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Load>
    </Section>
  )
}

/** Sent by hand, not by the form's own endpoint: that remembers a form's last entry on this device, and must not this one. */
function Password() {
  const { t } = useTranslation('identity')
  const change = useCommand(changePassword, { onDone: () => say(t('password.changed')) })
  return (
    <Section title={t('password.title')} foldable folded>
      <Form
        schema={changePassword.input}
        initial={{}}
        submit={t('password.change')}
        onSubmit={async (values) => {
          await change.run(values as { current: string; next: string })
        }}
      >
        <TextField
          name="current"
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          ltr
          required
        />
        <TextField
          name="next"
          label={t('password.next')}
          hint={t('password.hint')}
          type="password"
          autoComplete="new-password"
          ltr
          required
        />
      </Form>
    </Section>
  )
}

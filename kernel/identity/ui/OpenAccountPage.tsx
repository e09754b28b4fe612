import { Form, NameFields, Page, say, TextField, useGo, useTranslation } from '#platform/ui'
import { openAccount } from '../contract.ts'

/** Opens an account for a person. */
export default function OpenAccountPage() {
  const { t } = useTranslation('identity')
  const go = useGo()
  return (
    <Page
      title={t('accounts.open')}
      lead={t('accounts.open-lead')}
      back={{ to: '/accounts', label: t('nav.accounts') }}
    >
      <Form
        endpoint={openAccount}
        initial={{ name: { en: '', ur: '' } }}
        draft="identity.account"
        submit={t('accounts.open')}
        onDone={() => {
          say(t('accounts.opened'))
          go('/accounts')
        }}
      >
        <NameFields name="name" required />
        <TextField
          name="username"
          label={t('account.username')}
          hint={t('accounts.username-hint')}
          ltr
          required
        />
      </Form>
    </Page>
  )
}

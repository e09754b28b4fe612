import { Form, Page, TextField, useCommand, useGo, useTranslation } from '#platform/ui'
import { enrol } from '../contract.ts'
import classes from './SecondFactorPage.module.css'

/**
 * Choose a password with the code two officers gave. Not sent by the form's own endpoint, which remembers a form's last
 * entry on this device.
 */
export default function EnrolPage() {
  const { t } = useTranslation('identity')
  const go = useGo()
  const command = useCommand(enrol, { onDone: () => go('/account') })
  return (
    <main className={classes.alone}>
      <Page
        title={t('enrol.title')}
        lead={t('enrol.lead')}
        back={{ to: '/sign-in', label: t('enrol.sign-in') }}
      >
        <Form
          schema={enrol.input}
          initial={{}}
          submit={t('enrol.submit')}
          onSubmit={async (values) => {
            await command.run(values as { username: string; code: string; password: string })
          }}
        >
          <TextField name="username" label={t('account.username')} autoComplete="username" ltr required />
          <TextField name="code" label={t('enrol.code')} hint={t('enrol.code-hint')} ltr required />
          <TextField
            name="password"
            label={t('password.next')}
            hint={t('password.hint')}
            type="password"
            autoComplete="new-password"
            ltr
            required
          />
        </Form>
      </Page>
    </main>
  )
}

import { type FormEvent, useState } from 'react'
import {
  Alert,
  Button,
  ErrorPanel,
  Group,
  Ltr,
  latinDigits,
  Page,
  Stack,
  say,
  Text,
  TextInput,
  useCommand,
  useGo,
  useTranslation,
} from '#platform/ui'
import { beginSecondFactor, confirmSecondFactor } from '../contract.ts'
import { QrDrawing } from './QrDrawing.tsx'
import classes from './SecondFactorPage.module.css'

/** Sets up the authenticator: scan, then show the first code. */
export default function SecondFactorPage() {
  const { t } = useTranslation('identity')
  const go = useGo()
  const [made, setMade] = useState<{ secret: string; uri: string } | undefined>(undefined)
  const [code, setCode] = useState('')
  const begin = useCommand(beginSecondFactor, { onDone: setMade })
  const confirm = useCommand(confirmSecondFactor, {
    onDone: () => {
      say(t('second-factor.done'))
      go('/account')
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    confirm.start({ code })
  }
  const failure = begin.error ?? confirm.error
  return (
    <Page
      title={t('second-factor.title')}
      lead={t('second-factor.lead')}
      back={{ to: '/account', label: t('nav.account') }}
    >
      <Stack gap={18}>
        {failure == null ? null : <ErrorPanel error={failure} />}
        {made === undefined ? (
          <Group>
            <Button variant="filled" loading={begin.busy} onClick={() => begin.start({})}>
              {t('second-factor.begin')}
            </Button>
          </Group>
        ) : (
          <form onSubmit={send}>
            <ol className={classes.steps}>
              <li>
                <Text>{t('second-factor.scan')}</Text>
                <QrDrawing text={made.uri} label={t('second-factor.drawing')} />
                <Text size="sm">{t('second-factor.type')}</Text>
                <Ltr copy>{made.secret.match(/.{1,4}/g)?.join(' ') ?? ''}</Ltr>
              </li>
              <li>
                <TextInput
                  className={classes.code}
                  label={t('second-factor.code')}
                  description={t('second-factor.code-hint')}
                  dir="ltr"
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  maxLength={6}
                  value={code}
                  onChange={(event) =>
                    setCode(latinDigits(event.currentTarget.value).replace(/\D/g, '').slice(0, 6))
                  }
                />
              </li>
              <li>
                <Alert color="blue">{t('second-factor.others-end')}</Alert>
                <Button
                  type="submit"
                  variant="filled"
                  loading={confirm.busy}
                  disabled={code.length < 6}
                  mt={12}
                >
                  {t('second-factor.confirm')}
                </Button>
              </li>
            </ol>
          </form>
        )}
      </Stack>
    </Page>
  )
}

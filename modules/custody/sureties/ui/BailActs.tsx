import {
  Button,
  DateField,
  Group,
  SelectField,
  say,
  TextField,
  today,
  useCommand,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { type BailOf, clearObstacle, saidObstacles, sayObstacle, sendBailNotice } from '../contract.ts'

/** A reminder, or a letter to the Sessions Judge, that went out. */
export function NoticeForm({ data }: { data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  return (
    <ActForm
      label={t('notice.act')}
      icon="bell"
      endpoint={sendBailNotice}
      initial={{ sentOn: today(), kind: 'reminder' }}
      given={{ imprisonmentId: data.prisoner.imprisonmentId }}
      onDone={() => say(t('notice.done'))}
    >
      <SelectField
        name="kind"
        label={t('notice.kind')}
        required
        options={['reminder', 'escalation'].map((value) => ({ value, label: t(`notice.${value}`) }))}
      />
      <TextField name="toWhom" label={t('notice.to')} required maxLength={200} />
      <DateField name="sentOn" label={t('notice.on')} required />
      <TextField name="paper" label={t('notice.paper')} required maxLength={200} />
    </ActForm>
  )
}

/** What no paper shows is said here, and taken back when it is over. */
export function ObstacleActs({ data }: { data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  const clear = useCommand(clearObstacle, { onDone: () => say(t('one.cleared')) })
  return (
    <Group gap={8}>
      {data.obstacles.flatMap(({ id, obstacle }) =>
        id === null
          ? []
          : [
              <Button key={id} size="xs" loading={clear.busy} onClick={() => clear.start({ obstacleId: id })}>
                {t('one.clear', { what: t(`obstacle.${obstacle}`) })}
              </Button>,
            ],
      )}
      {data.prisoner.inside ? (
        <ActForm
          label={t('one.say')}
          icon="plus"
          endpoint={sayObstacle}
          given={{ imprisonmentId: data.prisoner.imprisonmentId }}
          onDone={() => say(t('one.said'))}
        >
          <SelectField
            name="kind"
            label={t('one.what')}
            required
            options={saidObstacles.map((value) => ({ value, label: t(`obstacle.${value}`) }))}
          />
          <TextField name="words" label={t('one.words')} maxLength={500} />
        </ActForm>
      ) : null}
    </Group>
  )
}

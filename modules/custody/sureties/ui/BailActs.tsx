import { Button, Group, SelectField, say, TextField, useCommand, useTranslation } from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { type BailOf, clearObstacle, saidObstacles, sayObstacle } from '../contract.ts'

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

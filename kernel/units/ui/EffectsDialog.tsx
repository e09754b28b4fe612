import type { OutputOf } from '#platform/http/contract'
import { Button, ErrorPanel, Group, Modal, Stack, Text, useBoth, useTranslation } from '#platform/ui'
import type { previewUnitChange } from '../contract.ts'
import classes from './Units.module.css'

/** Who would see more or less, said before the change is made. */
export function EffectsDialog({
  effects,
  act,
  error,
  busy,
  onClose,
  onConfirm,
}: {
  effects: OutputOf<typeof previewUnitChange>
  act: string
  error: unknown
  busy: boolean
  onClose: () => void
  onConfirm: () => void
}) {
  const { t } = useTranslation('units')
  const both = useBoth()
  const { rows, gaining, losing, holders } = effects
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('change.effects')}
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      <Stack gap={14}>
        <Text size="sm" className={classes.soft}>
          {t('change.effects-on', { on: effects.on })}
        </Text>
        {rows.length === 0 ? (
          <Text>{t('change.no-effect')}</Text>
        ) : (
          <>
            <Text fw={600}>
              {t('change.gaining', { count: gaining })} {t('change.losing', { count: losing })}
            </Text>
            <div className={classes.scroll}>
              <table className={classes.plain}>
                <thead>
                  <tr>
                    <th scope="col">{t('change.post')}</th>
                    <th scope="col">{t('change.unit')}</th>
                    {(['grants', 'gains', 'loses'] as const).map((key) => (
                      <th key={key} scope="col" className={classes.number}>
                        {t(`change.${key}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={`${row.post.en} ${row.unit.id}`}>
                      <th scope="row">{both(row.post)}</th>
                      <td>{both(row.unit.name)}</td>
                      <td className={classes.number}>{row.grants}</td>
                      <td className={classes.number}>{row.gains}</td>
                      <td className={classes.number}>{row.loses}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
        {holders === 0 ? null : <Text size="sm">{t('change.holders', { count: holders })}</Text>}
        {error === null || error === undefined ? null : <ErrorPanel error={error} />}
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{t('change.back')}</Button>
          <Button variant="filled" loading={busy} onClick={onConfirm}>
            {act}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

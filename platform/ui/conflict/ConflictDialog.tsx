import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { Button, Group, Modal, Stack } from '../mantine.ts'
import classes from './ConflictDialog.module.css'
import { type Difference, firstChoice, type Side } from './differences.ts'

/**
 * Somebody else has changed the record meanwhile: each field that differs, mine beside theirs, and a choice for each. What only one
 * of the two changed is chosen already and can be changed; where both did, nothing is.
 */
export function ConflictDialog({
  found,
  label,
  show,
  onSettle,
  onClose,
}: {
  found: readonly Difference[]
  /** The name of a field, and a value of it, in the interface language. */
  label: (key: string) => string
  show: (key: string, value: unknown) => string
  onSettle: (choice: Readonly<Record<string, Side>>) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [choice, setChoice] = useState(() => firstChoice(found))
  const [asked, setAsked] = useState(false)
  const open = found.filter(({ key }) => choice[key] === undefined)
  return (
    <Modal opened onClose={onClose} title={t('common:conflict.title')} size="xl">
      <Stack gap={14}>
        <p className={classes.lead}>{t('common:conflict.lead')}</p>
        {found.map((difference) => (
          <Choice
            key={difference.key}
            difference={difference}
            label={label(difference.key)}
            show={(value) => show(difference.key, value)}
            chosen={choice[difference.key]}
            missing={asked && choice[difference.key] === undefined}
            choose={(side) => setChoice((before) => ({ ...before, [difference.key]: side }))}
          />
        ))}
        {asked && open.length > 0 ? (
          <p role="alert" className={classes.missing}>
            <Icon name="alert-triangle" size={17} /> {t('common:conflict.open', { count: open.length })}
          </p>
        ) : null}
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{t('common:conflict.back')}</Button>
          <Button
            variant="filled"
            leftSection={<Icon name="check" size={17} />}
            onClick={() => (open.length === 0 ? onSettle(choice) : setAsked(true))}
          >
            {t('common:conflict.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Choice({
  difference: { base, mine, theirs, changedBy },
  label,
  show,
  chosen,
  missing,
  choose,
}: {
  difference: Difference
  label: string
  show: (value: unknown) => string
  chosen: Side | undefined
  missing: boolean
  choose: (side: Side) => void
}) {
  const { t } = useTranslation()
  const name = useId()
  const words = (value: unknown) => show(value) || t('common:conflict.empty')
  return (
    <fieldset className={classes.field} data-missing={missing || undefined}>
      <legend>
        <strong>{label}</strong>{' '}
        <span className={classes.soft}>
          {t(`common:conflict.changed-${changedBy}`)} · {t('common:conflict.was')} <bdi>{words(base)}</bdi>
        </span>
      </legend>
      <div className={classes.sides}>
        {([['mine', mine] as const, ['theirs', theirs] as const] satisfies [Side, unknown][]).map(
          ([side, value]) => (
            <label key={side} className={classes.side} data-chosen={chosen === side || undefined}>
              <input type="radio" name={name} checked={chosen === side} onChange={() => choose(side)} />
              <span>
                <span className={classes.soft}>{t(`common:conflict.${side}`)}</span>
                <bdi className={classes.value}>{words(value)}</bdi>
              </span>
            </label>
          ),
        )}
      </div>
    </fieldset>
  )
}

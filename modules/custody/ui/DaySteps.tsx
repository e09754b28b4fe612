import { ActionIcon, Button, Group, Icon, today, useTranslation } from '#platform/ui'

function daysFrom(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** From day to day, and to those that are asked for most. */
export function DaySteps({
  on,
  set,
  ahead = false,
}: {
  on: string
  set: (day: string) => void
  /** Days still to come can be shown. */
  ahead?: boolean
}) {
  const { t } = useTranslation('custody')
  return (
    <Group gap="xs">
      <Button onClick={() => set(today())} aria-pressed={on === today()}>
        {t('common:word.today')}
      </Button>
      {ahead ? (
        <Button onClick={() => set(daysFrom(today(), 1))} aria-pressed={on === daysFrom(today(), 1)}>
          {t('productions.tomorrow')}
        </Button>
      ) : null}
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('productions.day-before')}
        onClick={() => set(daysFrom(on, -1))}
      >
        <span className="mirrored">
          <Icon name="chevron-left" size={18} />
        </span>
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="lg"
        disabled={!ahead && on >= today()}
        aria-label={t('productions.day-after')}
        onClick={() => set(daysFrom(on, 1))}
      >
        <span className="mirrored">
          <Icon name="chevron-right" size={18} />
        </span>
      </ActionIcon>
    </Group>
  )
}

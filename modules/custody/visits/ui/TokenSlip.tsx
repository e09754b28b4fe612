import { Button, Group, Icon, Ltr, Modal, useBoth, useFormats, useTranslation } from '#platform/ui'
import type { Visit } from '../contract.ts'
import classes from './Visits.module.css'

/** The token as it is handed over: its number once the server has given one, before that the code this device made. */
export function TokenSlip({
  visit,
  prison,
  close,
}: {
  visit: Visit | undefined
  prison: { en: string; ur: string }
  close: () => void
}) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <Modal
      opened={visit !== undefined}
      onClose={close}
      title={t('token.title')}
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      {visit === undefined ? null : (
        <>
          <div className={classes.slip}>
            <p>{both(prison)}</p>
            <p>{t('token.number')}</p>
            <strong>
              <Ltr>{visit.tokenNo === null ? (visit.tokenCode ?? '–') : String(visit.tokenNo)}</Ltr>
            </strong>
            <p>
              {date(visit.onDate)} · <Ltr>{visit.slotAt}</Ltr> · {both(visit.place)}
            </p>
            <p>
              <Ltr>{visit.number}</Ltr> {both(visit.name)}
            </p>
            {visit.visitors.map((person) => (
              <p key={person.id}>
                {both(person.name)} ({t(`relation.${person.relation}`)})
              </p>
            ))}
            <p className={classes.soft}>{t('token.minutes', { count: visit.minutes })}</p>
          </div>
          <Group gap={8} mt="md">
            <Button
              variant="filled"
              data-autofocus
              leftSection={<Icon name="printer" size={17} />}
              onClick={() => window.print()}
            >
              {t('token.print')}
            </Button>
            <Button onClick={close}>{t('common:act.close')}</Button>
          </Group>
        </>
      )}
    </Modal>
  )
}

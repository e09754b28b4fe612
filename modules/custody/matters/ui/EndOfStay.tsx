import { useState } from 'react'
import { Button, ConfirmAct, say, useCommand, useTranslation } from '#platform/ui'
import { endStayByDeath } from '../contract.ts'

/** The stay of somebody who died is ended by an officer who neither attested the death nor handed the body over. */
export function EndOfStay({ id }: { id: string }) {
  const { t } = useTranslation('custody-matters')
  const [opened, setOpened] = useState(false)
  const end = useCommand(endStayByDeath, { onDone: () => say(t('death.done')) })
  return (
    <>
      <Button variant="filled" onClick={() => setOpened(true)}>
        {t('death.act')}
      </Button>
      <ConfirmAct
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('death.act')}
        consequence={t('death.consequence')}
        actLabel={t('death.act')}
        onConfirm={() => end.run({ id })}
      />
    </>
  )
}

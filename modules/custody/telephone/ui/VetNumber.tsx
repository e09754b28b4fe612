import { useState } from 'react'
import { Button, ConfirmAct, useCommand, useMay, useTranslation } from '#platform/ui'
import { vetNumber } from '../contract.ts'

/** A number is approved at once, or refused with the reason. */
export function VetNumber({ numberId, number }: { numberId: string; number: string }) {
  const { t } = useTranslation('custody-telephone')
  const mayVet = useMay('custody:vet-visitor')
  const vet = useCommand(vetNumber)
  const [refusing, setRefusing] = useState(false)
  if (!mayVet) return null
  return (
    <>
      <Button
        size="xs"
        variant="light"
        aria-label={`${t('number.approve')} ${number}`}
        onClick={() => vet.start({ numberId, state: 'approved' })}
      >
        {t('number.approve')}
      </Button>
      <Button size="xs" aria-label={`${t('number.refuse')} ${number}`} onClick={() => setRefusing(true)}>
        {t('number.refuse')}
      </Button>
      <ConfirmAct
        opened={refusing}
        onClose={() => setRefusing(false)}
        title={t('number.refuse')}
        consequence={t('number.refuse-means')}
        reason="required"
        actLabel={t('number.refuse')}
        onConfirm={async (why) => {
          await vet.run({ numberId, state: 'refused', why })
        }}
      />
    </>
  )
}

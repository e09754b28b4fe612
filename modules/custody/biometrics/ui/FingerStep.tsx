import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import { Button, ErrorPanel, Icon, StatusBadge, useCommand, useTranslation } from '#platform/ui'
import { type checkArrivalFinger, checkFinger, type FingerSetup } from '../contract.ts'
import classes from './Biometrics.module.css'
import { useCapture } from './use-capture.ts'

type Answer = OutputOf<typeof checkFinger>

/** No device, and it is said outright: nobody may believe that a finger was looked at. */
export function NoReader() {
  const { t } = useTranslation('custody-biometrics')
  return (
    <StatusBadge meaning="grey" icon="fingerprint">
      {t('no-reader')}
    </StatusBadge>
  )
}

/** Reads a finger and has it compared. What the reader could not read is sent too: that it was tried stays on record. */
export function useFingerCheck(
  setup: FingerSetup,
  endpoint: typeof checkFinger | typeof checkArrivalFinger = checkFinger,
) {
  const check = useCommand(endpoint)
  const { capture, busy, trouble } = useCapture(setup)
  return {
    busy: busy || check.busy,
    trouble,
    error: check.error,
    async run(id: string): Promise<Answer> {
      const found = await capture(null)
      return check.run({ id, device: found?.device ?? setup.driver, ...(found ?? {}) })
    },
  }
}

/** The first thing asked at the gate where there is a reader: the finger. The eye comes after it, not instead. */
export function FingerStep({
  id,
  endpoint,
  setup,
  enrolled,
  onKnown,
}: {
  id: string
  endpoint: typeof checkFinger | typeof checkArrivalFinger
  setup: FingerSetup
  enrolled: number
  onKnown: () => void
}) {
  const { t } = useTranslation('custody-biometrics')
  const check = useFingerCheck(setup, endpoint)
  const [answer, setAnswer] = useState<Answer>()
  if (setup.driver === 'none') return <NoReader />
  return (
    <div className={classes.step}>
      <Button
        variant="filled"
        size="md"
        loading={check.busy}
        disabled={enrolled === 0}
        leftSection={<Icon name="fingerprint-scan" size={20} />}
        onClick={() =>
          void check.run(id).then(
            (found) => {
              setAnswer(found)
              if (found.result === 'matched') onKnown()
            },
            () => undefined,
          )
        }
      >
        {t('step.compare')}
      </Button>
      {enrolled === 0 ? <span>{t('why.not-enrolled')}</span> : null}
      {check.trouble === undefined ? null : (
        <StatusBadge meaning="amber" icon="alert-triangle">
          {check.trouble}
        </StatusBadge>
      )}
      {answer?.why == null || check.trouble !== undefined ? null : (
        <StatusBadge meaning="amber" icon="eye">
          {t(`why.${answer.why}`)}
        </StatusBadge>
      )}
      {check.error == null ? null : <ErrorPanel error={check.error} />}
    </div>
  )
}

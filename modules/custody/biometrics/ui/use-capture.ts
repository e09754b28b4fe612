import { useState } from 'react'
import { useBoth, useTranslation } from '#platform/ui'
import type { FingerSetup } from '../contract.ts'
import { type Finger, FingerRecordError } from '../finger-record.ts'
import { type Capture, deviceOf } from './devices.ts'

/** Asks the desk's reader for a finger; what went wrong is said in words, beside what could be done. */
export function useCapture(setup: FingerSetup) {
  const { t } = useTranslation('custody-biometrics')
  const both = useBoth()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const capture = async (finger: Finger | null): Promise<Capture | null> => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const device = deviceOf(setup)
      const [reader] = await device.list()
      if (reader === undefined) {
        setTrouble(t('device.away'))
        return null
      }
      const found = await device.capture(reader, finger)
      if (found === null) setTrouble(t('device.nothing'))
      return found
    } catch (error) {
      setTrouble(error instanceof FingerRecordError ? both(error.text) : t('device.away'))
      return null
    } finally {
      setBusy(false)
    }
  }
  return { capture, busy, trouble }
}

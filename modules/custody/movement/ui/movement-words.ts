import { useBoth, useTranslation } from '#platform/ui'
import { leaveReasons, type Movement } from '../contract.ts'

/** Where a movement went, or from where to where inside. */
export function useWhere(): (movement: Movement) => string {
  const { t } = useTranslation(['custody-movement', 'custody', 'custody-transfer'])
  const both = useBoth()
  return ({ kind, reason, destination, from, to }) => {
    if (kind === 'INT' && to !== null)
      return from === null ? t('to', { to: both(to) }) : t('from-to', { from: both(from), to: both(to) })
    const known = leaveReasons.find((one) => one === reason)
    const parts = [
      ...(destination === null ? [] : [both(destination)]),
      ...(kind === 'TAP' && known !== undefined ? [t(`reason.${known}`)] : []),
      ...(kind === 'WAY' && reason !== null ? [t(`custody-transfer:reason.${reason}`)] : []),
      ...(kind === 'REL' && reason !== null ? [t(`custody:release-ground.${reason}`)] : []),
    ]
    return parts.join(' · ')
  }
}

import { ConfirmAct, say, useCommand, useTranslation } from '#platform/ui'
import { type Proposal, proposeDecision } from '../contract.ts'

/** A decision in the making: which act it is, and the proposal once its reason is written. */
export interface Asking {
  readonly kind: Proposal['kind']
  readonly make: (reason: string) => Proposal
}

/** Asks a reviewer for the reason of a proposal and sends it to a second officer; says so when dates of law hang on it. */
export function ProposeAct({
  asking,
  onClose,
  onSent,
}: {
  asking: Asking
  onClose: () => void
  onSent?: () => void
}) {
  const { t } = useTranslation('people')
  const propose = useCommand(proposeDecision)
  return (
    <ConfirmAct
      opened
      onClose={onClose}
      title={t(`act.${asking.kind}`)}
      consequence={t(`consequence.${asking.kind}`)}
      reason="required"
      actLabel={t('act.propose')}
      onConfirm={async (why) => {
        const made = await propose.run({ proposal: asking.make(why ?? '') })
        say(
          made.legalDates.length === 0
            ? t('review.sent')
            : t('review.sent-dates', { count: made.legalDates.length }),
        )
        onClose()
        onSent?.()
      }}
    />
  )
}

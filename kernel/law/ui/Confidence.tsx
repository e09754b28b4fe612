import { StatusBadge, useTranslation } from '#platform/ui'

const meaningOfConfidence = {
  statute: 'blue',
  A: 'blue',
  sourced: 'blue',
  B: 'amber',
  interpretive: 'amber',
  policy: 'amber',
  C: 'red',
  'general-knowledge': 'red',
  G: 'red',
} as const

/** How sure a number of law or an offence is: never shown without the word. */
export function Confidence({ level }: { level: string }) {
  const { t } = useTranslation('law')
  const known =
    level in meaningOfConfidence ? (level as keyof typeof meaningOfConfidence) : 'general-knowledge'
  const meaning = meaningOfConfidence[known]
  return (
    <StatusBadge meaning={meaning} icon={meaning === 'blue' ? 'circle-check' : 'help'}>
      {t(`confidence.${known}`)}
    </StatusBadge>
  )
}

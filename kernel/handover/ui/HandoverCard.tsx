import { useState } from 'react'
import {
  Button,
  ConfirmAct,
  DeadlineBadge,
  Group,
  KeyValue,
  Link,
  Load,
  Ltr,
  Section,
  Stack,
  StatusBadge,
  Timeline,
  useBoth,
  useCall,
  useCommand,
  useTranslation,
} from '#platform/ui'
import {
  acceptHandover,
  completeHandover,
  getHandover,
  type Handover,
  offerHandoverAgain,
  rejectHandover,
  withdrawHandover,
} from '../contract.ts'
import { useAge } from './age.ts'
import { meaningOf } from './meaning.ts'

/** A hand-over with its steps, each signed, and the acts one's post has. */
export default function HandoverCard({ id }: { id: string }) {
  const found = useCall(getHandover, { id })
  return <Load call={found}>{(one) => <Shown handover={one} />}</Load>
}

function Shown({ handover }: { handover: Handover }) {
  const { t } = useTranslation('handover')
  const both = useBoth()
  const age = useAge()
  const open = handover.state !== 'done' && handover.state !== 'withdrawn'
  return (
    <Section title={both(handover.title)} actions={<Acts handover={handover} />}>
      <Stack gap={14}>
        <Group gap={8}>
          <StatusBadge meaning={meaningOf(handover)}>{t(`state.${handover.state}`)}</StatusBadge>
          {open ? <DeadlineBadge date={handover.dueOn} /> : null}
          <span>{age(handover)}</span>
        </Group>
        <KeyValue
          columns={3}
          items={[
            { label: t('list.from'), value: both(handover.from) },
            { label: t('list.to'), value: both(handover.to) },
            { label: t('round'), value: <Ltr>{String(handover.round)}</Ltr> },
            ...(handover.reason === null ? [] : [{ label: t('common:word.reason'), value: handover.reason }]),
            ...(handover.href === null
              ? []
              : [{ label: t('subject'), value: <Link to={handover.href}>{t('open-subject')}</Link> }]),
          ]}
        />
        <Timeline
          entries={handover.steps.toReversed().map((step) => ({
            id: step.id,
            at: step.at,
            agency: both(step.unit),
            icon: step.side === 'from' ? 'transfer-out' : 'transfer-in',
            title: t(`step.${step.act}`),
            detail: step.reason ?? undefined,
            by: t('signed', { name: both(step.by), post: both(step.post) }),
          }))}
        />
      </Stack>
    </Section>
  )
}

type Act = 'accept' | 'reject' | 'complete' | 'withdraw' | 'offer-again'

function Acts({ handover }: { handover: Handover }) {
  const { t } = useTranslation('handover')
  const both = useBoth()
  const [act, setAct] = useState<Act | undefined>(undefined)
  const { id, may } = handover
  const accept = useCommand(acceptHandover)
  const reject = useCommand(rejectHandover)
  const complete = useCommand(completeHandover)
  const withdraw = useCommand(withdrawHandover)
  const again = useCommand(offerHandoverAgain)
  const confirm = (name: Act, onConfirm: (reason: string) => Promise<unknown>) => ({
    opened: act === name,
    onClose: () => setAct(undefined),
    title: t(`act.${name}`),
    actLabel: t(`act.${name}`),
    consequence: t(`consequence.${name}`, { from: both(handover.from), to: both(handover.to) }),
    onConfirm,
  })
  const button = (name: Act, allowed: boolean, main = false) =>
    allowed ? (
      <Button {...(main ? { variant: 'filled' } : {})} onClick={() => setAct(name)}>
        {t(`act.${name}`)}
      </Button>
    ) : null
  return (
    <Group gap={8}>
      {button('reject', may.reject)}
      {button('accept', may.accept, true)}
      {button('complete', may.complete, true)}
      {button('withdraw', may.withdraw)}
      {button('offer-again', may.offerAgain, true)}
      <ConfirmAct {...confirm('accept', () => accept.run({ id }))} />
      <ConfirmAct {...confirm('reject', (reason) => reject.run({ id, reason }))} reason="required" />
      <ConfirmAct {...confirm('complete', () => complete.run({ id }))} />
      <ConfirmAct
        {...confirm('withdraw', (reason) => withdraw.run({ id, reason }))}
        reason="required"
        danger
      />
      <ConfirmAct {...confirm('offer-again', () => again.run({ id }))} />
    </Group>
  )
}

import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ChoiceField,
  Columns,
  ConfirmAct,
  DateField,
  Form,
  Group,
  Icon,
  Modal,
  StatusBadge,
  say,
  TextField,
  today,
  useBoth,
  useCommand,
  useTranslation,
} from '#platform/ui'
import {
  approveTransfer,
  bringBackTransfer,
  departTransfer,
  type getTransfer,
  refuseTransfer,
  settleTransfer,
  withdrawTransfer,
} from '../contract.ts'

type Data = OutputOf<typeof getTransfer>
type Act = 'approve' | 'withdraw' | 'depart' | 'refuse' | 'back' | 'settle'

/** What this officer may do with it now. */
export function TransferActs({ data: { transfer: one, may, own, blockers } }: { data: Data }) {
  const { t } = useTranslation('custody-transfer')
  const both = useBoth()
  const [act, setAct] = useState<Act>()
  const close = () => setAct(undefined)
  const approve = useCommand(approveTransfer, { onDone: () => say(t('approve.done')) })
  const withdraw = useCommand(withdrawTransfer)
  const refuse = useCommand(refuseTransfer, { onDone: () => say(t('refuse.done')) })
  const back = useCommand(bringBackTransfer, { onDone: () => say(t('back.done')) })
  const stopped = blockers.some((each) => each.stops)
  const button = (key: Act, label: string, main = false) => (
    <Button
      key={key}
      {...(main ? { variant: 'filled' } : {})}
      disabled={stopped && (key === 'approve' || key === 'depart')}
      onClick={() => setAct(key)}
    >
      {label}
    </Button>
  )
  return (
    <Group gap={8}>
      {own && one.state === 'proposed' ? (
        <StatusBadge meaning="grey" icon="user">
          {t('own')}
        </StatusBadge>
      ) : null}
      {may.approve ? button('approve', t('approve.act'), true) : null}
      {may.depart ? button('depart', t('depart.act'), true) : null}
      {may.bringBack ? button('back', t('back.act'), true) : null}
      {may.settle ? button('settle', t('settle.act'), true) : null}
      {may.receive && one.caught === null ? button('refuse', t('refuse.act')) : null}
      {may.withdraw ? button('withdraw', t(one.caught === null ? 'withdraw.act' : 'caught.wrong')) : null}
      <ConfirmAct
        opened={act === 'approve'}
        onClose={close}
        title={t('approve.act')}
        consequence={t('approve.means', { prison: both(one.to.name) })}
        actLabel={t('approve.act')}
        onConfirm={() => approve.run({ id: one.id })}
      />
      <ConfirmAct
        opened={act === 'withdraw'}
        onClose={close}
        title={t(one.caught === null ? 'withdraw.act' : 'caught.wrong')}
        consequence={
          one.caught === null ? t('withdraw.means') : t('caught.wrong-means', { prison: both(one.from.name) })
        }
        reason="required"
        actLabel={t(one.caught === null ? 'withdraw.act' : 'caught.wrong')}
        onConfirm={(why) => withdraw.run({ id: one.id, why })}
      />
      <ConfirmAct
        opened={act === 'refuse'}
        onClose={close}
        title={t('refuse.act')}
        consequence={t('refuse.means', { prison: both(one.from.name) })}
        reason="required"
        danger
        actLabel={t('refuse.act')}
        onConfirm={(why) => refuse.run({ id: one.id, why })}
      />
      <ConfirmAct
        opened={act === 'back'}
        onClose={close}
        title={t('back.act')}
        consequence={t('back.means')}
        actLabel={t('back.act')}
        onConfirm={() => back.run({ id: one.id })}
      />
      <Modal opened={act === 'depart'} onClose={close} title={t('depart.act')} size="lg">
        <Depart id={one.id} close={close} />
      </Modal>
      <Modal opened={act === 'settle'} onClose={close} title={t('settle.act')} size="lg">
        <Form
          endpoint={settleTransfer}
          initial={{ bags: 'found' }}
          submit={t('settle.act')}
          cancel={close}
          prepare={(values) => ({ ...values, id: one.id })}
          onDone={() => {
            close()
            say(t('settle.done'))
          }}
        >
          <TextField name="why" label={t('settle.why')} hint={t('settle.why-hint')} multiline required />
          <ChoiceField
            name="bags"
            label={t('settle.bags')}
            required
            options={(['found', 'lost'] as const).map((value) => ({ value, label: t(`settle.${value}`) }))}
          />
        </Form>
      </Modal>
    </Group>
  )
}

function Depart({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation('custody-transfer')
  return (
    <Form
      endpoint={departTransfer}
      initial={{ dueOn: today() }}
      submit={t('depart.act')}
      cancel={close}
      prepare={(values) => {
        const { dueOn, dueTime, ...rest } = values as Record<string, string>
        return { ...rest, id, dueAt: `${dueOn}T${dueTime}` }
      }}
      onDone={() => {
        close()
        say(t('depart.done'))
      }}
    >
      <p>
        <Icon name="info-circle" size={16} /> {t('depart.means')}
      </p>
      <TextField name="escort" label={t('escort')} hint={t('depart.escort-hint')} required maxLength={200} />
      <Columns>
        <DateField name="dueOn" label={t('depart.due-on')} required />
        <TextField name="dueTime" ltr label={t('depart.due-time')} hint="17:40" required />
      </Columns>
    </Form>
  )
}

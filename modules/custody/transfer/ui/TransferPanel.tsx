import { useState } from 'react'
import {
  Button,
  Columns,
  DateField,
  EmptyState,
  Form,
  Icon,
  Link,
  Load,
  Ltr,
  Modal,
  Section,
  SelectField,
  say,
  TextField,
  today,
  useBoth,
  useCall,
  useFormats,
  useFormValues,
  useGo,
  useMay,
  useRecordEnded,
  useTranslation,
} from '#platform/ui'
import { getTransferOptions, listTransfers, proposeTransfer, transferReasons } from '../contract.ts'
import classes from './Transfer.module.css'
import { Blockers, TransferState, Way } from './words.tsx'

const open = ['proposed', 'approved', 'on-road', 'refused']

/** On the prisoner's page: transfers of this stay, by which it came here, and proposing one. */
export default function TransferPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-transfer')
  const { date } = useFormats()
  const ended = useRecordEnded()
  const mayPropose = useMay('custody:propose-transfer') && !ended
  const [proposing, setProposing] = useState(false)
  const found = useCall(listTransfers, { imprisonmentId: id, show: 'all', size: 20 })
  const rows = found.data?.rows ?? []
  const gone = rows.some((row) => row.state === 'accepted' && row.newNumber !== null)
  const offered = mayPropose && found.data !== undefined && !rows.some((row) => open.includes(row.state))
  return (
    <Section
      title={t('panel.title')}
      actions={
        offered ? (
          <Button size="xs" leftSection={<Icon name="truck" size={16} />} onClick={() => setProposing(true)}>
            {t('propose.act')}
          </Button>
        ) : undefined
      }
    >
      <Modal opened={proposing} onClose={() => setProposing(false)} title={t('propose.act')} size="lg">
        <Propose id={id} close={() => setProposing(false)} />
      </Modal>
      <Load call={found} lines={2}>
        {() =>
          rows.length === 0 ? (
            <EmptyState icon="truck" title={t('panel.none')} why={t('panel.none-why')} />
          ) : (
            <ul className={classes.list}>
              {rows.map((row) => (
                <li key={row.id} className={classes.item}>
                  <span>
                    <Link to={`/custody/transfers/${row.id}`}>
                      <Way row={row} />
                    </Link>
                    {row.newNumber === null ? null : (
                      <span className={classes.soft}>
                        {' '}
                        <Ltr>{row.number}</Ltr> {t(gone ? 'panel.became' : 'panel.becomes')}{' '}
                        <Ltr>{row.newNumber}</Ltr>
                      </span>
                    )}
                  </span>
                  <span className={classes.badges}>
                    <TransferState row={row} />
                    <span className={classes.soft}>{date(row.plannedOn)}</span>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Load>
    </Section>
  )
}

function Propose({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation('custody-transfer')
  const both = useBoth()
  const go = useGo()
  const options = useCall(getTransferOptions, { id })
  return (
    <Load call={options} lines={6}>
      {({ prisons }) => (
        <Form
          endpoint={proposeTransfer}
          initial={{ plannedOn: today(), reason: 'overcrowding' }}
          submit={t('propose.act')}
          cancel={close}
          prepare={(values) => ({ ...values, id, toPrisonId: Number(values.toPrisonId) })}
          onDone={({ transferId }) => {
            say(t('propose.done'))
            go(`/custody/transfers/${transferId}`)
          }}
        >
          <SelectField
            name="toPrisonId"
            label={t('propose.to')}
            required
            options={prisons.map((one) => ({ value: String(one.id), label: both(one.name) }))}
          />
          <Columns>
            <SelectField
              name="reason"
              label={t('column.reason')}
              required
              options={transferReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
            />
            <DateField name="plannedOn" label={t('planned-on')} required />
          </Columns>
          <TextField name="note" label={t('propose.note')} multiline maxLength={500} />
          <Against id={id} />
        </Form>
      )}
    </Load>
  )
}

type Written = {
  readonly toPrisonId?: string
  readonly reason?: (typeof transferReasons)[number]
  readonly plannedOn?: string
}

/** While the form is filled in: who approves it for this reason, and what speaks against it. */
function Against({ id }: { id: string }) {
  const { t } = useTranslation('custody-transfer')
  const both = useBoth()
  const { toPrisonId, reason = 'overcrowding', plannedOn } = useFormValues<Written>()
  const found = useCall(getTransferOptions, {
    id,
    reason,
    ...(toPrisonId === undefined || toPrisonId === '' ? {} : { toPrisonId: Number(toPrisonId) }),
    ...(plannedOn !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(plannedOn) ? { plannedOn } : {}),
  })
  return (
    <Load call={found} lines={2}>
      {({ rules, blockers }) => {
        const rule = rules.find((one) => one.reason === reason)
        return (
          <div className={classes.along}>
            {rule === undefined ? null : (
              <p className={classes.soft}>
                {t('propose.approves', { post: t(`approver.${rule.approver}`) })} {both(rule.basis)}
              </p>
            )}
            {toPrisonId === undefined || toPrisonId === '' ? null : <Blockers blockers={blockers} />}
          </div>
        )
      }}
    </Load>
  )
}

import { useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  Chart,
  CnicField,
  Columns,
  ConfirmAct,
  DateField,
  DocumentViewer,
  EmptyState,
  formatDate,
  Group,
  Load,
  Ltr,
  NumberField,
  Page,
  RecordTable,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  today,
  urlOf,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useLanguage,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getMoneyOf } from '../../money-holds/contract.ts'
import { ActForm } from '../../ui/ActForm.tsx'
import {
  channels,
  creditRemittance,
  depositCash,
  getAccount,
  issueStatement,
  listPostings,
  payDiyatFromAccount,
  payFineFromAccount,
  reverseBooking,
  withdrawCash,
} from '../contract.ts'
import classes from './Accounts.module.css'
import { AgainstField, PayOut } from './PayOut.tsx'
import { useAbout, useSigned } from './use-words.ts'
import { WeekBar } from './WeekBar.tsx'

type Account = OutputOf<typeof getAccount>

/** A prisoner's account: what stands on it, how it came there, and every booking with the balance after it. */
export default function AccountPage() {
  const { t } = useTranslation('custody-accounts')
  const both = useBoth()
  const { id = '' } = useRouteParams()
  const found = useCall(getAccount, { imprisonmentId: id })
  const who = found.data?.prisoner
  return (
    <Page
      title={t('account.title')}
      lead={t('account.lead')}
      back={{
        to: `/custody/prisoners/${id}`,
        label: who === undefined ? t('account.prisoner') : `${who.number} · ${both(who.name)}`,
      }}
    >
      <Load call={found} lines={8}>
        {(account) => <Parts account={account} />}
      </Load>
    </Page>
  )
}

function Parts({ account }: { account: Account }) {
  const { t } = useTranslation('custody-accounts')
  const { money } = useFormats()
  const language = useLanguage()
  return (
    <>
      <dl className={classes.tiles}>
        <div className={classes.tile}>
          <dt>{t('account.balance')}</dt>
          <dd className={classes.big}>{money(account.balance)}</dd>
          <dd>
            {account.prisoner.state === 'released' ? (
              <StatusBadge meaning={account.balance > 0 ? 'amber' : 'grey'}>{t('account.left')}</StatusBadge>
            ) : null}
          </dd>
        </div>
        <div className={classes.tile}>
          <dt>{t('account.canteen')}</dt>
          <dd>
            <WeekBar week={account.week} />
          </dd>
        </div>
      </dl>
      <Acts account={account} />
      {account.days.length < 2 ? null : (
        <Chart
          title={t('account.over-time')}
          kind="line"
          categories={account.days.map((one) => formatDate(one.day, language))}
          series={[{ name: t('account.balance'), values: account.days.map((one) => one.balance) }]}
          unit={t('rupees')}
          summary={t('account.summary', {
            most: Math.max(...account.days.map((one) => one.balance)),
            now: account.balance,
          })}
          definition={t('account.definition')}
        />
      )}
      <Statement account={account} />
    </>
  )
}

function Acts({ account: { prisoner, leaving, balance } }: { account: Account }) {
  const { t } = useTranslation('custody-accounts')
  const mayBook = useMay('custody:book-money')
  const inside = prisoner.state === 'in'
  const given = { imprisonmentId: prisoner.id }
  const done = ({ voucher }: { voucher: string }) => say(t('booked', { voucher }))
  if (!mayBook) return null
  const amount = (
    <NumberField name="amount" label={t('field.amount')} unit={t('rupees')} decimals={2} required />
  )
  return (
    <Group gap={8}>
      {inside ? (
        <>
          <ActForm
            label={t('act.deposit')}
            icon="plus"
            endpoint={depositCash}
            given={given}
            onDone={done}
            filled
          >
            {amount}
            <TextField name="party" label={t('field.brought-by')} required />
            <CnicField name="partyCnic" />
            <TextField name="note" label={t('field.note')} />
          </ActForm>
          <ActForm
            label={t('act.remittance')}
            icon="mail"
            endpoint={creditRemittance}
            initial={{ channel: 'money-order' }}
            given={given}
            onDone={done}
          >
            {amount}
            <Columns>
              <SelectField
                name="channel"
                label={t('field.channel')}
                required
                options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
              />
              <TextField name="reference" ltr label={t('field.reference')} required />
            </Columns>
            <TextField name="party" label={t('field.sender')} required />
          </ActForm>
          <ActForm
            label={t('act.withdraw')}
            icon="minus"
            endpoint={withdrawCash}
            initial={{ against: 'thumb' }}
            given={given}
            onDone={done}
          >
            {amount}
            <TextField name="party" label={t('field.paid-to')} required />
            <CnicField name="partyCnic" />
            <AgainstField />
            <TextField name="note" label={t('field.note')} />
          </ActForm>
          <Dues id={prisoner.id} />
        </>
      ) : null}
      {leaving && balance > 0 ? <PayOut id={prisoner.id} balance={balance} /> : null}
    </Group>
  )
}

/** A fine or what a hold keeps the prisoner for, paid out of the account; only where something is due. */
function Dues({ id }: { id: string }) {
  const { t } = useTranslation('custody-accounts')
  const { money } = useFormats()
  const may = useMay('custody:post-remission')
  const found = useCall(getMoneyOf, may ? { imprisonmentId: id } : undefined)
  const fines = (found.data?.fines ?? []).filter((fine) => fine.paid < fine.amount)
  const dues = (found.data?.holds ?? []).flatMap(({ due }) =>
    due === null || due.kind === 'surety' || due.paid >= due.amount ? [] : [due],
  )
  const done = ({ voucher }: { voucher: string }) => say(t('booked', { voucher }))
  const amount = (
    <NumberField name="amount" label={t('field.amount')} unit={t('rupees')} decimals={2} required />
  )
  return (
    <>
      {fines.length === 0 ? null : (
        <ActForm
          label={t('act.fine')}
          icon="gavel"
          endpoint={payFineFromAccount}
          initial={{ sentenceId: fines[0]!.sentenceId, against: 'thumb' }}
          given={{ imprisonmentId: id }}
          onDone={done}
        >
          <SelectField
            name="sentenceId"
            label={t('field.fine')}
            required
            options={fines.map((fine) => ({
              value: fine.sentenceId,
              label: `${fine.name} · ${money(fine.amount - fine.paid)}`,
            }))}
          />
          {amount}
          <AgainstField />
        </ActForm>
      )}
      {dues.length === 0 ? null : (
        <ActForm
          label={t('act.diyat')}
          icon="scale"
          endpoint={payDiyatFromAccount}
          initial={{ moneyDueId: dues[0]!.id, against: 'thumb' }}
          given={{ imprisonmentId: id }}
          onDone={done}
        >
          <SelectField
            name="moneyDueId"
            label={t('field.due')}
            required
            options={dues.map((due) => ({
              value: due.id,
              label: `${t(`custody-money-holds:kind.${due.kind}`)} · ${money(due.amount - due.paid)}`,
            }))}
          />
          {amount}
          <AgainstField />
        </ActForm>
      )}
    </>
  )
}

function Statement({ account }: { account: Account }) {
  const { t } = useTranslation('custody-accounts')
  const { date, money } = useFormats()
  const both = useBoth()
  const about = useAbout()
  const signed = useSigned()
  const [printed, setPrinted] = useState<OutputOf<typeof issueStatement>>()
  const [reversing, setReversing] = useState<string>()
  const reverse = useCommand(reverseBooking, { onDone: ({ voucher }) => say(t('booked', { voucher })) })
  const { id } = account.prisoner
  return (
    <Section
      title={t('statement.title')}
      actions={
        <ActForm
          label={t('statement.print')}
          icon="printer"
          endpoint={issueStatement}
          initial={{ from: account.days[0]?.day ?? today(), to: today() }}
          given={{ imprisonmentId: id }}
          onDone={setPrinted}
        >
          <Columns>
            <DateField name="from" label={t('statement.from')} required />
            <DateField name="to" label={t('statement.to')} required />
          </Columns>
        </ActForm>
      }
    >
      {printed === undefined ? null : (
        <DocumentViewer
          name={`${printed.number.replaceAll('/', '-')}.pdf`}
          url={urlOf(downloadDocument, {
            documentId: printed.documentId,
            version: printed.version,
            inline: 'yes',
          })}
          type="application/pdf"
        />
      )}
      <RecordTable
        name="custody.account-postings"
        caption={t('statement.title')}
        source={listPostings}
        input={{ imprisonmentId: id }}
        rowKey={(row) => row.id}
        empty={<EmptyState icon="coin" title={t('statement.empty')} why={t('statement.empty-why')} />}
        detail={(row) => (
          <Group gap={14}>
            <span>{about(row)}</span>
            {row.by === null ? null : <span className={classes.soft}>{both(row.by)}</span>}
            {row.reversible ? (
              <Button size="xs" color="red" onClick={() => setReversing(row.id)}>
                {t('act.reverse')}
              </Button>
            ) : null}
          </Group>
        )}
        columns={[
          { key: 'day', label: t('statement.day'), cell: (row) => date(row.day) },
          { key: 'voucher', label: t('book.voucher'), cell: (row) => <Ltr>{row.voucher}</Ltr> },
          {
            key: 'kind',
            label: t('book.kind'),
            cell: (row) => (
              <>
                {t(`kind.${row.kind}`)}{' '}
                {row.reversed ? <StatusBadge meaning="amber">{t('reversed')}</StatusBadge> : null}
              </>
            ),
          },
          { key: 'about', label: t('book.about'), cell: about, wrap: true },
          {
            key: 'amount',
            label: t('field.amount'),
            cell: (row) => (
              <span className={row.amount > 0 ? classes.in : classes.out}>{signed(row.amount)}</span>
            ),
            align: 'end',
          },
          { key: 'balance', label: t('account.balance'), cell: (row) => money(row.balance), align: 'end' },
        ]}
      />
      <ConfirmAct
        opened={reversing !== undefined}
        onClose={() => setReversing(undefined)}
        title={t('act.reverse')}
        consequence={t('act.reverse-means')}
        reason="required"
        danger
        actLabel={t('act.reverse')}
        onConfirm={(why) => reverse.run({ transactionId: reversing ?? '', why })}
      />
    </Section>
  )
}

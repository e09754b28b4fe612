import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  EmptyState,
  FigureTiles,
  Group,
  KeyValue,
  Load,
  NumberField,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import {
  approveMatch,
  bookDeposit,
  getFund,
  listFundLines,
  proposeMatch,
  turnDownMatch,
  verdicts,
} from '../contract.ts'
import { FundBar } from './FundBar.tsx'
import classes from './Funds.module.css'
import { Terms } from './Terms.tsx'
import { Who } from './Who.tsx'

type Fund = OutputOf<typeof getFund>
type Round = Fund['rounds'][number]

/** One fund: its money, for whom it is, the match that waits and those before, and its ledger. */
export default function FundPage() {
  const { id = '' } = useRouteParams()
  return <Load call={useCall(getFund, { fundId: id })}>{(fund) => <One fund={fund} />}</Load>
}

function One({ fund }: { fund: Fund }) {
  const { t } = useTranslation('custody-funds')
  const both = useBoth()
  const { money } = useFormats()
  const open = fund.rounds.find(({ state }) => state === 'proposed')
  const latest = open ?? fund.rounds[0]
  return (
    <Page
      title={both(fund.name)}
      back={{ to: '/custody/funds', label: t('title') }}
      lead={<StatusBadge meaning="grey">{t(`holder.${fund.holder}`)}</StatusBadge>}
      actions={<Acts fund={fund} open={open} />}
    >
      <FigureTiles
        tiles={[
          { key: 'free', figure: <bdi>{money(fund.free)}</bdi>, label: t('sum.free') },
          {
            key: 'set-aside',
            figure: <bdi>{money(fund.setAside)}</bdi>,
            label: t('sum.setAside'),
            below: t('waiting', { count: fund.waiting }),
          },
          {
            key: 'paid',
            figure: <bdi>{money(fund.paid)}</bdi>,
            label: t('sum.paid'),
            below: t('freed', { count: fund.freed }),
          },
        ]}
      />
      <FundBar sums={fund} />
      {latest === undefined ? (
        <EmptyState icon="users-group" title={t('no-match')} why={t('no-match-why')} />
      ) : (
        <Match key={latest.id} round={latest} />
      )}
      <Section title={t('terms')}>
        <Terms fund={fund} />
      </Section>
      <Section title={t('ledger')}>
        <Ledger fund={fund} />
      </Section>
      {fund.rounds.length > 1 ? (
        <Section title={t('earlier')}>
          <Earlier rounds={fund.rounds.filter((round) => round !== latest)} />
        </Section>
      ) : null}
    </Page>
  )
}

const meanings = { proposed: 'amber', approved: 'blue', 'turned-down': 'grey' } as const

/** Everybody held only for money, in turn, each with why the fund pays or does not. */
function Match({ round }: { round: Round }) {
  const { t } = useTranslation('custody-funds')
  const both = useBoth()
  const { money, date, instant } = useFormats()
  return (
    <Section title={t('match', { day: date(round.drawnOn) })}>
      <p>
        <StatusBadge meaning={meanings[round.state]}>{t(`round-state.${round.state}`)}</StatusBadge>{' '}
        {t('match-sum', {
          count: round.matched,
          people: round.people,
          amount: round.amount,
          balance: round.balance,
        })}
      </p>
      <KeyValue
        columns={2}
        items={[
          { label: t('proposed-by'), value: `${both(round.proposedBy)} · ${instant(round.proposedAt)}` },
          ...(round.decidedBy === null || round.decidedAt === null
            ? []
            : [{ label: t('decided-by'), value: `${both(round.decidedBy)} · ${instant(round.decidedAt)}` }]),
          ...(round.why === null ? [] : [{ label: t('field.why'), value: <bdi>{round.why}</bdi> }]),
        ]}
      />
      <RecordTable
        key={round.state}
        name="custody.fund-lines"
        caption={t('match', { day: date(round.drawnOn) })}
        source={listFundLines}
        input={{ roundId: round.id }}
        rowKey={(row) => row.id}
        empty={<EmptyState icon="users-group" title={t('no-lines')} why={t('no-lines-why')} />}
        filters={[
          {
            key: 'verdict',
            label: t('verdict'),
            kind: 'choice',
            options: verdicts.map((value) => ({ value, label: t(`verdict-of.${value}`) })),
          },
        ]}
        columns={[
          { key: 'turn', label: t('turn-no'), align: 'end', cell: (row) => row.turn },
          { key: 'who', label: t('prisoner'), cell: (row) => <Who line={row} /> },
          { key: 'kind', label: t('for'), cell: (row) => t(`kind.${row.kind}`) },
          {
            key: 'amount',
            label: t('amount'),
            align: 'end',
            cell: (row) => (row.amount === null ? t('unknown') : money(row.amount)),
          },
          { key: 'days', label: t('days'), align: 'end', cell: (row) => row.days },
          {
            key: 'verdict',
            label: t('verdict'),
            wrap: true,
            cell: (row) => (
              <>
                <StatusBadge meaning={row.verdict === 'matched' ? 'blue' : 'grey'}>
                  {t(`verdict-of.${row.verdict}`)}
                </StatusBadge>{' '}
                <span className={classes.soft}>{t(`because.${row.verdict}`, { left: row.leftBefore })}</span>
              </>
            ),
          },
          {
            key: 'state',
            label: t('line-state'),
            wrap: true,
            cell: (row) =>
              row.state === 'paid' && row.paidOn !== null
                ? t('line-paid', { day: date(row.paidOn), receipt: row.receipt ?? '' })
                : row.state === 'dropped'
                  ? (row.droppedWhy ?? '')
                  : t(`line-state-of.${row.state}`),
          },
        ]}
      />
    </Section>
  )
}

function Ledger({ fund }: { fund: Fund }) {
  const { t } = useTranslation('custody-funds')
  const { money, instant } = useFormats()
  return fund.entries.length === 0 ? (
    <EmptyState icon="cash" title={t('no-entries')} why={t('no-entries-why')} />
  ) : (
    <RecordTable
      name="custody.fund-entries"
      caption={t('ledger')}
      rows={fund.entries.map((entry, index) => ({ ...entry, key: String(index) }))}
      rowKey={(row) => row.key}
      columns={[
        { key: 'at', label: t('booked-at'), cell: (row) => instant(row.bookedAt) },
        { key: 'kind', label: t('entry'), cell: (row) => t(`entry-of.${row.kind}`) },
        { key: 'paper', label: t('field.paper'), cell: (row) => <bdi>{row.paper ?? '—'}</bdi> },
        { key: 'amount', label: t('amount'), align: 'end', cell: (row) => <bdi>{money(row.amount)}</bdi> },
      ]}
    />
  )
}

function Earlier({ rounds }: { rounds: readonly Round[] }) {
  const { t } = useTranslation('custody-funds')
  const { money, date } = useFormats()
  return (
    <RecordTable
      name="custody.fund-rounds"
      caption={t('earlier')}
      rows={rounds}
      rowKey={(round) => round.id}
      columns={[
        { key: 'on', label: t('drawn-on'), cell: (round) => date(round.drawnOn) },
        {
          key: 'state',
          label: t('line-state'),
          cell: (round) => (
            <StatusBadge meaning={meanings[round.state]}>{t(`round-state.${round.state}`)}</StatusBadge>
          ),
        },
        { key: 'people', label: t('people-matched'), align: 'end', cell: (round) => round.matched },
        {
          key: 'amount',
          label: t('amount'),
          align: 'end',
          cell: (round) => <bdi>{money(round.amount)}</bdi>,
        },
        { key: 'why', label: t('field.why'), wrap: true, cell: (round) => round.why ?? '—' },
      ]}
    />
  )
}

function Acts({ fund, open }: { fund: Fund; open: Round | undefined }) {
  const { t } = useTranslation('custody-funds')
  const [act, setAct] = useState<'approve' | 'turn-down'>()
  const propose = useCommand(proposeMatch)
  const approve = useCommand(approveMatch)
  const turnDown = useCommand(turnDownMatch)
  const close = () => setAct(undefined)
  return (
    <Group gap={8}>
      {fund.may.deposit ? (
        <ActForm
          label={t('deposit')}
          icon="plus"
          endpoint={bookDeposit}
          given={{ fundId: fund.id }}
          onDone={({ free }) => say(t('deposited', { amount: free }))}
        >
          <NumberField name="amount" label={t('amount')} decimals={2} required />
          <TextField name="paper" label={t('field.paper')} hint={t('paper-hint')} required />
        </ActForm>
      ) : null}
      {fund.may.propose ? (
        <Button variant="filled" loading={propose.busy} onClick={() => propose.start({ fundId: fund.id })}>
          {t('propose')}
        </Button>
      ) : null}
      {fund.may.turnDown ? (
        <Button onClick={() => setAct('turn-down')}>{t(fund.own ? 'take-back' : 'turn-down')}</Button>
      ) : null}
      {fund.may.approve ? (
        <Button variant="filled" onClick={() => setAct('approve')}>
          {t('approve')}
        </Button>
      ) : null}
      {fund.own ? <span className={classes.soft}>{t('approve-others')}</span> : null}
      {open === undefined ? null : (
        <>
          <ConfirmAct
            opened={act === 'approve'}
            onClose={close}
            title={t('approve')}
            actLabel={t('approve')}
            consequence={t('approve-consequence', { count: open.matched, amount: open.amount })}
            onConfirm={() => approve.run({ roundId: open.id })}
          />
          <ConfirmAct
            opened={act === 'turn-down'}
            onClose={close}
            title={t(fund.own ? 'take-back' : 'turn-down')}
            actLabel={t(fund.own ? 'take-back' : 'turn-down')}
            consequence={t('turn-down-consequence')}
            reason="required"
            onConfirm={(why) => turnDown.run({ roundId: open.id, why })}
          />
        </>
      )}
    </Group>
  )
}

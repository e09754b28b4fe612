import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  Columns,
  ConfirmAct,
  DateField,
  DeadlineBadge,
  EmptyState,
  ErrorPanel,
  Form,
  Group,
  Icon,
  Load,
  Ltr,
  NumberField,
  Page,
  PersonCard,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import {
  computeDate,
  confirmDate,
  getPrisoner,
  payFineEntry,
  postRemissionEntry,
  proposeDate,
  voidRemissionEntry,
} from '../contract.ts'
import classes from './Custody.module.css'
import { useProof } from './use-proof.ts'

type Data = OutputOf<typeof getPrisoner>
type Dated = Data['releaseDates'][number]

/** The date of release: how it was found, what the court still has to say, and the two officers who stand for it. */
export default function ReleaseDatePage() {
  const { t } = useTranslation('custody')
  const { id = '' } = useRouteParams()
  const found = useCall(getPrisoner, { id })
  return (
    <Page
      title={t('date.title')}
      lead={t('date.lead')}
      back={{ to: `/custody/prisoners/${id}`, label: t('prisoner.title') }}
    >
      <Load call={found} lines={6}>
        {(data) => (
          <>
            <PersonCard
              name={data.prisoner.name}
              {...(data.prisoner.father === null ? {} : { father: data.prisoner.father })}
              number={data.prisoner.number}
              status={<StatusBadge meaning="grey">{t(`category.${data.prisoner.category}`)}</StatusBadge>}
            />
            <Current data={data} />
            <Remissions data={data} />
            <Fines data={data} />
            <Earlier dates={data.releaseDates} />
          </>
        )}
      </Load>
    </Page>
  )
}

function Current({ data }: { data: Data }) {
  const { t } = useTranslation('custody')
  const compute = useCommand(computeDate)
  const may = useMay('custody:compute')
  const date = data.releaseDates.find((one) => ['computed', 'proposed', 'confirmed'].includes(one.state))
  if (data.prisoner.category === 'condemned') return <Alert>{t('date.condemned')}</Alert>
  if (date === undefined)
    return (
      <EmptyState
        icon="calculator"
        title={t('date.none')}
        why={t('date.none-why')}
        {...(may && data.prisoner.state === 'in'
          ? {
              action: (
                <Button
                  loading={compute.busy}
                  onClick={() => compute.start({ imprisonmentId: data.prisoner.id })}
                >
                  {t('date.compute')}
                </Button>
              ),
            }
          : {})}
      />
    )
  return <Computed date={date} data={data} />
}

function Computed({ date, data }: { date: Dated; data: Data }) {
  const { t, i18n } = useTranslation('custody')
  const both = useBoth()
  const { date: shown, instant } = useFormats()
  const proof = useProof()
  const granted = (date.proof.result as { ifSetOffGranted?: { dueRelease: string; setOffDays: number } })
    .ifSetOffGranted
  return (
    <Section title={t('date.current')}>
      <div className={classes.dateHead}>
        <span className={classes.bigDate}>{shown(date.dueRelease)}</span>
        <DeadlineBadge
          date={date.dueRelease}
          proof={proof(date.proof, {
            title: 'word.due-release',
            date: date.dueRelease,
            ...(date.confirmedBy === null || date.confirmedAt === null
              ? {}
              : { confirmed: { by: both(date.confirmedBy), at: date.confirmedAt } }),
          })}
        />
        <StatusBadge
          meaning={date.state === 'confirmed' ? 'grey' : 'amber'}
          icon={date.state === 'confirmed' ? 'shield-check' : 'hourglass'}
        >
          {t(`date-state.${date.state}`)}
        </StatusBadge>
      </div>
      <p className={classes.soft}>{t(`why.${date.reason}`, { pack: date.lawChanged })}</p>
      {date.proof.flags.map((flag) => (
        <p key={flag} className={classes.flag}>
          <Icon name="alert-triangle" size={18} />
          {i18n.exists(`custody:flag.${flag}`) ? t(`flag.${flag}`) : <Ltr>{flag}</Ltr>}
        </p>
      ))}
      {granted === undefined ? null : (
        <p>
          {t('date.if-granted', { days: granted.setOffDays, day: granted.dueRelease })}{' '}
          {data.questions.some((one) => one.question === 'set-off' && one.answeredAt === null)
            ? t('date.asked')
            : null}
        </p>
      )}
      <ol className={classes.steps}>
        {date.proof.steps.map((step) => (
          <li key={`${step.code} ${String(step.value ?? '')} ${step.text.en}`}>
            <span>{both(step.text)}</span>
            <span className={classes.soft}>
              <Ltr>{step.section}</Ltr>
            </span>
          </li>
        ))}
      </ol>
      <p className={classes.soft}>
        {t('date.agreed')} <Ltr>{`${date.proof.packCode} ${date.proof.packVersion}`}</Ltr> ·{' '}
        {instant(date.proof.computedAt)}
      </p>
      {date.checkedPack === null ? null : (
        <p className={classes.soft}>{t('date.checked', { pack: date.checkedPack })}</p>
      )}
      {date.proposedBy === null ? null : (
        <p>{t('date.proposed-by', { name: both(date.proposedBy), at: date.proposedAt })}</p>
      )}
      {date.referSettled === null ? null : <p>{t('date.settled', { how: date.referSettled })}</p>}
      {date.confirmedBy === null ? null : (
        <p>{t('date.confirmed-by', { name: both(date.confirmedBy), at: date.confirmedAt })}</p>
      )}
      <Acts date={date} imprisonmentId={data.prisoner.id} />
    </Section>
  )
}

function Acts({ date, imprisonmentId }: { date: Dated; imprisonmentId: string }) {
  const { t } = useTranslation('custody')
  const { date: shown } = useFormats()
  const compute = useCommand(computeDate)
  const mayCompute = useMay('custody:compute')
  const propose = useCommand(proposeDate)
  const confirm = useCommand(confirmDate)
  const mayPropose = useMay('custody:propose-release-date')
  const mayConfirm = useMay('custody:confirm-release-date')
  const [asking, setAsking] = useState<'propose' | 'confirm' | undefined>(undefined)
  const refer = date.proof.flags.some((flag) => flag.endsWith('REFER'))
  return (
    <Group>
      {date.state === 'computed' && mayPropose ? (
        <Button variant="filled" onClick={() => setAsking('propose')}>
          {t('date.propose')}
        </Button>
      ) : null}
      {date.state === 'proposed' && mayConfirm ? (
        date.own ? (
          <p className={classes.soft}>{t('date.own')}</p>
        ) : (
          <Button
            variant="filled"
            onClick={() => setAsking('confirm')}
            leftSection={<Icon name="shield-check" size={17} />}
          >
            {t('date.confirm')}
          </Button>
        )
      ) : null}
      {mayCompute && date.state !== 'confirmed' ? (
        <Button loading={compute.busy} onClick={() => compute.start({ imprisonmentId })}>
          {t('date.compute-again')}
        </Button>
      ) : null}
      {compute.error === null || compute.error === undefined ? null : <ErrorPanel error={compute.error} />}
      <ConfirmAct
        opened={asking === 'propose'}
        onClose={() => setAsking(undefined)}
        title={t('date.propose')}
        consequence={t('date.propose-consequence', { day: date.dueRelease })}
        others={t('date.propose-others')}
        {...(refer ? { reason: 'required' as const } : {})}
        actLabel={t('date.propose')}
        onConfirm={async (reason) => {
          await propose.run({ id: date.id, ...(refer ? { referSettled: reason } : {}) })
          say(t('date.proposed'))
        }}
      />
      <ConfirmAct
        opened={asking === 'confirm'}
        onClose={() => setAsking(undefined)}
        title={t('date.confirm')}
        consequence={t('date.confirm-consequence', { day: date.dueRelease })}
        actLabel={t('date.confirm')}
        onConfirm={async () => {
          await confirm.run({ id: date.id })
          say(t('date.confirmed', { day: shown(date.dueRelease) }))
        }}
      />
    </Group>
  )
}

function Remissions({ data }: { data: Data }) {
  const { t } = useTranslation('custody')
  const { date } = useFormats()
  const may = useMay('custody:post-remission')
  const [adding, setAdding] = useState(false)
  const revoke = useCommand(voidRemissionEntry)
  const [voiding, setVoiding] = useState<string | undefined>(undefined)
  return (
    <Section
      title={t('remission.title')}
      actions={
        may && data.prisoner.state === 'in' ? (
          <Button size="xs" leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(!adding)}>
            {t('remission.add')}
          </Button>
        ) : undefined
      }
    >
      {adding ? (
        <Form
          endpoint={postRemissionEntry}
          initial={{ kind: 'special' }}
          submit={t('remission.enter')}
          cancel={() => setAdding(false)}
          prepare={(values) => ({ ...values, imprisonmentId: data.prisoner.id })}
          onDone={() => {
            setAdding(false)
            say(t('remission.entered'))
          }}
        >
          <SelectField
            name="kind"
            label={t('remission.kind')}
            required
            options={['ordinary', 'good-conduct', 'special', 'blood-donation', 'education', 'labour'].map(
              (kind) => ({
                value: kind,
                label: t(`remission-kind.${kind}`),
              }),
            )}
          />
          <Columns>
            <NumberField name="years" label={t('sentence.years')} />
            <NumberField name="months" label={t('sentence.months')} />
            <NumberField name="days" label={t('sentence.days')} />
          </Columns>
          <TextField name="authority" label={t('remission.authority')} required />
          <TextField name="instrument" label={t('remission.instrument')} required />
          <DateField name="grantedOn" label={t('remission.on')} required />
        </Form>
      ) : null}
      {data.remissions.length === 0 ? (
        <p className={classes.soft}>{t('remission.none')}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('remission.kind')}</th>
              <th scope="col">{t('remission.amount')}</th>
              <th scope="col">{t('remission.authority')}</th>
              <th scope="col">{t('remission.instrument')}</th>
              <th scope="col">{t('remission.on')}</th>
              <th scope="col">{t('common:word.status')}</th>
            </tr>
          </thead>
          <tbody>
            {data.remissions.map((one) => (
              <tr key={one.id} data-ended={one.voided}>
                <td>{t(`remission-kind.${one.kind}`, { defaultValue: one.kind })}</td>
                <td>{t('remission.of', { years: one.years, months: one.months, days: one.days })}</td>
                <td>
                  <bdi>{one.authority}</bdi>
                </td>
                <td>
                  <bdi>{one.instrument}</bdi>
                </td>
                <td>{date(one.grantedOn)}</td>
                <td>
                  {one.voided ? (
                    t('remission.voided', { why: one.voidReason })
                  ) : may && data.prisoner.state === 'in' && one.kind !== 'forfeiture' ? (
                    <Button size="xs" onClick={() => setVoiding(one.id)}>
                      {t('remission.void')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ConfirmAct
        opened={voiding !== undefined}
        onClose={() => setVoiding(undefined)}
        title={t('remission.void')}
        consequence={t('remission.void-consequence')}
        reason="required"
        danger
        actLabel={t('remission.void')}
        onConfirm={async (why) => {
          if (voiding !== undefined) await revoke.run({ remissionId: voiding, why })
        }}
      />
      {revoke.error === null || revoke.error === undefined ? null : <ErrorPanel error={revoke.error} />}
    </Section>
  )
}

function Fines({ data }: { data: Data }) {
  const { t } = useTranslation('custody')
  const { date, money } = useFormats()
  const may = useMay('custody:post-remission')
  const [paying, setPaying] = useState(false)
  if (data.fines === null || data.fines.length === 0) return null
  const open = data.fines.filter((one) => one.paid < one.amount)
  return (
    <Section
      title={t('fine.title')}
      actions={
        may && data.prisoner.state === 'in' && open.length > 0 ? (
          <Button size="xs" leftSection={<Icon name="plus" size={16} />} onClick={() => setPaying(!paying)}>
            {t('fine.pay')}
          </Button>
        ) : undefined
      }
    >
      {paying ? (
        <Form
          endpoint={payFineEntry}
          initial={open.length === 1 ? { sentenceId: open[0]!.sentenceId } : {}}
          submit={t('fine.enter')}
          cancel={() => setPaying(false)}
          prepare={(values) => ({ ...values, imprisonmentId: data.prisoner.id })}
          onDone={() => {
            setPaying(false)
            say(t('fine.entered'))
          }}
        >
          <SelectField
            name="sentenceId"
            label={t('fine.of')}
            required
            options={open.map((one) => ({
              value: one.sentenceId,
              // Each part isolated: a section in Latin letters must not pull the day after it to its side.
              label: [one.name, date(one.sentencedOn), money(one.amount - one.paid)]
                .map((part) => `\u2068${part}\u2069`)
                .join(' · '),
            }))}
          />
          <Columns>
            <NumberField name="amount" label={t('fine.paid-now')} required decimals={2} />
            <TextField name="receipt" label={t('fine.receipt')} required />
          </Columns>
          <DateField name="paidOn" label={t('fine.paid-on')} required />
        </Form>
      ) : null}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('fine.of')}</th>
            <th scope="col">{t('fine.amount')}</th>
            <th scope="col">{t('fine.paid')}</th>
            <th scope="col">{t('fine.left')}</th>
          </tr>
        </thead>
        <tbody>
          {data.fines.map((one) => (
            <tr key={one.sentenceId}>
              <td>
                <Ltr>{one.name}</Ltr> · <bdi>{date(one.sentencedOn)}</bdi>
              </td>
              <td>{money(one.amount)}</td>
              <td>{money(one.paid)}</td>
              <td>{one.paid < one.amount ? money(one.amount - one.paid) : t('common:word.none')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function Earlier({ dates }: { dates: readonly Dated[] }) {
  const { t } = useTranslation('custody')
  const { date, instant } = useFormats()
  const past = dates.filter((one) => one.state === 'reopened' || one.state === 'superseded')
  if (past.length === 0) return null
  return (
    <Section title={t('date.earlier')} foldable folded={past.length > 3}>
      <ul className={classes.held}>
        {past.map((one) => (
          <li key={one.id}>
            <span>{date(one.dueRelease)}</span>
            <StatusBadge meaning={one.state === 'reopened' ? 'amber' : 'grey'}>
              {t(`date-state.${one.state}`)}
            </StatusBadge>
            <span className={classes.soft}>
              {instant(one.proof.computedAt)}
              {one.reopenedWhy === null ? '' : ` · ${t(`why.${one.reopenedWhy}`, { pack: one.lawChanged })}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

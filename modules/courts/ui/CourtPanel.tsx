import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  GivenReasons,
  Link,
  Load,
  Ltr,
  Section,
  StatusBadge,
  say,
  today,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useGo,
  useMay,
  useTranslation,
} from '#platform/ui'
import { adjournmentReasons, grounds, outcomes, purposes, type Verdict, verdicts } from '../codes.ts'
import { acceptSurety, draftRelease, getCourtFile } from '../contract.ts'
import classes from './Courts.module.css'
import { RemandOrders } from './RemandOrders.tsx'
import { releaseMeaning } from './release-meaning.ts'
import { nameOf } from './words.ts'

type File = OutputOf<typeof getCourtFile>

/** Hearings and orders on the page of a case, with what this post may do now. */
export default function CourtPanel({ id }: { id: string }) {
  const { t } = useTranslation('courts')
  const found = useCall(getCourtFile, { caseId: id })
  return (
    <Load call={found}>
      {(file) => (
        <>
          {file.mayList && file.accused.length > 0 ? (
            <Section title={t('panel.acts')}>
              <Acts file={file} caseId={id} />
            </Section>
          ) : null}
          <Section title={t('panel.hearings')}>
            <Hearings file={file} />
          </Section>
          <Section title={t('panel.orders')}>
            <RemandOrders orders={file.remands} />
            <Others file={file} />
          </Section>
        </>
      )}
    </Load>
  )
}

function Acts({ file, caseId }: { file: File; caseId: string }) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const mayDraft = useMay('courts:draft-judgment')
  const tried = ['filed', 'under-trial', 'decided'].includes(file.stage)
  return (
    <ul className={classes.orders}>
      {tried ? (
        <li>
          <Link to={`/courts/list/${caseId}`}>{t('panel.list')}</Link>
        </li>
      ) : null}
      {file.accused.map((party) => {
        const judged = file.judgments.some(({ partyId }) => partyId === party.id)
        return (
          <li key={party.id}>
            <strong>{both(nameOf(party))}</strong>
            <span className={classes.acts}>
              {party.outcome === null && (party.custody === 'police' || party.custody === 'prison') ? (
                <Link to={`/courts/remand/${party.id}`}>
                  {t(party.custody === 'prison' ? 'panel.extend' : 'panel.remand')}
                </Link>
              ) : null}
              <Link to={`/courts/bail/${party.id}`}>{t('panel.bail')}</Link>
              {judged || (mayDraft && tried && file.own) ? (
                <Link to={`/courts/judgment/${party.id}`}>
                  {t(judged ? 'panel.open-judgment' : 'panel.judgment')}
                </Link>
              ) : null}
              <DraftRelease file={file} party={party} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** Offered only where an order is due and none is under way: an acquittal or discharge of a prisoner. */
function DraftRelease({ file, party }: { file: File; party: File['accused'][number] }) {
  const { t } = useTranslation('courts')
  const go = useGo()
  const mayDraft = useMay('courts:draft-release')
  const draft = useCommand(draftRelease, {
    onDone: ({ orderId }) => go(`/courts/release-orders/${orderId}`),
  })
  const under = file.releases.some(
    ({ partyId, state }) =>
      partyId === party.id && (state === 'draft' || state === 'issued' || state === 'verified'),
  )
  const granted = file.bail.findLast(({ partyId }) => partyId === party.id)
  const ground =
    party.outcome === 'acquitted'
      ? 'acquittal'
      : party.outcome === 'discharged'
        ? 'discharge'
        : granted?.result === 'granted' && granted.suretyAcceptedOn !== null
          ? party.outcome === 'convicted'
            ? 'sentence-suspended'
            : 'bail'
          : null
  if (!mayDraft || under || party.custody !== 'prison' || ground === null) return null
  return (
    <Button size="xs" loading={draft.busy} onClick={() => draft.start({ partyId: party.id, ground })}>
      {t('panel.release')}
    </Button>
  )
}

function Hearings({ file }: { file: File }) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { date } = useFormats()
  if (file.hearings.length === 0) return <p className={classes.soft}>{t('panel.no-hearings')}</p>
  return (
    <ol className={classes.orders}>
      {file.hearings.map((hearing) => (
        <li key={hearing.id}>
          <span>
            <strong>{date(hearing.onDate)}</strong> · {both(purposes[hearing.purpose])}{' '}
            <StatusBadge meaning={hearing.state === 'listed' ? 'blue' : 'grey'}>
              {hearing.outcome === null ? t(`panel.state-${hearing.state}`) : both(outcomes[hearing.outcome])}
            </StatusBadge>
          </span>
          <span className={classes.soft}>
            {both({ en: hearing.courtEn, ur: hearing.courtUr })}
            {hearing.reason === null ? '' : ` · ${both(adjournmentReasons[hearing.reason])}`}
            {hearing.movedReason === null ? '' : ` · ${hearing.movedReason}`}
            {hearing.nextDate === null ? '' : ` · ${t('day.next-date', { on: date(hearing.nextDate) })}`}
            {hearing.note === null ? '' : ` · ${hearing.note}`}
          </span>
          <GivenReasons reasons={hearing.overrides} as="inline" />
        </li>
      ))}
    </ol>
  )
}

function Others({ file }: { file: File }) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { date, money } = useFormats()
  const name = (partyId: string) => {
    const party = file.accused.find(({ id }) => id === partyId)
    return party === undefined ? '' : both(nameOf(party))
  }
  return (
    <ol className={classes.orders}>
      {file.bail.map((order) => (
        <li key={order.id}>
          <span>
            <strong>{t(`bail.line-${order.result}`, { section: order.section })}</strong>{' '}
            {name(order.partyId)} · {date(order.onDate)}
            {order.suretyAmount === null ? '' : ` · ${money(order.suretyAmount)}`}
          </span>
          {order.result !== 'granted' ? (
            <span className={classes.soft}>{order.reasons}</span>
          ) : order.suretyAcceptedOn === null ? (
            <Surety order={order} />
          ) : (
            <span className={classes.soft}>{t('bail.accepted', { on: date(order.suretyAcceptedOn) })}</span>
          )}
        </li>
      ))}
      {file.judgments.map((judgment) => (
        <li key={judgment.id}>
          <span>
            <Link to={`/courts/judgment/${judgment.partyId}`}>{t('judgment.title')}</Link>{' '}
            {name(judgment.partyId)} · {date(judgment.onDate)} · {both(verdicts[judgment.verdict as Verdict])}{' '}
            <StatusBadge meaning={judgment.state === 'draft' ? 'amber' : 'grey'}>
              {t(`judgment.state-${judgment.state}`)}
            </StatusBadge>
          </span>
        </li>
      ))}
      {file.releases.map((order) => (
        <li key={order.id}>
          <span>
            <Link to={`/courts/release-orders/${order.id}`}>{t('release.title')}</Link>{' '}
            {order.number === null ? null : <Ltr>{`${order.number}/${order.year}`}</Ltr>}{' '}
            {name(order.partyId)} · {both(grounds[order.ground as keyof typeof grounds])}{' '}
            <StatusBadge meaning={releaseMeaning(order.state)}>
              {t(`release.state-${order.state}`)}
            </StatusBadge>
          </span>
        </li>
      ))}
    </ol>
  )
}

function Surety({ order }: { order: File['bail'][number] }) {
  const { t } = useTranslation('courts')
  const go = useGo()
  const mayDraft = useMay('courts:draft-release')
  const [asking, setAsking] = useState(false)
  const accept = useCommand(acceptSurety, {
    onDone: ({ releaseOrderId }) => {
      say(t('bail.surety-done'))
      if (releaseOrderId !== null) go(`/courts/release-orders/${releaseOrderId}`)
    },
  })
  if (!order.own || !mayDraft) return <span>{t('bail.waiting')}</span>
  return (
    <span>
      <Button size="xs" onClick={() => setAsking(true)}>
        {t('bail.accept')}
      </Button>
      <ConfirmAct
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('bail.accept')}
        consequence={t('bail.accept-consequence')}
        others={t('release.others')}
        actLabel={t('bail.accept')}
        onConfirm={() => accept.run({ bailOrderId: order.id, onDate: today() })}
      />
    </span>
  )
}

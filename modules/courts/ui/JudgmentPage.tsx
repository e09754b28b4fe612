import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  EmptyState,
  ErrorPanel,
  Group,
  Icon,
  KeyValue,
  Load,
  Ltr,
  Modal,
  NativeSelect,
  Page,
  Section,
  StatusBadge,
  say,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useGo,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { acquittalReasons, verdicts } from '../codes.ts'
import { getJudgmentForm, signJudgment, withdrawJudgment } from '../contract.ts'
import { CaseLine } from './CaseLine.tsx'
import { Consequence } from './Consequence.tsx'
import classes from './Courts.module.css'
import { JudgmentForm, Maximum } from './JudgmentForm.tsx'
import { nameOf } from './words.ts'

type Facts = OutputOf<typeof getJudgmentForm>
type Judgment = NonNullable<Facts['judgment']>

/** How a case ends for one accused: the reader drafts it, the judge signs it, and both see first what it does. */
export default function JudgmentPage() {
  const { t } = useTranslation('courts')
  const { id = '' } = useRouteParams()
  const found = useCall(getJudgmentForm, { partyId: id })
  return (
    <Load call={found}>
      {(facts) => (
        <Page title={t('judgment.title')} back={{ to: `/cases/${facts.caseId}`, label: t('case') }}>
          <Section title={t('remand.who')}>
            <Who facts={facts} />
          </Section>
          <Body partyId={id} facts={facts} />
        </Page>
      )}
    </Load>
  )
}

function Who({ facts }: { facts: Facts }) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  return (
    <KeyValue
      columns={3}
      items={[
        { label: t('accused'), value: both(nameOf(facts)) },
        {
          label: t('case'),
          value: <CaseLine {...facts} stationEn={facts.station.nameEn} stationUr={facts.station.nameUr} />,
        },
        { label: t('custody'), value: t(`cases:custody.${facts.custody}`) },
        {
          label: t('charges'),
          value: facts.charges.map((charge) => (
            <div key={charge.id}>
              <Ltr>{`${charge.act} ${charge.section}`}</Ltr>{' '}
              {both({ en: charge.titleEn, ur: charge.titleUr })} (<Maximum of={charge.maxPunishment} />)
            </div>
          )),
        },
      ]}
    />
  )
}

function Body({ partyId, facts }: { partyId: string; facts: Facts }) {
  const { t } = useTranslation('courts')
  const mayDraft = useMay('courts:draft-judgment')
  const [writing, setWriting] = useState(false)
  const { judgment } = facts
  if (judgment !== null && !writing)
    return <Stands facts={facts} judgment={judgment} rewrite={() => setWriting(true)} />
  if (!mayDraft || !['filed', 'under-trial', 'decided'].includes(facts.stage))
    return (
      <EmptyState
        icon="scale"
        title={t('judgment.none')}
        why={t(mayDraft ? 'judgment.not-yet' : 'judgment.none-why')}
      />
    )
  return (
    <Section title={t('judgment.draft')}>
      <JudgmentForm partyId={partyId} facts={facts} done={() => setWriting(false)} />
    </Section>
  )
}

function Stands({ facts, judgment, rewrite }: { facts: Facts; judgment: Judgment; rewrite: () => void }) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { date } = useFormats()
  const mayDraft = useMay('courts:draft-judgment')
  const maySign = useMay('courts:sign')
  const [signing, setSigning] = useState(false)
  const draft = judgment.state === 'draft'
  return (
    <>
      <Section
        title={t('judgment.stands')}
        actions={
          draft ? (
            <Group gap={8}>
              {mayDraft ? <Button onClick={rewrite}>{t('judgment.rewrite')}</Button> : null}
              {maySign ? <Withdraw judgmentId={judgment.id} /> : null}
              {maySign && !judgment.mine ? (
                <Button
                  variant="filled"
                  leftSection={<Icon name="signature" size={17} />}
                  onClick={() => setSigning(true)}
                >
                  {t('judgment.sign')}
                </Button>
              ) : null}
            </Group>
          ) : undefined
        }
      >
        <KeyValue
          columns={3}
          items={[
            {
              label: t('common:word.status'),
              value: (
                <StatusBadge meaning={draft ? 'amber' : 'blue'}>
                  {t(`judgment.state-${judgment.state}`)}
                </StatusBadge>
              ),
            },
            { label: t('judgment.on'), value: date(judgment.onDate) },
            { label: t('judgment.verdict'), value: both(verdicts[judgment.verdict]) },
            ...(judgment.acquittalReason === null
              ? []
              : [{ label: t('judgment.why'), value: both(acquittalReasons[judgment.acquittalReason]) }]),
            ...(judgment.draftedByName === null
              ? []
              : [{ label: t('judgment.drafted-by'), value: both(judgment.draftedByName) }]),
          ]}
        />
        <Sentences facts={facts} judgment={judgment} />
        {facts.consequence === null ? null : (
          <Consequence consequence={facts.consequence} warnings={facts.warnings} />
        )}
        {judgment.textUr === null ? null : (
          <p lang="ur" dir="rtl" style={{ whiteSpace: 'pre-wrap' }}>
            {judgment.textUr}
          </p>
        )}
        {judgment.textEn === null ? null : (
          <p lang="en" dir="ltr" style={{ whiteSpace: 'pre-wrap' }}>
            {judgment.textEn}
          </p>
        )}
        {draft && maySign && judgment.mine ? <p className={classes.soft}>{t('judgment.own-draft')}</p> : null}
      </Section>
      {signing ? <Sign facts={facts} judgment={judgment} close={() => setSigning(false)} /> : null}
    </>
  )
}

function Sentences({ facts, judgment }: { facts: Facts; judgment: Judgment }) {
  const { t } = useTranslation('courts')
  const { date, money } = useFormats()
  const duration = useDuration()
  return (
    <ol className={classes.orders}>
      {judgment.charges.map(({ chargeId, verdict, sentence }) => {
        const charge = facts.charges.find(({ id }) => id === chargeId)
        return (
          <li key={chargeId}>
            <span>
              <Ltr>{charge === undefined ? '' : `${charge.act} ${charge.section}`}</Ltr>{' '}
              <strong>{t(`judgment.finding-${verdict}`)}</strong>
            </span>
            {sentence === null ? null : (
              <>
                <span>
                  {t(`sentence.kinds.${sentence.imprisonment}`)}
                  {typeof sentence.term === 'string' ? '' : `: ${duration(sentence.term)}`} ·{' '}
                  {t(`sentence.relations.${sentence.relation}`)}
                </span>
                <span className={classes.soft}>
                  {t(`sentence.set-offs.${sentence.setOff}`)}
                  {sentence.setOff === 'GRANTED'
                    ? `: ${sentence.setOffCustody.map(({ from, to }) => `${date(from)} – ${date(to)}`).join(' · ')}`
                    : sentence.setOffReasons === undefined
                      ? ''
                      : `: ${sentence.setOffReasons}`}
                </span>
                {sentence.fineAmount > 0 ? (
                  <span className={classes.soft}>
                    {t('sentence.fine-line', {
                      sum: money(sentence.fineAmount),
                      term:
                        sentence.fineDefault === undefined
                          ? t('common:word.none')
                          : duration(sentence.fineDefault),
                    })}
                  </span>
                ) : null}
              </>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function useDuration() {
  const { t } = useTranslation('courts')
  return (term: { years?: number | undefined; months?: number | undefined; days?: number | undefined }) =>
    (['years', 'months', 'days'] as const)
      .filter((part) => (term[part] ?? 0) > 0)
      .map((part) => t(`length.${part}`, { count: term[part] ?? 0 }))
      .join(t('length.and'))
}

function Withdraw({ judgmentId }: { judgmentId: string }) {
  const { t } = useTranslation('courts')
  const withdraw = useCommand(withdrawJudgment, { onDone: () => say(t('judgment.sent-back')) })
  return (
    <Button loading={withdraw.busy} onClick={() => withdraw.start({ judgmentId })}>
      {t('judgment.send-back')}
    </Button>
  )
}

/** Before the signature: what it does, in a sentence, and where a free person must go. */
function Sign({ facts, judgment, close }: { facts: Facts; judgment: Judgment; close: () => void }) {
  const { t } = useTranslation('courts')
  const go = useGo()
  const both = useBoth()
  const toPrison = judgment.verdict === 'convicted' && facts.custody !== 'prison'
  const suitable = facts.prisons.filter(({ suits }) => suits)
  const [prison, setPrison] = useState(String(suitable.find(({ ofDistrict }) => ofDistrict)?.id ?? ''))
  const sign = useCommand(signJudgment, {
    onDone: ({ releaseOrderId }) => {
      say(t('judgment.signed'))
      close()
      if (releaseOrderId !== null) go(`/courts/release-orders/${releaseOrderId}`)
    },
  })
  return (
    <Modal opened onClose={close} title={t('judgment.sign')} size="lg">
      {facts.consequence === null ? null : (
        <Consequence consequence={facts.consequence} warnings={facts.warnings} />
      )}
      {toPrison ? (
        <NativeSelect
          label={t('remand.prison')}
          value={prison}
          onChange={(event) => setPrison(event.currentTarget.value)}
          data={suitable.map((one) => ({
            value: String(one.id),
            label: both({ en: one.nameEn, ur: one.nameUr }),
          }))}
        />
      ) : null}
      <p>{t('judgment.sign-note')}</p>
      {sign.error === null || sign.error === undefined ? null : <ErrorPanel error={sign.error} />}
      <Group justify="flex-end" gap={8}>
        <Button onClick={close}>{t('common:act.cancel')}</Button>
        <Button
          variant="filled"
          loading={sign.busy}
          disabled={toPrison && prison === ''}
          onClick={() =>
            sign.start({ judgmentId: judgment.id, ...(toPrison ? { prisonId: Number(prison) } : {}) })
          }
        >
          {t('judgment.sign')}
        </Button>
      </Group>
    </Modal>
  )
}

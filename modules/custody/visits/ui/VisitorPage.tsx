import { Suspense, useState } from 'react'
import { ExtraAnswers } from '#kernel/extra-fields/ui'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  DateField,
  EmptyState,
  Form,
  GivenReasons,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  Modal,
  Page,
  Section,
  SelectField,
  StatusBadge,
  TextField,
  today,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { appealBan, banReasons, banVisitor, getVisitor } from '../contract.ts'
import { History } from './History.tsx'
import { Vet } from './Vet.tsx'
import { VisitorPhoto } from './VisitorPhoto.tsx'
import classes from './Visits.module.css'
import { BanBadge, TieBadge, Who } from './words.tsx'

type Data = OutputOf<typeof getVisitor>

/** A visitor: who they are, whom they come to see, bans and appeals, and every visit. */
export default function VisitorPage() {
  const { t } = useTranslation('custody-visits')
  const { id = '' } = useRouteParams()
  const both = useBoth()
  const found = useCall(getVisitor, { visitorId: id })
  const mayBan = useMay('custody:ban-visitor')
  const [banning, setBanning] = useState(false)
  const name = found.data === undefined ? t('visitors.visitor') : both(found.data.visitor.name)
  return (
    <Page
      title={name}
      back={{ to: '/custody/visitors', label: t('visitors.title') }}
      actions={
        mayBan ? (
          <Button
            color="red"
            leftSection={<Icon name="hand-stop" size={17} />}
            onClick={() => setBanning(true)}
          >
            {t('ban.act')}
          </Button>
        ) : undefined
      }
    >
      <Load call={found} lines={8}>
        {(data) => <Whole data={data} />}
      </Load>
      <Modal
        opened={banning}
        onClose={() => setBanning(false)}
        title={t('ban.act')}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        <Form
          endpoint={banVisitor}
          initial={{ fromOn: today() }}
          prepare={(values) => ({ ...values, visitorId: id })}
          submit={t('ban.save')}
          cancel={() => setBanning(false)}
          onDone={() => setBanning(false)}
        >
          <p className={classes.soft}>{t('ban.means')}</p>
          <SelectField
            name="reason"
            label={t('ban.reason')}
            required
            options={banReasons.map((value) => ({ value, label: t(`ban-reason.${value}`) }))}
          />
          <TextField name="note" label={t('ban.note')} required />
          <TextField name="authority" label={t('ban.authority')} required />
          <DateField name="fromOn" label={t('ban.from')} required />
          <DateField name="untilOn" label={t('ban.until')} hint={t('ban.until-hint')} />
        </Form>
      </Modal>
    </Page>
  )
}

function Whole({ data }: { data: Data }) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const { date, instant } = useFormats()
  const { visitor } = data
  return (
    <>
      <VisitorPhoto visitorId={visitor.id} of={visitor} />
      <KeyValue
        columns={3}
        items={[
          { label: t('visitor.name-en'), value: <Ltr>{visitor.name.en}</Ltr> },
          { label: t('visitor.name-ur'), value: <bdi lang="ur">{visitor.name.ur}</bdi> },
          ...(visitor.father === null ? [] : [{ label: t('visitor.father'), value: both(visitor.father) }]),
          ...(visitor.cnic === null
            ? [{ label: t('visitor.other-paper'), value: visitor.otherPaper ?? '' }]
            : [
                {
                  label: t('common:form.cnic'),
                  value: (
                    <Ltr
                      copy
                    >{`${visitor.cnic.slice(0, 5)}-${visitor.cnic.slice(5, 12)}-${visitor.cnic.slice(12)}`}</Ltr>
                  ),
                },
              ]),
          ...(visitor.licence === null
            ? []
            : [{ label: t('visitor.licence'), value: <Ltr>{visitor.licence}</Ltr> }]),
          ...(visitor.phone === null
            ? []
            : [{ label: t('visitor.phone'), value: <Ltr copy>{visitor.phone}</Ltr> }]),
          { label: t('visitor.registered'), value: instant(visitor.registeredAt) },
        ]}
      />
      {visitor.ban === null ? null : <BanBadge until={visitor.ban.untilOn} />}
      {visitor.overrides.length === 0 ? null : <GivenReasons reasons={visitor.overrides} />}
      <Suspense>
        <ExtraAnswers form="custody.visitor" id={visitor.id} />
      </Suspense>
      <Section title={t('visitors.visiting')}>
        {data.ties.length === 0 ? (
          <p className={classes.soft}>{t('visitor.no-ties')}</p>
        ) : (
          <ul className={classes.items}>
            {data.ties.map((tie) => (
              <li key={tie.tieId} className={classes.item}>
                <div className={classes.line}>
                  <span>{t(`relation.${tie.relation}`)}</span>
                  <Link to={`/custody/prisoners/${tie.imprisonmentId}`}>
                    <Who one={tie} />
                  </Link>
                  <TieBadge state={tie.state} />
                  <Vet tieId={tie.tieId} label={`${both(visitor.name)} – ${tie.number}`} />
                </div>
                {tie.decidedAt === null ? null : (
                  <span className={classes.soft}>
                    {tie.decidedBy === null
                      ? t('vet.decided-at', { at: tie.decidedAt })
                      : t('vet.decided', { by: both(tie.decidedBy), at: tie.decidedAt })}
                    {tie.untilOn === null ? '' : ` · ${t('vet.until-day', { day: tie.untilOn })}`}
                    {tie.why === null ? '' : ` · ${tie.why}`}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('ban.title')}>
        {data.bans.length === 0 ? (
          <p className={classes.soft}>{t('ban.none')}</p>
        ) : (
          <ul className={classes.items}>
            {data.bans.map((ban) => (
              <OneBan key={ban.id} ban={ban} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('history.title')}>
        {data.visits.length + data.refusals.length === 0 ? (
          <EmptyState icon="history" title={t('history.none')} why={t('history.none-why')} />
        ) : (
          <History visits={data.visits} refusals={data.refusals} of="visitor" />
        )}
      </Section>
      <p className={classes.soft}>{t('visitor.day', { day: date(today()) })}</p>
    </>
  )
}

function OneBan({ ban }: { ban: Data['bans'][number] }) {
  const { t } = useTranslation('custody-visits')
  const both = useBoth()
  const { date, instant } = useFormats()
  const mayBan = useMay('custody:ban-visitor')
  const appeal = useCommand(appealBan)
  const [asked, setAsked] = useState<'enter' | 'upheld' | 'lifted'>()
  return (
    <li className={classes.item}>
      <div className={classes.line}>
        <strong>{t(`ban-reason.${ban.reason}`)}</strong>
        {ban.holds ? (
          <StatusBadge meaning="red" icon="hand-stop">
            {t('ban.holds')}
          </StatusBadge>
        ) : (
          <StatusBadge meaning="grey">{t('ban.over')}</StatusBadge>
        )}
        <span>{ban.everywhere ? t('ban.everywhere') : ban.prison === null ? '' : both(ban.prison)}</span>
      </div>
      <span>{ban.note}</span>
      <span className={classes.soft}>
        {date(ban.fromOn)} – {ban.untilOn === null ? t('ban.open-end') : date(ban.untilOn)} · {ban.authority}
      </span>
      {ban.appeal === null || ban.appealedOn === null ? null : (
        <span>
          {t('ban.appealed', { day: ban.appealedOn })}: {ban.appeal}
          {ban.appealOutcome === null
            ? ''
            : ` · ${t(`ban.outcome.${ban.appealOutcome}`)}: ${ban.appealWhy ?? ''}`}
        </span>
      )}
      {ban.liftedAt === null ? null : (
        <span className={classes.soft}>{t('ban.lifted', { at: instant(ban.liftedAt) })}</span>
      )}
      {mayBan && ban.holds ? (
        <div className={classes.line}>
          {ban.appeal === null || ban.appealOutcome !== null ? (
            <Button size="xs" onClick={() => setAsked('enter')}>
              {t('ban.enter-appeal')}
            </Button>
          ) : ban.mayDecide ? (
            <>
              <Button size="xs" onClick={() => setAsked('lifted')}>
                {t('ban.lift')}
              </Button>
              <Button size="xs" onClick={() => setAsked('upheld')}>
                {t('ban.uphold')}
              </Button>
            </>
          ) : (
            <span className={classes.soft}>{t('ban.another-decides')}</span>
          )}
        </div>
      ) : null}
      <ConfirmAct
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t(asked === 'enter' ? 'ban.enter-appeal' : asked === 'lifted' ? 'ban.lift' : 'ban.uphold')}
        consequence={t(
          asked === 'enter' ? 'ban.enter-means' : asked === 'lifted' ? 'ban.lift-means' : 'ban.uphold-means',
        )}
        reason="required"
        actLabel={t('ban.record')}
        onConfirm={async (text) => {
          if (asked === 'enter') await appeal.run({ act: 'enter', banId: ban.id, appeal: text })
          else if (asked !== undefined)
            await appeal.run({ act: 'decide', banId: ban.id, outcome: asked, why: text })
        }}
      />
    </li>
  )
}

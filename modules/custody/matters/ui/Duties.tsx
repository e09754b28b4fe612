import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ChoiceField,
  Columns,
  ConfirmAct,
  DateField,
  DeadlineBadge,
  Form,
  Icon,
  Link,
  Modal,
  StatusBadge,
  say,
  TextField,
  today,
  useBoth,
  useCommand,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { noticeOfDuty } from '../../notices/contract.ts'
import {
  attestDeath,
  confirmDutyAside,
  type Duty,
  doDuty,
  type getMatter,
  setDutyAside,
} from '../contract.ts'
import classes from './Matters.module.css'

type Data = OutputOf<typeof getMatter>
type Acting = { readonly act: 'do' | 'attest' | 'aside' | 'confirm'; readonly duty: Duty }

/** A death is attested by the medical officer and ticked off by nobody else. */
const attested = (duty: Duty) => duty.code === 'medical-record'
const owed = (duty: Duty) => duty.state === 'open' || duty.state === 'aside-proposed'

/** What is owed in the order of the law data, each with its law, its day and its buttons. */
export function Duties({ data: { matter, duties, may } }: { data: Data }) {
  const { t } = useTranslation('custody-matters')
  const [acting, setActing] = useState<Acting>()
  const aside = useCommand(setDutyAside, { onDone: () => say(t('aside.proposed')) })
  const confirm = useCommand(confirmDutyAside, { onDone: () => say(t('aside.confirmed')) })
  const shut = () => setActing(undefined)
  return (
    <>
      <ol className={classes.list}>
        {duties.map((duty) => (
          <One
            key={duty.id}
            duty={duty}
            imprisonmentId={matter.imprisonmentId}
            may={may}
            on={(act) => setActing({ act, duty })}
          />
        ))}
      </ol>
      <Modal opened={acting?.act === 'do'} onClose={shut} title={t('do.act')} size="lg">
        {acting === undefined ? null : <DoForm duty={acting.duty} shut={shut} />}
      </Modal>
      <Modal opened={acting?.act === 'attest'} onClose={shut} title={t('death.attest')} size="lg">
        <AttestForm id={matter.id} shut={shut} />
      </Modal>
      <ConfirmAct
        opened={acting?.act === 'aside'}
        onClose={shut}
        title={t('aside.act')}
        consequence={t('aside.means')}
        reason="required"
        actLabel={t('aside.act')}
        onConfirm={(why) => aside.run({ dutyId: acting?.duty.id ?? '', why })}
      />
      <ConfirmAct
        opened={acting?.act === 'confirm'}
        onClose={shut}
        title={t('aside.confirm')}
        consequence={t('aside.confirm-means', { why: acting?.duty.asideWhy ?? '' })}
        actLabel={t('aside.confirm')}
        onConfirm={() => confirm.run({ dutyId: acting?.duty.id ?? '' })}
      />
    </>
  )
}

function One({
  duty,
  imprisonmentId,
  may,
  on,
}: {
  duty: Duty
  imprisonmentId: string
  may: Data['may']
  on: (act: Acting['act']) => void
}) {
  const { t } = useTranslation('custody-matters')
  const both = useBoth()
  const maySign = useMay('custody:sign-notice')
  const notice = noticeOfDuty[duty.code]
  const late = owed(duty) && duty.dueOn !== null && duty.dueOn < today()
  return (
    <li className={classes.duty} data-state={late ? 'late' : owed(duty) ? 'owed' : 'settled'}>
      <div className={classes.body}>
        <strong>{both(duty.name)}</strong>
        <span className={classes.badges}>
          <When duty={duty} />
          <span className={classes.soft}>
            <bdi>{duty.citation}</bdi> · {t('by-whom', { post: both(duty.post) })}
          </span>
          {duty.standing === 'general' ? (
            <span className={classes.soft}>
              <Icon name="info-circle" size={15} /> {t('standing.general')}
            </span>
          ) : null}
        </span>
        <Settled duty={duty} />
      </div>
      <span className={classes.acts}>
        {duty.state === 'open' && attested(duty) && may.attest ? (
          <Button size="xs" variant="filled" onClick={() => on('attest')}>
            {t('death.attest')}
          </Button>
        ) : null}
        {duty.state === 'open' && may.keep ? (
          <>
            {notice === undefined || duty.waits || !maySign ? null : (
              <Link to={`/custody/prisoners/${imprisonmentId}/notice?kind=${notice}`}>{t('do.notice')}</Link>
            )}
            {duty.waits || attested(duty) ? null : (
              <Button size="xs" variant="filled" onClick={() => on('do')}>
                {t('do.act')}
              </Button>
            )}
            <Button size="xs" onClick={() => on('aside')}>
              {t('aside.act')}
            </Button>
          </>
        ) : null}
        {duty.state === 'aside-proposed' && may.setAside && !duty.ownAside ? (
          <Button size="xs" variant="filled" onClick={() => on('confirm')}>
            {t('aside.confirm')}
          </Button>
        ) : null}
      </span>
    </li>
  )
}

/** Until when; or that it is settled, waits, or that no period is settled by law. */
function When({ duty }: { duty: Duty }) {
  const { t } = useTranslation('custody-matters')
  if (!owed(duty))
    return (
      <StatusBadge
        meaning={duty.state === 'done' ? 'blue' : 'grey'}
        icon={duty.state === 'done' ? 'check' : 'x'}
      >
        {t(`state.${duty.state}`)}
      </StatusBadge>
    )
  return (
    <>
      {duty.state === 'aside-proposed' ? (
        <StatusBadge meaning="amber">{t('state.aside-proposed')}</StatusBadge>
      ) : null}
      {duty.dueOn === null ? (
        <StatusBadge meaning="grey" icon="hourglass">
          {t(duty.due === 'refer' ? 'refer' : 'waits')}
        </StatusBadge>
      ) : (
        <DeadlineBadge date={duty.dueOn} />
      )}
      {duty.waits && duty.dueOn !== null ? <span className={classes.soft}>{t('waits')}</span> : null}
      {duty.stops === null ? null : <span className={classes.soft}>{t(`stops.${duty.stops}`)}</span>}
    </>
  )
}

function Settled({ duty }: { duty: Duty }) {
  const { t } = useTranslation('custody-matters')
  const both = useBoth()
  const { date } = useFormats()
  if (duty.state === 'done')
    return (
      <span className={classes.soft}>
        {duty.doneOn === null ? '' : date(duty.doneOn)}
        {duty.doneBy === null ? '' : ` · ${both(duty.doneBy)}`}
        {duty.reference === null ? null : (
          <>
            {' · '}
            {t('paper')}: <bdi>{duty.reference}</bdi>
          </>
        )}
        {duty.note === null ? null : (
          <>
            {' '}
            · <bdi>{duty.note}</bdi>
          </>
        )}
      </span>
    )
  if (duty.asideWhy === null) return null
  return (
    <span className={classes.soft}>
      <bdi>{duty.asideWhy}</bdi>
      {duty.asideBy === null ? '' : ` · ${both(duty.asideBy)}`}
      {duty.confirmedBy === null ? ` · ${t('aside.own')}` : ` · ${both(duty.confirmedBy)}`}
    </span>
  )
}

function AttestForm({ id, shut }: { id: string; shut: () => void }) {
  const { t } = useTranslation('custody-matters')
  return (
    <Form
      endpoint={attestDeath}
      initial={{ on: today() }}
      submit={t('death.attest-submit')}
      cancel={shut}
      prepare={(values) => ({ ...values, id })}
      onDone={() => {
        shut()
        say(t('death.attested'))
      }}
    >
      <p className={classes.soft}>{t('death.attest-means')}</p>
      <Columns>
        <DateField name="on" label={t('do.on')} required />
        <TextField name="reference" label={t('do.reference')} required maxLength={200} />
      </Columns>
    </Form>
  )
}

function DoForm({ duty, shut }: { duty: Duty; shut: () => void }) {
  const { t } = useTranslation('custody-matters')
  const both = useBoth()
  return (
    <Form
      endpoint={doDuty}
      initial={{ on: today() }}
      submit={t('do.submit')}
      cancel={shut}
      prepare={({ answer, ...values }) => ({
        ...values,
        dutyId: duty.id,
        ...(answer === undefined ? {} : { answer: answer === 'yes' }),
      })}
      onDone={() => {
        shut()
        say(t('do.ticked'))
      }}
    >
      <p>
        <strong>{both(duty.name)}</strong>
      </p>
      {duty.asks ? (
        <ChoiceField
          name="answer"
          label={t('do.answer')}
          required
          options={['yes', 'no'].map((value) => ({ value, label: t(`do.${value}`) }))}
        />
      ) : null}
      <Columns>
        <DateField name="on" label={t('do.on')} required />
        <TextField name="reference" label={t('do.reference')} required={duty.paper} maxLength={200} />
      </Columns>
      <TextField name="note" label={t('do.note')} multiline maxLength={2000} />
    </Form>
  )
}

import {
  Button,
  CheckField,
  Columns,
  DateField,
  Group,
  SelectField,
  say,
  TextField,
  today,
  useCommand,
  useGo,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import {
  cancelLicence,
  conducts,
  decideParoleCase,
  dischargeLicence,
  forwardParoleCase,
  type ParoleCase,
  reportConduct,
  reportInquiry,
  revokeLicence,
  settleDaysAfterRevocation,
  takeBack,
  verifyLicence,
  withdrawParoleCase,
} from '../contract.ts'
import classes from './Parole.module.css'

/** What this post may do next in the case. */
export function CaseActs({ data }: { data: ParoleCase }) {
  const { t } = useTranslation('custody-parole')
  const { case: of, may } = data
  const given = { id: of.id }
  const withdraw = useCommand(withdrawParoleCase, { onDone: () => say(t('act.withdrawn')) })
  const done = () => say(t('act.done'))
  return (
    <Group gap={8}>
      {of.state === 'open' && may.conduct && of.conduct === null ? (
        <ActForm label={t('conduct.act')} icon="writing" endpoint={reportConduct} given={given} onDone={done}>
          <SelectField
            name="conduct"
            label={t('conduct.label')}
            required
            options={conducts.map((value) => ({ value, label: t(`conduct.${value}`) }))}
          />
          <TextField name="words" label={t('conduct.words')} multiline required maxLength={2000} />
          <CheckField name="recommends" label={t('recommends')} />
        </ActForm>
      ) : null}
      {of.state === 'open' && may.inquire && of.inquiry === null ? (
        <ActForm
          label={t('inquiry.act')}
          icon="home"
          endpoint={reportInquiry}
          initial={{ visitedOn: today() }}
          given={given}
          onDone={done}
        >
          <DateField name="visitedOn" label={t('inquiry.visited')} required />
          <TextField name="residence" label={t('inquiry.residence')} required maxLength={300} />
          <CheckField name="residenceFit" label={t('inquiry.fit')} />
          <TextField name="employer" label={t('inquiry.employer')} maxLength={300} />
          <CheckField name="employerWilling" label={t('inquiry.willing')} />
          <TextField name="words" label={t('inquiry.words')} multiline required maxLength={2000} />
          <CheckField name="recommends" label={t('recommends')} />
        </ActForm>
      ) : null}
      {of.state === 'open' && may.open && of.conduct !== null && of.inquiry !== null ? (
        <ActForm
          label={t('decision.forward')}
          icon="send"
          filled
          endpoint={forwardParoleCase}
          initial={{ on: today() }}
          given={given}
          onDone={done}
        >
          <DateField name="on" label={t('decision.on')} required />
          <TextField name="paper" label={t('decision.paper')} required maxLength={200} />
        </ActForm>
      ) : null}
      {of.state === 'open' && may.open ? (
        <Button size="xs" loading={withdraw.busy} onClick={() => withdraw.start(given)}>
          {t('act.withdraw')}
        </Button>
      ) : null}
      {of.state === 'forwarded' && may.enter ? <Decide id={of.id} /> : null}
    </Group>
  )
}

function Decide({ id }: { id: string }) {
  const { t } = useTranslation('custody-parole')
  const done = () => say(t('act.done'))
  const order = (
    <>
      <TextField name="order" ltr label={t('licence.order')} required maxLength={100} />
      <Columns>
        <DateField name="on" label={t('decision.on')} required />
        <TextField name="authority" label={t('licence.authority')} required maxLength={200} />
      </Columns>
    </>
  )
  return (
    <>
      <ActForm
        label={t('decision.grant')}
        icon="certificate"
        filled
        endpoint={decideParoleCase}
        initial={{ on: today(), from: today() }}
        given={{ id, granted: true }}
        onDone={done}
      >
        <p className={classes.soft}>{t('decision.grant-means')}</p>
        {order}
        <DateField name="from" label={t('licence.from')} required />
        <TextField
          name="conditions"
          label={t('licence.conditions')}
          hint={t('licence.conditions-hint')}
          multiline
          required
          maxLength={4000}
        />
      </ActForm>
      <ActForm
        label={t('decision.refuse')}
        icon="x"
        endpoint={decideParoleCase}
        initial={{ on: today() }}
        given={{ id, granted: false }}
        onDone={done}
      >
        {order}
        <TextField name="why" label={t('decision.why')} multiline required maxLength={1000} />
      </ActForm>
    </>
  )
}

export function LicenceActs({
  data: { may },
  licence,
}: {
  data: ParoleCase
  licence: NonNullable<ParoleCase['licence']>
}) {
  const { t } = useTranslation('custody-parole')
  const go = useGo()
  const given = { id: licence.id }
  const done = () => say(t('act.done'))
  const cancel = useCommand(cancelLicence, { onDone: done })
  const outside = licence.state === 'running' || licence.state === 'held'
  const { returned } = licence
  return (
    <Group gap={8}>
      {licence.state === 'to-verify' && may.verify && !licence.ownRecord ? (
        <ActForm
          label={t('licence.verify')}
          icon="scan"
          filled
          endpoint={verifyLicence}
          given={given}
          onDone={done}
        >
          <p className={classes.soft}>{t('licence.verify-means')}</p>
          <TextField name="how" label={t('licence.how')} multiline required maxLength={500} />
        </ActForm>
      ) : null}
      {(licence.state === 'to-verify' || licence.state === 'issued') && may.enter ? (
        <Button size="xs" loading={cancel.busy} onClick={() => cancel.start(given)}>
          {t('licence.cancel')}
        </Button>
      ) : null}
      {outside && may.enter ? (
        <ActForm
          label={t('licence.revoke')}
          icon="hand-stop"
          endpoint={revokeLicence}
          initial={{ on: today() }}
          given={given}
          onDone={done}
        >
          <p className={classes.soft}>{t('licence.revoke-means')}</p>
          <TextField name="order" ltr label={t('licence.order')} required maxLength={100} />
          <DateField name="on" label={t('decision.on')} required />
          <TextField name="why" label={t('licence.why')} multiline required maxLength={1000} />
        </ActForm>
      ) : null}
      {licence.state === 'revoked' && may.admit ? (
        <ActForm
          label={t('licence.back')}
          icon="door-enter"
          filled
          endpoint={takeBack}
          given={given}
          onDone={({ imprisonmentId, number }) => {
            say(t('licence.back-done', { number }))
            go(`/custody/prisoners/${imprisonmentId}`)
          }}
        >
          <p>{t('licence.back-means')}</p>
        </ActForm>
      ) : null}
      {returned !== null &&
      returned.imprisonmentId !== null &&
      returned.daysBetween > 0 &&
      returned.days === null &&
      may.discharge ? (
        <ActForm
          label={t('days.act')}
          icon="scale"
          endpoint={settleDaysAfterRevocation}
          given={given}
          onDone={done}
        >
          <SelectField
            name="days"
            label={t('days.label')}
            required
            options={['counted', 'not-counted'].map((value) => ({ value, label: t(`days.${value}`) }))}
          />
          <TextField name="paper" label={t('days.paper')} required maxLength={300} />
        </ActForm>
      ) : null}
      {outside && licence.over && may.discharge ? (
        <ActForm
          label={t('licence.discharge')}
          icon="check"
          filled
          endpoint={dischargeLicence}
          given={given}
          onDone={done}
        >
          <p>{t('licence.discharge-means')}</p>
        </ActForm>
      ) : null}
    </Group>
  )
}

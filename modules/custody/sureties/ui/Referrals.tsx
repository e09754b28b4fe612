import {
  CheckField,
  DateField,
  EmptyState,
  Group,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  today,
  useBoth,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import {
  type BailOf,
  consentWays,
  endReferral,
  referralReasons,
  referralRoutes,
  referToLegalAid,
} from '../contract.ts'
import classes from './Sureties.module.css'

/** Who was asked for legal aid, with the prisoner's own consent, and what they answered. */
export function Referrals({ data }: { data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  const both = useBoth()
  const { date, instant } = useFormats()
  const mayRefer = data.may.refer && data.prisoner.inside
  return (
    <Section title={t('referral.title')} {...(mayRefer ? { actions: <Refer data={data} /> } : {})}>
      {data.referrals.length === 0 ? (
        <EmptyState icon="users" title={t('referral.none')} why={t('referral.none-why')} />
      ) : (
        <ul className={classes.cards}>
          {data.referrals.map((one) => (
            <li key={one.id} className={classes.card}>
              <div className={classes.between}>
                <strong>
                  {t(`reason.${one.reason}`)} · {t(`route.${one.route}`)}
                  {one.lawyer === null ? '' : ` · ${both(one.lawyer)}`}
                </strong>
                <StatusBadge
                  meaning={one.state === 'sent' ? 'amber' : one.state === 'accepted' ? 'blue' : 'grey'}
                >
                  {t(`referral-state.${one.state}`)}
                </StatusBadge>
              </div>
              <span className={classes.soft}>
                {t('referral.consent', { how: t(`consent.${one.consentHow}`), day: date(one.consentOn) })} ·{' '}
                {instant(one.sentAt)}
              </span>
              {one.words === null ? null : <bdi>{one.words}</bdi>}
              {one.answer === null ? null : (
                <span>
                  {t('referral.answer')}: <bdi>{one.answer}</bdi>
                </span>
              )}
              {one.powerOn === null ? null : <span>{t('referral.power', { day: date(one.powerOn) })}</span>}
              {one.outcome === null ? null : <bdi>{one.outcome}</bdi>}
              {data.may.refer && (one.state === 'sent' || one.state === 'accepted') ? (
                <Group gap={8}>
                  <ActForm
                    label={t('referral.end')}
                    icon="edit"
                    endpoint={endReferral}
                    given={{ referralId: one.id }}
                    onDone={() => say(t('referral.ended'))}
                  >
                    <SelectField
                      name="state"
                      label={t('referral.how')}
                      required
                      options={[
                        'withdrawn',
                        'closed',
                        ...(one.lawyer === null && one.state === 'sent' ? ['accepted', 'declined'] : []),
                      ].map((value) => ({ value, label: t(`referral-state.${value}`) }))}
                    />
                    <TextField name="words" label={t('one.words')} multiline maxLength={1000} />
                  </ActForm>
                </Group>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Refer({ data }: { data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  const both = useBoth()
  const choice = (values: readonly string[], of: string) =>
    values.map((value) => ({ value, label: t(`${of}.${value}`) }))
  return (
    <ActForm
      label={t('referral.act')}
      icon="send"
      endpoint={referToLegalAid}
      initial={{ consentOn: today(), consent: false, route: 'dlec' }}
      given={{ imprisonmentId: data.prisoner.imprisonmentId }}
      onDone={() => say(t('referral.done'))}
    >
      <p className={classes.soft}>{t('referral.means')}</p>
      <SelectField
        name="reason"
        label={t('referral.reason')}
        required
        options={choice(referralReasons, 'reason')}
      />
      <SelectField
        name="route"
        label={t('referral.route')}
        required
        options={choice(referralRoutes, 'route')}
      />
      <SelectField
        name="lawyerId"
        label={t('referral.lawyer')}
        hint={t('referral.lawyer-hint')}
        options={data.lawyers.map((one) => ({ value: one.id, label: both(one.name) }))}
      />
      <CheckField name="consent" label={t('referral.agrees')} hint={t('referral.agrees-hint')} />
      <SelectField
        name="consentHow"
        label={t('referral.consent-how')}
        required
        options={choice(consentWays, 'consent')}
      />
      <DateField name="consentOn" label={t('referral.consent-on')} required />
      <TextField name="consentWitness" label={t('referral.witness')} maxLength={200} />
      <TextField name="words" label={t('one.words')} multiline maxLength={1000} />
    </ActForm>
  )
}

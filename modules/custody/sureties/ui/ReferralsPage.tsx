import type { OutputOf } from '#platform/http/contract'
import {
  DateField,
  EmptyState,
  formatMoney,
  Group,
  Load,
  Ltr,
  Page,
  SegmentedControl,
  SelectField,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useLanguage,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { answerReferral, listMyReferrals } from '../contract.ts'
import classes from './Sureties.module.css'

type Row = OutputOf<typeof listMyReferrals>['rows'][number]

/** For the lawyer: what prisoners agreed to have told to this lawyer in person, and the answer. */
export default function ReferralsPage() {
  const { t } = useTranslation('custody-sureties')
  const [asked, setShow] = useQueryText('show', 'open')
  const show = asked === 'all' ? 'all' : 'open'
  return (
    <Page title={t('mine.title')} lead={t('mine.lead')}>
      <SegmentedControl
        aria-label={t('mine.title')}
        value={show}
        onChange={setShow}
        data={['open', 'all'].map((value) => ({ value, label: t(`mine.${value}`) }))}
      />
      <Load call={useCall(listMyReferrals, { show, size: 200 })} lines={4}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon="inbox" title={t('mine.none')} why={t('mine.none-why')} />
          ) : (
            <ul className={classes.cards}>
              {rows.map((row) => (
                <One key={row.id} row={row} />
              ))}
            </ul>
          )
        }
      </Load>
    </Page>
  )
}

function One({ row }: { row: Row }) {
  const { t } = useTranslation('custody-sureties')
  const both = useBoth()
  const language = useLanguage()
  const { date, instant } = useFormats()
  const next = row.state === 'sent' ? ['accepted', 'declined'] : row.state === 'accepted' ? ['closed'] : []
  return (
    <li className={classes.card}>
      <div className={classes.between}>
        <strong>
          {both(row.told.name)} <Ltr>{row.told.number}</Ltr>{' '}
          <span className={classes.soft}>· {both(row.told.prison)}</span>
        </strong>
        <StatusBadge meaning={row.state === 'sent' ? 'amber' : row.state === 'accepted' ? 'blue' : 'grey'}>
          {t(`referral-state.${row.state}`)}
        </StatusBadge>
      </div>
      <span>
        {t(`reason.${row.reason}`)} · {instant(row.sentAt)}
      </span>
      <ul className={classes.steps}>
        {row.told.cases.map((one) => (
          <li key={one.caseLabel} className={classes.step}>
            <strong>
              <Ltr>{one.caseLabel}</Ltr> <Ltr>{one.sections}</Ltr>
            </strong>
            {one.court === null ? null : <span>{both(one.court)}</span>}
            <span className={classes.soft}>{t('mine.since', { day: date(one.detainedSince) })}</span>
            {one.grantedOn === null ? null : (
              <StatusBadge meaning="amber" icon="hourglass">
                {t('one.granted', { day: one.grantedOn })}
                {one.amount === null ? '' : ` · ${formatMoney(one.amount, language)}`}
              </StatusBadge>
            )}
            {one.bailFrom === null ? null : (
              <StatusBadge meaning="blue" icon="scale">
                {t('petition.right-from', { day: date(one.bailFrom) })}
              </StatusBadge>
            )}
          </li>
        ))}
      </ul>
      {row.words === null ? null : <bdi>{row.words}</bdi>}
      {row.answer === null ? null : (
        <span className={classes.soft}>
          {t('referral.answer')}: <bdi>{row.answer}</bdi>
        </span>
      )}
      {row.outcome === null ? null : <bdi>{row.outcome}</bdi>}
      {next.length === 0 ? null : (
        <Group gap={8}>
          <ActForm
            label={t('mine.answer')}
            icon="writing"
            endpoint={answerReferral}
            given={{ referralId: row.id }}
            onDone={() => say(t('mine.answered'))}
          >
            <SelectField
              name="state"
              label={t('referral.how')}
              required
              options={next.map((value) => ({ value, label: t(`referral-state.${value}`) }))}
            />
            <TextField name="words" label={t('mine.words')} multiline maxLength={1000} />
            <DateField name="powerOn" label={t('mine.power')} />
          </ActForm>
        </Group>
      )}
    </li>
  )
}

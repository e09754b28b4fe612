import {
  Alert,
  BothNames,
  EmptyState,
  formatMoney,
  Group,
  Icon,
  Link,
  Load,
  Ltr,
  Page,
  Panels,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useLanguage,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { type BailOf, getBailOf } from '../contract.ts'
import { ObstacleActs } from './BailActs.tsx'
import { Petitions } from './Petitions.tsx'
import classes from './Sureties.module.css'
import { Sureties } from './Sureties.tsx'
import { DaysInside, ObstacleBadge } from './words.tsx'

/** The bail of one prisoner, from the order to the gate. */
export default function BailOfPage() {
  const { id = '' } = useRouteParams()
  return <Load call={useCall(getBailOf, { imprisonmentId: id })}>{(data) => <One data={data} />}</Load>
}

function One({ data }: { data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  const both = useBoth()
  const maySign = useMay('custody:sign-notice')
  const { prisoner, grants } = data
  return (
    <Page
      title={`${t('one.title')} · ${both(prisoner.name)}`}
      back={{ to: '/custody/bail-granted', label: t('title') }}
      lead={
        <Group gap={8}>
          <Ltr>{prisoner.number}</Ltr>
          <BothNames name={prisoner.name} as="inline" to={`/custody/prisoners/${prisoner.imprisonmentId}`} />
          {data.since === null ? null : <DaysInside days={data.days} late={data.days > 30} />}
        </Group>
      }
      actions={
        maySign && prisoner.inside && grants.length > 0 ? (
          <Link to={`/custody/prisoners/${prisoner.imprisonmentId}/notice?kind=bail-reminder`}>
            {t('notice.act')}
          </Link>
        ) : undefined
      }
    >
      {prisoner.inside ? null : <Alert color="blue" title={t('one.left')} icon={<Icon name="door-exit" />} />}
      <Section
        title={t('one.in-the-way')}
        {...(data.may.keep ? { actions: <ObstacleActs data={data} /> } : {})}
      >
        {data.obstacles.length === 0 ? (
          <EmptyState icon="scale" title={t('one.no-bail')} why={t('one.no-bail-why')} />
        ) : (
          <span className={classes.badges}>
            {data.obstacles.map((one) => (
              <span key={one.obstacle} className={classes.badges}>
                <ObstacleBadge obstacle={one.obstacle} />
                {one.words === null ? null : <bdi className={classes.soft}>{one.words}</bdi>}
              </span>
            ))}
          </span>
        )}
        <Grants data={data} />
      </Section>
      <Sureties data={data} />
      <Petitions data={data} />
      <Panels place="bail" id={prisoner.imprisonmentId} />
      <Notices data={data} />
    </Page>
  )
}

function Grants({ data }: { data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  const both = useBoth()
  const language = useLanguage()
  const { date } = useFormats()
  if (data.grants.length === 0) return null
  return (
    <ul className={classes.cards}>
      {data.grants.map((grant) => (
        <li key={grant.warrantId ?? grant.caseLabel} className={classes.card}>
          <div className={classes.between}>
            <strong>
              <Ltr>{grant.caseLabel}</Ltr> <Ltr>{grant.sections}</Ltr>
            </strong>
            <ObstacleBadge obstacle={grant.obstacle} />
          </div>
          <div className={classes.between}>
            <span>
              {t('one.granted', { day: grant.grantedOn })}
              {grant.court === null ? '' : ` · ${both(grant.court)}`}
            </span>
            <span>{grant.amount === null ? t('one.no-amount') : formatMoney(grant.amount, language)}</span>
          </div>
          {grant.obstacle === 'order-to-carry-out' || grant.obstacle === 'order-not-verified' ? (
            <Link to={`/custody/prisoners/${data.prisoner.imprisonmentId}/release`}>
              {t('one.to-release')}
            </Link>
          ) : null}
          <span className={classes.soft}>
            {t(`source.${grant.source}`)} · {date(grant.grantedOn)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Notices({ data }: { data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  const { date } = useFormats()
  if (data.notices.length === 0) return null
  return (
    <Section title={t('one.notices')}>
      <ul className={classes.steps}>
        {data.notices.map((one) => (
          <li key={one.id} className={classes.step}>
            <StatusBadge meaning="grey" icon="bell">
              {t(`notice.${one.kind}`)}
            </StatusBadge>
            <span>{date(one.sentOn)}</span>
            <bdi>{one.toWhom}</bdi>
            <bdi className={classes.soft}>{one.paper}</bdi>
          </li>
        ))}
      </ul>
    </Section>
  )
}

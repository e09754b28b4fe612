import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  BothNames,
  Columns,
  DateField,
  Form,
  Group,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  Section,
  StatusBadge,
  say,
  TextField,
  today,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { takeBack } from '../../parole/contract.ts'
import { ActForm } from '../../ui/ActForm.tsx'
import { getWanted, reportRecapture } from '../contract.ts'
import classes from './Transfer.module.css'

type Wanted = OutputOf<typeof getWanted>

/** Somebody another prison waits for was brought to this one: escaped from it, or out on a licence that was revoked. */
export default function WantedPage() {
  const { id = '' } = useRouteParams()
  return <Load call={useCall(getWanted, { id })}>{(data) => <One id={id} data={data} />}</Load>
}

function One({ id, data }: { id: string; data: Wanted }) {
  const { t } = useTranslation('custody-transfer')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <Page
      title={both(data.name)}
      back={{ to: '/custody/arrivals', label: t('custody:arrivals.title') }}
      lead={
        <Group gap={8}>
          <Ltr>{data.number}</Ltr>
          <BothNames name={data.name} as="inline" />
          <StatusBadge
            meaning={data.kind === 'on-licence' ? 'blue' : 'red'}
            icon={data.kind === 'on-licence' ? 'route' : 'alert-triangle'}
          >
            {t(`wanted.${data.kind}`)}
          </StatusBadge>
        </Group>
      }
    >
      <Alert
        color={data.kind === 'on-licence' ? 'blue' : 'red'}
        icon={<Icon name={data.kind === 'on-licence' ? 'info-circle' : 'alert-triangle'} />}
        title={t(`wanted.${data.kind}-from`, { prison: both(data.prison), day: date(data.since) })}
      >
        {t(`wanted.${data.kind}-means`)}
      </Alert>
      <Section title={t('wanted.who')}>
        <KeyValue
          columns={2}
          items={[
            { label: t('custody:word.prison'), value: both(data.prison) },
            { label: t('column.number'), value: <Ltr>{data.number}</Ltr> },
            {
              label: t('custody:word.father'),
              value: data.father === null ? '—' : <BothNames name={data.father} as="inline" />,
            },
            { label: t('wanted.born'), value: data.birthDate === null ? '—' : date(data.birthDate) },
          ]}
        />
      </Section>
      <What id={id} data={data} />
    </Page>
  )
}

/** What this desk can do for whoever stands before it. */
function What({ id, data }: { id: string; data: Wanted }) {
  const { t } = useTranslation('custody-transfer')
  const go = useGo()
  if (data.kind === 'on-licence') return null
  if (data.own)
    return (
      <Link to={data.kind === 'at-large' ? '/custody/matters?kind=escape' : '/custody/parole?show=licence'}>
        {t(`wanted.${data.kind}-own`)}
      </Link>
    )
  if (data.licenceId !== null)
    return (
      <Section title={t('wanted.brought')}>
        <p className={classes.soft}>{t(data.heldHere ? 'wanted.back-held' : 'wanted.back-means')}</p>
        <ActForm
          label={t('wanted.back')}
          icon="door-enter"
          filled
          endpoint={takeBack}
          given={{ id: data.licenceId }}
          onDone={({ imprisonmentId, number }) => {
            say(t('arrive.done', { number }))
            go(`/custody/prisoners/${imprisonmentId}`)
          }}
        >
          <p>{t('wanted.back-sure')}</p>
        </ActForm>
      </Section>
    )
  if (data.transferId !== null)
    return <Link to={`/custody/transfers/${data.transferId}`}>{t('wanted.reported')}</Link>
  return (
    <Section title={t('wanted.brought')}>
      <Form
        endpoint={reportRecapture}
        initial={{ on: today() }}
        submit={t('wanted.report')}
        prepare={(values) => ({ ...values, id })}
        onDone={({ transferId }) => {
          say(t('wanted.done'))
          go(`/custody/transfers/${transferId}`)
        }}
      >
        <p className={classes.soft}>{t('wanted.report-means')}</p>
        <Columns>
          <DateField name="on" label={t('caught.on')} required />
          <TextField name="time" ltr label={t('caught.time')} hint="04:30" required />
        </Columns>
        <Columns>
          <TextField name="by" label={t('caught.by')} hint={t('caught.by-hint')} required maxLength={200} />
          <TextField name="where" label={t('caught.where')} required maxLength={200} />
        </Columns>
        <TextField
          name="paper"
          label={t('caught.paper')}
          hint={t('caught.paper-hint')}
          required
          maxLength={200}
        />
      </Form>
    </Section>
  )
}

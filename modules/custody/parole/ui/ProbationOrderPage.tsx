import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  DateField,
  DeadlineBadge,
  formatCnic,
  formatMoney,
  Group,
  Icon,
  KeyValue,
  Load,
  Ltr,
  Page,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  today,
  useBoth,
  useCall,
  useFormats,
  useLanguage,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { endProbation, getProbation, probationEnds } from '../contract.ts'
import { Diary } from './Diary.tsx'
import classes from './Parole.module.css'

type Data = OutputOf<typeof getProbation>

/** One probation order: what the court ordered, and the officer's diary. */
export default function ProbationOrderPage() {
  const { id = '' } = useRouteParams()
  return <Load call={useCall(getProbation, { id })}>{(data) => <One data={data} />}</Load>
}

function One({ data: { order, diary, maySupervise } }: { data: Data }) {
  const { t } = useTranslation('custody-parole')
  const both = useBoth()
  const language = useLanguage()
  const { date } = useFormats()
  const running = order.state !== 'ended'
  return (
    <Page
      title={`${t('probation.one')} · ${both(order.name)}`}
      back={{ to: '/custody/probation', label: t('probation.title') }}
      lead={
        <Group gap={8}>
          <span>{t(`probation.by.${order.section}`)}</span>
          <StatusBadge meaning={order.state === 'running' ? 'blue' : running ? 'amber' : 'grey'}>
            {t(`probation.state.${order.state}`)}
          </StatusBadge>
        </Group>
      }
      actions={
        maySupervise && running ? (
          <ActForm
            label={t('probation.end')}
            icon="check"
            endpoint={endProbation}
            initial={{ on: today() }}
            given={{ id: order.id }}
            onDone={() => say(t('act.done'))}
          >
            <SelectField
              name="how"
              label={t('probation.how')}
              required
              options={probationEnds.map((value) => ({ value, label: t(`probation.end-how.${value}`) }))}
            />
            <DateField name="on" label={t('diary.on')} required />
            <TextField name="paper" label={t('probation.paper')} maxLength={300} />
          </ActForm>
        ) : undefined
      }
    >
      {order.over && running ? (
        <Alert color="yellow" icon={<Icon name="clock" />} title={t('probation.over')} />
      ) : null}
      <Section title={t('probation.order')}>
        <KeyValue
          columns={2}
          items={[
            { label: t('probation.court'), value: both(order.court) },
            {
              label: t('probation.case'),
              value: (
                <>
                  <Ltr>{order.caseLabel}</Ltr> <Ltr>{order.sections}</Ltr>
                </>
              ),
            },
            { label: t('probation.ordered'), value: date(order.orderedOn) },
            { label: t('probation.until'), value: date(order.untilOn) },
            { label: t('inquiry.residence'), value: <bdi>{order.residence}</bdi> },
            {
              label: t('probation.cnic'),
              value: order.cnic === null ? '—' : <Ltr>{formatCnic(order.cnic)}</Ltr>,
            },
            {
              label: t('probation.bond'),
              value: order.bond === null ? '—' : formatMoney(order.bond, language),
            },
            {
              label: t('column.report-on'),
              value: order.nextReportOn === null ? '—' : <DeadlineBadge date={order.nextReportOn} />,
            },
            ...(order.endedHow === null || order.endedOn === null
              ? []
              : [
                  {
                    label: t('probation.end'),
                    value: (
                      <>
                        {t(`probation.end-how.${order.endedHow}`)} · {date(order.endedOn)}{' '}
                        <bdi>{order.endedPaper}</bdi>
                      </>
                    ),
                  },
                ]),
          ]}
        />
        <ul className={classes.conditions}>
          {order.conditions.map((one) => (
            <li key={one}>
              <bdi>{one}</bdi>
            </li>
          ))}
        </ul>
      </Section>
      <Diary entries={diary} of={{ probationId: order.id }} mayWrite={maySupervise && running} />
    </Page>
  )
}

import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  Chart,
  EmptyState,
  FigureTiles,
  formatNumber,
  Icon,
  Link,
  Load,
  Ltr,
  Modal,
  NativeSelect,
  Page,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { getGateChecks } from '../contract.ts'
import classes from './Biometrics.module.css'
import { NoReader } from './FingerStep.tsx'
import { RuleForm, ThresholdForm } from './forms.tsx'

type Data = OutputOf<typeof getGateChecks>

/** How people were compared at a prison's gate: the share by finger, by eye and not at all, what stopped, and by which rules. */
export default function GateChecksPage() {
  const { t } = useTranslation('custody-biometrics')
  const both = useBoth()
  const [prison, setPrison] = useQueryText('prison', '')
  const found = useCall(getGateChecks, prison === '' ? {} : { prisonId: prison })
  return (
    <Page
      title={t('checks.title')}
      lead={t('checks.lead')}
      actions={
        found.data === undefined || found.data.prisons.length < 2 ? undefined : (
          <NativeSelect
            aria-label={t('checks.prison')}
            value={String(found.data.prison.id)}
            onChange={(event) => setPrison(event.currentTarget.value)}
            data={found.data.prisons.map((one) => ({ value: String(one.id), label: both(one.name) }))}
          />
        )
      }
    >
      <Load call={found} lines={10}>
        {(data) => (
          <>
            <Figures data={data} />
            <Stopped rows={data.stopped} />
            <Days data={data} />
            <Rules data={data} />
            <Law data={data} />
          </>
        )}
      </Load>
    </Page>
  )
}

const figure = (count: number) => <Ltr>{formatNumber(count)}</Ltr>
const percent = (part: number, whole: number) => (whole === 0 ? '—' : `${Math.round((part / whole) * 100)}%`)

function Figures({ data }: { data: Data }) {
  const { t } = useTranslation('custody-biometrics')
  const sum = (key: 'finger' | 'eye' | 'none') => data.days.reduce((total, day) => total + day[key], 0)
  const [finger, eye, none] = [sum('finger'), sum('eye'), sum('none')]
  const all = finger + eye + none
  const { held, enrolled } = data.enrolment
  return (
    <Section
      title={t('checks.how')}
      actions={
        data.setup.driver === 'none' ? (
          <NoReader />
        ) : data.setup.matcher ? undefined : (
          <StatusBadge meaning="amber" icon="plug">
            {t('why.no-matcher')}
          </StatusBadge>
        )
      }
    >
      <FigureTiles
        tiles={[
          {
            key: 'finger',
            figure: <Ltr>{percent(finger, all)}</Ltr>,
            label: t('how.finger'),
            icon: 'fingerprint',
            below: t('checks.of', { count: finger, all }),
          },
          {
            key: 'eye',
            figure: <Ltr>{percent(eye, all)}</Ltr>,
            label: t('how.eye'),
            icon: 'eye',
            below: t('checks.why-eye', data.whyEye),
          },
          {
            key: 'none',
            figure: <Ltr>{percent(none, all)}</Ltr>,
            label: t('how.none'),
            icon: 'eye-off',
            below: t('checks.of', { count: none, all }),
            ...(none > 0 ? { meaning: 'amber' as const } : {}),
          },
          {
            key: 'enrolled',
            figure: <Ltr>{percent(enrolled, held)}</Ltr>,
            label: t('checks.enrolled'),
            icon: 'fingerprint-scan',
            below: t('checks.of', { count: enrolled, all: held }),
          },
          {
            key: 'kept',
            figure: figure(data.kept),
            label: t('checks.kept'),
            icon: 'archive',
            below: t('checks.kept-below'),
            ...(data.kept > 0 ? { meaning: 'amber' as const } : {}),
          },
        ]}
      />
    </Section>
  )
}

function Stopped({ rows }: { rows: Data['stopped'] }) {
  const { t } = useTranslation('custody-biometrics')
  const { instant } = useFormats()
  return (
    <Section title={t('stopped.title')}>
      {rows.length === 0 ? (
        <EmptyState icon="hand-stop" title={t('stopped.empty')} why={t('stopped.empty-why')} />
      ) : (
        <ul className={classes.list}>
          {rows.map((row) => (
            <li key={row.checkId} className={classes.item}>
              <StatusBadge meaning={row.settled ? 'grey' : 'red'} icon={row.settled ? 'check' : 'hand-stop'}>
                {t(row.settled ? 'stopped.settled' : 'stopped.open')}
              </StatusBadge>
              <BothNames name={row.name} as="inline" />
              <Link to={`/custody/prisoners/${row.imprisonmentId}/compare`}>
                <Ltr>{row.number}</Ltr>
              </Link>
              <span className={classes.soft}>{t(row.byFinger ? 'how.finger' : 'how.eye')}</span>
              <span className={classes.soft}>{instant(row.at)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Days({ data }: { data: Data }) {
  const { t } = useTranslation('custody-biometrics')
  const { date } = useFormats()
  const all = data.kinds.reduce((sum, one) => sum + one.finger + one.eye + one.none, 0)
  if (all === 0)
    return <EmptyState icon="door-exit" title={t('checks.nobody')} why={t('checks.nobody-why')} />
  const series = (['finger', 'eye', 'none'] as const).map((key) => ({
    name: t(`how.${key}`),
    values: data.days.map((day) => day[key]),
  }))
  return (
    <>
      <Chart
        title={t('checks.days')}
        kind="stacked-bar"
        categories={data.days.map(({ on }) => date(on))}
        series={series}
        summary={t('checks.days-summary', { all })}
        definition={t('checks.definition')}
        asOf={data.asOf}
      />
      <Chart
        title={t('checks.kinds')}
        kind="stacked-bar"
        categories={data.kinds.map(({ kind }) => t(`kind.${kind}`))}
        series={(['finger', 'eye', 'none'] as const).map((key) => ({
          name: t(`how.${key}`),
          values: data.kinds.map((one) => one[key]),
        }))}
        summary={t('checks.kinds-summary')}
        asOf={data.asOf}
      />
    </>
  )
}

function Rules({ data }: { data: Data }) {
  const { t } = useTranslation('custody-biometrics')
  const both = useBoth()
  const { date } = useFormats()
  const may = useMay('custody:set-gate-checks')
  const [setting, setSetting] = useState<'rule' | 'threshold'>()
  const close = () => setSetting(undefined)
  return (
    <Section
      title={t('rules.title')}
      actions={
        may ? (
          <>
            <Button size="xs" leftSection={<Icon name="plus" size={16} />} onClick={() => setSetting('rule')}>
              {t('rules.set')}
            </Button>
            <Button
              size="xs"
              leftSection={<Icon name="plus" size={16} />}
              onClick={() => setSetting('threshold')}
            >
              {t('threshold.set')}
            </Button>
          </>
        ) : undefined
      }
    >
      <ul className={classes.list}>
        {data.rules.map((rule) => (
          <li key={`${rule.kind} ${rule.fromOn}`} className={classes.item}>
            <strong>{t(`kind.${rule.kind}`)}</strong>
            <StatusBadge
              meaning={rule.demand === 'demanded' ? 'amber' : 'grey'}
              icon={rule.demand === 'demanded' ? 'lock' : 'notebook'}
            >
              {t(`demand.${rule.demand}`)}
            </StatusBadge>
            <span>{t('rules.from', { on: date(rule.fromOn) })}</span>
            <span className={classes.soft}>{both(rule.basis)}</span>
          </li>
        ))}
        <li className={classes.item}>
          <strong>
            {t('kind.release')} · {t('kind.transfer')}
          </strong>
          <StatusBadge meaning="amber" icon="lock">
            {t('demand.demanded')}
          </StatusBadge>
          <span className={classes.soft}>{t('rules.always')}</span>
        </li>
      </ul>
      {data.thresholds.length === 0 ? (
        <p className={classes.soft}>{t('threshold.none')}</p>
      ) : (
        <ul className={classes.list}>
          {data.thresholds.map((one) => (
            <li key={`${one.matcher} ${one.fromOn}`} className={classes.item}>
              <Ltr>{one.matcher}</Ltr>
              <span>
                {t('threshold.says', { matchFrom: one.matchFrom, mismatchBelow: one.mismatchBelow })}
              </span>
              <span className={classes.soft}>
                {t('rules.from', { on: date(one.fromOn) })} · <bdi>{one.basis}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Modal
        opened={setting !== undefined}
        onClose={close}
        size="lg"
        title={t(setting === 'threshold' ? 'threshold.set' : 'rules.set')}
      >
        {setting === 'threshold' ? <ThresholdForm close={close} /> : <RuleForm close={close} />}
      </Modal>
    </Section>
  )
}

function Law({ data }: { data: Data }) {
  const { t } = useTranslation('custody-biometrics')
  const both = useBoth()
  return (
    <Section title={t('law.title')}>
      <ul className={classes.list}>
        {data.law.map((one) => (
          <li key={one.code}>
            <strong>{t(`law.${one.code}`)}</strong>{' '}
            {one.refer ? (
              <StatusBadge meaning="amber" icon="scale">
                {t('law.refer')}
              </StatusBadge>
            ) : null}
            <p>{both(one.text)}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

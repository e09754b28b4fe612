import { useState } from 'react'
import { z } from 'zod'
import {
  adoptVersion,
  differenceClassNames,
  getVersion,
  listDifferences,
  proposeVersion,
  ruleWords,
  withdrawVersion,
  wordsOf,
} from '#kernel/law/contract'
import {
  Alert,
  Button,
  ConfirmAct,
  EmptyState,
  Form,
  Group,
  Icon,
  KeyValue,
  Load,
  Ltr,
  Modal,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { Cite } from './Cite.tsx'
import { Numbers } from './Numbers.tsx'
import { versionMeaning } from './PacksPage.tsx'

type Version = z.output<typeof getVersion.output>
type Risk = (typeof differenceClassNames)[number]

const riskMeaning: Record<Risk, 'red' | 'amber' | 'grey'> = {
  'early-release-risk': 'red',
  'unlawful-detention-risk': 'red',
  'other-change': 'amber',
  refused: 'amber',
}

/** One proposed version: what changes, what it does to what is stored, and who decides. */
export default function VersionPage() {
  const { t } = useTranslation('law')
  const { id = '' } = useRouteParams()
  const [done, setDone] = useState(false)
  const found = useCall(getVersion, { id }, { keep: false, ...(done ? {} : { refetchEvery: 2_000 }) })
  const simulated =
    found.data !== undefined && found.data.simulation !== 'waiting' && found.data.simulation !== 'running'
  if (simulated !== done) setDone(simulated)
  return <Load call={found}>{(version) => <OneVersion version={version} packs={t('nav.packs')} />}</Load>
}

function OneVersion({ version, packs }: { version: Version; packs: string }) {
  const { t } = useTranslation('law')
  const both = useBoth()
  const { date, instant } = useFormats()
  const mayRead = useMay('law:propose')
  const by = (name: { en: string; ur: string } | null, at: string | null) =>
    name === null || at === null ? t('common:word.none') : `${both(name)} · ${instant(at)}`
  return (
    <Page
      title={t('versions.title', { code: version.code, version: version.version })}
      back={{ to: `/law/packs/${version.code}`, label: packs }}
      lead={
        <Group gap={8}>
          <StatusBadge meaning={versionMeaning(version)}>
            {t(version.inForce ? 'versions.in-force' : `versions.${version.state}`)}
          </StatusBadge>
          <span>{t('versions.from', { from: version.effectiveFrom })}</span>
        </Group>
      }
      actions={<Acts version={version} />}
    >
      <KeyValue
        columns={2}
        items={[
          { label: t('versions.reason'), value: version.reason },
          { label: t('packs.from'), value: date(version.effectiveFrom) },
          { label: t('versions.drafted-by'), value: by(version.draftedBy, version.draftedAt) },
          { label: t('versions.proposed-by'), value: by(version.proposedBy, version.proposedAt) },
          { label: t('versions.adopted-by'), value: by(version.adoptedBy, version.adoptedAt) },
          ...(version.withdrawnWhy === null
            ? []
            : [{ label: t('versions.withdrawn-why'), value: version.withdrawnWhy }]),
        ]}
      />
      <Section title={t('versions.after')}>
        <Numbers name="law.after" caption={t('versions.after')} rows={version.numbers} />
      </Section>
      {version.state === 'adopted' ? null : (
        <Section title={t('versions.before')} foldable>
          <Numbers name="law.before" caption={t('versions.before')} rows={version.before} />
        </Section>
      )}
      <Section title={t('simulation.heading')}>
        <Simulation version={version} />
        {mayRead && version.simulation === 'done' && version.sources.length > 0 ? (
          <Differences id={version.id} />
        ) : null}
      </Section>
      <Section title={t('packs.golden-heading')}>
        {version.golden.length === 0 ? (
          <p>{t('versions.golden-none', { total: version.goldenTotal })}</p>
        ) : (
          <ul>
            {version.golden.map((golden) => (
              <li key={golden.id}>
                <Cite>{`${golden.id} (${golden.law})`}</Cite>: {t('packs.expected')}{' '}
                <Cite>{JSON.stringify(golden.expected)}</Cite>, {t('packs.found')}{' '}
                <Cite>{JSON.stringify(golden.found)}</Cite>
                {golden.why === null ? null : <p>{golden.why}</p>}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  )
}

function Simulation({ version }: { version: Version }) {
  const { t } = useTranslation('law')
  const { instant } = useFormats()
  if (version.simulation !== 'done')
    return (
      <Alert color="gray" icon={<Icon name="hourglass" />} role="status">
        {t(`simulation.${version.simulation}`)}
      </Alert>
    )
  return (
    <>
      <p>
        {t('simulation.done', { count: version.simulatedRows })}
        {version.simulatedAt === null ? null : ` ${instant(version.simulatedAt)}`}
      </p>
      {version.sources.length === 0 ? (
        <Alert color="yellow" icon={<Icon name="alert-triangle" />}>
          {t('simulation.no-sources')}
        </Alert>
      ) : null}
      <Group gap={8}>
        {differenceClassNames.map((name) => (
          <StatusBadge key={name} meaning={version.counts[name] === 0 ? 'grey' : riskMeaning[name]}>
            {t(`simulation.${name}`)}: <Ltr>{String(version.counts[name])}</Ltr>
          </StatusBadge>
        ))}
      </Group>
    </>
  )
}

function Differences({ id }: { id: string }) {
  const { t } = useTranslation('law')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <RecordTable
      name="law.differences"
      caption={t('simulation.differences')}
      source={listDifferences}
      input={{ id }}
      rowKey={(row) => `${row.source} ${row.subjectId}`}
      empty={<EmptyState title={t('simulation.none')} icon="circle-check" />}
      filters={[
        {
          key: 'class',
          label: t('simulation.class'),
          kind: 'choice',
          options: differenceClassNames.map((value) => ({ value, label: t(`simulation.${value}`) })),
        },
      ]}
      columns={[
        { key: 'label', label: t('simulation.record'), cell: (row) => <Ltr>{row.label}</Ltr> },
        { key: 'rule', label: t('calculator.rule'), cell: (row) => both(wordsOf(ruleWords, row.rule)) },
        {
          key: 'class',
          label: t('simulation.class'),
          cell: (row) => (
            <StatusBadge meaning={riskMeaning[row.class]}>{t(`simulation.${row.class}`)}</StatusBadge>
          ),
        },
        {
          key: 'before',
          label: t('simulation.before'),
          cell: (row) => (row.before === null ? t('common:word.none') : date(row.before)),
        },
        {
          key: 'after',
          label: t('simulation.after'),
          cell: (row) => (row.after === null ? t('common:word.none') : date(row.after)),
        },
        { key: 'note', label: t('offences.notes'), wrap: true, cell: (row) => <Cite>{row.note ?? ''}</Cite> },
      ]}
    />
  )
}

const Reasons = z.object({ why: z.record(z.string(), z.string().min(10)).optional() })

function Acts({ version }: { version: Version }) {
  const { t } = useTranslation('law')
  const [act, setAct] = useState<'propose' | 'adopt' | 'withdraw' | undefined>(undefined)
  const close = () => setAct(undefined)
  const propose = useCommand(proposeVersion, { onDone: close })
  const adopt = useCommand(adoptVersion)
  const withdraw = useCommand(withdrawVersion)
  const { id, may, golden } = version
  return (
    <Group gap={8}>
      {may.withdraw ? <Button onClick={() => setAct('withdraw')}>{t('act.withdraw')}</Button> : null}
      {may.propose ? (
        <Button variant="filled" onClick={() => setAct('propose')}>
          {t('act.propose')}
        </Button>
      ) : null}
      {may.adopt ? (
        <Button variant="filled" onClick={() => setAct('adopt')}>
          {t('act.adopt')}
        </Button>
      ) : null}
      <Modal
        opened={act === 'propose'}
        onClose={close}
        title={t('act.propose')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        <p>{t('act.propose-consequence')}</p>
        <Form
          schema={Reasons}
          initial={{ why: Object.fromEntries(golden.map((one) => [one.id, ''])) }}
          submit={t('act.propose')}
          cancel={close}
          onSubmit={async (values) => {
            const { why = {} } = Reasons.parse(values)
            await propose.run({
              id,
              acknowledged: Object.entries(why).map(([goldenId, reason]) => ({ id: goldenId, why: reason })),
            })
          }}
        >
          {golden.map((one) => (
            <TextField
              key={one.id}
              name={`why.${one.id}`}
              label={t('act.golden-why', { id: one.id })}
              hint={one.law}
              multiline
              required
            />
          ))}
        </Form>
      </Modal>
      <ConfirmAct
        opened={act === 'adopt'}
        onClose={close}
        title={t('act.adopt')}
        actLabel={t('act.adopt')}
        consequence={t('act.adopt-consequence', {
          from: version.effectiveFrom,
          early: version.counts['early-release-risk'],
          late: version.counts['unlawful-detention-risk'],
        })}
        danger={version.counts['early-release-risk'] + version.counts['unlawful-detention-risk'] > 0}
        onConfirm={() => adopt.run({ id })}
      />
      <ConfirmAct
        opened={act === 'withdraw'}
        onClose={close}
        title={t('act.withdraw')}
        actLabel={t('act.withdraw')}
        consequence={t('act.withdraw-consequence')}
        reason="required"
        onConfirm={(why) => withdraw.run({ id, why })}
      />
    </Group>
  )
}

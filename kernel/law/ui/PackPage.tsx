import { type Golden, getPack, ruleWords, wordsOf } from '#kernel/law/contract'
import {
  Button,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { Cite } from './Cite.tsx'
import { Confidence } from './Confidence.tsx'
import { Numbers } from './Numbers.tsx'
import { Versions } from './PacksPage.tsx'

/** A rule pack as a law officer reads it. */
export default function PackPage() {
  const { t } = useTranslation('law')
  const both = useBoth()
  const go = useGo()
  const { date } = useFormats()
  const { code = '' } = useRouteParams()
  const found = useCall(getPack, { code })
  return (
    <Load call={found}>
      {(pack) => (
        <Page
          title={both(pack.title)}
          back={{ to: '/law/packs', label: t('nav.packs') }}
          lead={t('packs.of', { version: pack.version })}
          actions={
            pack.mayPropose ? (
              <Button variant="filled" onClick={() => go(`/law/packs/${code}/new`)}>
                {t('draft.begin')}
              </Button>
            ) : undefined
          }
        >
          <KeyValue
            columns={3}
            items={[
              { label: t('packs.from'), value: date(pack.effectiveFrom) },
              {
                label: t('packs.based-on'),
                value:
                  pack.basedOn === null ? (
                    t('common:word.none')
                  ) : (
                    <Link to={`/law/packs/${pack.basedOn}`}>
                      <Ltr>{pack.basedOn}</Ltr>
                    </Link>
                  ),
              },
              {
                label: t('packs.golden'),
                value: t('packs.passed', { passed: pack.golden.passed, total: pack.golden.total }),
              },
            ]}
          />
          <Section title={t('packs.own-numbers')}>
            <Numbers
              name="law.numbers"
              caption={t('packs.own-numbers')}
              rows={pack.numbers.filter((number) => number.from === pack.code)}
            />
          </Section>
          {pack.basedOn === null ? null : (
            <Section title={t('packs.inherited-numbers')} foldable folded>
              <Numbers
                name="law.inherited"
                caption={t('packs.inherited-numbers')}
                rows={pack.numbers.filter((number) => number.from !== pack.code)}
              />
            </Section>
          )}
          <Section title={t('packs.conventions')}>
            <ul>
              {pack.conventions.map((convention) => (
                <li key={convention.code}>
                  {both(convention.text)} <Cite>{convention.section}</Cite>{' '}
                  <Confidence level={convention.confidence} />
                </li>
              ))}
            </ul>
          </Section>
          <Section title={t('packs.golden-heading')}>
            <GoldenCases cases={pack.goldenCases} />
          </Section>
          <Section title={t('versions.heading')}>
            <Versions versions={pack.versions} />
          </Section>
        </Page>
      )}
    </Load>
  )
}

function GoldenCases({ cases }: { cases: readonly Golden[] }) {
  const { t } = useTranslation('law')
  const both = useBoth()
  return (
    <RecordTable
      name="law.golden"
      caption={t('packs.golden-heading')}
      rows={cases}
      rowKey={(row) => row.id}
      detail={(row) => (
        <KeyValue
          columns={1}
          items={[
            { label: t('calculator.facts'), value: <Cite>{JSON.stringify(row.inputs)}</Cite> },
            { label: t('packs.expected'), value: <Cite>{JSON.stringify(row.expected)}</Cite> },
            { label: t('packs.found'), value: <Cite>{JSON.stringify(row.found)}</Cite> },
            ...(row.why === null ? [] : [{ label: t('versions.reason'), value: <Cite>{row.why}</Cite> }]),
          ]}
        />
      )}
      columns={[
        { key: 'id', label: t('packs.case'), cell: (row) => <Ltr>{row.id}</Ltr> },
        {
          key: 'passed',
          label: t('packs.comes-out'),
          cell: (row) => (
            <StatusBadge
              meaning={row.passed ? 'blue' : 'red'}
              icon={row.passed ? 'circle-check' : 'circle-x'}
            >
              {t(row.passed ? 'packs.pass' : 'packs.fail')}
            </StatusBadge>
          ),
        },
        { key: 'rule', label: t('calculator.rule'), cell: (row) => both(wordsOf(ruleWords, row.rule)) },
        { key: 'law', label: t('offences.section'), wrap: true, cell: (row) => <Cite>{row.law}</Cite> },
        {
          key: 'confidence',
          label: t('confidence.word'),
          cell: (row) => <Confidence level={row.confidence} />,
        },
      ]}
    />
  )
}

import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  EmptyState,
  ErrorPanel,
  FigureTiles,
  formatNumber,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  Section,
  say,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { bases, checkLedger, drawLedger, getLedger, listLedgers } from '../contract.ts'
import classes from './Liberty.module.css'
import { Lines } from './Lines.tsx'
import { Night } from './Night.tsx'

type Head = OutputOf<typeof listLedgers>['rows'][number]

/** Why everyone of a prison is lawfully held: the last ledger first, and any that was kept. */
export default function LibertyPage() {
  const { t } = useTranslation('custody-liberty-ledger')
  const [prison, setPrison] = useQueryText('prison', '')
  const [ledger, setLedger] = useQueryText('ledger', '')
  const latest = useCall(listLedgers, {})
  const draw = useCommand(drawLedger, {
    onDone: () => {
      setLedger('')
      say(t('drawn'))
    },
  })
  return (
    <Load call={latest}>
      {({ rows, night, mayDraw }) => {
        const chosen = rows.find((row) => String(row.prisonId) === prison) ?? rows[0]
        return (
          <Page
            title={t('title')}
            lead={t('lead')}
            actions={
              <>
                {chosen === undefined ? null : (
                  <Link to={`/custody/liberty/compare?prison=${chosen.prisonId}`}>{t('compare-action')}</Link>
                )}
                {mayDraw ? (
                  <Button
                    variant="filled"
                    loading={draw.busy}
                    leftSection={<Icon name="refresh" size={18} />}
                    onClick={() => draw.start(chosen === undefined ? {} : { prisonId: chosen.prisonId })}
                  >
                    {t('draw')}
                  </Button>
                ) : null}
              </>
            }
          >
            {draw.error === null || draw.error === undefined ? null : <ErrorPanel error={draw.error} />}
            {chosen === undefined ? (
              <EmptyState icon="shield-check" title={t('none')} why={t('none-why')} />
            ) : (
              <>
                {rows.length > 1 ? (
                  <Prisons
                    rows={rows}
                    chosen={chosen}
                    onChoose={(id) => {
                      setLedger('')
                      setPrison(id)
                    }}
                  />
                ) : null}
                <OneLedger
                  key={chosen.prisonId}
                  latest={chosen}
                  ledgerId={ledger === '' ? chosen.id : ledger}
                  onChoose={setLedger}
                />
              </>
            )}
            {night === null ? null : <Night night={night} />}
          </Page>
        )
      }}
    </Load>
  )
}

/** Every prison one may see, those with the longest red list first. */
function Prisons({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly Head[]
  chosen: Head
  onChoose: (prisonId: string) => void
}) {
  const { t } = useTranslation('custody-liberty-ledger')
  const both = useBoth()
  return (
    <Choice
      label={t('prison')}
      value={String(chosen.prisonId)}
      onChange={onChoose}
      options={rows.map((row) => ({
        value: String(row.prisonId),
        label: `${both(row.prison)} · ${t('red')} ${row.red} / ${row.lines}`,
      }))}
    />
  )
}

export function Choice({
  label,
  value,
  onChange,
  options,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
}) {
  return (
    <label className={classes.choice}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  )
}

function OneLedger({
  latest,
  ledgerId,
  onChoose,
}: {
  latest: Head
  ledgerId: string
  onChoose: (id: string) => void
}) {
  const { t } = useTranslation('custody-liberty-ledger')
  const both = useBoth()
  const { date, instant } = useFormats()
  const kept = useCall(listLedgers, { prisonId: latest.prisonId })
  const found = useCall(getLedger, { ledgerId })
  return (
    <>
      <div className={classes.between}>
        <Load call={kept} lines={1}>
          {({ rows }) => (
            <Choice
              label={t('day')}
              value={ledgerId}
              onChange={onChoose}
              options={rows.map((row) => ({
                value: row.id,
                label: `${date(row.onDate)} · ${t(row.nightly ? 'nightly' : 'on-demand')} · ${t('red')} ${row.red}`,
              }))}
            />
          )}
        </Load>
      </div>
      <Load call={found} lines={4}>
        {(head) => (
          <>
            <p className={classes.soft}>
              {both(head.prison)} · {t('drawn-at')} {instant(head.at)}
            </p>
            <FigureTiles
              tiles={bases.map((basis) => {
                const count = head.counts[basis] ?? 0
                return {
                  key: basis,
                  figure: formatNumber(count),
                  label: t(`basis.${basis}`),
                  meaning: basis === 'none' && count > 0 ? 'red' : undefined,
                }
              })}
            />
            <Lines head={head} />
            <Seal head={head} />
          </>
        )}
      </Load>
    </>
  )
}

/** What makes a night's ledger one that nobody can have changed since, and a button that proves it. */
function Seal({ head }: { head: OutputOf<typeof getLedger> }) {
  const { t } = useTranslation('custody-liberty-ledger')
  const [asked, setAsked] = useQueryText('check', '')
  const checked = useCall(checkLedger, asked === head.id ? { ledgerId: head.id } : undefined, { keep: false })
  return (
    <Section title={t('seal.title')} foldable folded={asked !== head.id}>
      <KeyValue
        columns={2}
        items={[
          { label: t('seal.serial'), value: <Ltr>{String(head.serial)}</Ltr> },
          { label: t('seal.pack'), value: <Ltr>{head.pack}</Ltr> },
          { label: t('seal.root'), value: <Ltr copy>{head.root.slice(0, 32)}</Ltr> },
          { label: t('seal.previous'), value: <Ltr>{head.previous.slice(0, 32)}</Ltr> },
          { label: t('seal.key'), value: <Ltr>{head.keyId}</Ltr> },
        ]}
      />
      {asked === head.id ? (
        <Load call={checked} lines={1}>
          {(result) => <Checked result={result} />}
        </Load>
      ) : (
        <Button onClick={() => setAsked(head.id)} leftSection={<Icon name="shield-lock" size={18} />}>
          {t('seal.check')}
        </Button>
      )}
    </Section>
  )
}

function Checked({ result }: { result: OutputOf<typeof checkLedger> }) {
  const { t } = useTranslation('custody-liberty-ledger')
  const troubles = [
    ...(result.altered > 0 ? [t('seal.altered', { count: result.altered })] : []),
    ...(result.rootAgrees ? [] : [t('seal.root-differs')]),
    ...(result.signatureAgrees ? [] : [t('seal.signature-differs')]),
    ...(result.chainAgrees ? [] : [t('seal.chain-differs')]),
  ]
  return troubles.length === 0 ? (
    <Alert color="green" icon={<Icon name="circle-check" />} role="status">
      {t('seal.good', { count: result.lines })}
    </Alert>
  ) : (
    <Alert color="red" icon={<Icon name="alert-triangle" />} role="alert">
      {troubles.join(' ')}
    </Alert>
  )
}

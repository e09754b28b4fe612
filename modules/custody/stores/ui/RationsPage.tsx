import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  DateField,
  EmptyState,
  ErrorPanel,
  FigureTiles,
  formatNumber,
  Group,
  Icon,
  Link,
  Load,
  Ltr,
  Modal,
  Page,
  Section,
  StatusBadge,
  StepBar,
  say,
  TextField,
  today,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { DaySteps } from '../../ui/DaySteps.tsx'
import { WhichPrison } from '../../ui/WhichPrison.tsx'
import {
  announceSeason,
  diets,
  drawIndent,
  getRations,
  listFed,
  receiveRations,
} from '../rations-contract.ts'
import { IssueRations } from './IssueRations.tsx'
import { Lines } from './Lines.tsx'
import classes from './Stores.module.css'

type Rations = OutputOf<typeof getRations>
export type Indent = NonNullable<Rations['indent']>

/** The day's rations: heads of each kind, by the scale, give what the kitchen needs; what it got beside it. */
export default function RationsPage() {
  const { t } = useTranslation('custody-stores')
  const { date } = useFormats()
  const [on, setOn] = useQueryText('on', today())
  const [prisonId, setPrisonId] = useQueryText('prison')
  const found = useCall(getRations, prisonId === '' ? { on } : { on, prisonId })
  const mayAnnounce = useMay('custody:announce-season')
  return (
    <Page
      title={t('rations.title')}
      lead={`${t('rations.lead')} · ${date(on)}`}
      actions={
        <Group gap="xs">
          <WhichPrison label={t('prison')} found={found.data} set={setPrisonId} />
          {mayAnnounce ? <Announce /> : null}
          <DaySteps on={on} set={setOn} ahead />
        </Group>
      }
    >
      <Load call={found} lines={10}>
        {(rations) => (
          <>
            {rations.season === 'ramazan' ? (
              <p>
                <StatusBadge meaning="blue" icon="moon">
                  {t('rations.ramazan')}
                </StatusBadge>
              </p>
            ) : null}
            {rations.indent === null ? (
              <NotDrawn on={on} />
            ) : (
              <Drawn rations={rations} indent={rations.indent} />
            )}
            <Scale rations={rations} />
          </>
        )}
      </Load>
    </Page>
  )
}

function NotDrawn({ on }: { on: string }) {
  const { t } = useTranslation('custody-stores')
  const may = useMay('custody:draw-indent')
  return (
    <EmptyState
      icon="scale"
      title={t('rations.none')}
      why={t(on < today() ? 'rations.none-past' : 'rations.none-why')}
      {...(may && on >= today() ? { action: <Draw on={on} first /> } : {})}
    />
  )
}

function Draw({ on, first = false }: { on: string; first?: boolean }) {
  const { t } = useTranslation('custody-stores')
  const draw = useCommand(drawIndent, { onDone: () => say(t('rations.drawn-now')) })
  return (
    <>
      <Button
        variant={first ? 'filled' : 'default'}
        loading={draw.busy}
        leftSection={<Icon name={first ? 'calculator' : 'refresh'} size={17} />}
        onClick={() => draw.start({ on })}
      >
        {t(first ? 'rations.draw' : 'rations.draw-again')}
      </Button>
      {draw.error === null || draw.error === undefined ? null : <ErrorPanel error={draw.error} />}
    </>
  )
}

function Drawn({ rations, indent }: { rations: Rations; indent: Indent }) {
  const { t } = useTranslation('custody-stores')
  const both = useBoth()
  const { instant, money } = useFormats()
  const mayDraw = useMay('custody:draw-indent')
  const mayIssue = useMay('custody:keep-stores')
  const mayReceive = useMay('custody:receive-rations')
  const eating = indent.heads.reduce((sum, { heads }) => sum + heads, 0)
  return (
    <>
      <StepBar
        steps={[
          { key: 'drawn', label: t('step.drawn'), state: 'done' },
          { key: 'issued', label: t('step.issued'), state: indent.issued === null ? 'current' : 'done' },
          {
            key: 'received',
            label: t('step.received'),
            state: indent.received !== null ? 'done' : indent.issued === null ? 'ahead' : 'current',
          },
        ]}
      />
      <p className={classes.soft}>
        {t('rations.drawn', { by: both(indent.drawn.by), at: instant(indent.drawn.at) })}
        {indent.issued === null
          ? null
          : ` · ${t('rations.issued', { by: both(indent.issued.by), at: instant(indent.issued.at) })}`}
        {indent.received === null
          ? null
          : ` · ${t('rations.received', { cook: indent.received.cook, by: both(indent.received.by), at: instant(indent.received.at) })}`}
      </p>
      {indent.received?.remarks == null ? null : (
        <p dir="auto">
          <StatusBadge meaning="amber" icon="message">
            {t('rations.cook-remarks')}
          </StatusBadge>{' '}
          {indent.received.remarks}
        </p>
      )}
      <Section title={t('rations.heads', { count: eating })}>
        <Heads indent={indent} />
        <p className={classes.soft}>
          {t('rations.roll', { roll: indent.onRoll, away: indent.away })}{' '}
          <Link to="/custody/movements">{t('rations.who-is-out')}</Link>
        </p>
      </Section>
      <Section
        title={t('rations.quantities')}
        actions={
          <Group gap={8}>
            {mayDraw && indent.issued === null ? <Draw on={rations.on} /> : null}
            {mayIssue && indent.issued === null ? <IssueRations indent={indent} /> : null}
            {mayReceive && indent.issued !== null && indent.received === null && !indent.issued.own ? (
              <Receive indent={indent} />
            ) : null}
          </Group>
        }
      >
        {indent.cost === null || indent.perHead === null ? null : (
          <p>
            {t('rations.cost', { cost: money(indent.cost) })}{' '}
            <strong>{t('rations.per-head', { cost: money(indent.perHead) })}</strong>
          </p>
        )}
        <Lines indent={indent} scale={rations.scale} />
      </Section>
    </>
  )
}

/** Each number opens the people behind it, for those who may know them. */
function Heads({ indent }: { indent: Indent }) {
  const { t } = useTranslation('custody-stores')
  const [open, setOpen] = useState<Indent['heads'][number]['diet']>()
  const may = useMay('custody:read-prisoner')
  return (
    <>
      <FigureTiles
        tiles={diets
          .map((diet) => ({ diet, heads: indent.heads.find((one) => one.diet === diet)?.heads ?? 0 }))
          .filter(({ heads }) => heads > 0)
          .map(({ diet, heads }) => ({
            key: diet,
            figure: formatNumber(heads),
            label: t(`diet.${diet}`),
            ...(may ? { press: () => setOpen(diet), pressed: open === diet } : {}),
          }))}
      />
      {open === undefined ? null : (
        <People indentId={indent.id} diet={open} close={() => setOpen(undefined)} />
      )}
    </>
  )
}

function People({
  indentId,
  diet,
  close,
}: {
  indentId: string
  diet: Indent['heads'][number]['diet']
  close: () => void
}) {
  const { t } = useTranslation('custody-stores')
  const both = useBoth()
  const found = useCall(listFed, { indentId, diet }, { keep: false })
  return (
    <Modal
      opened
      onClose={close}
      title={t(`diet.${diet}`)}
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      <Load call={found} lines={6}>
        {({ withheld, rows }) =>
          withheld ? (
            <EmptyState icon="eye-off" title={t('people.withheld')} why={t('people.withheld-why')} />
          ) : (
            <ul className={classes.rows}>
              {rows.map((one) => (
                <li key={one.imprisonmentId}>
                  <Link to={`/custody/prisoners/${one.imprisonmentId}`}>
                    <Ltr>{one.number}</Ltr> {both(one.name)}
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Load>
    </Modal>
  )
}

function Receive({ indent }: { indent: Indent }) {
  const { t } = useTranslation('custody-stores')
  return (
    <ActForm
      label={t('receive-rations.act')}
      icon="signature"
      filled
      endpoint={receiveRations}
      given={{ indentId: indent.id }}
      onDone={() => say(t('receive-rations.done'))}
    >
      <TextField name="cook" label={t('receive-rations.cook')} required />
      <TextField name="remarks" multiline label={t('receive-rations.remarks')} />
    </ActForm>
  )
}

function Announce() {
  const { t } = useTranslation('custody-stores')
  return (
    <ActForm
      label={t('season.announce')}
      icon="moon"
      endpoint={announceSeason}
      given={{}}
      onDone={() => say(t('saved'))}
    >
      <DateField name="from" label={t('season.from')} required />
      <DateField name="until" label={t('season.until')} required />
      <TextField name="instrument" label={t('season.order')} required />
    </ActForm>
  )
}

/** The scale in force on the day, kind by kind, and where it comes from. */
function Scale({ rations }: { rations: Rations }) {
  const { t } = useTranslation('custody-stores')
  const both = useBoth()
  const { rule } = rations
  if (rule === null) return null
  const columns = [...new Set(rations.scale.map(({ diet }) => diet))].sort(
    (a, b) => diets.indexOf(a) - diets.indexOf(b),
  )
  const rows = [...new Map(rations.scale.map(({ good, unit }) => [good, unit]))]
  return (
    <Section title={t('scale.title')} foldable folded>
      <p className={classes.soft}>
        {both(rule.source)}{' '}
        {rule.refer ? (
          <StatusBadge meaning="amber" icon="help">
            {t('refer')}
          </StatusBadge>
        ) : null}{' '}
        {t(rule.fedAtCourt ? 'scale.court-fed' : 'scale.court-not-fed')}{' '}
        {t('scale.nursing', { count: rule.nursingMonths })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('scale.title')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('scale.per-head')}</th>
              {columns.map((diet) => (
                <th scope="col" key={diet}>
                  {t(`diet.${diet}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([good, unit]) => (
              <tr key={good}>
                <th scope="row">
                  {t(`good.${good}`)} <span className={classes.soft}>{t(`small-unit.${unit}`)}</span>
                </th>
                {columns.map((diet) => {
                  const row = rations.scale.find((one) => one.good === good && one.diet === diet)
                  return (
                    <td key={diet}>
                      {row === undefined
                        ? ''
                        : formatNumber(unit === 'piece' ? row.quantity : Math.round(row.quantity * 1000))}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  )
}

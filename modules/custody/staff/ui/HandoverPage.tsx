import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  Columns,
  ConfirmAct,
  EmptyState,
  FigureTiles,
  Form,
  formatNumber,
  formatTime,
  Load,
  NumberField,
  Page,
  Section,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { WhichPrison } from '../../ui/WhichPrison.tsx'
import {
  type Figures,
  getDutyHandover,
  type Handover,
  handOverDuty,
  takeOverDuty,
} from '../handover-contract.ts'
import classes from './Staff.module.css'

type Answer = OutputOf<typeof getDutyHandover>

/** One shift hands over to the next: what is counted live, what the officer counts, and who signed when. */
export default function HandoverPage() {
  const { t } = useTranslation('custody-staff')
  const [prisonId, setPrisonId] = useQueryText('prison')
  const found = useCall(getDutyHandover, prisonId === '' ? {} : { prisonId }, { refetchEvery: 30_000 })
  const may = useMay('custody:hand-over-duty')
  return (
    <Page
      title={t('handover.title')}
      lead={t('handover.lead')}
      actions={<WhichPrison label={t('prison')} found={found.data} set={setPrisonId} />}
    >
      <Load call={found} lines={8}>
        {(data) => (
          <>
            <Section title={t('handover.now')}>
              <Counted figures={data.figures} live />
            </Section>
            {may ? <Write data={data} /> : null}
            <Section title={t('handover.latest')}>
              {data.rows.length === 0 ? (
                <EmptyState icon="signature" title={t('handover.none')} why={t('handover.none-why')} />
              ) : (
                <ul className={classes.handovers}>
                  {data.rows.map((row) => (
                    <Sheet key={row.id} row={row} may={may} />
                  ))}
                </ul>
              )}
            </Section>
          </>
        )}
      </Load>
    </Page>
  )
}

/** The roll and who is outside: each number leads to the people it counts, while it is live. */
function Counted({ figures, live = false }: { figures: Figures; live?: boolean }) {
  const { t } = useTranslation('custody-staff')
  const mayReadIncidents = useMay('custody:read-incidents')
  const to = (path: string) => (live ? { to: path } : {})
  const outside = (['CRT', 'HOS', 'TAP', 'ESC', 'WAY'] as const).filter(
    (kind) => kind === 'CRT' || kind === 'HOS' || figures[kind] > 0,
  )
  return (
    <FigureTiles
      tiles={[
        {
          key: 'roll',
          figure: formatNumber(figures.onRoll),
          label: t('figure.onRoll'),
          icon: 'users',
          ...to('/custody/roll'),
        },
        {
          key: 'inside',
          figure: formatNumber(figures.inside),
          label: t('figure.inside'),
          icon: 'lock',
          ...to('/custody/roll'),
        },
        ...outside.map((kind) => ({
          key: kind,
          figure: formatNumber(figures[kind]),
          label: t(`figure.${kind}`),
          ...(kind === 'ESC' ? { meaning: 'red' as const } : {}),
          ...to('/custody/movements'),
        })),
        {
          key: 'incidents',
          figure: formatNumber(figures.incidents),
          label: t('figure.incidents'),
          ...(figures.incidents > 0 ? { meaning: 'amber' as const } : {}),
          ...(mayReadIncidents ? to('/custody/incidents?show=open') : {}),
        },
      ]}
    />
  )
}

function Write({ data }: { data: Answer }) {
  const { t } = useTranslation('custody-staff')
  const { date } = useFormats()
  const { due } = data
  if (due === null) return null
  if (due.done)
    return <p className={classes.soft}>{t('handover.done', { shift: t(`shift.${due.shift}`) })}</p>
  return (
    <Section
      title={t('handover.write', {
        shift: t(`shift.${due.shift}`),
        on: date(due.on),
        ends: formatTime(due.ends),
      })}
    >
      <p className={classes.soft}>{t('handover.write-why')}</p>
      <Form
        endpoint={handOverDuty}
        initial={{ counts: data.register.map(({ kind }) => ({ kind })) }}
        prepare={(values) => ({ ...values, on: due.on, shift: due.shift })}
        submit={t('handover.sign')}
        draft="custody.duty-handover"
        onDone={() => say(t('handover.signed'))}
      >
        {data.register.map(({ kind, register }, at) => (
          <Columns key={kind}>
            <NumberField
              name={`counts.${at}.counted`}
              label={t(`asset.${kind}`)}
              hint={t('handover.register', { count: register })}
              required
            />
            <TextField name={`counts.${at}.why`} label={t('handover.why', { what: t(`asset.${kind}`) })} />
          </Columns>
        ))}
        <TextField name="remarks" multiline label={t('handover.remarks')} hint={t('handover.remarks-hint')} />
      </Form>
    </Section>
  )
}

function Sheet({ row, may }: { row: Handover; may: boolean }) {
  const { t } = useTranslation('custody-staff')
  const both = useBoth()
  const { date, instant } = useFormats()
  const [taking, setTaking] = useState(false)
  const take = useCommand(takeOverDuty, { onDone: () => say(t('handover.taken-now')) })
  return (
    <li className={classes.post} data-gap={row.taken === null}>
      <div className={classes.head}>
        <strong>
          {t(`shift.${row.shift}`)} · {date(row.on)}
        </strong>
        {row.taken === null ? (
          <StatusBadge meaning="amber">{t('handover.waiting')}</StatusBadge>
        ) : (
          <StatusBadge meaning={row.taken.remarks === null ? 'grey' : 'amber'} icon="circle-check">
            {t(row.taken.remarks === null ? 'handover.accepted' : 'handover.accepted-remarks')}
          </StatusBadge>
        )}
      </div>
      <Counted figures={row.figures} />
      {row.counts.length === 0 ? null : (
        <ul className={classes.counts}>
          {row.counts.map((one) => (
            <li key={one.kind} data-differs={one.counted !== one.register}>
              {t(`asset.${one.kind}`)}{' '}
              <strong>{t('handover.of-register', { counted: one.counted, register: one.register })}</strong>
              {one.why === null ? null : <bdi> {one.why}</bdi>}
            </li>
          ))}
        </ul>
      )}
      {row.remarks === null ? null : <p dir="auto">{row.remarks}</p>}
      <p className={classes.soft}>
        {t('handover.by', { by: both(row.handed.by), at: instant(row.handed.at) })}
        {row.taken === null
          ? null
          : ` · ${t('handover.to', { by: both(row.taken.by), at: instant(row.taken.at) })}`}
      </p>
      {row.taken?.remarks == null ? null : (
        <p dir="auto">
          <StatusBadge meaning="amber" icon="message">
            {t('handover.taken-remarks')}
          </StatusBadge>{' '}
          {row.taken.remarks}
        </p>
      )}
      {row.taken === null && may ? (
        row.own ? (
          <p className={classes.soft}>{t('handover.own')}</p>
        ) : (
          <div>
            <Button variant="filled" onClick={() => setTaking(true)}>
              {t('handover.take')}
            </Button>
          </div>
        )
      ) : null}
      <ConfirmAct
        opened={taking}
        onClose={() => setTaking(false)}
        title={t('handover.take')}
        consequence={t('handover.take-means')}
        reason="optional"
        actLabel={t('handover.take')}
        onConfirm={async (remarks) => {
          await take.run({ dutyHandoverId: row.id, ...(remarks === '' ? {} : { remarks }) })
        }}
      />
    </li>
  )
}

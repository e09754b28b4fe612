import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  Columns,
  ConfirmAct,
  DateField,
  Form,
  KeyValue,
  Load,
  Ltr,
  Page,
  Section,
  SegmentedControl,
  SelectField,
  Stack,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useFormValues,
  useGo,
  useMay,
  useRouteParams,
  useTranslation,
  uuidv7,
} from '#platform/ui'
import { getRemandStanding, orderRemand, refuseRemand } from '../contract.ts'
import { CaseLine } from './CaseLine.tsx'
import { CountBar } from './CountBar.tsx'
import classes from './Courts.module.css'
import { RemandOrders } from './RemandOrders.tsx'
import { nameOf } from './words.ts'

type Standing = OutputOf<typeof getRemandStanding>
type Kind = 'police' | 'judicial' | 'refuse'

/** An order of remand: what was asked, what was ordered before, the days that are left, and the order itself. */
export default function RemandPage() {
  const { t } = useTranslation('courts')
  const { id = '' } = useRouteParams()
  const found = useCall(getRemandStanding, { partyId: id })
  return (
    <Page title={t('remand.title')} back={{ to: '/courts/applications', label: t('applications.title') }}>
      <Load call={found}>{(standing) => <Remand key={id} partyId={id} standing={standing} />}</Load>
    </Page>
  )
}

function Remand({ partyId, standing }: { partyId: string; standing: Standing }) {
  const { t } = useTranslation('courts')
  const asked = standing.application
  const inPrison = standing.custody === 'prison'
  const [kind, setKind] = useState<Kind>(inPrison ? 'judicial' : (asked?.asked ?? 'judicial'))
  const kinds: Kind[] = [
    ...(inPrison ? [] : (['police'] as const)),
    'judicial',
    ...(asked === null ? [] : (['refuse'] as const)),
  ]
  return (
    <>
      <Section title={t('remand.who')}>
        <Facts standing={standing} />
      </Section>
      <Section title={t('remand.ordered')}>
        <RemandOrders orders={standing.orders} />
      </Section>
      <Section title={t('remand.order')}>
        <Stack gap={20} align="stretch">
          <SegmentedControl
            style={{ alignSelf: 'flex-start' }}
            aria-label={t('remand.order')}
            value={kind}
            onChange={(value) => setKind(value as Kind)}
            data={kinds.map((value) => ({
              value,
              label: t(value === 'judicial' && inPrison ? 'remand.kind-extend' : `remand.kind-${value}`),
            }))}
          />
          {kind === 'refuse' && asked !== null ? (
            <Refuse applicationId={asked.id} caseId={standing.caseId} />
          ) : (
            <OrderForm
              key={kind}
              kind={kind === 'refuse' ? 'judicial' : kind}
              partyId={partyId}
              standing={standing}
            />
          )}
        </Stack>
      </Section>
    </>
  )
}

function Facts({ standing }: { standing: Standing }) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { instant } = useFormats()
  const { application } = standing
  const father = both({
    en: standing.fatherEn ?? standing.fatherUr ?? '',
    ur: standing.fatherUr ?? standing.fatherEn ?? '',
  })
  return (
    <KeyValue
      columns={3}
      items={[
        { label: t('accused'), value: <BothNames name={nameOf(standing)} /> },
        {
          label: t('common:word.father-name'),
          value: father === '' ? t('common:word.not-recorded') : father,
        },
        {
          label: t('case'),
          value: (
            <CaseLine {...standing} stationEn={standing.station.nameEn} stationUr={standing.station.nameUr} />
          ),
        },
        {
          label: t('charges'),
          value: standing.charges.map(({ act, section, titleEn, titleUr }) => (
            <div key={`${act} ${section}`}>
              <Ltr>{`${act} ${section}`}</Ltr> {both({ en: titleEn, ur: titleUr })}
            </div>
          )),
        },
        ...(application === null
          ? []
          : [
              {
                label: t('applications.asked'),
                value: t(`applications.asks-${application.asked}`, { count: application.days }),
              },
              { label: t('common:word.reason'), value: application.reasons },
              ...(application.arrestedAt === null
                ? []
                : [{ label: t('remand.arrested'), value: instant(application.arrestedAt) }]),
            ]),
        ...(standing.child ? [{ label: t('remand.age'), value: t('remand.child') }] : []),
      ]}
    />
  )
}

function OrderForm({
  kind,
  partyId,
  standing,
}: {
  kind: 'police' | 'judicial'
  partyId: string
  standing: Standing
}) {
  const { t } = useTranslation('courts')
  const go = useGo()
  const both = useBoth()
  const { date } = useFormats()
  const mayExceed = useMay('courts:exceed-ceiling')
  const [id] = useState(uuidv7)
  const prison = standing.heldAt ?? standing.prisons.find(({ suits, ofDistrict }) => suits && ofDistrict)?.id
  return (
    <Form
      endpoint={orderRemand}
      initial={
        kind === 'police'
          ? {
              orderedOn: standing.today,
              reasons: '',
              overrideReason: '',
              order: { fromOn: standing.today, toOn: askedUntil(standing) },
            }
          : {
              orderedOn: standing.today,
              reasons: '',
              overrideReason: '',
              order: {
                nextDate: standing.judicialLatest,
                prisonId: prison === undefined ? '' : String(prison),
              },
            }
      }
      prepare={({ order, ...values }) => {
        const given = order as Record<string, string>
        return {
          ...values,
          id,
          partyId,
          ...(standing.application === null ? {} : { applicationId: standing.application.id }),
          order:
            kind === 'police'
              ? { kind, ...given }
              : {
                  kind,
                  nextDate: given.nextDate,
                  prisonId: given.prisonId === '' ? undefined : Number(given.prisonId),
                },
        }
      }}
      submit={t(`remand.submit-${kind}`)}
      onDone={() => {
        say(t(kind === 'police' ? 'remand.done-police' : 'remand.done-judicial'))
        go(`/cases/${standing.caseId}`)
      }}
    >
      {kind === 'police' ? (
        <>
          {standing.woman === 'allowed' ? null : (
            <StatusBadge meaning="red">{t(`remand.woman-${standing.woman}`)}</StatusBadge>
          )}
          <Columns>
            <DateField name="order.fromOn" label={t('remand.from')} required />
            <DateField name="order.toOn" label={t('remand.to')} required />
          </Columns>
          <LiveCount partyId={partyId} standing={standing} />
          <TextField
            name="reasons"
            label={t('remand.reasons')}
            hint={t('remand.reasons-hint')}
            multiline
            required
          />
        </>
      ) : (
        <>
          <Columns>
            <DateField
              name="order.nextDate"
              label={t('remand.next')}
              hint={t('remand.next-hint', {
                count: standing.judicialDays,
                on: date(standing.judicialLatest),
              })}
              required
            />
            <SelectField
              name="order.prisonId"
              label={t('remand.prison')}
              required
              disabled={standing.heldAt !== null}
              options={standing.prisons
                .filter(({ suits, id: one }) => suits || mayExceed || one === standing.heldAt)
                .map((one) => ({
                  value: String(one.id),
                  label: one.suits
                    ? both({ en: one.nameEn, ur: one.nameUr })
                    : t('remand.unsuitable', { name: both({ en: one.nameEn, ur: one.nameUr }) }),
                }))}
            />
          </Columns>
          <p className={classes.consequence}>
            {t(standing.heldAt === null ? 'remand.consequence' : 'remand.consequence-extend')}
          </p>
          <TextField name="reasons" label={t('remand.reasons')} multiline />
        </>
      )}
      {mayExceed ? (
        <TextField
          name="overrideReason"
          label={t('remand.override')}
          hint={t('remand.override-hint')}
          multiline
        />
      ) : null}
    </Form>
  )
}

/** The days the police asked for, as far as the law leaves them; the court may write another day. */
function askedUntil({ application, counted, today }: Standing): string {
  const days = Math.min(application?.asked === 'police' ? application.days : 0, counted.left)
  if (days === 0) return ''
  const last = new Date(`${today}T00:00:00Z`)
  last.setUTCDate(last.getUTCDate() + days - 1)
  return last.toISOString().slice(0, 10)
}

/** The bar follows the dates while they are typed. */
function LiveCount({ partyId, standing }: { partyId: string; standing: Standing }) {
  const { order } = useFormValues<{ order: { fromOn?: string; toOn?: string } }>()
  const isDay = (text: string | undefined) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '')
  const complete = isDay(order.fromOn) && isDay(order.toOn) && order.fromOn! <= order.toOn!
  const live = useCall(
    getRemandStanding,
    complete ? { partyId, fromOn: order.fromOn, toOn: order.toOn } : undefined,
  )
  return <CountBar {...(complete && live.data !== undefined ? live.data : standing)} />
}

function Refuse({ applicationId, caseId }: { applicationId: string; caseId: string }) {
  const { t } = useTranslation('courts')
  const go = useGo()
  const [asking, setAsking] = useState(false)
  const refuse = useCommand(refuseRemand, {
    onDone: () => {
      say(t('remand.refused'))
      go(`/cases/${caseId}`)
    },
  })
  return (
    <div className={classes.form}>
      <p className={classes.soft}>{t('remand.refuse-consequence')}</p>
      <Button variant="filled" mt="sm" onClick={() => setAsking(true)}>
        {t('remand.kind-refuse')}
      </Button>
      <ConfirmAct
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('remand.kind-refuse')}
        consequence={t('remand.refuse-consequence')}
        reason="required"
        actLabel={t('remand.kind-refuse')}
        onConfirm={(reasons) => refuse.run({ applicationId, reasons })}
      />
    </div>
  )
}

import {
  Columns,
  DateField,
  EmptyState,
  Load,
  Ltr,
  NumberField,
  Page,
  RecordTable,
  SelectField,
  StatusBadge,
  TextField,
  today,
  useCall,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { addVehicle, listVehicles, refitVehicle, type Vehicle, vehicleKinds } from '../contract.ts'
import classes from './Escort.module.css'

/** What there is to ride in: seats and compartments as they are today, and since when. */
export default function VehiclesPage() {
  const { t } = useTranslation('custody-escort')
  const { date } = useFormats()
  const may = useMay('custody:keep-vehicles')
  const found = useCall(listVehicles, {})
  return (
    <Page
      title={t('vehicle.title')}
      lead={t('vehicle.lead')}
      back={{ to: '/custody/escorts', label: t('title') }}
      {...(may
        ? {
            actions: (
              <ActForm
                label={t('vehicle.add')}
                icon="plus"
                filled
                endpoint={addVehicle}
                initial={{ kind: 'van', seats: 14, secureSeats: 0, womenSeats: 0 }}
                given={{}}
                onDone={() => undefined}
              >
                <Columns>
                  <TextField name="plate" ltr label={t('vehicle.plate')} required />
                  <SelectField
                    name="kind"
                    label={t('vehicle.kind')}
                    required
                    options={vehicleKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
                  />
                </Columns>
                <Seats />
              </ActForm>
            ),
          }
        : {})}
    >
      <Load call={found} lines={4}>
        {({ vehicles }) => (
          <RecordTable
            name="custody.vehicles"
            caption={t('vehicle.title')}
            rows={vehicles}
            rowKey={(one) => one.id}
            empty={<EmptyState icon="truck" title={t('vehicle.none')} why={t('vehicle.none-why')} />}
            detail={(one) => <History one={one} />}
            columns={[
              { key: 'plate', label: t('vehicle.plate'), cell: (one) => <Ltr>{one.plate}</Ltr> },
              { key: 'kind', label: t('vehicle.kind'), cell: (one) => t(`kind.${one.kind}`) },
              { key: 'seats', label: t('vehicle.seats'), align: 'end', cell: (one) => one.fitting.seats },
              {
                key: 'secure',
                label: t('vehicle.secure'),
                align: 'end',
                cell: (one) => one.fitting.secureSeats,
              },
              {
                key: 'women',
                label: t('vehicle.women'),
                align: 'end',
                cell: (one) => one.fitting.womenSeats,
              },
              {
                key: 'service',
                label: t('vehicle.service'),
                cell: (one) => (
                  <StatusBadge
                    meaning={one.fitting.inService ? 'blue' : 'amber'}
                    icon={one.fitting.inService ? 'check' : 'tool'}
                  >
                    {t(one.fitting.inService ? 'vehicle.in-service' : 'vehicle.out-of-service')} ·{' '}
                    {date(one.fitting.fromOn)}
                  </StatusBadge>
                ),
              },
              { key: 'runs', label: t('vehicle.runs'), align: 'end', cell: (one) => one.runsThisMonth },
              ...(may
                ? [
                    {
                      key: 'change',
                      label: t('vehicle.refit'),
                      cell: (one: Vehicle) => <Refit one={one} />,
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Load>
    </Page>
  )
}

function Seats() {
  const { t } = useTranslation('custody-escort')
  return (
    <Columns>
      <NumberField name="seats" label={t('vehicle.seats')} required />
      <NumberField name="secureSeats" label={t('vehicle.secure')} required />
      <NumberField name="womenSeats" label={t('vehicle.women')} required />
    </Columns>
  )
}

function Refit({ one }: { one: Vehicle }) {
  const { t } = useTranslation('custody-escort')
  const { seats, secureSeats, womenSeats, inService } = one.fitting
  return (
    <ActForm
      label={t('vehicle.refit')}
      icon="tool"
      endpoint={refitVehicle}
      initial={{
        fromOn: today(),
        seats,
        secureSeats,
        womenSeats,
        inService: inService ? 'no' : 'yes',
        why: '',
      }}
      given={{ vehicleId: one.id }}
      onDone={() => undefined}
    >
      <SelectField
        name="inService"
        label={t('vehicle.service')}
        required
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`vehicle.${value}`) }))}
      />
      <Seats />
      <DateField name="fromOn" label={t('vehicle.from')} required />
      <TextField name="why" label={t('vehicle.why')} required />
    </ActForm>
  )
}

function History({ one }: { one: Vehicle }) {
  const { t } = useTranslation('custody-escort')
  return (
    <ul className={classes.log}>
      {one.history.map((fitting, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two changes of one day have no other name than their order
        <li key={at}>
          <strong>{t('vehicle.from-day', { on: fitting.fromOn })}</strong>
          <span>{t(fitting.inService ? 'vehicle.yes' : 'vehicle.no')}</span>
          <span>
            {t('vehicle.seats')}: {fitting.seats} · {t('vehicle.secure')}: {fitting.secureSeats} ·{' '}
            {t('vehicle.women')}: {fitting.womenSeats}
          </span>
          <bdi className={classes.soft}>{fitting.why}</bdi>
        </li>
      ))}
    </ul>
  )
}

import { useState } from 'react'
import {
  BothNames,
  Button,
  DeadlineBadge,
  EmptyState,
  ErrorPanel,
  formatNumber,
  Group,
  Icon,
  Load,
  Ltr,
  NativeSelect,
  Page,
  RecordTable,
  Stack,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useLanguage,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { getJailRoll, printJailRoll } from '../contract.ts'
import { Paper, type Printed } from './Paper.tsx'

/** The under-trials of one court in the court's form, on screen and on paper. */
export default function JailRollPage() {
  const { t } = useTranslation('custody-registers')
  const both = useBoth()
  const { date } = useFormats()
  const language = useLanguage()
  const [court, setCourt] = useQueryText('court', '')
  const [paper, setPaper] = useState<Printed>()
  const found = useCall(getJailRoll, court === '' ? {} : { courtId: court })
  const print = useCommand(printJailRoll, { onDone: setPaper })
  const languages = language === 'ur' ? (['ur', 'en'] as const) : (['en', 'ur'] as const)
  return (
    <Page
      title={t('jail-roll.title')}
      lead={t('jail-roll.lead')}
      actions={
        court === '' ? undefined : (
          <Group gap={8}>
            {languages.map((each, n) => (
              <Button
                key={each}
                variant={n === 0 ? 'filled' : 'default'}
                loading={print.busy}
                leftSection={<Icon name="printer" size={16} />}
                onClick={() => print.start({ courtId: Number(court), language: each })}
              >
                {t(`print-${each}`)}
              </Button>
            ))}
          </Group>
        )
      }
    >
      <Load call={found} lines={6}>
        {(data) => (
          <Stack gap={18}>
            {data.courts.length === 0 ? (
              <EmptyState icon="gavel" title={t('jail-roll.empty')} why={t('jail-roll.empty-why')} />
            ) : (
              <NativeSelect
                label={t('jail-roll.court')}
                value={court}
                onChange={(event) => {
                  setPaper(undefined)
                  setCourt(event.currentTarget.value)
                }}
                data={[
                  { value: '', label: t('jail-roll.choose') },
                  ...data.courts.map((one) => ({
                    value: String(one.id),
                    label: t('jail-roll.court-with', { court: both(one.name), count: one.prisoners }),
                  })),
                ]}
              />
            )}
            <Paper paper={paper} says={t('printed', { number: paper?.number, count: paper?.rows ?? 0 })} />
            {print.error == null ? null : <ErrorPanel error={print.error} />}
            {data.court === null ? (
              data.courts.length === 0 ? null : (
                <EmptyState icon="gavel" title={t('jail-roll.choose')} why={t('jail-roll.choose-why')} />
              )
            ) : (
              <RecordTable
                name="custody.jail-roll"
                caption={both(data.court.name)}
                rows={data.rows}
                rowKey={(row) => `${row.imprisonmentId} ${row.fir} ${row.detainedSince} ${row.sections}`}
                open={(row) => `/custody/prisoners/${row.imprisonmentId}`}
                columns={[
                  { key: 'number', label: t('jail-roll.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
                  {
                    key: 'name',
                    label: t('jail-roll.name'),
                    cell: (row) => (
                      <BothNames
                        name={row.name}
                        as="inline"
                        to={`/custody/prisoners/${row.imprisonmentId}`}
                      />
                    ),
                  },
                  { key: 'fir', label: t('jail-roll.fir'), cell: (row) => <Ltr>{row.fir}</Ltr> },
                  {
                    key: 'station',
                    label: t('jail-roll.station'),
                    cell: (row) => (row.station === null ? '' : both(row.station)),
                  },
                  {
                    key: 'sections',
                    label: t('jail-roll.sections'),
                    cell: (row) => <Ltr>{row.sections}</Ltr>,
                  },
                  { key: 'admitted', label: t('jail-roll.admitted'), cell: (row) => date(row.admittedOn) },
                  { key: 'since', label: t('jail-roll.since'), cell: (row) => date(row.detainedSince) },
                  {
                    key: 'days',
                    label: t('jail-roll.days'),
                    align: 'end',
                    cell: (row) => <Ltr>{formatNumber(row.days)}</Ltr>,
                  },
                  {
                    key: 'next',
                    label: t('jail-roll.next'),
                    cell: (row) => (row.nextDate === null ? '—' : <DeadlineBadge date={row.nextDate} />),
                  },
                ]}
              />
            )}
          </Stack>
        )}
      </Load>
    </Page>
  )
}

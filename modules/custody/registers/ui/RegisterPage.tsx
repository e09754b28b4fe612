import { Suspense, useState } from 'react'
import { getReport } from '#kernel/reporting/contract'
import { ReportFiles, ReportNarrow, ReportRows } from '#kernel/reporting/ui'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ErrorPanel,
  Group,
  Icon,
  Load,
  Page,
  Skeleton,
  Stack,
  StatusBadge,
  useBoth,
  useCall,
  useCommand,
  useLanguage,
  useQueryText,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getRegister, printRegister } from '../contract.ts'
import { Paper, type Printed } from './Paper.tsx'
import classes from './Registers.module.css'

/** One book: its rows by period, each leading to the person; as a file and on paper. */
export default function RegisterPage() {
  const { key = '' } = useRouteParams()
  const found = useCall(getRegister, { key }, { keep: false })
  return <Load call={found}>{(register) => <Book register={register} />}</Load>
}

function Book({ register }: { register: OutputOf<typeof getRegister> }) {
  const { t } = useTranslation('custody-registers')
  const both = useBoth()
  const language = useLanguage()
  const [written] = useQueryText('with')
  const filters = Object.fromEntries(new URLSearchParams(written))
  const [paper, setPaper] = useState<Printed>()
  const report = useCall(getReport, { key: register.report })
  const print = useCommand(printRegister, { onDone: setPaper })
  const { prison, ...rest } = filters
  const languages = language === 'ur' ? (['ur', 'en'] as const) : (['en', 'ur'] as const)
  return (
    <Page
      title={both(register.title)}
      lead={both(register.definition)}
      back={{ to: '/custody/registers', label: t('back') }}
      actions={
        <Group gap={8}>
          {languages.map((each, n) => (
            <Button
              key={each}
              variant={n === 0 ? 'filled' : 'default'}
              loading={print.busy}
              leftSection={<Icon name="printer" size={16} />}
              onClick={() =>
                print.start({
                  key: register.key,
                  language: each,
                  ...(prison === undefined ? {} : { prisonId: Number(prison) }),
                  ...rest,
                })
              }
            >
              {t(`print-${each}`)}
            </Button>
          ))}
          {report.data === undefined ? null : (
            <Suspense>
              <ReportFiles report={report.data} />
            </Suspense>
          )}
        </Group>
      }
    >
      <Stack gap={18}>
        <p className={classes.row}>
          <span className={classes.soft}>
            {t('law')}: {both(register.citation)}
          </span>
          {register.confirmed ? null : <StatusBadge meaning="grey">{t('to-confirm')}</StatusBadge>}
        </p>
        <Paper paper={paper} says={t('printed', { number: paper?.number, count: paper?.rows ?? 0 })} />
        {print.error == null ? null : <ErrorPanel error={print.error} />}
        <Load call={report}>
          {(described) => (
            <Suspense
              fallback={<Skeleton role="status" height={320} aria-label={t('common:word.loading')} />}
            >
              <ReportNarrow report={described} />
              <ReportRows report={described} />
            </Suspense>
          )}
        </Load>
      </Stack>
    </Page>
  )
}

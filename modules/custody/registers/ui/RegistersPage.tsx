import type { OutputOf } from '#platform/http/contract'
import {
  EmptyState,
  formatNumber,
  Group,
  Link,
  Load,
  Ltr,
  NativeSelect,
  Page,
  Section,
  Stack,
  StatusBadge,
  TextInput,
  useBoth,
  useCall,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { listRegisters, registerGroups } from '../contract.ts'
import classes from './Registers.module.css'

type Registers = OutputOf<typeof listRegisters>

/** Every book of the prison: what stands in it, by which law, how much in the period. */
export default function RegistersPage() {
  const { t } = useTranslation('custody-registers')
  const both = useBoth()
  const [prison, setPrison] = useQueryText('prison', '')
  const [from, setFrom] = useQueryText('from', '')
  const [to, setTo] = useQueryText('to', '')
  const found = useCall(listRegisters, {
    ...(prison === '' ? {} : { prisonId: prison }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  })
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Load call={found} lines={8}>
        {(data) => (
          <Stack gap={22}>
            <Group gap={14} align="end">
              {data.prisons.length < 2 ? null : (
                <NativeSelect
                  label={t('prison')}
                  value={String(data.prison.id)}
                  onChange={(event) => setPrison(event.currentTarget.value)}
                  data={data.prisons.map((one) => ({ value: String(one.id), label: both(one.name) }))}
                />
              )}
              <TextInput
                type="date"
                label={t('from')}
                value={data.from}
                onChange={(event) => setFrom(event.currentTarget.value)}
              />
              <TextInput
                type="date"
                label={t('to')}
                value={data.to}
                onChange={(event) => setTo(event.currentTarget.value)}
              />
            </Group>
            {data.rows.length === 0 ? <EmptyState title={t('empty-list')} icon="books" /> : null}
            {registerGroups
              .map((group) => ({ group, rows: data.rows.filter((row) => row.group === group) }))
              .filter(({ rows }) => rows.length > 0)
              .map(({ group, rows }) => (
                <Section key={group} title={t(`group.${group}`)}>
                  <Books data={data} rows={rows} name={group} />
                </Section>
              ))}
          </Stack>
        )}
      </Load>
    </Page>
  )
}

function Books({ data, rows, name }: { data: Registers; rows: Registers['rows']; name: string }) {
  const { t } = useTranslation('custody-registers')
  const both = useBoth()
  const opens = (row: Registers['rows'][number]) => {
    const filters = new URLSearchParams({
      prison: String(data.prison.id),
      ...(row.standing || row.period === null ? {} : { from: data.from, to: data.to }),
    })
    return `/custody/registers/${row.key}?with=${encodeURIComponent(filters.toString())}`
  }
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t(`group.${name}`)}>
        <thead>
          <tr>
            <th scope="col">{t('register')}</th>
            <th scope="col">{t('law')}</th>
            <th scope="col" data-align="end">
              {t('entries')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td className={classes.wide}>
                <div className={classes.book}>
                  <Link to={opens(row)}>{both(row.title)}</Link>
                  <span className={classes.soft}>{both(row.definition)}</span>
                </div>
              </td>
              <td>
                <div className={classes.book}>
                  <span>{both(row.citation)}</span>
                  {row.confirmed ? null : (
                    <span>
                      <StatusBadge meaning="grey">{t('to-confirm')}</StatusBadge>
                    </span>
                  )}
                </div>
              </td>
              <td data-align="end">
                <Link to={opens(row)}>
                  <Ltr>{formatNumber(row.entries)}</Ltr>
                </Link>
                {row.standing ? <div className={classes.soft}>{t('standing')}</div> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

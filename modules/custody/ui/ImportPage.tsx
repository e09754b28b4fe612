import { useEffect, useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  BothNames,
  Button,
  EmptyState,
  ErrorPanel,
  Group,
  KeyValue,
  Load,
  Page,
  Progress,
  RecordTable,
  Section,
  SegmentedControl,
  Stack,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useQueryText,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getImport, listImportRows, mapRegisterColumns, startImport } from '../contract.ts'
import { FIELDS } from '../register/headings.ts'
import { RejectedRows } from './RejectedRows.tsx'

type Import = OutputOf<typeof getImport>
const outcomes = ['rejected', 'imported', 'duplicate'] as const

/** One register on its way in: what its columns mean, what would come of it, how far it is, and the rows to put right. */
export default function ImportPage() {
  const { t } = useTranslation('custody')
  const { date } = useFormats()
  const { id = '' } = useRouteParams()
  const [asked, setAsked] = useState(false)
  const [state, setState] = useState<Import['head']['state']>()
  // Watched while it goes on, also by who comes back to the page; then left alone.
  const running = state === 'importing' || (asked && state === 'open')
  const found = useCall(getImport, { importId: id }, { refetchEvery: running ? 1_000 : 0, keep: true })
  const now = found.data?.head.state
  useEffect(() => setState(now), [now])
  return (
    <Page title={t('import.one')} back={{ to: '/custody/register-imports', label: t('import.title') }}>
      <Load call={found}>
        {(data) => (
          <Stack>
            <KeyValue
              columns={3}
              items={[
                { label: t('import.file'), value: <bdi>{data.head.fileName}</bdi> },
                { label: t('import.judged-on'), value: date(data.head.judgedOn) },
                { label: t('import.state'), value: t(`import.state-${data.head.state}`) },
              ]}
            />
            {data.head.state === 'open' ? (
              <Columns data={data} changed={() => void found.refetch()} />
            ) : (
              <Rows importId={id} data={data} />
            )}
            {data.head.state === 'done' ? null : (
              <Start data={data} running={running} started={() => setAsked(true)} />
            )}
          </Stack>
        )}
      </Load>
    </Page>
  )
}

/** What each column was taken for, with examples. A wrong guess is put right here, before anything is imported. */
function Columns({ data, changed }: { data: Import; changed: () => void }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const map = useCommand(mapRegisterColumns, { onDone: changed })
  const change = (column: Import['columns'][number], field: string, monthFirst: boolean): void =>
    map.start({
      importId: data.head.id,
      columns: [{ column: column.column, field: FIELDS.find((one) => one === field) ?? null, monthFirst }],
    })
  return (
    <Section title={t('import.columns')}>
      <p>{t('import.columns-lead')}</p>
      {map.error == null ? null : <ErrorPanel error={map.error} />}
      {data.missing.length === 0 ? null : (
        <Alert color="red" role="alert">
          {t('import.missing', {
            fields: data.missing.map((field) => t(`import.field.${field}`)).join(' · '),
          })}
        </Alert>
      )}
      <RecordTable
        name="custody.import-columns"
        caption={t('import.columns')}
        rows={data.columns}
        rowKey={(column) => String(column.column)}
        columns={[
          { key: 'heading', label: t('import.heading'), cell: (column) => <bdi>{column.heading}</bdi> },
          {
            key: 'field',
            label: t('import.means'),
            cell: (column) => (
              <select
                aria-label={`${t('import.means')}: ${column.heading}`}
                value={column.field ?? ''}
                disabled={map.busy}
                onChange={(event) => change(column, event.currentTarget.value, column.monthFirst)}
              >
                <option value="">{t('import.kept')}</option>
                {FIELDS.map((field) => (
                  <option key={field} value={field}>
                    {t(`import.field.${field}`)}
                  </option>
                ))}
              </select>
            ),
          },
          {
            key: 'samples',
            label: t('import.samples'),
            wrap: true,
            cell: (column) =>
              column.samples.map((sample, at) => (
                <span key={sample}>
                  {at === 0 ? '' : ' · '}
                  <bdi>{sample}</bdi>
                </span>
              )),
          },
          {
            key: 'doubt',
            label: t('import.doubt'),
            wrap: true,
            cell: (column) =>
              column.doubt === null ? null : (
                <Group>
                  <span>{both(column.doubt)}</span>
                  <Button onClick={() => change(column, column.field ?? '', true)}>
                    {t('import.month-first')}
                  </Button>
                </Group>
              ),
          },
        ]}
      />
    </Section>
  )
}

function Start({ data, running, started }: { data: Import; running: boolean; started: () => void }) {
  const { t } = useTranslation('custody')
  const start = useCommand(startImport, { onDone: started })
  const { head, preview } = data
  return (
    <Section title={t('import.start')}>
      {preview === null ? (
        <>
          <Progress
            aria-label={t('import.state-importing')}
            value={head.total === 0 ? 0 : (head.done / head.total) * 100}
          />
          <p role="status">{t('import.progress', { done: head.done, total: head.total })}</p>
        </>
      ) : (
        <p role="status">{t('import.preview', { ...preview })}</p>
      )}
      {start.error == null ? null : <ErrorPanel error={start.error} />}
      <Button
        variant="filled"
        loading={start.busy || (running && head.state === 'open')}
        disabled={data.missing.length > 0}
        onClick={() => start.start({ importId: head.id })}
      >
        {t(head.state === 'open' ? 'import.begin' : 'import.go-on')}
      </Button>
    </Section>
  )
}

function Rows({ importId, data }: { importId: string; data: Import }) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const [show, setShow] = useQueryText('show', 'rejected')
  const outcome = outcomes.find((one) => one === show) ?? 'rejected'
  const headings = data.columns.map((column) => column.heading)
  return (
    <Section title={t('import.rows')}>
      <SegmentedControl
        aria-label={t('import.rows')}
        value={outcome}
        onChange={setShow}
        data={outcomes.map((value) => ({
          value,
          label: `${t(`import.${value}`)} (${data.head.counts[value]})`,
        }))}
      />
      {outcome === 'rejected' ? (
        <RejectedRows importId={importId} headings={headings} imported={data.head.done} />
      ) : (
        <RecordTable
          key={`${outcome} ${data.head.done}`}
          name="custody.import-rows"
          caption={t(`import.${outcome}`)}
          source={listImportRows}
          input={{ importId, outcome }}
          rowKey={(row) => String(row.row)}
          detail={(row) => (
            <KeyValue
              columns={3}
              items={row.cells.map((cell, column) => ({
                label: headings[column] ?? '',
                value: <bdi>{cell}</bdi>,
              }))}
            />
          )}
          empty={<EmptyState icon="users-group" title={t('import.no-rows')} />}
          columns={[
            { key: 'row', label: t('import.row'), align: 'end', cell: (row) => row.row },
            { key: 'line', label: t('import.line'), align: 'end', cell: (row) => row.line },
            {
              key: 'name',
              label: t('common:word.name'),
              cell: (row) => (
                <BothNames
                  name={{ en: row.name.en || row.name.ur, ur: row.name.ur || row.name.en }}
                  as="inline"
                  {...(row.imprisonmentId === null ? {} : { to: `/custody/prisoners/${row.imprisonmentId}` })}
                />
              ),
            },
            {
              key: 'problems',
              label: t('import.problems'),
              wrap: true,
              cell: (row) =>
                row.outcome === 'duplicate'
                  ? t('import.repeats', { row: row.of ?? 0 })
                  : row.problems.map((one) => <div key={one.code}>{both(one.text)}</div>),
            },
          ]}
        />
      )}
    </Section>
  )
}

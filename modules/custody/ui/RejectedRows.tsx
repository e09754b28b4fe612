import { useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  BothNames,
  Button,
  EmptyState,
  ErrorPanel,
  Group,
  Load,
  Ltr,
  say,
  TextInput,
  useBoth,
  useCall,
  useCommand,
  useTranslation,
} from '#platform/ui'
import { listImportRows, mendImportRow } from '../contract.ts'
import classes from './Custody.module.css'

type Row = OutputOf<typeof listImportRows>['rows'][number]

/** Rows put right at one sitting; those done make room for the next. */
const atOnce = 20

/**
 * The rows that could not come in, each with only its wrong cells open. Enter puts a row right and brings the cursor to the next:
 * a clerk works down a register without a mouse. What is still wrong is said at the row, and nothing typed is lost.
 */
export function RejectedRows({
  importId,
  headings,
  imported,
}: {
  importId: string
  headings: readonly string[]
  /** How far the import is: as it goes on, more rows may be rejected. */
  imported: number
}) {
  const { t } = useTranslation('custody')
  const [page, setPage] = useState(1)
  const found = useCall(listImportRows, { importId, outcome: 'rejected', page, size: atOnce })
  const list = useRef<HTMLOListElement>(null)
  const { refetch } = found
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever more rows were imported.
  useEffect(() => void refetch(), [imported, refetch])
  const onward = (from: number): void => {
    requestAnimationFrame(() => {
      const forms = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
      const next = forms.find((form) => Number(form.dataset.row) > from) ?? forms[0]
      next?.querySelector('input')?.focus()
    })
  }
  return (
    <Load call={found} lines={6}>
      {({ rows, total }) =>
        rows.length === 0 && page === 1 ? (
          <EmptyState icon="circle-check" title={t('import.none-rejected')} />
        ) : (
          <>
            <ol ref={list} className={classes.mendList}>
              {rows.map((row) => (
                <li key={row.row}>
                  <Mend importId={importId} row={row} headings={headings} done={() => onward(row.row)} />
                </li>
              ))}
            </ol>
            {total <= atOnce && page === 1 ? null : (
              <Group>
                <Button disabled={page === 1} onClick={() => setPage(page - 1)}>
                  {t('common:table.previous')}
                </Button>
                <Button disabled={page * atOnce >= total} onClick={() => setPage(page + 1)}>
                  {t('common:table.next')}
                </Button>
              </Group>
            )}
          </>
        )
      }
    </Load>
  )
}

function Mend({
  importId,
  row,
  headings,
  done,
}: {
  importId: string
  row: Row
  headings: readonly string[]
  done: () => void
}) {
  const { t } = useTranslation('custody')
  const both = useBoth()
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const mend = useCommand(mendImportRow, {
    onDone: ({ outcome }) => {
      if (outcome === 'rejected') return
      say(t(`import.mended-${outcome}`))
      done()
    },
  })
  const problemOf = (column: number) => row.problems.find((one) => one.column === column)
  const columns = headings.map((_, column) => column)
  const wrong = columns.filter((column) => problemOf(column) !== undefined)
  const others = columns.filter((column) => problemOf(column) === undefined)
  const changed = Object.entries(typed).map(([column, text]) => ({ column: Number(column), text }))
  const cell = (column: number) => {
    const problem = problemOf(column)
    return (
      <TextInput
        key={column}
        label={<bdi>{headings[column] ?? String(column + 1)}</bdi>}
        dir="auto"
        autoComplete="off"
        maxLength={400}
        value={typed[column] ?? row.cells[column] ?? ''}
        {...(problem === undefined ? {} : { error: both(problem.text) })}
        onChange={(event) => setTyped({ ...typed, [column]: event.currentTarget.value })}
      />
    )
  }
  return (
    <form
      className={classes.mend}
      data-row={row.row}
      aria-label={`${t('import.row')} ${row.row}`}
      onSubmit={(event) => {
        event.preventDefault()
        if (changed.length > 0) mend.start({ importId, row: row.row, cells: changed })
      }}
    >
      <Group>
        <strong>
          {t('import.row')} <Ltr>{String(row.row)}</Ltr>
        </strong>
        {row.name.en === '' && row.name.ur === '' ? null : (
          <BothNames name={{ en: row.name.en || row.name.ur, ur: row.name.ur || row.name.en }} as="inline" />
        )}
        <span className={classes.soft}>{t('import.line-of-file', { line: row.line })}</span>
      </Group>
      {mend.error == null ? null : <ErrorPanel error={mend.error} />}
      {row.problems
        .filter(({ column }) => column === null)
        .map((problem) => (
          <Alert key={problem.code} color="red" role="alert">
            {both(problem.text)}
          </Alert>
        ))}
      <div className={classes.mendCells}>
        {wrong.map(cell)}
        <Button type="submit" variant="filled" loading={mend.busy} disabled={changed.length === 0}>
          {t('import.mend')}
        </Button>
      </div>
      <details open={wrong.length === 0}>
        <summary>{t('import.other-cells')}</summary>
        <div className={classes.mendCells}>{others.map(cell)}</div>
      </details>
    </form>
  )
}

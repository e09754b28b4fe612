import { type KeyboardEvent, memo, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { useGo } from '../Link.tsx'
import { Button, Skeleton } from '../mantine.ts'
import { useShortcuts } from '../shortcuts.ts'
import classes from './RecordTable.module.css'
import type { Bulk, Column } from './RecordTable.tsx'

interface RowsProps<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  /** Undefined while the first page loads. */
  readonly rows: readonly Row[] | undefined
  readonly rowKey: (row: Row) => string
  readonly open?: ((row: Row) => string) | undefined
  readonly detail?: ((row: Row) => ReactNode) | undefined
  readonly bulk?: readonly Bulk<Row>[] | undefined
  readonly sort: string | undefined
  readonly onSort: (column: string) => void
  readonly onPage: (by: number) => void
  readonly busy: boolean
  readonly statusId?: string
}

/** The grid itself, with its keys: ↑ ↓ Home End, Enter, Space, X, PgUp, PgDn. */
export function Rows<Row>({
  caption,
  columns,
  rows,
  rowKey,
  open,
  detail,
  bulk,
  sort,
  onSort,
  onPage,
  busy,
  statusId,
}: RowsProps<Row>) {
  const { t } = useTranslation()
  const go = useGo()
  const body = useRef<HTMLTableSectionElement>(null)
  const [active, setActive] = useState<string>()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const count = rows?.length ?? 0
  const current = Math.max(0, rows?.findIndex((row) => rowKey(row) === active) ?? 0)
  const selectable = bulk !== undefined && bulk.length > 0

  // Rows read anew, by a narrower search or because somebody acted, must not close what is open above a half-written reason;
  // and none stays selected that is no longer seen.
  useEffect(() => {
    if (rows === undefined) return
    const here = new Set(rows.map(rowKey))
    const stillHere = (keys: ReadonlySet<string>) => {
      const kept = [...keys].filter((key) => here.has(key))
      return kept.length === keys.size ? keys : new Set(kept)
    }
    setSelected(stillHere)
    setOpened(stillHere)
  }, [rows, rowKey])

  const first = rows?.[0]
  useShortcuts(
    open !== undefined && first !== undefined
      ? [{ key: 'n', label: t('common:shortcut.next'), act: () => go(open(first)) }]
      : [],
  )

  const toggle = useCallback((set: typeof setOpened, key: string) => {
    set((now) => {
      const next = new Set(now)
      if (!next.delete(key)) next.add(key)
      return next
    })
  }, [])
  const toggleOpen = useCallback((key: string) => toggle(setOpened, key), [toggle])
  const toggleSelected = useCallback((key: string) => toggle(setSelected, key), [toggle])
  const visit = useCallback((row: Row) => open !== undefined && go(open(row)), [go, open])

  const moveTo = (index: number) => {
    const row = rows?.[index]
    if (row !== undefined) setActive(rowKey(row))
    body.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (!(event.target as HTMLElement).matches('tr[data-row]')) return
    const row = rows?.[current]
    if (row === undefined) return
    const act = actFor(event.key, row)
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  const actFor = (key: string, row: Row): (() => void) | undefined => {
    const unfold = detail === undefined ? undefined : () => toggleOpen(rowKey(row))
    switch (key) {
      case 'ArrowDown':
        return () => moveTo(Math.min(count - 1, current + 1))
      case 'ArrowUp':
        return () => moveTo(Math.max(0, current - 1))
      case 'Home':
        return () => moveTo(0)
      case 'End':
        return () => moveTo(count - 1)
      case 'PageDown':
        return () => onPage(1)
      case 'PageUp':
        return () => onPage(-1)
      case 'Enter':
        return open === undefined ? unfold : () => visit(row)
      case ' ':
        return unfold
      case 'x':
      case 'X':
        return selectable ? () => toggleSelected(rowKey(row)) : undefined
      default:
        return undefined
    }
  }

  const chosen = (rows ?? []).filter((row) => selected.has(rowKey(row)))
  const width = columns.length + (selectable ? 1 : 0) + (detail === undefined ? 0 : 1)
  return (
    <>
      {chosen.length > 0 ? (
        <div className={classes.bulk} role="status">
          <strong>{t('common:table.selected', { count: chosen.length })}</strong>
          {bulk!.map((each) => (
            <Button
              key={each.label}
              size="xs"
              onClick={() => each.act(chosen)}
              leftSection={each.icon === undefined ? undefined : <Icon name={each.icon} size={16} />}
            >
              {each.label}
            </Button>
          ))}
        </div>
      ) : null}
      <div className={classes.scroll} aria-busy={busy || rows === undefined}>
        <table className={classes.table} aria-label={caption} aria-describedby={statusId} data-busy={busy}>
          <thead>
            <tr>
              {selectable ? (
                <th scope="col" className={classes.narrow}>
                  <input
                    type="checkbox"
                    aria-label={`${t('common:table.select')}: ${t('common:word.all')}`}
                    checked={count > 0 && chosen.length === count}
                    onChange={(event) =>
                      setSelected(new Set(event.currentTarget.checked ? (rows ?? []).map(rowKey) : []))
                    }
                  />
                </th>
              ) : null}
              {columns.map((column) => (
                <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
              ))}
              {detail === undefined ? null : (
                <th scope="col" className={classes.narrow}>
                  <span className="unseen">{t('common:table.details')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={onKeyDown}>
            {rows === undefined
              ? Array.from({ length: 6 }, (_, line) => line).map((line) => (
                  <tr key={line}>
                    <td colSpan={width}>
                      <Skeleton height={14} my={4} width={`${90 - line * 7}%`} />
                    </td>
                  </tr>
                ))
              : rows.map((row, index) => (
                  <RowLine
                    key={rowKey(row)}
                    id={rowKey(row)}
                    row={row}
                    index={index}
                    current={index === current}
                    columns={columns as readonly Column<unknown>[]}
                    detail={detail as ((row: unknown) => ReactNode) | undefined}
                    opened={opened.has(rowKey(row))}
                    selected={selected.has(rowKey(row))}
                    selectable={selectable}
                    width={width}
                    leads={open !== undefined}
                    onFocus={setActive}
                    visit={visit as (row: unknown) => void}
                    toggleOpen={toggleOpen}
                    toggleSelected={toggleSelected}
                  />
                ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>
  sort: string | undefined
  onSort: (column: string) => void
}) {
  const by = column.sort
  const state =
    by === undefined ? undefined : sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none'
  const style = column.width === undefined ? undefined : { inlineSize: column.width }
  return (
    <th scope="col" data-align={column.align} aria-sort={state} style={style}>
      {by === undefined ? (
        column.label
      ) : (
        <button type="button" className={classes.sort} onClick={() => onSort(by)}>
          {column.label}
          <Icon
            name={state === 'ascending' ? 'arrow-up' : state === 'descending' ? 'arrow-down' : 'arrows-sort'}
            size={14}
          />
        </button>
      )}
    </th>
  )
}

interface RowLineProps {
  readonly id: string
  readonly row: unknown
  readonly index: number
  readonly current: boolean
  readonly columns: readonly Column<unknown>[]
  readonly detail: ((row: unknown) => ReactNode) | undefined
  readonly opened: boolean
  readonly selected: boolean
  readonly selectable: boolean
  readonly width: number
  readonly leads: boolean
  readonly onFocus: (id: string) => void
  readonly visit: (row: unknown) => void
  readonly toggleOpen: (id: string) => void
  readonly toggleSelected: (id: string) => void
}

const RowLine = memo(function RowLine(line: RowLineProps) {
  const { t } = useTranslation()
  const { id, row, columns, detail, opened, selected, selectable } = line
  return (
    <>
      <tr
        data-row={line.index}
        data-leads={line.leads}
        data-selected={selected}
        tabIndex={line.current ? 0 : -1}
        onFocus={() => line.onFocus(id)}
        onClick={(event) => {
          if (!line.leads || (event.target as HTMLElement).closest('a, button, input, label') !== null) return
          if (window.getSelection()?.toString() === '') line.visit(row)
        }}
      >
        {selectable ? (
          <td className={classes.narrow}>
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={t('common:table.select')}
              checked={selected}
              onChange={() => line.toggleSelected(id)}
            />
          </td>
        ) : null}
        {columns.map((column) => (
          <td key={column.key} data-align={column.align} data-wrap={column.wrap} data-label={column.label}>
            {column.cell(row)}
          </td>
        ))}
        {detail === undefined ? null : (
          <td className={classes.narrow}>
            <button
              type="button"
              tabIndex={-1}
              className={classes.fold}
              aria-expanded={opened}
              aria-label={t('common:table.details')}
              onClick={() => line.toggleOpen(id)}
            >
              <Icon name={opened ? 'chevron-up' : 'chevron-down'} size={17} />
            </button>
          </td>
        )}
      </tr>
      {detail !== undefined && opened ? (
        <tr className={classes.detail}>
          <td colSpan={line.width}>
            <div className={classes.unfolded}>{detail(row)}</div>
          </td>
        </tr>
      ) : null}
    </>
  )
})

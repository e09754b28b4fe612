import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Endpoint, InputOf, OutputOf } from '../../http/contract.ts'
import { useCall } from '../calls.ts'
import { EmptyState } from '../EmptyState.tsx'
import { ErrorPanel } from '../ErrorPanel.tsx'
import { Icon } from '../Icon.tsx'
import type { IconName } from '../icon-names.ts'
import { ActionIcon, Button } from '../mantine.ts'
import { useSession } from '../session.tsx'
import classes from './RecordTable.module.css'
import { Rows } from './Rows.tsx'
import { Tools } from './Tools.tsx'
import { keepHidden, type Look, nextSort, readKept } from './views.ts'

export interface Column<Row> {
  readonly key: string
  readonly label: string
  readonly cell: (row: Row) => ReactNode
  /** What the server sorts by. */
  readonly sort?: string | undefined
  readonly align?: 'start' | 'end'
  /** Not shown until chosen. */
  readonly hidden?: boolean
  readonly width?: string
  /** Long text: breaks over lines; everything else keeps a row one line high. */
  readonly wrap?: boolean
}

export type Filter = {
  /** The field of the endpoint's input. */
  readonly key: string
  readonly label: string
} & (
  | { readonly kind: 'choice'; readonly options: readonly { value: string; label: string }[] }
  | { readonly kind: 'text' }
  | { readonly kind: 'date' }
)

export interface Bulk<Row> {
  readonly label: string
  readonly icon?: IconName
  readonly act: (rows: readonly Row[]) => void
}

type RowOf<E> = OutputOf<E> extends { rows: readonly (infer Row)[] } ? Row : never

interface Shown<Row> {
  /** `module.table`: under this name columns and views are kept for each person. */
  readonly name: string
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  /** Where a row leads. */
  readonly open?: (row: Row) => string
  /** What a row shows when opened in place. */
  readonly detail?: (row: Row) => ReactNode
  readonly bulk?: readonly Bulk<Row>[]
  readonly empty?: ReactNode
}

type Served<E extends Endpoint> = Shown<RowOf<E>> & {
  /** A listing: `{ page, size, sort?, q?, …filters }` → `{ rows, total }`. */
  readonly source: E
  readonly input?: Partial<InputOf<E>>
  readonly filters?: readonly Filter[]
  readonly search?: boolean
  readonly pageSize?: number
  readonly standardSort?: string
  readonly exportUrl?: (request: { format: 'csv' | 'xlsx'; input: Record<string, unknown> }) => string
}

type Local<Row> = Shown<Row> & { readonly rows: readonly Row[] }

/** The grid of every register: the same look and the same keys everywhere. Pages, sorts and filters on the server. */
export function RecordTable<E extends Endpoint>(props: Served<E>): ReactNode
export function RecordTable<Row>(props: Local<Row>): ReactNode
export function RecordTable<E extends Endpoint, Row>(props: Served<E> | Local<Row>): ReactNode {
  return 'source' in props ? <ServedTable {...props} /> : <LocalTable {...props} />
}

function LocalTable<Row>({ rows, empty, ...shown }: Local<Row>) {
  const { t } = useTranslation()
  if (rows.length === 0) return empty ?? <EmptyState title={t('common:table.empty')} />
  const visible = shown.columns
    .filter((column) => column.hidden !== true)
    .map(({ sort: _, ...column }) => column)
  return (
    <div className={classes.frame}>
      <Rows
        {...shown}
        columns={visible}
        rows={rows}
        sort={undefined}
        onSort={() => undefined}
        onPage={() => undefined}
        busy={false}
      />
    </div>
  )
}

function ServedTable<E extends Endpoint>({
  source,
  input,
  filters = [],
  search = false,
  pageSize = 50,
  standardSort,
  exportUrl,
  empty,
  ...shown
}: Served<E>) {
  type Row = RowOf<E>
  const { t } = useTranslation()
  const account = useSession()?.account.id ?? ''
  const statusId = useId()
  const standardLook = (): Look => ({
    sort: standardSort,
    filters: {},
    q: '',
    hidden: shown.columns.filter((column) => column.hidden === true).map((column) => column.key),
  })
  const [look, setLook] = useState<Look>(() => {
    const standard = standardLook()
    return { ...standard, hidden: readKept(account, shown.name).hidden ?? standard.hidden }
  })
  const [page, setPage] = useState(1)
  const request: Record<string, unknown> = {
    ...(input as Record<string, unknown> | undefined),
    ...look.filters,
    ...(look.q === '' ? {} : { q: look.q }),
    ...(look.sort === undefined ? {} : { sort: look.sort }),
  }
  const answer = useCall(source, { ...request, page, size: pageSize } as InputOf<E>)
  const data = answer.data as { rows: readonly Row[]; total: number } | undefined

  const change = (next: Partial<Look>) => {
    if (next.hidden !== undefined) keepHidden(account, shown.name, next.hidden)
    setLook((now) => ({ ...now, ...next }))
    setPage(1)
  }
  const pages = data === undefined ? 1 : Math.max(1, Math.ceil(data.total / pageSize))
  const turn = (by: number) => setPage((now) => Math.min(pages, Math.max(1, now + by)))
  const narrowed = look.q !== '' || Object.keys(look.filters).length > 0
  const columns = shown.columns.filter((column) => !look.hidden.includes(column.key))

  return (
    <div className={classes.frame}>
      <Tools
        table={shown.name}
        account={account}
        look={look}
        standard={standardLook()}
        change={change}
        columns={shown.columns}
        filters={filters}
        search={search}
        exportUrl={exportUrl === undefined ? undefined : (format) => exportUrl({ format, input: request })}
      />
      {answer.isError && data === undefined ? (
        <ErrorPanel error={answer.error} retry={() => void answer.refetch()} />
      ) : data !== undefined && data.rows.length === 0 ? (
        narrowed ? (
          <EmptyState
            icon="search-off"
            title={t('common:table.empty-filtered')}
            why={t('common:table.empty-filtered-why')}
            action={
              <Button onClick={() => change({ filters: {}, q: '' })}>
                {t('common:table.clear-filters')}
              </Button>
            }
          />
        ) : (
          (empty ?? <EmptyState title={t('common:table.empty')} />)
        )
      ) : (
        <Rows
          {...shown}
          columns={columns}
          rows={data?.rows}
          sort={look.sort}
          onSort={(column) => change({ sort: nextSort(look.sort, column) })}
          onPage={turn}
          busy={answer.isPlaceholderData}
          statusId={statusId}
        />
      )}
      {answer.isError && data !== undefined ? (
        <ErrorPanel error={answer.error} retry={() => void answer.refetch()} />
      ) : null}
      <div className={classes.foot}>
        <span id={statusId} role="status">
          {data === undefined
            ? t('common:table.loading')
            : data.total > pageSize
              ? t('common:table.range', {
                  from: (page - 1) * pageSize + 1,
                  to: (page - 1) * pageSize + data.rows.length,
                  total: data.total,
                })
              : t('common:table.total', { count: data.total })}
        </span>
        {pages > 1 ? (
          <span className={classes.pager}>
            <ActionIcon
              variant="default"
              size={34}
              aria-label={t('common:table.previous')}
              disabled={page <= 1}
              onClick={() => turn(-1)}
            >
              <span className="mirrored">
                <Icon name="chevron-left" />
              </span>
            </ActionIcon>
            <span>{t('common:table.page', { page, pages })}</span>
            <ActionIcon
              variant="default"
              size={34}
              aria-label={t('common:table.next')}
              disabled={page >= pages}
              onClick={() => turn(1)}
            >
              <span className="mirrored">
                <Icon name="chevron-right" />
              </span>
            </ActionIcon>
          </span>
        ) : null}
      </div>
    </div>
  )
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseDate } from '../../i18n/format.ts'
import { Icon } from '../Icon.tsx'
import { Button, Checkbox, Menu, NativeSelect, Popover, Stack, TextInput } from '../mantine.ts'
import classes from './RecordTable.module.css'
import type { Filter } from './RecordTable.tsx'
import { type Look, readKept, removeView, saveView } from './views.ts'

/** Above the grid: search, filters, saved views, columns, export. */
export function Tools({
  table,
  account,
  look,
  standard,
  change,
  columns,
  filters,
  search,
  exportUrl,
}: {
  table: string
  account: string
  look: Look
  standard: Look
  change: (next: Partial<Look>) => void
  columns: readonly { readonly key: string; readonly label: string }[]
  filters: readonly Filter[]
  search: boolean
  exportUrl: ((format: 'csv' | 'xlsx') => string) | undefined
}) {
  const { t } = useTranslation()
  const set = (key: string, value: string) => {
    const { [key]: _, ...rest } = look.filters
    change({ filters: value === '' ? rest : { ...rest, [key]: value } })
  }
  const narrowed = look.q !== '' || Object.keys(look.filters).length > 0
  return (
    <div className={classes.tools}>
      {search ? <SearchBox value={look.q} change={(q) => change({ q })} /> : null}
      {filters.map((filter) => (
        <FilterBox
          key={filter.key}
          filter={filter}
          value={look.filters[filter.key] ?? ''}
          set={(value) => set(filter.key, value)}
        />
      ))}
      {narrowed ? (
        <Button
          size="xs"
          variant="subtle"
          className={classes.tool}
          onClick={() => change({ filters: {}, q: '' })}
        >
          {t('common:table.clear-filters')}
        </Button>
      ) : null}
      <span className={classes.spring} />
      <Views table={table} account={account} look={look} standard={standard} change={change} />
      <Popover position="bottom-end" shadow="md" withinPortal trapFocus>
        <Popover.Target>
          <Button size="xs" className={classes.tool} leftSection={<Icon name="columns" size={16} />}>
            {t('common:table.columns')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap={8}>
            {columns.map((column) => (
              <Checkbox
                key={column.key}
                label={column.label}
                checked={!look.hidden.includes(column.key)}
                onChange={(event) =>
                  change({
                    hidden: event.currentTarget.checked
                      ? look.hidden.filter((key) => key !== column.key)
                      : [...look.hidden, column.key],
                  })
                }
              />
            ))}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {exportUrl === undefined ? null : (
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <Button size="xs" className={classes.tool} leftSection={<Icon name="download" size={16} />}>
              {t('common:table.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component="a" href={exportUrl('csv')} download>
              {t('common:table.export-csv')}
            </Menu.Item>
            <Menu.Item component="a" href={exportUrl('xlsx')} download>
              {t('common:table.export-excel')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}

/** Asks the server a moment after the last key, not at each. */
function useSettled(value: string, settle: (value: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    setTyped(value)
  }
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => settle(typed), 250)
    return () => clearTimeout(timer)
  })
  return [typed, setTyped]
}

function SearchBox({ value, change }: { value: string; change: (value: string) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useSettled(value, change)
  return (
    <TextInput
      size="sm"
      type="search"
      dir="auto"
      className={classes.search}
      aria-label={t('common:act.search')}
      placeholder={t('common:act.search')}
      leftSection={<Icon name="search" size={16} />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  )
}

function FilterBox({ filter, value, set }: { filter: Filter; value: string; set: (value: string) => void }) {
  const { t } = useTranslation()
  if (filter.kind === 'choice')
    return (
      <NativeSelect
        size="sm"
        className={classes.filter}
        aria-label={filter.label}
        value={value}
        onChange={(event) => set(event.currentTarget.value)}
      >
        <option value="">{`${filter.label}: ${t('common:word.all')}`}</option>
        {filter.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </NativeSelect>
    )
  return <TypedFilter filter={filter} value={value} set={set} />
}

function TypedFilter({
  filter,
  value,
  set,
}: {
  filter: Filter
  value: string
  set: (value: string) => void
}) {
  const asTyped = filter.kind === 'date' && value !== '' ? value.split('-').reverse().join('/') : value
  const [typed, setTyped] = useSettled(asTyped, (text) => {
    if (filter.kind === 'text' || text === '') return set(text)
    const date = parseDate(text)
    if (date !== undefined) set(date)
  })
  const wrong = filter.kind === 'date' && typed.length >= 10 && parseDate(typed) === undefined
  return (
    <TextInput
      size="sm"
      className={classes.filter}
      aria-label={filter.label}
      placeholder={filter.label}
      value={typed}
      error={wrong}
      dir="auto"
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  )
}

function Views({
  table,
  account,
  look,
  standard,
  change,
}: {
  table: string
  account: string
  look: Look
  standard: Look
  change: (next: Partial<Look>) => void
}) {
  const { t } = useTranslation()
  const [views, setViews] = useState(() => readKept(account, table).views)
  const [name, setName] = useState('')
  const [opened, setOpened] = useState(false)
  const use = (next: Look) => {
    change(next)
    setOpened(false)
  }
  return (
    <Popover position="bottom-end" shadow="md" withinPortal opened={opened} onChange={setOpened} trapFocus>
      <Popover.Target>
        <Button
          size="xs"
          className={classes.tool}
          onClick={() => setOpened(!opened)}
          leftSection={<Icon name="bookmark" size={16} />}
        >
          {t('common:table.views')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6} w={260}>
          <button type="button" className={classes.view} onClick={() => use(standard)}>
            {t('common:table.standard-view')}
          </button>
          {views.map((view) => (
            <span key={view.name} className={classes.viewLine}>
              <button type="button" className={classes.view} onClick={() => use(view.look)}>
                <bdi>{view.name}</bdi>
              </button>
              <button
                type="button"
                className={classes.fold}
                aria-label={t('common:table.remove-view', { name: view.name })}
                onClick={() => setViews(removeView(account, table, view.name))}
              >
                <Icon name="trash" size={16} />
              </button>
            </span>
          ))}
          <form
            className={classes.viewLine}
            onSubmit={(event) => {
              event.preventDefault()
              if (name.trim() === '') return
              setViews(saveView(account, table, { name: name.trim(), look }))
              setName('')
            }}
          >
            <TextInput
              size="xs"
              dir="auto"
              aria-label={t('common:table.view-name')}
              placeholder={t('common:table.view-name')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button size="xs" type="submit" disabled={name.trim() === ''}>
              {t('common:act.save')}
            </Button>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

import type { OutputOf } from '#platform/http/contract'
import { formatNumber, Link, Ltr, Section, Stack, useTranslation } from '#platform/ui'
import type { getReturn } from '../contract.ts'
import {
  categories,
  countIn,
  type FigureName,
  figuresOfSection,
  juveniles,
  type Line,
  linesIn,
  type Sheet,
  type SheetSection,
  whole,
} from '../sheet.ts'
import { wordOf } from '../words.ts'
import classes from './Returns.module.css'

/** Which cells a number counts: all of a line, those of a category, or those of some kinds of person. */
export interface Cell {
  readonly line: string
  readonly part: string | null
  readonly category?: string
  readonly kinds?: readonly string[]
}

type Complaints = OutputOf<typeof getReturn>['complaints']

/** Every part of a sheet as a table; each number leads to what it counts. */
export function SheetTables({
  sheet,
  complaints,
  opens,
}: {
  sheet: Sheet
  /** Null: withheld, or not settled yet; undefined where the sheet is of several prisons. */
  complaints?: Complaints
  opens: (cell: Cell) => string
}) {
  const { t } = useTranslation('custody-returns')
  return (
    <Stack gap={22}>
      {sheet.sections.map((name) => {
        const section = name as SheetSection
        if (section === 'complaints')
          return complaints === undefined ? null : (
            <Section key={section} title={t('section.complaints')}>
              <Complaints found={complaints} />
            </Section>
          )
        const rows = linesIn(sheet, section)
        const figures = figuresOfSection[section] ?? []
        if (rows.length + figures.length === 0) return null
        return (
          <Section key={section} title={t(`section.${section}`)}>
            <Stack gap={10}>
              {rows.length === 0 ? null : (
                <Counts section={section} rows={rows} sheet={sheet} opens={opens} />
              )}
              {figures.length === 0 ? null : <Figures figures={figures} sheet={sheet} />}
              {section === 'sick' ? <p className={classes.soft}>{t('sick-note')}</p> : null}
            </Stack>
          </Section>
        )
      })}
    </Stack>
  )
}

function Counts({
  section,
  rows,
  sheet,
  opens,
}: {
  section: SheetSection
  rows: readonly Line[]
  sheet: Sheet
  opens: (cell: Cell) => string
}) {
  const { t } = useTranslation('custody-returns')
  const columns = useColumns(sheet)
  return (
    <div className={classes.scroll}>
      <table className={classes.sheet} aria-label={t(`section.${section}`)}>
        <thead>
          <tr>
            <th scope="col">{t('col.line')}</th>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { key, params } = wordOf(row.line, row.part, sheet.bands)
            return (
              <tr
                key={`${row.line} ${row.part ?? ''}`}
                data-strong={row.line === 'opening' || row.line === 'closing'}
              >
                <th scope="row">{t(key, { defaultValue: row.part ?? row.line, ...params })}</th>
                {columns.map(({ key: column, of }) => {
                  const count = countIn(row, of)
                  const figure = <Ltr>{formatNumber(count)}</Ltr>
                  return (
                    <td key={column}>
                      {count === 0 ? (
                        figure
                      ) : (
                        <Link to={opens({ line: row.line, part: row.part, ...of })}>{figure}</Link>
                      )}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Columns that hold nothing anywhere on the sheet are left out, but for those every prison has. */
function useColumns(sheet: Sheet) {
  const { t } = useTranslation(['custody-returns', 'custody'])
  const usual = new Set(['total', 'under-trial', 'convict', 'condemned', 'men', 'women', 'juveniles'])
  return [
    { key: 'total', label: t('col.total'), of: {} },
    ...categories.map((category) => ({
      key: category as string,
      label: t(`custody:category.${category}`),
      of: { category: category as string },
    })),
    { key: 'men', label: t('col.men'), of: { kinds: ['M'] } },
    { key: 'women', label: t('col.women'), of: { kinds: ['F'] } },
    { key: 'transgender', label: t('col.transgender'), of: { kinds: ['X'] } },
    { key: 'juveniles', label: t('col.juveniles'), of: { kinds: juveniles } },
  ].filter(({ key, of }) => usual.has(key) || sheet.lines.some((line) => countIn(line, of) > 0))
}

function Figures({ figures, sheet }: { figures: readonly FigureName[]; sheet: Sheet }) {
  const { t } = useTranslation('custody-returns')
  const held = whole(sheet, 'closing').total
  return (
    <dl className={classes.figures}>
      {figures.map((figure) => {
        const amount = sheet.figures[figure] ?? 0
        const crowded = figure === 'authorised' || figure === 'working' || figure === 'maximum'
        return (
          <div key={figure}>
            <dt>{t(`line.${figure}`)}</dt>
            <dd>
              {!crowded ? (
                <Ltr>{formatNumber(amount)}</Ltr>
              ) : amount === 0 ? (
                t('crowding.unknown')
              ) : (
                t('crowding.of', { percent: Math.round((held / amount) * 100), places: amount })
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function Complaints({ found }: { found: Complaints }) {
  const { t } = useTranslation('custody-returns')
  if (found === null) return <p className={classes.soft}>{t('complaints-withheld')}</p>
  return (
    <Stack gap={10}>
      <dl className={classes.figures}>
        {(['received', 'replied', 'upheld'] as const).map((one) => {
          const amount = found[one]
          return (
            <div key={one}>
              <dt>{t(`line.complaints-${one}`)}</dt>
              <dd>
                {amount === null ? t('fewer', { below: found.below }) : <Ltr>{formatNumber(amount)}</Ltr>}
              </dd>
            </div>
          )
        })}
      </dl>
      <p className={classes.soft}>{t('complaints-note', { below: found.below })}</p>
    </Stack>
  )
}

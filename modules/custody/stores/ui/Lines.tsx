import type { OutputOf } from '#platform/http/contract'
import { formatNumber, RecordTable, StatusBadge, useFormats, useTranslation } from '#platform/ui'
import { diets, type getRations } from '../rations-contract.ts'
import { useAmount } from './amount.ts'
import classes from './Stores.module.css'

type Rations = OutputOf<typeof getRations>
type Indent = NonNullable<Rations['indent']>
type Line = Indent['lines'][number]

/** What the kitchen asks for, good by good, with the sum it comes from; what it got, and why the two differ. */
export function Lines({ indent, scale }: { indent: Indent; scale: Rations['scale'] }) {
  const { t } = useTranslation('custody-stores')
  const amount = useAmount()
  const { money } = useFormats()
  const issued = indent.issued !== null
  return (
    <RecordTable
      name="custody.ration-lines"
      caption={t('rations.quantities')}
      rows={indent.lines}
      rowKey={(row) => row.good}
      detail={(row) => <Sum line={row} indent={indent} scale={scale} />}
      columns={[
        { key: 'good', label: t('line.good'), cell: (row) => t(`good.${row.good}`) },
        { key: 'asked', label: t('line.asked'), cell: (row) => amount(row.quantity, row.unit), align: 'end' },
        ...(issued
          ? [
              {
                key: 'issued',
                label: t('line.issued'),
                cell: (row: Line) => amount(row.issued ?? 0, row.unit),
                align: 'end' as const,
              },
              {
                key: 'difference',
                label: t('line.difference'),
                cell: (row: Line) =>
                  row.issued === row.quantity ? (
                    ''
                  ) : (
                    <StatusBadge meaning="amber">
                      <bdi>{row.why}</bdi>
                    </StatusBadge>
                  ),
              },
              {
                key: 'cost',
                label: t('line.cost'),
                cell: (row: Line) => (row.cost === null ? '' : money(row.cost)),
                align: 'end' as const,
              },
            ]
          : [
              {
                key: 'store',
                label: t('line.in-store'),
                cell: (row: Line) =>
                  row.inStore < row.quantity ? (
                    <StatusBadge meaning="red">
                      {t('line.too-little', { amount: amount(row.inStore, row.unit) })}
                    </StatusBadge>
                  ) : (
                    amount(row.inStore, row.unit)
                  ),
                align: 'end' as const,
              },
            ]),
      ]}
    />
  )
}

/** Heads by scale, kind by kind. */
function Sum({ line, indent, scale }: { line: Line; indent: Indent; scale: Rations['scale'] }) {
  const { t } = useTranslation('custody-stores')
  const amount = useAmount()
  const parts = diets.flatMap((diet) => {
    const heads = indent.heads.find((one) => one.diet === diet)?.heads ?? 0
    const each = scale.find((one) => one.diet === diet && one.good === line.good)?.quantity ?? 0
    return heads === 0 || each === 0 ? [] : [{ diet, heads, each }]
  })
  return (
    <ul className={classes.sum}>
      {parts.map(({ diet, heads, each }) => (
        <li key={diet}>
          {t('line.sum', {
            diet: t(`diet.${diet}`),
            heads: formatNumber(heads),
            each: amount(each, line.unit),
            product: amount(heads * each, line.unit),
          })}
        </li>
      ))}
    </ul>
  )
}

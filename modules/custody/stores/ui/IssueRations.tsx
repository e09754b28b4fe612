import { Columns, NumberField, say, TextField, useFormValues, useTranslation } from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { issueRations } from '../rations-contract.ts'
import { useAmount } from './amount.ts'
import type { Indent } from './RationsPage.tsx'

type Typed = { readonly lines?: readonly { readonly quantity?: number }[] }

/** Everything an indent asks for, filled in as far as the store reaches; what is changed asks for its reason. */
export function IssueRations({ indent }: { indent: Indent }) {
  const { t } = useTranslation('custody-stores')
  return (
    <ActForm
      label={t('issue-rations.act')}
      icon="arrow-right"
      filled
      endpoint={issueRations}
      initial={{
        lines: indent.lines.map(({ good, quantity, inStore }) => ({
          good,
          quantity: Math.min(quantity, inStore),
        })),
      }}
      given={{ indentId: indent.id }}
      onDone={() => say(t('issue-rations.done'))}
    >
      <Fields indent={indent} />
    </ActForm>
  )
}

function Fields({ indent }: { indent: Indent }) {
  const { t } = useTranslation('custody-stores')
  const amount = useAmount()
  const { lines = [] } = useFormValues<Typed>()
  return indent.lines.map((line, at) => (
    <Columns key={line.good}>
      <NumberField
        name={`lines.${at}.quantity`}
        label={t(`good.${line.good}`)}
        hint={t('issue-rations.asked', { amount: amount(line.quantity, line.unit) })}
        unit={t(`unit-name.${line.unit}`)}
        decimals={3}
        required
      />
      {lines[at]?.quantity === line.quantity ? null : (
        <TextField
          name={`lines.${at}.why`}
          label={t('issue-rations.why', { good: t(`good.${line.good}`) })}
          required
        />
      )}
    </Columns>
  ))
}

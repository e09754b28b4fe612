import {
  CheckField,
  Fieldset,
  Form,
  Ltr,
  NumberField,
  StatusBadge,
  say,
  TextField,
  useFormats,
  useFormValues,
  useGo,
  useTranslation,
} from '#platform/ui'
import { acceptTransfer, type Checklist } from '../contract.ts'
import classes from './Transfer.module.css'

export type Written = Record<string, unknown> & { readonly read?: Readonly<Record<string, string>> }

/** Whoever has no seal is written with a dash, so that an empty field is a bag that is not there. */
const sealOf = (written: string | undefined): string | null => {
  const seal = (written ?? '').trim()
  return seal === '' ? null : /^[-–—]$/.test(seal) ? '' : seal
}

/** For each bag sent, in their order, what was read from it. */
export const sealsOf = (
  bags: Checklist['bags'],
  read: Readonly<Record<string, string>> = {},
): (string | null)[] => bags.map((_bag, at) => sealOf(read[`bag${at}`]))

/** Taking over, item by item and by keyboard alone: each seal as read from its bag, the money as counted, the papers as seen. */
export function ArrivalForm({ id, list }: { id: string; list: Checklist }) {
  const { t } = useTranslation('custody-transfer')
  const go = useGo()
  return (
    <Form
      endpoint={acceptTransfer}
      initial={{}}
      submit={t('arrive.act')}
      prepare={(values) => {
        const { read, ...rest } = values as Written
        return { ...rest, id, seals: sealsOf(list.bags, read) }
      }}
      onDone={({ imprisonmentId, number, differences }) => {
        say(
          differences === 0
            ? t('arrive.done', { number })
            : t('arrive.done-differs', { number, count: differences }),
        )
        go(`/custody/prisoners/${imprisonmentId}`)
      }}
    >
      <WhatCame
        bags={list.bags}
        cash={list.cash}
        papers={list.warrants.length === 0 ? ['file', 'medicine'] : ['file', 'warrants', 'medicine']}
        warrants={list.warrants.length}
      />
      <p className={classes.soft}>{t('arrive.means')}</p>
    </Form>
  )
}

/** Each seal as read from its bag, the money as counted, the papers as seen. */
export function WhatCame({
  bags,
  cash,
  papers,
  warrants,
}: {
  bags: Checklist['bags']
  cash: number
  papers: readonly ('file' | 'warrants' | 'medicine')[]
  warrants?: number
}) {
  const { t } = useTranslation('custody-transfer')
  const { money } = useFormats()
  return (
    <>
      {bags.length === 0 ? null : (
        <Fieldset legend={t('arrive.bags')}>
          {bags.map((bag, at) => (
            <div key={bag.number} className={classes.bag}>
              <TextField
                name={`read.bag${at}`}
                ltr
                label={t('arrive.seal', { number: bag.number })}
                hint={t(bag.seal === null ? 'arrive.no-seal-hint' : 'arrive.seal-hint')}
                maxLength={40}
              />
              <SealFound at={at} seal={bag.seal} />
            </div>
          ))}
        </Fieldset>
      )}
      {cash === 0 ? null : (
        <NumberField
          name="cash"
          label={t('arrive.cash')}
          hint={t('arrive.cash-hint', { sum: money(cash) })}
          unit={t('rupees')}
          decimals={2}
        />
      )}
      {papers.length === 0 ? null : (
        <Fieldset legend={t('arrive.papers')}>
          {papers.map((paper) => (
            <CheckField
              key={paper}
              name={paper}
              label={
                paper === 'warrants' && warrants !== undefined
                  ? t('arrive.warrants', { count: warrants })
                  : t(`after.paper-${paper}`)
              }
            />
          ))}
        </Fieldset>
      )}
    </>
  )
}

/** Beside each bag, whether what was read is what was sent. */
function SealFound({ at, seal }: { at: number; seal: string | null }) {
  const { t } = useTranslation('custody-transfer')
  const { read = {} } = useFormValues<Written>()
  const found = sealOf(read[`bag${at}`])
  if (found === null)
    return (
      <StatusBadge meaning="amber" icon="circle-dashed">
        {t('arrive.not-there')}
      </StatusBadge>
    )
  return found.toUpperCase() === (seal ?? '').toUpperCase() ? (
    <StatusBadge meaning="blue" icon="check">
      {t('arrive.same')}
    </StatusBadge>
  ) : (
    <StatusBadge meaning="red" icon="alert-triangle">
      {t('arrive.differs')} <Ltr>{seal ?? '–'}</Ltr>
    </StatusBadge>
  )
}

import type { OutputOf } from '#platform/http/contract'
import { useBoth, useFormats, useTranslation } from '#platform/ui'
import type { listPostings } from '../contract.ts'

type Row = Pick<OutputOf<typeof listPostings>['rows'][number], 'channel' | 'reference' | 'party' | 'note'> & {
  bought?: OutputOf<typeof listPostings>['rows'][number]['bought']
}

/** What a booking was about, beside its kind: from whom, by which paper, what was bought. */
export function useAbout(): (row: Row) => string {
  const { t } = useTranslation('custody-accounts')
  const both = useBoth()
  return (row) =>
    [
      row.channel === null ? null : `${t(`channel.${row.channel}`)} ${row.reference ?? ''}`,
      row.party,
      row.note,
      ...(row.bought ?? []).map((one) =>
        one.quantity === 1 ? both(one.name) : `${both(one.name)} × ${one.quantity}`,
      ),
    ]
      .filter((part) => part !== null && part !== '')
      .join(' · ')
}

/** A sum with its direction: what came in and what went out are told apart by the sign, not by colour. */
export function useSigned(): (rupees: number) => string {
  const { money } = useFormats()
  return (rupees) => (rupees < 0 ? `− ${money(-rupees)}` : `+ ${money(rupees)}`)
}

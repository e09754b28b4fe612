import type { OutputOf } from '#platform/http/contract'
import { formatMoney, KeyValue, useBoth, useLanguage, useTranslation } from '#platform/ui'
import type { listFundTotals } from '../contract.ts'

/** What a fund may be spent on and for whom, as it was opened. */
export function Terms({ fund }: { fund: OutputOf<typeof listFundTotals>['rows'][number] }) {
  const { t } = useTranslation('custody-funds')
  const both = useBoth()
  const language = useLanguage()
  const { leastAge, mostAge } = fund
  return (
    <KeyValue
      columns={2}
      items={[
        { label: t('field.holder'), value: t(`holder.${fund.holder}`) },
        { label: t('field.pays'), value: fund.pays.map((kind) => t(`kind.${kind}`)).join(' · ') },
        { label: t('field.prison'), value: fund.prison === null ? t('all-prisons') : both(fund.prison) },
        { label: t('field.sex'), value: fund.sex === null ? t('anybody') : t(`sex-of.${fund.sex}`) },
        {
          label: t('field.age'),
          value:
            leastAge === null && mostAge === null
              ? t('anybody')
              : t(leastAge === null ? 'age-up-to' : mostAge === null ? 'age-from' : 'age-between', {
                  least: leastAge,
                  most: mostAge,
                }),
        },
        {
          label: t('field.most-per-person'),
          value:
            fund.mostPerPerson === null ? (
              t('no-limit')
            ) : (
              <bdi>{formatMoney(fund.mostPerPerson, language)}</bdi>
            ),
        },
        { label: t('field.turn'), value: t(`turn.${fund.turn}`) },
      ]}
    />
  )
}

import { Icon, type IconName, Ltr, useBoth, useFormats, useTranslation } from '#platform/ui'
import type { Checklist } from '../contract.ts'
import classes from './Transfer.module.css'

/** What goes along, as the registers have it: file and clocks, bags with their seals, money, visitors, the sealed medical envelope. */
export function GoesAlong({ list }: { list: Checklist }) {
  const { t } = useTranslation('custody-transfer')
  const both = useBoth()
  const { date, money } = useFormats()
  const parts: { icon: IconName; key: string; says: React.ReactNode }[] = [
    {
      icon: 'folder',
      key: 'file',
      says: t('along.file', {
        remissions: list.remissions,
        adjudications: list.adjudications,
        holds: list.holds,
      }),
    },
    {
      icon: 'calendar-event',
      key: 'production',
      says: list.nextProduction === null ? t('along.no-production') : date(list.nextProduction),
    },
    {
      icon: 'clock',
      key: 'release',
      says:
        list.release === null
          ? t('along.no-release')
          : `${date(list.release.on)} · ${t(`along.release-${list.release.state}`)}`,
    },
    { icon: 'cash', key: 'cash', says: <Ltr>{money(list.cash)}</Ltr> },
    {
      icon: 'users',
      key: 'visitors',
      says: t('along.visitors-says', { visitors: list.visitors, telephones: list.telephones }),
    },
    {
      icon: 'pill',
      key: 'medicine',
      says: t('along.medicine-says'),
    },
    { icon: 'photo', key: 'photograph', says: t(list.photograph ? 'along.there' : 'along.none') },
  ]
  return (
    <div className={classes.along}>
      <ul className={classes.tiles}>
        {parts.map(({ icon, key, says }) => (
          <li key={key} className={classes.tile}>
            <Icon name={icon} size={18} />
            <span>
              <span className={classes.soft}>{t(`along.${key}-label`)}</span>
              <strong>{says}</strong>
            </span>
          </li>
        ))}
      </ul>
      <h3>{t('along.warrants', { count: list.warrants.length })}</h3>
      <ul className={classes.list}>
        {list.warrants.map((one) => (
          <li key={`${one.fir} ${one.sections} ${one.kind}`} className={classes.item}>
            <span>
              {t(`along.${one.kind}`)} {one.fir === null ? null : <Ltr>{one.fir}</Ltr>} ·{' '}
              <Ltr>{one.sections}</Ltr>
              {one.court === null ? null : <span className={classes.soft}> · {both(one.court)}</span>}
            </span>
            <span className={classes.soft}>
              {one.bailFrom === null ? '' : t('along.bail-from', { day: date(one.bailFrom) })}
            </span>
          </li>
        ))}
      </ul>
      <h3>{t('along.bags', { count: list.bags.length })}</h3>
      {list.bags.length === 0 ? (
        <p className={classes.soft}>{t('along.no-bags')}</p>
      ) : (
        <ul className={classes.list}>
          {list.bags.map((bag) => (
            <li key={bag.number} className={classes.item}>
              <span>
                {t('along.bag')} <Ltr>{bag.number}</Ltr> ·{' '}
                {bag.seal === null ? (
                  t('along.no-seal')
                ) : (
                  <>
                    {t('along.seal')} <Ltr>{bag.seal}</Ltr>
                  </>
                )}
              </span>
              <span className={classes.things}>
                {bag.items.map((item) => (
                  <bdi key={item.description}>
                    {item.quantity === 1 ? item.description : `${item.description} × ${item.quantity}`}
                  </bdi>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

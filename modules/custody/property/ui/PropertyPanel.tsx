import { Link, Load, Ltr, Section, StatusBadge, useCall, useTranslation } from '#platform/ui'
import { getPropertyOf } from '../contract.ts'
import classes from './Property.module.css'

/** On the prisoner's page: the bags in the store, their seals, and where they lie. */
export default function PropertyPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-property')
  const found = useCall(getPropertyOf, { imprisonmentId: id })
  return (
    <Section
      title={t('panel.title')}
      actions={<Link to={`/custody/prisoners/${id}/property`}>{t('panel.open')}</Link>}
    >
      <Load call={found} lines={2}>
        {({ bags }) => {
          const here = bags.filter((bag) => bag.state === 'in-store')
          if (here.length === 0)
            return (
              <p className={classes.soft}>{t(bags.length === 0 ? 'panel.none' : 'panel.nothing-left')}</p>
            )
          return (
            <ul className={classes.things}>
              {here.map((bag) => (
                <li key={bag.id} className={classes.row}>
                  <Ltr>{bag.number}</Ltr>
                  {bag.seal === null ? (
                    <StatusBadge meaning="amber">{t('bag.no-seal')}</StatusBadge>
                  ) : (
                    <span className={classes.seal}>
                      <Ltr>{bag.seal}</Ltr>
                    </span>
                  )}
                  <span className={classes.soft}>{bag.place ?? t('bag.no-place')}</span>
                  <bdi>{bag.items.map((item) => item.description).join('، ')}</bdi>
                </li>
              ))}
            </ul>
          )
        }}
      </Load>
    </Section>
  )
}

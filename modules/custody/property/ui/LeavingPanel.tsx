import { Alert, Icon, Link, Load, Section, useCall, useMay, useTranslation } from '#platform/ui'
import { getPropertyOf } from '../contract.ts'
import { HandBack } from './HandBack.tsx'
import classes from './Property.module.css'

/** Before and after the gate: bags that are still to be handed back. It warns and never keeps anybody. */
export default function LeavingPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-property')
  const may = useMay('custody:hand-back')
  const found = useCall(getPropertyOf, { imprisonmentId: id })
  return (
    <Section
      title={t('leaving.title')}
      actions={<Link to={`/custody/prisoners/${id}/property`}>{t('panel.open')}</Link>}
    >
      <Load call={found} lines={1}>
        {({ bags, leaving }) => {
          const here = bags.filter((bag) => bag.state === 'in-store')
          if (here.length === 0) return <p className={classes.soft}>{t('leaving.none')}</p>
          return (
            <>
              <Alert icon={<Icon name="package" size={20} />}>
                {t('leaving.waiting', { count: here.length })}{' '}
                <bdi>{here.map((bag) => `${bag.number} (${bag.place ?? t('bag.no-place')})`).join('، ')}</bdi>
              </Alert>
              {may && leaving ? <HandBack id={id} bags={here.length} /> : null}
            </>
          )
        }}
      </Load>
    </Section>
  )
}

import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ErrorPanel,
  Group,
  Icon,
  Load,
  Page,
  useBoth,
  useCall,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { getEvacuationRoll } from '../contract.ts'
import classes from './Roll.module.css'
import { Named } from './RollCheckPage.tsx'
import { useBegin } from './use-begin.ts'

type Data = OutputOf<typeof getEvacuationRoll>

/** Everybody by barrack, for the hand that holds a paper or a phone while the prison empties. */
export default function EvacuationPage() {
  const { t } = useTranslation('custody-roll')
  const may = useMay('custody:check-roll')
  const [prisonId] = useQueryText('prison')
  const found = useCall(getEvacuationRoll, prisonId === '' ? {} : { prisonId })
  const { start, busy, error } = useBegin()
  return (
    <Page
      title={t('evac.title')}
      {...(found.data === undefined ? {} : { lead: t('evac.lead', { at: found.data.asOf }) })}
      back={{ to: '/custody/roll', label: t('check.back') }}
      actions={
        <Group gap={8} className={classes.noPrint}>
          <Button leftSection={<Icon name="printer" size={17} />} onClick={() => window.print()}>
            {t('common:act.print')}
          </Button>
          {may ? (
            <Button
              variant="filled"
              loading={busy}
              leftSection={<Icon name="alarm" size={17} />}
              onClick={() => start('evacuation')}
            >
              {t('evac.start')}
            </Button>
          ) : null}
        </Group>
      }
    >
      {error === undefined ? null : <ErrorPanel error={error} />}
      <Load call={found} lines={8}>
        {(data) => <Sheet data={data} />}
      </Load>
    </Page>
  )
}

function Sheet({ data }: { data: Data }) {
  const { t } = useTranslation('custody-roll')
  const both = useBoth()
  const out = data.people.filter((one) => one.out !== null).length
  return (
    <div className={classes.sheet}>
      <p>
        <strong>{both(data.prison.name)}</strong> ·{' '}
        {t('evac.total', { inside: data.people.length - out, out })}
      </p>
      {data.barracks.map((barrack) => {
        const people = data.people.filter((one) => one.barrackId === barrack.id)
        return (
          <section key={barrack.id ?? 'none'}>
            <h2>
              {barrack.name === null ? t('reception') : both(barrack.name)}
              {barrack.circle === null ? '' : ` · ${both(barrack.circle)}`} (
              {people.filter((one) => one.out === null).length})
            </h2>
            <ul className={classes.roll}>
              {people.map((one) => (
                <li key={one.imprisonmentId}>
                  <span className={classes.box} role="img" aria-label={t('evac.seen')} />
                  <Named one={one} />
                  <span className={classes.soft}>
                    {both(one.place)}
                    {one.out === null
                      ? ''
                      : ` · ${t('barrack-count.out', { kind: t(`out-kind.${one.out}`) })}`}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
      <p className={classes.signature}>{t('evac.officer')}: ______________________</p>
    </div>
  )
}

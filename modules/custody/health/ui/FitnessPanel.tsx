import {
  Button,
  Group,
  Icon,
  Load,
  Section,
  StatusBadge,
  useCall,
  useFormats,
  useGo,
  useMay,
  useTranslation,
} from '#platform/ui'
import { getFitness } from '../contract.ts'
import classes from './Health.module.css'

/** On the prisoner's page, for everybody: isolated or not, fit or not. To the health posts, the door to the record besides. */
export default function FitnessPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-health')
  const go = useGo()
  const mayOpen = useMay('custody:read-health')
  const found = useCall(getFitness, { id })
  return (
    <Section
      title={t('fit.title')}
      {...(mayOpen
        ? {
            actions: (
              <Group gap={8}>
                <Button
                  size="xs"
                  leftSection={<Icon name="stethoscope" size={16} />}
                  onClick={() => go(`/custody/prisoners/${id}/health`)}
                >
                  {t('fit.open')}
                </Button>
              </Group>
            ),
          }
        : {})}
    >
      <Load call={found} lines={1}>
        {(data) => (
          <>
            <Said {...data} />
            {data.ward === null && data.travel?.fit !== false && data.labour?.fit !== false ? null : (
              <p className={classes.soft}>{t('fit.why')}</p>
            )}
          </>
        )}
      </Load>
    </Section>
  )
}

interface Fit {
  readonly fit: boolean
  readonly until: string | null
}

/** The words the prison is told, and none besides. */
export function Said({
  travel,
  labour,
  ward,
}: {
  travel: Fit | null
  labour: Fit | null
  ward: { ward: string; until: string | null } | null
}) {
  const { t } = useTranslation('custody-health')
  const { date } = useFormats()
  const until = (day: string | null) => (day === null ? '' : ` · ${t('fit.until', { until: date(day) })}`)
  return (
    <div className={classes.acts}>
      <StatusBadge meaning={ward === null ? 'grey' : 'amber'} icon={ward === null ? 'check' : 'shield'}>
        {ward === null ? t('fit.ward-none') : `${t(`ward.${ward.ward}`)}${until(ward.until)}`}
      </StatusBadge>
      {(
        [
          ['travel', travel],
          ['labour', labour],
        ] as const
      ).map(([kind, said]) => (
        <StatusBadge
          key={kind}
          meaning={said === null ? 'grey' : said.fit ? 'blue' : 'amber'}
          icon={said === null ? 'circle-dashed' : said.fit ? 'check' : 'hand-stop'}
        >
          {said === null
            ? t(`fit.${kind}-none`)
            : `${t(`fit.${kind}-${said.fit ? 'yes' : 'no'}`)}${until(said.until)}`}
        </StatusBadge>
      ))}
    </div>
  )
}

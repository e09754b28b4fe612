import type { OutputOf } from '#platform/http/contract'
import {
  EmptyState,
  Icon,
  Link,
  Load,
  Page,
  RecordTable,
  Section,
  StatusBadge,
  Timeline,
  useBoth,
  useCall,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getSetting, type SettingValues, writtenIdentity } from '../contract.ts'
import { Changes } from './Changes.tsx'
import { Provinces, Said } from './Provinces.tsx'
import classes from './Settings.module.css'

type Setting = OutputOf<typeof getSetting>

/** One setting: what is in force where, what is proposed, and every version with who adopted it on which paper. */
export default function SettingPage() {
  const { key = '' } = useRouteParams()
  const found = useCall(getSetting, { key })
  return <Load call={found}>{(setting) => <One setting={setting} />}</Load>
}

function changeLink(setting: Setting, identity?: SettingValues, prisonId?: number): string {
  const asked = [
    ...(identity === undefined ? [] : [`rule=${encodeURIComponent(writtenIdentity(identity))}`]),
    ...(prisonId === undefined ? [] : [`prison=${prisonId}`]),
  ]
  return `/custody/settings/${setting.key}/change${asked.length === 0 ? '' : `?${asked.join('&')}`}`
}

function One({ setting }: { setting: Setting }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const single = setting.lines.length === 1 && Object.keys(setting.lines[0]!.identity).length === 0
  const mayChange = setting.mayPropose
  return (
    <Page
      title={both(setting.name)}
      lead={both(setting.about)}
      back={{ to: '/custody/settings', label: t('title') }}
      actions={
        mayChange ? (
          <>
            {single ? (
              <Link to={changeLink(setting)} className={classes.act}>
                <Icon name="edit" size={17} /> {t('act.change')}
              </Link>
            ) : null}
            {setting.grows === null ? null : (
              <Link to={changeLink(setting)} className={classes.act}>
                <Icon name="plus" size={17} /> {both(setting.grows)}
              </Link>
            )}
          </>
        ) : undefined
      }
    >
      <Changes changes={setting.changes.filter(({ state }) => state === 'proposed')} />
      <Section title={t('in-force')}>
        <Provinces
          setting={setting}
          lines={setting.lines}
          provinces={setting.provinces}
          act={
            mayChange && !single
              ? (line) => (
                  <Link
                    to={changeLink(setting, line.identity)}
                    aria-label={`${t('act.change')}: ${both(line.label)}`}
                  >
                    {t('act.change')}
                  </Link>
                )
              : undefined
          }
        />
      </Section>
      {setting.byPrison ? <OfPrisons setting={setting} /> : null}
      <Versions setting={setting} />
    </Page>
  )
}

function OfPrisons({ setting }: { setting: Setting }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  return (
    <Section title={t('prisons.title')}>
      {setting.ofPrisons.length === 0 ? (
        <EmptyState
          icon="building-fortress"
          title={t(setting.mayPropose ? 'prisons.none' : 'prisons.none-own')}
          why={t(setting.mayPropose ? 'prisons.none-why' : 'prisons.none-own-why')}
        />
      ) : (
        <RecordTable
          name="custody.settings-of-prisons"
          caption={t('prisons.title')}
          rows={setting.ofPrisons}
          rowKey={(row) => `${row.prison.id} ${JSON.stringify(row.identity)}`}
          columns={[
            { key: 'prison', label: t('column.prison'), cell: (row) => both(row.prison.name) },
            { key: 'rule', label: t('column.rule'), cell: (row) => both(row.label) },
            {
              key: 'own',
              label: t('prisons.own'),
              wrap: true,
              cell: (row) => <Said version={row.version ?? row.next} />,
            },
            {
              key: 'province',
              label: t('prisons.province'),
              wrap: true,
              cell: (row) => <Said version={row.province} brief />,
            },
            ...(setting.mayPropose
              ? [
                  {
                    key: 'act',
                    label: t('column.act'),
                    cell: (row: Setting['ofPrisons'][number]) => (
                      <Link
                        to={changeLink(setting, row.identity, row.prison.id)}
                        aria-label={`${t('act.change')}: ${both(row.prison.name)}, ${both(row.label)}`}
                      >
                        {t('act.change')}
                      </Link>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Section>
  )
}

/** What officers adopted stands as a timeline; what the system came with, which nobody adopted, folded below it. */
function Versions({ setting }: { setting: Setting }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const { date, instant, language } = useFormats()
  const where = (version: Setting['versions'][number]) =>
    version.prison === null
      ? both(
          setting.provinces.find(({ jurisdiction }) => jurisdiction === version.jurisdiction)?.name ?? {
            en: t('country'),
            ur: t('country'),
          },
        )
      : both(version.prison.name)
  const readable = ({ said }: Setting['versions'][number]) =>
    said.filter((one) => one.language === null || one.language === language).map((one) => both(one.text))
  const adopted = setting.versions.filter((version) => version.adopted !== null)
  const shipped = setting.versions.filter((version) => version.adopted === null)
  const withdrawn = setting.changes.filter(({ state }) => state === 'withdrawn')
  return (
    <>
      <Section title={t('versions.title')}>
        {adopted.length === 0 ? (
          <EmptyState icon="history" title={t('versions.none')} why={t('versions.none-why')} />
        ) : (
          <Timeline
            entries={adopted.map((version) => ({
              id: version.id,
              at: version.fromOn,
              agency: where(version),
              icon:
                version.standing === 'ahead'
                  ? 'calendar-due'
                  : version.standing === 'in-force'
                    ? 'check'
                    : 'history',
              title: `${both(version.label)}: ${version.ended ? t('ended') : readable(version).join(' · ')}`,
              detail: (
                <>
                  <StatusBadge meaning={version.standing === 'past' ? 'grey' : 'blue'}>
                    {t(`standing.${version.standing}`)}
                  </StatusBadge>{' '}
                  {version.source === null ? null : <bdi>{both(version.source)}</bdi>} ·{' '}
                  <bdi className={classes.soft}>{version.adopted!.reason}</bdi>
                </>
              ),
              by: t('versions.adopted', {
                proposer: both(version.adopted!.proposedBy),
                adopter: both(version.adopted!.by),
                at: instant(version.adopted!.at),
              }),
            }))}
          />
        )}
      </Section>
      {withdrawn.length === 0 ? null : (
        <Section title={t('versions.withdrawn')} foldable folded>
          <ul className={classes.plain}>
            {withdrawn.map((change) => (
              <li key={change.id}>
                <strong>{both(change.label)}</strong>{' '}
                {change.rows.map((row) => both(row.becomes)).join(' · ')} ·{' '}
                {t('from-day', { day: date(change.fromOn) })} · <bdi>{change.withdrawnWhy}</bdi>
                {change.withdrawnBy === null ? null : (
                  <span className={classes.soft}> · {both(change.withdrawnBy)}</span>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('versions.shipped', { count: shipped.length })} foldable folded>
        <RecordTable
          name="custody.settings-shipped"
          caption={t('versions.shipped-caption')}
          rows={shipped}
          rowKey={(version) => version.id}
          columns={[
            { key: 'where', label: t('column.where'), cell: where },
            { key: 'rule', label: t('column.rule'), wrap: true, cell: (version) => both(version.label) },
            {
              key: 'value',
              label: t('column.value'),
              wrap: true,
              cell: (version) => <Said version={version} brief />,
            },
            { key: 'from', label: t('column.from'), cell: (version) => date(version.fromOn) },
            {
              key: 'standing',
              label: t('column.standing'),
              cell: (version) => (
                <StatusBadge meaning={version.standing === 'past' ? 'grey' : 'blue'}>
                  {t(`standing.${version.standing}`)}
                </StatusBadge>
              ),
            },
            {
              key: 'source',
              label: t('column.source'),
              wrap: true,
              cell: (version) => (version.source === null ? '' : both(version.source)),
            },
          ]}
        />
      </Section>
    </>
  )
}

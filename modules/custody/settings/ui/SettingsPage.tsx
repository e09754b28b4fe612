import type { OutputOf } from '#platform/http/contract'
import {
  EmptyState,
  FigureTiles,
  formatNumber,
  Link,
  Load,
  Page,
  Section,
  StatusBadge,
  useBoth,
  useCall,
  useMay,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { listSettings } from '../contract.ts'
import { Provinces } from './Provinces.tsx'
import classes from './Settings.module.css'

type Data = OutputOf<typeof listSettings>
type One = Data['rows'][number]

const shows = ['all', 'differing', 'unsettled', 'ahead', 'proposed'] as const
type Show = (typeof shows)[number]

const counted: Record<Exclude<Show, 'all'>, (setting: One) => number> = {
  differing: ({ differing }) => differing,
  unsettled: ({ unsettled }) => unsettled,
  ahead: ({ ahead }) => ahead,
  proposed: ({ proposed }) => proposed,
}

/** Everything a province sets for itself, as it is in force today, the provinces side by side. */
export default function SettingsPage() {
  const { t } = useTranslation('custody-settings')
  const found = useCall(listSettings, {})
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Load call={found} lines={12}>
        {(data) => <All data={data} />}
      </Load>
    </Page>
  )
}

function All({ data }: { data: Data }) {
  const { t } = useTranslation('custody-settings')
  const mayPropose = useMay('custody:propose-setting')
  const [asked, setShow] = useQueryText('show', 'all')
  const show = shows.find((one) => one === asked) ?? 'all'
  const settings = data.rows.filter((setting) => show === 'all' || counted[show](setting) > 0)
  const groups = [...new Set(settings.map(({ group }) => group))]
  // What is only proposed is shown to those who propose and adopt.
  const tiles = shows.filter((one) => one !== 'proposed' || mayPropose)
  return (
    <>
      <FigureTiles
        tiles={tiles.map((one) => ({
          key: one,
          figure: formatNumber(
            data.rows.reduce(
              (sum, setting) => sum + (one === 'all' ? setting.rules : counted[one](setting)),
              0,
            ),
          ),
          label: t(`show.${one}`),
          pressed: one === show,
          press: () => setShow(one),
        }))}
      />
      {settings.length === 0 ? (
        <EmptyState icon="settings" title={t('none')} why={t(`none-why.${show}`)} />
      ) : (
        groups.map((group, at) => (
          <Section
            key={`${show} ${group}`}
            title={`${t(`group.${group}`)} (${settings.filter((setting) => setting.group === group).length})`}
            foldable
            // Everything at once is long: of all settings the first group is open, of what was asked for every group.
            folded={show === 'all' && at > 0}
          >
            <div className={classes.cards}>
              {settings
                .filter((setting) => setting.group === group)
                .map((setting) => (
                  <Card key={setting.key} setting={setting} provinces={data.provinces} />
                ))}
            </div>
          </Section>
        ))
      )}
    </>
  )
}

/** Lines that fit a card; the rest stand on the setting's own page. */
const fits = 4

function Card({ setting, provinces }: { setting: One; provinces: Data['provinces'] }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  // What differs is what one looks for.
  const lines = setting.lines
    .toSorted((one, other) => Number(other.differs) - Number(one.differs))
    .slice(0, fits)
  const left = setting.lines.length - lines.length
  return (
    <article className={classes.card}>
      <header>
        <h3>
          <Link to={`/custody/settings/${setting.key}`}>{both(setting.name)}</Link>
        </h3>
        <p className={classes.soft}>{both(setting.about)}</p>
        <div className={classes.badges}>
          {setting.proposed > 0 ? (
            <StatusBadge meaning="amber">{t('badge.proposed', { count: setting.proposed })}</StatusBadge>
          ) : null}
          {setting.ahead > 0 ? (
            <StatusBadge meaning="blue" icon="calendar-due">
              {t('badge.ahead', { count: setting.ahead })}
            </StatusBadge>
          ) : null}
          {setting.differing > 0 ? (
            <StatusBadge meaning="blue" icon="arrows-left-right">
              {t('badge.differing', { count: setting.differing })}
            </StatusBadge>
          ) : null}
          {setting.ofPrisons > 0 ? (
            <StatusBadge meaning="grey" icon="building-fortress">
              {t('badge.of-prisons', { count: setting.ofPrisons })}
            </StatusBadge>
          ) : null}
          {setting.unsettled > 0 ? (
            <StatusBadge meaning="grey" icon="help">
              {t('badge.unsettled', { count: setting.unsettled })}
            </StatusBadge>
          ) : null}
        </div>
      </header>
      <Provinces setting={setting} lines={lines} provinces={provinces} brief />
      {left > 0 ? <Link to={`/custody/settings/${setting.key}`}>{t('more', { count: left })}</Link> : null}
    </article>
  )
}

import type { ReactNode } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Icon,
  StatusBadge,
  useBoth,
  useFormats,
  useLanguage,
  useTranslation,
  VisuallyHidden,
} from '#platform/ui'
import type { listSettings, SettingLine, SettingVersion } from '../contract.ts'
import { Words } from './Prose.tsx'
import classes from './Settings.module.css'

type Data = OutputOf<typeof listSettings>
type Provinces = Data['provinces']
type Setting = Pick<Data['rows'][number], 'name' | 'absent'>

/**
 * The provinces side by side, what differs marked with a sign and not by colour alone. A setting with one rule has a row for each of
 * its values, one with several a row for each rule.
 */
export function Provinces({
  setting,
  lines,
  provinces,
  brief = false,
  act,
}: {
  setting: Setting
  lines: readonly SettingLine[]
  provinces: Provinces
  /** Without the source and what comes later: on a card. */
  brief?: boolean
  act?: ((line: SettingLine) => ReactNode) | undefined
}) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const single = lines.length === 1 && Object.keys(lines[0]!.identity).length === 0
  return (
    // On a phone a wide table is moved sideways, which a keyboard must reach too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls
    <section className={classes.scroll} aria-label={both(setting.name)} tabIndex={0}>
      <table className={classes.provinces}>
        <thead>
          <tr>
            <th scope="col">{t(single ? 'column.value' : 'column.rule')}</th>
            {provinces.map((province) => (
              <th key={province.jurisdiction} scope="col" data-own={province.own}>
                {both(province.name)}
              </th>
            ))}
            {act === undefined ? null : <th scope="col">{t('column.act')}</th>}
          </tr>
        </thead>
        <tbody>
          {single
            ? valuesOf(lines[0]!).map((value) => (
                <tr key={value.column} data-differs={value.differs}>
                  <th scope="row">
                    {both(value.name)} {value.differs ? <Differs /> : null}
                  </th>
                  {value.texts.map(({ jurisdiction, text }) => (
                    <td key={jurisdiction} data-province>
                      {text === null ? <Unsettled /> : both(text)}
                    </td>
                  ))}
                </tr>
              ))
            : lines.map((line) => (
                <tr key={JSON.stringify(line.identity)} data-differs={line.differs}>
                  <th scope="row">
                    {both(line.label)} {line.differs ? <Differs /> : null}
                  </th>
                  {line.cells.map((cell) => (
                    <td key={cell.jurisdiction} data-province>
                      <Said version={cell.version} absent={setting.absent} brief={brief} />
                      {cell.from === 'country' && !brief ? (
                        <div className={classes.soft}>{t('from-country')}</div>
                      ) : null}
                      {cell.next === null ? null : <Next version={cell.next} brief={brief} />}
                    </td>
                  ))}
                  {act === undefined ? null : <td>{act(line)}</td>}
                </tr>
              ))}
          {single && !brief ? (
            <tr>
              <th scope="row">{t('column.source')}</th>
              {lines[0]!.cells.map((cell) => (
                <td key={cell.jurisdiction}>
                  <Source version={cell.version} />
                  {cell.from === 'country' ? <div className={classes.soft}>{t('from-country')}</div> : null}
                  {cell.next === null ? null : <Next version={cell.next} brief={false} />}
                </td>
              ))}
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  )
}

/** Each value of a setting's only rule, over the provinces. */
function valuesOf(line: SettingLine) {
  const said = line.cells.flatMap(({ version }) => version?.said ?? [])
  const columns = [...new Map(said.map((one) => [one.column, one.name]))]
  return columns.map(([column, name]) => {
    const texts = line.cells.map(({ jurisdiction, version }) => ({
      jurisdiction,
      text: version?.said.find((one) => one.column === column)?.text ?? null,
    }))
    return { column, name, texts, differs: new Set(texts.map(({ text }) => text?.en)).size > 1 }
  })
}

function Differs() {
  const { t } = useTranslation('custody-settings')
  return (
    <span className={classes.differs} title={t('differs')}>
      <Icon name="arrows-left-right" size={14} />
      <VisuallyHidden>{t('differs')}</VisuallyHidden>
    </span>
  )
}

export function Unsettled() {
  const { t } = useTranslation('custody-settings')
  return (
    <StatusBadge meaning="grey" icon="help">
      {t('unsettled')}
    </StatusBadge>
  )
}

/** Words of some length stand in the reader's own language; the other is a press away. */
export function useReadable<One extends { language: 'en' | 'ur' | null }>(said: readonly One[]): One[] {
  const language = useLanguage()
  return said.filter((one) => one.language === null || one.language === language)
}

/** A version in one line: its values in words. */
export function Said({
  version,
  absent = null,
  brief = false,
}: {
  version: SettingVersion | null
  absent?: Setting['absent']
  brief?: boolean
}) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const said = useReadable(version?.said ?? [])
  if (version === null)
    return absent === null ? <Unsettled /> : <span className={classes.soft}>{both(absent)}</span>
  return (
    <>
      {version.ended ? (
        <span>{t('ended')}</span>
      ) : said.length === 1 ? (
        <strong>{both(said[0]!.text)}</strong>
      ) : (
        <span>
          {said.map((one, index) => (
            <span key={one.column}>
              {index === 0 ? null : <span aria-hidden="true"> · </span>}
              {brief ? null : <span className={classes.soft}>{both(one.name)}: </span>}
              <strong>{both(one.text)}</strong>
            </span>
          ))}
        </span>
      )}
      {brief ? null : <Whole version={version} />}
      {brief ? null : <Source version={version} />}
    </>
  )
}

/** Of longer words only the beginning stood above; the whole is a press away. */
function Whole({ version }: { version: SettingVersion }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const cut = version.said.filter(
    ({ column, text }) => text.en.endsWith('…') && typeof version.values[column] === 'string',
  )
  if (cut.length === 0) return null
  return (
    <details>
      <summary>{t('whole-words')}</summary>
      {cut.map(({ column, name, language }) => (
        <div key={column}>
          <span className={classes.soft}>{both(name)}</span>
          <Words text={String(version.values[column])} language={language} />
        </div>
      ))}
    </details>
  )
}

function Source({ version }: { version: SettingVersion | null }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const { date } = useFormats()
  if (version === null) return <Unsettled />
  return (
    <div className={classes.source}>
      {t('since', { day: date(version.fromOn) })}
      {version.source === null ? null : (
        <>
          {' · '}
          <bdi>{both(version.source)}</bdi>
        </>
      )}{' '}
      {version.refer ? (
        <StatusBadge meaning="amber" icon="help">
          {t('to-confirm')}
        </StatusBadge>
      ) : null}
    </div>
  )
}

function Next({ version, brief }: { version: SettingVersion; brief: boolean }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const { date } = useFormats()
  const said = useReadable(version.said)
  return (
    <div className={classes.next}>
      <StatusBadge meaning="blue" icon="calendar-due">
        {t('from-day', { day: date(version.fromOn) })}
      </StatusBadge>{' '}
      {version.ended ? t('ended') : said.map((one) => both(one.text)).join(' · ')}
      {brief || version.source === null ? null : <div className={classes.soft}>{both(version.source)}</div>}
    </div>
  )
}

import { useState } from 'react'
import {
  Button,
  ConfirmAct,
  Icon,
  Section,
  StatusBadge,
  say,
  useBoth,
  useCommand,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { adoptSetting, type SettingChange, withdrawSetting } from '../contract.ts'
import classes from './Settings.module.css'

/** What is proposed and waits: as it is beside as it becomes, the paper, who proposed it, and what one may do with it. */
export function Changes({ changes }: { changes: readonly SettingChange[] }) {
  const { t } = useTranslation('custody-settings')
  if (changes.length === 0) return null
  return (
    <Section title={t('proposed.title')}>
      <div className={classes.changes}>
        {changes.map((change) => (
          <Change key={change.id} change={change} />
        ))}
      </div>
    </Section>
  )
}

function Change({ change }: { change: SettingChange }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const { date, instant } = useFormats()
  return (
    <article className={classes.change} aria-label={both(change.label)}>
      <header>
        <h3>{both(change.label)}</h3>
        <StatusBadge meaning="grey" icon="building-fortress">
          {change.prison === null ? t('whole-province') : both(change.prison.name)}
        </StatusBadge>
        <StatusBadge meaning="blue" icon="calendar-due">
          {t('from-day', { day: date(change.fromOn) })}
        </StatusBadge>
        {change.overtaken ? <StatusBadge meaning="amber">{t('proposed.overtaken')}</StatusBadge> : null}
        {change.late ? <StatusBadge meaning="amber">{t('proposed.late')}</StatusBadge> : null}
      </header>
      {change.ends ? <p>{t('proposed.ends')}</p> : <Beside change={change} />}
      <p>
        <Icon name="file-certificate" size={17} /> <bdi>{both(change.paper)}</bdi>
      </p>
      <p className={classes.soft}>
        <bdi>{change.reason}</bdi> · {both(change.proposedBy)} · {instant(change.proposedAt)}
      </p>
      {change.overtaken ? <p>{t('proposed.overtaken-why')}</p> : null}
      {change.late ? <p>{t('proposed.late-why')}</p> : null}
      <Acts change={change} />
    </article>
  )
}

/** Old and new side by side; where somebody changed the rule meanwhile, what it says now stands between them. */
function Beside({ change }: { change: SettingChange }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls on a phone
    <section className={classes.scroll} aria-label={t('proposed.beside')} tabIndex={0}>
      <table className={classes.provinces}>
        <thead>
          <tr>
            <th scope="col">{t('column.value')}</th>
            <th scope="col">{t('proposed.was')}</th>
            {change.overtaken ? <th scope="col">{t('proposed.now')}</th> : null}
            <th scope="col">{t('proposed.becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {change.rows.map((row) => {
            const same = row.was?.en === row.becomes.en
            return (
              <tr key={row.column} data-differs={!same}>
                <th scope="row">{both(row.name)}</th>
                <td data-province {...written(row.language)}>
                  {row.was === null ? '—' : both(row.was)}
                </td>
                {change.overtaken ? (
                  <td data-province {...written(row.language)}>
                    {row.now === null ? '—' : both(row.now)}
                  </td>
                ) : null}
                <td data-province {...written(row.language)}>
                  {same ? (
                    <span className={classes.soft}>{t('proposed.same')}</span>
                  ) : (
                    <strong>{both(row.becomes)}</strong>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** Words of some length keep their own direction, whatever they begin with. */
const written = (language: 'en' | 'ur' | null) =>
  language === null ? {} : { lang: language, dir: language === 'ur' ? 'rtl' : 'ltr' }

function Acts({ change }: { change: SettingChange }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const { date } = useFormats()
  const [act, setAct] = useState<'adopt' | 'withdraw'>()
  const close = () => setAct(undefined)
  const adopt = useCommand(adoptSetting, { onDone: () => say(t('adopted')) })
  const withdraw = useCommand(withdrawSetting, { onDone: () => say(t('withdrawn')) })
  return (
    <div className={classes.badges}>
      {change.may.adopt ? (
        <Button
          variant="filled"
          leftSection={<Icon name="check" size={17} />}
          onClick={() => setAct('adopt')}
        >
          {t('act.adopt')}
        </Button>
      ) : null}
      {change.may.withdraw ? <Button onClick={() => setAct('withdraw')}>{t('act.withdraw')}</Button> : null}
      {change.own ? <span className={classes.soft}>{t('proposed.own')}</span> : null}
      <ConfirmAct
        opened={act === 'adopt'}
        onClose={close}
        title={t('act.adopt')}
        actLabel={t('act.adopt')}
        consequence={t('proposed.consequence', {
          rule: both(change.label),
          where: change.prison === null ? t('whole-province') : both(change.prison.name),
          day: date(change.fromOn),
        })}
        onConfirm={() => adopt.run({ changeId: change.id })}
      />
      <ConfirmAct
        opened={act === 'withdraw'}
        onClose={close}
        title={t('act.withdraw')}
        actLabel={t('act.withdraw')}
        consequence={t('proposed.withdraw-means')}
        reason="required"
        onConfirm={(why) => withdraw.run({ changeId: change.id, why })}
      />
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import type { BothLanguages } from '../http/contract.ts'
import { formatDate } from '../i18n/format.ts'
import { Icon } from './Icon.tsx'
import { Ltr } from './Ltr.tsx'
import { useBoth, useLanguage } from './language.ts'
import { Drawer } from './mantine.ts'
import classes from './ProofDrawer.module.css'

/** How a date (or a number) was found, as the rule engine stored it. */
export interface Proof {
  readonly title: BothLanguages
  readonly result: BothLanguages
  /** `yyyy-mm-dd`, when the result is a date. */
  readonly resultDate?: string | undefined
  readonly facts: readonly { readonly label: BothLanguages; readonly value: string }[]
  readonly steps: readonly {
    readonly text: BothLanguages
    readonly section?: string | undefined
    readonly value?: string | undefined
  }[]
  readonly rule: {
    readonly code: string
    readonly version: string
    readonly inForceFrom?: string | undefined
  }
  readonly computedAt?: string | undefined
  readonly confirmed?: { readonly by: string; readonly at: string } | undefined
  /** Where a court or an officer must decide, and what to watch. */
  readonly flags?: readonly BothLanguages[] | undefined
  readonly changes?: readonly BothLanguages[] | undefined
}

export function ProofDrawer({
  proof,
  opened,
  onClose,
}: {
  proof: Proof
  opened: boolean
  onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size="lg" title={t('common:proof.title')}>
      <ProofPage proof={proof} />
    </Drawer>
  )
}

const isDate = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value)

function ProofPage({ proof }: { proof: Proof }) {
  const { t } = useTranslation()
  const both = useBoth()
  const language = useLanguage()
  const value = (text: string) => (isDate(text) ? formatDate(text, language) : text)
  return (
    <div className={classes.proof}>
      <h3 className={classes.title}>{both(proof.title)}</h3>
      <p className={classes.result}>
        <bdi>
          {proof.resultDate === undefined ? both(proof.result) : formatDate(proof.resultDate, language)}
        </bdi>
        {proof.resultDate === undefined ? null : <span>{both(proof.result)}</span>}
      </p>
      <p className={classes.state}>
        <Icon name={proof.confirmed === undefined ? 'hourglass' : 'signature'} size={16} />
        {proof.confirmed === undefined
          ? t('common:proof.not-confirmed')
          : t('common:proof.confirmed', proof.confirmed)}
      </p>
      {(proof.flags ?? []).map((flag) => (
        <p key={flag.en} className={classes.flag}>
          <Icon name="gavel" size={17} />
          <span>{both(flag)}</span>
        </p>
      ))}
      <h4>{t('common:proof.facts')}</h4>
      <dl className={classes.facts}>
        {proof.facts.map((fact) => (
          <div key={fact.label.en}>
            <dt>{both(fact.label)}</dt>
            <dd>
              <bdi>{value(fact.value)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <h4>{t('common:proof.steps')}</h4>
      <ol className={classes.steps}>
        {proof.steps.map((step) => (
          <li key={`${step.text.en} ${step.value ?? ''}`}>
            <span>{both(step.text)}</span>
            {step.value === undefined ? null : <bdi className={classes.value}>{value(step.value)}</bdi>}
            {step.section === undefined ? null : (
              <span className={classes.section}>
                <Icon name="book" size={14} />
                <Ltr>{step.section}</Ltr>
              </span>
            )}
          </li>
        ))}
      </ol>
      {proof.changes === undefined || proof.changes.length === 0 ? null : (
        <>
          <h4>{t('common:proof.changes')}</h4>
          <ul>
            {proof.changes.map((change) => (
              <li key={change.en}>{both(change)}</li>
            ))}
          </ul>
        </>
      )}
      <p className={classes.rule}>
        {t('common:proof.rule')}: <Ltr copy>{proof.rule.code}</Ltr> ·{' '}
        {t('common:proof.version', { version: proof.rule.version })}
        {proof.rule.inForceFrom === undefined
          ? null
          : ` · ${t('common:proof.in-force', { from: proof.rule.inForceFrom })}`}
        {proof.computedAt === undefined ? null : ` · ${t('common:proof.computed', { at: proof.computedAt })}`}
      </p>
    </div>
  )
}

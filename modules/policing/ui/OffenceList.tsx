import { useEffect, useRef } from 'react'
import {
  ActionIcon,
  call,
  Icon,
  Ltr,
  OffenceField,
  StatusBadge,
  useBoth,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { searchOffences } from '../contract.ts'
import classes from './Policing.module.css'

export interface ChosenOffence {
  readonly act: string
  readonly section: string
  readonly titleEn: string
  readonly titleUr: string
  readonly bailable: string
}

interface Shown {
  readonly occurredOn?: string
  readonly sections?: readonly ChosenOffence[]
  /** What stands in the search field; what is wrong with the sections is shown there. */
  readonly offences?: string
}

/** The sections of a case, chosen one after the other from what was law on the day of the occurrence. */
export function OffenceList() {
  const { t } = useTranslation('policing')
  const both = useBoth()
  const set = useSetField()
  const { occurredOn = '', sections = [], offences: pick = '' } = useFormValues() as Shown
  const known = useRef(new Map<string, ChosenOffence>())
  const keyOf = (one: { act: string; section: string }) => `${one.act} ${one.section}`
  // A section chosen in the field goes to the list, and the field is free for the next.
  useEffect(() => {
    const chosen = known.current.get(pick)
    if (chosen === undefined) return
    if (!sections.some((one) => `${one.act} ${one.section}` === pick)) set('sections', [...sections, chosen])
    set('offences', '')
  })
  const search = async (q: string, signal: AbortSignal) => {
    const { offences: found } = await call(searchOffences, { q, on: occurredOn }, { signal })
    for (const one of found) known.current.set(keyOf(one), one)
    return found.map((one) => ({
      value: keyOf(one),
      label: keyOf(one),
      detail: both({ en: one.titleEn, ur: one.titleUr }),
    }))
  }
  return (
    <>
      {sections.length === 0 ? (
        <p className={classes.soft}>{t('fir.offence-none')}</p>
      ) : (
        <ul className={classes.list}>
          {sections.map((one) => (
            <li key={keyOf(one)}>
              <Ltr>{keyOf(one)}</Ltr>
              <span>{both({ en: one.titleEn, ur: one.titleUr })}</span>
              {one.bailable === 'true' || one.bailable === 'false' ? (
                <StatusBadge meaning="grey">
                  {t(one.bailable === 'true' ? 'fir.bailable' : 'fir.not-bailable')}
                </StatusBadge>
              ) : null}
              <ActionIcon
                variant="subtle"
                aria-label={t('fir.remove', { what: keyOf(one) })}
                onClick={() =>
                  set(
                    'sections',
                    sections.filter((other) => other !== one),
                  )
                }
              >
                <Icon name="x" size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <OffenceField
        name="offences"
        label={t('fir.offence')}
        hint={t(occurredOn === '' ? 'fir.offence-needs-day' : 'fir.offence-hint')}
        search={occurredOn === '' ? async () => [] : search}
      />
    </>
  )
}

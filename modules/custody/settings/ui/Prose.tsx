import { TextField, useBoth, useFormValues, useLanguage, useTranslation } from '#platform/ui'
import type { SettingField } from '../contract.ts'
import classes from './Settings.module.css'

/** Words of some length, in their own direction, with their paragraphs. */
export function Words({ text, language }: { text: string; language: 'en' | 'ur' | null }) {
  return (
    <div
      className={classes.words}
      dir={language === 'ur' ? 'rtl' : 'ltr'}
      {...(language === null ? {} : { lang: language })}
    >
      {text}
    </div>
  )
}

/** Words of some length: the field, what may stand in braces, and below it what it would say with an example in each. */
export function ProseField({ field, path }: { field: SettingField; path: 'values' | 'identity' }) {
  const { t } = useTranslation('custody-settings')
  const both = useBoth()
  const shown = useLanguage()
  const values = useFormValues<Record<'values' | 'identity', Record<string, unknown> | undefined>>()
  const typed = String(values[path]?.[field.column] ?? '')
  const language = field.language ?? shown
  const known = new Map(field.placeholders.map((one) => [one.key, one]))
  return (
    <div className={classes.prose}>
      <TextField
        name={`${path}.${field.column}`}
        label={both(field.name)}
        required
        multiline
        lang={language}
        {...(field.most === null ? {} : { maxLength: field.most })}
      />
      {typed === '' ? null : (
        <section aria-label={t('prose.preview')} className={classes.preview}>
          <span className={classes.soft}>{t('prose.preview')}</span>
          <p lang={language} dir={language === 'ur' ? 'rtl' : 'ltr'} className={classes.words}>
            {typed.split(/(\{[^{}]*\})/).map((part, at) => {
              if (!part.startsWith('{')) return part
              const found = known.get(part.slice(1, -1))
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in its order
                <bdi key={at} className={found === undefined ? classes.unknown : classes.filled}>
                  {found === undefined ? part : found.example[language]}
                </bdi>
              )
            })}
          </p>
        </section>
      )}
      <details>
        <summary>{t('prose.placeholders')}</summary>
        <ul className={classes.plain}>
          {field.placeholders.map((one) => (
            <li key={one.key}>
              <code dir="ltr">{`{${one.key}}`}</code> {both(one.name)}
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}

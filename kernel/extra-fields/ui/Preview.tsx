import { LookOnly, useTranslation } from '#platform/ui'
import type { ExtraField } from '../contract.ts'
import { AnswerField } from './AnswerField.tsx'
import classes from './ExtraFields.module.css'

/** The fields as the clerk will meet them, in both languages beside each other. */
export function Preview({ fields }: { fields: readonly ExtraField[] }) {
  const { t } = useTranslation('extra-fields')
  return (
    <div className={classes.columns}>
      {(['en', 'ur'] as const).map((language) => (
        <section
          key={language}
          className={classes.preview}
          lang={language}
          dir={language === 'ur' ? 'rtl' : 'ltr'}
          aria-label={t(language === 'en' ? 'common:word.english' : 'common:word.urdu')}
        >
          <LookOnly>
            <div className={classes.editor}>
              {fields.map((field) => (
                <AnswerField
                  key={field.key}
                  field={field}
                  name={`preview.${language}.${field.key}`}
                  language={language}
                />
              ))}
            </div>
          </LookOnly>
        </section>
      ))}
    </div>
  )
}

import type { OutputOf } from '#platform/http/contract'
import { Columns, SelectField, TextField, useBoth, useFormValues, useTranslation } from '#platform/ui'
import { type listNameable, namedPosts } from '../contract.ts'

type Officers = OutputOf<typeof listNameable>['rows']

/** An officer out of those of the prison, or one known only by rank and perhaps by name. */
export function NamedFields({ path, officers }: { path?: string; officers: Officers }) {
  const { t } = useTranslation('custody-complaints')
  const both = useBoth()
  const values = useFormValues<{ accountId?: string; against?: readonly { accountId?: string }[] }>()
  const at = (field: string) => (path === undefined ? field : `${path}.${field}`)
  const chosen =
    path === undefined ? values.accountId : values.against?.[Number(path.split('.')[1])]?.accountId
  const ofEach = new Map<string, string>()
  for (const one of officers)
    ofEach.set(
      one.accountId,
      `${ofEach.get(one.accountId) ?? `${both(one.name)} · `}${ofEach.has(one.accountId) ? ', ' : ''}${both(one.post)}`,
    )
  return (
    <>
      <SelectField
        name={at('accountId')}
        label={t('take.officer')}
        options={[...ofEach].map(([value, label]) => ({ value, label }))}
      />
      {chosen === undefined || chosen === '' ? (
        <Columns>
          <SelectField
            name={at('post')}
            label={t('take.post')}
            hint={t('take.post-hint')}
            options={namedPosts.map((value) => ({ value, label: t(`post.${value}`) }))}
          />
          <TextField name={at('name')} label={t('take.officer-name')} maxLength={120} />
        </Columns>
      ) : null}
    </>
  )
}

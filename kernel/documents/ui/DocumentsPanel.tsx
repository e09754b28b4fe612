import { useState } from 'react'
import { Button, EmptyState, Icon, Load, Section, useCall, useMay, useTranslation } from '#platform/ui'
import { listDocuments } from '../contract.ts'
import { DocumentItem } from './DocumentItem.tsx'
import classes from './Documents.module.css'
import { UploadForm } from './UploadForm.tsx'
import { useKindName } from './use-kind-name.ts'

export type Subject = { readonly caseId: string } | { readonly personId: string }

/** The documents of a case or a person: issued ones and files, with their versions, and a way to add. */
export function DocumentsPanel({ subject }: { subject: Subject }) {
  const { t } = useTranslation('documents')
  const mayAdd = useMay('documents:add')
  const [adding, setAdding] = useState(false)
  const found = useCall(listDocuments, subject)
  const kindName = useKindName(found.data?.documents.map((document) => document.kind) ?? [])
  const changed = (): void => {
    setAdding(false)
    void found.refetch()
  }
  return (
    <Section
      title={t('title')}
      actions={
        mayAdd ? (
          <Button
            size="xs"
            aria-expanded={adding}
            leftSection={<Icon name={adding ? 'x' : 'upload'} size={16} />}
            onClick={() => setAdding(!adding)}
          >
            {adding ? t('common:act.cancel') : t('upload.title')}
          </Button>
        ) : null
      }
    >
      {adding ? <UploadForm subject={subject} kindName={kindName} onDone={changed} /> : null}
      <Load call={found}>
        {({ documents }) =>
          documents.length === 0 ? (
            adding ? null : (
              <EmptyState title={t('empty')} why={t('empty-why')} icon="files" />
            )
          ) : (
            <ul className={classes.list}>
              {documents.map((document) => (
                <DocumentItem
                  key={document.id}
                  document={document}
                  kindName={kindName}
                  mayAdd={mayAdd}
                  onChanged={changed}
                />
              ))}
            </ul>
          )
        }
      </Load>
    </Section>
  )
}

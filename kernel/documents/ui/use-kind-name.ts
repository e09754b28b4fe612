import { useEffect } from 'react'
import { useTranslation } from '#platform/ui'

/** What kinds of documents are called: `custody.release-order` is `document.release-order` in custody's texts. */
export function useKindName(kinds: readonly string[]): (kind: string) => string {
  const { i18n } = useTranslation('documents')
  const modules = [...new Set(kinds.map(moduleOf))].join(' ')
  useEffect(() => {
    if (modules !== '') void i18n.loadNamespaces(modules.split(' '))
  }, [i18n, modules])
  return (kind) => {
    const module = moduleOf(kind)
    return i18n.t([`${module}:document.${kind.slice(module.length + 1)}`, 'documents:document.other'])
  }
}

function moduleOf(kind: string): string {
  return kind.split('.')[0] ?? ''
}

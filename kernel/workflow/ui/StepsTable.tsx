import { EmptyState, Ltr, RecordTable, useBoth, useTranslation } from '#platform/ui'
import type { Definition, DefinitionBody } from '../contract.ts'

/** The diagram in words: each step with its number, who takes it, and the work it leaves. */
export function StepsTable({ body, posts }: { body: DefinitionBody; posts: Definition['posts'] }) {
  const { t } = useTranslation('workflow')
  const both = useBoth()
  const titles = new Map<string, { en: string; ur: string }>([
    ...body.states.map((state) => [state.code, state.title] as const),
    ...posts.map((post) => [post.code, post] as const),
  ])
  const name = (code: string): string => {
    const title = titles.get(code)
    return title === undefined ? code : both(title)
  }
  const list = (codes: readonly string[]): string => codes.map(name).join(t('list-comma'))
  return (
    <RecordTable
      name="workflow.steps"
      caption={t('steps.heading')}
      rows={body.transitions.map((transition, index) => ({ ...transition, number: index + 1 }))}
      rowKey={(row) => row.name}
      columns={[
        {
          key: 'number',
          label: t('steps.number'),
          align: 'end',
          cell: (row) => <Ltr>{String(row.number)}</Ltr>,
        },
        { key: 'title', label: t('steps.step'), cell: (row) => both(row.title) },
        { key: 'from', label: t('steps.from'), cell: (row) => list(row.from) },
        { key: 'to', label: t('steps.to'), cell: (row) => name(row.to) },
        { key: 'posts', label: t('steps.posts'), cell: (row) => list(row.posts) },
        {
          key: 'tasks',
          label: t('steps.tasks'),
          cell: (row) =>
            (row.tasks ?? [])
              .map((task) =>
                task.dueDays === undefined
                  ? t('steps.task', { title: both(task.title), post: name(task.post) })
                  : t('steps.task-due', {
                      title: both(task.title),
                      post: name(task.post),
                      count: task.dueDays,
                    }),
              )
              .join(t('list-semicolon')),
        },
      ]}
      empty={<EmptyState title={t('steps.none')} />}
    />
  )
}

import { useMemo } from 'react'
import { type Comparison, useTranslation } from '#platform/ui'
import type { DefinitionBody, StateShape, TaskTemplate, TransitionShape } from '../contract.ts'

interface Draft {
  readonly body: DefinitionBody
  readonly note: string
  readonly effectiveFrom: string
}

/** Lists of a workflow are compared by code, not by place: a state or step stands or falls whole, since halves of two make neither. */
export function apart(values: Record<string, unknown>): Record<string, unknown> {
  const { body, note, effectiveFrom } = values as unknown as Draft
  return {
    'body.title.en': body.title.en,
    'body.title.ur': body.title.ur,
    effectiveFrom,
    note,
    startTasks: body.startTasks,
    ...byCode('state', body.states, ({ code }) => code),
    ...byCode('step', body.transitions, ({ name }) => name),
  }
}

/** The draft with what was chosen: in the order of my form, what only the other has behind it. */
export function together(
  fields: Readonly<Record<string, unknown>>,
  mine: Record<string, unknown>,
): Record<string, unknown> {
  const { body } = mine as unknown as Draft
  const startTasks = fields.startTasks as TaskTemplate[] | undefined
  return {
    ...mine,
    effectiveFrom: fields.effectiveFrom,
    note: fields.note,
    body: {
      ...body,
      title: { en: fields['body.title.en'], ur: fields['body.title.ur'] },
      states: chosen(fields, 'state'),
      transitions: chosen(fields, 'step'),
      ...(startTasks === undefined ? {} : { startTasks }),
    },
  }
}

/** Two that carry one code while a draft is half typed are both kept apart: neither may vanish into the other. */
function byCode<T>(kind: string, list: readonly T[], codeOf: (one: T) => string): Record<string, T> {
  const seen = new Map<string, number>()
  return Object.fromEntries(
    list.map((one) => {
      const code = codeOf(one)
      const nth = (seen.get(code) ?? 0) + 1
      seen.set(code, nth)
      return [`${kind} ${code}${nth === 1 ? '' : ` ${nth}`}`, one]
    }),
  )
}

function chosen(fields: Readonly<Record<string, unknown>>, kind: string): unknown[] {
  return Object.entries(fields)
    .filter(([key, value]) => key.startsWith(`${kind} `) && value !== undefined)
    .map(([, value]) => value)
}

/** Names and shows states, steps and tasks in the words of the editor. */
export function useDraftComparison(): Partial<Comparison> {
  const { t } = useTranslation('workflow')
  return useMemo(() => {
    const line = (label: string, value: string | number | undefined) =>
      value === undefined || value === '' ? [] : [`${label}: ${value}`]
    const titles = (title: { en: string; ur: string }) => [
      ...line(t('edit.title-en'), title.en),
      ...line(t('edit.title-ur'), title.ur),
    ]
    const ofTasks = (tasks: readonly TaskTemplate[] = []) =>
      tasks.flatMap((task, at) => [
        t('edit.task', { number: at + 1 }),
        ...titles(task.title),
        ...line(t('edit.queue'), task.queue),
        ...line(t('common:word.post'), task.post),
        ...line(t('edit.due-days'), task.dueDays),
        ...(task.stays === true ? [t('edit.stays')] : []),
      ])
    const ofState = (state: StateShape) => [
      ...titles(state.title),
      ...line(t('edit.kind'), t(`state.${state.kind}`)),
    ]
    const ofStep = (step: TransitionShape) => [
      ...titles(step.title),
      ...line(t('steps.from'), step.from.join(', ')),
      ...line(t('steps.to'), step.to),
      ...line(t('steps.posts'), step.posts.join(', ')),
      ...line(t('edit.effect'), step.effect),
      ...ofTasks(step.tasks),
    ]
    return {
      apart,
      together,
      label: (key) => {
        const [, kind, code] = /^(state|step) (.*)$/.exec(key) ?? []
        if (kind !== undefined) return `${t(kind === 'state' ? 'edit.states' : 'edit.steps')}: ${code}`
        if (key === 'effectiveFrom') return t('version.from')
        if (key === 'note') return t('version.note')
        if (key === 'startTasks') return t('edit.start-tasks')
        return t(key.endsWith('.en') ? 'edit.title-en' : 'edit.title-ur')
      },
      show: (key, value) => {
        if (value === undefined || value === null) return ''
        if (key.startsWith('state ')) return ofState(value as StateShape).join('\n')
        if (key.startsWith('step ')) return ofStep(value as TransitionShape).join('\n')
        if (key === 'startTasks') return ofTasks(value as TaskTemplate[]).join('\n')
        return String(value)
      },
    }
  }, [t])
}

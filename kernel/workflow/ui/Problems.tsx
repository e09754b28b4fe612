import { Alert, Icon, useBoth, useTranslation } from '#platform/ui'
import type { Definition, DefinitionBody } from '../contract.ts'

/** What still keeps a version from being proposed, in words. */
export function Problems({ problems, body }: { problems: Definition['problems']; body: DefinitionBody }) {
  const { t } = useTranslation('workflow')
  const both = useBoth()
  const nameOf = (code: string): string => {
    const found =
      body.states.find((state) => state.code === code) ??
      body.transitions.find((transition) => transition.name === code)
    return found === undefined ? code : both(found.title)
  }
  if (problems.length === 0)
    return (
      <Alert color="gray" icon={<Icon name="circle-check" />} role="status">
        {t('problem.none')}
      </Alert>
    )
  return (
    <Alert
      color="yellow"
      icon={<Icon name="alert-triangle" />}
      title={t('problem.heading', { count: problems.length })}
      role="status"
    >
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.at} ${JSON.stringify(problem.params)}`}>
            {t(`problem.${problem.code}`, {
              at: nameOf(problem.at),
              ...Object.fromEntries(
                Object.entries(problem.params).map(([key, value]) => [key, nameOf(value)]),
              ),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

import { useState } from 'react'
import {
  Button,
  ConfirmAct,
  EmptyState,
  Group,
  Load,
  Section,
  Stack,
  StepBar,
  Timeline,
  today,
  useBoth,
  useCall,
  useCommand,
  useTranslation,
} from '#platform/ui'
import { getStanding, type Standing, takeStepOfCase } from '../contract.ts'
import classes from './CaseSteps.module.css'
import { casePath } from './case-path.ts'

type Possible = Standing['possible'][number]

/**
 * Where a subject stands: a step bar for each workflow it is in, the steps the post may take, and who took the earlier ones.
 * A step that asks for more than a reason opens through `pages`, by the transition's name.
 */
export default function CaseSteps({
  subject,
  code,
  pages,
}: {
  subject: { kind: string; id: string }
  code?: string
  pages?: Readonly<Record<string, () => void>>
}) {
  const { t } = useTranslation('workflow')
  const found = useCall(getStanding, { ...subject, ...(code === undefined ? {} : { code }) })
  return (
    <Load call={found}>
      {({ standings }) =>
        standings.length === 0 ? (
          <EmptyState title={t('standing.none')} why={t('standing.none-why')} icon="git-branch" />
        ) : (
          <Stack gap={20}>
            {standings.map((standing) => (
              <OneWorkflow key={standing.code} subject={subject} standing={standing} pages={pages ?? {}} />
            ))}
          </Stack>
        )
      }
    </Load>
  )
}

function OneWorkflow({
  subject,
  standing,
  pages,
}: {
  subject: { kind: string; id: string }
  standing: Standing
  pages: Readonly<Record<string, () => void>>
}) {
  const { t } = useTranslation('workflow')
  const both = useBoth()
  const titles = new Map(standing.states.map((state) => [state.code, state.title]))
  const titleOf = (state: string): string => {
    const title = titles.get(state)
    return title === undefined ? state : both(title)
  }
  const waiting = standing.possible.filter((one) => !one.allowed)
  return (
    <Section title={both(standing.title)}>
      <StepBar
        steps={casePath(standing).map((one) => ({
          key: one.code,
          label: titleOf(one.code),
          state: one.place,
          // An instant's day in Pakistan: a step of one in the morning is not of the day before.
          date: one.at === undefined ? undefined : today(one.at),
        }))}
      />
      <Group gap={8}>
        {standing.possible
          .filter((one) => one.allowed)
          .map((one) => (
            <StepButton
              key={one.name}
              subject={subject}
              code={standing.code}
              step={one}
              toTitle={titleOf(one.to)}
              open={pages[one.name]}
            />
          ))}
      </Group>
      {waiting.length === 0 ? null : (
        <ul className={classes.waiting}>
          {waiting.map((one) => (
            <li key={one.name}>
              {t('standing.others-may', {
                step: both(one.title),
                posts: one.posts.map(both).join(t('list-comma')),
              })}
            </li>
          ))}
        </ul>
      )}
      <details className={classes.history}>
        <summary>{t('standing.history', { count: standing.steps.length })}</summary>
        <Timeline
          entries={standing.steps.toReversed().map((step) => ({
            id: step.id,
            at: step.at,
            agency: both(step.unit),
            icon: step.transition === null ? 'player-play' : 'arrow-right',
            title:
              step.transition === null
                ? t('standing.begun', { state: both(step.toTitle) })
                : both(step.title),
            detail: step.reason ?? undefined,
            by: t('standing.signed', { name: both(step.by), post: both(step.post) }),
          }))}
        />
      </details>
    </Section>
  )
}

function StepButton({
  subject,
  code,
  step,
  toTitle,
  open,
}: {
  subject: { kind: string; id: string }
  code: string
  step: Possible
  toTitle: string
  open: (() => void) | undefined
}) {
  const { t } = useTranslation('workflow')
  const both = useBoth()
  const [asking, setAsking] = useState(false)
  const take = useCommand(takeStepOfCase)
  if (open === undefined && step.direct === null) return null
  return (
    <>
      <Button onClick={open ?? (() => setAsking(true))}>{both(step.title)}</Button>
      <ConfirmAct
        opened={asking}
        onClose={() => setAsking(false)}
        title={both(step.title)}
        consequence={t('standing.consequence', { state: toTitle })}
        {...(step.direct === 'reason' ? { reason: 'optional' as const } : {})}
        actLabel={both(step.title)}
        onConfirm={(reason) =>
          take.run({
            ...subject,
            code,
            transition: step.name,
            params: reason === '' ? {} : { reason },
          })
        }
      />
    </>
  )
}

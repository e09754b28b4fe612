import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import {
  Button,
  Checkbox,
  CheckField,
  Columns,
  call,
  DateField,
  Fieldset,
  Form,
  Group,
  Icon,
  NameFields,
  NumberField,
  Section,
  SelectField,
  Stack,
  say,
  TextField,
  useBoth,
  useCommand,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import {
  type Definition,
  DefinitionBody,
  saveDefinition,
  type TaskTemplate,
  validateDraft,
} from '../contract.ts'
import { useDraftComparison } from './compare-drafts.ts'
import classes from './DefinitionEditor.module.css'
import { Diagram } from './Diagram.tsx'
import { Problems } from './Problems.tsx'

const Draft = z.object({
  body: DefinitionBody,
  note: z.string().max(1000).default(''),
  effectiveFrom: z.iso.date(),
})
type Draft = z.infer<typeof Draft>
const SentDraft = Draft.extend({ version: z.int() })

/** A draft as a form, with its diagram and what is wrong with it beside it while it is typed. */
export function DefinitionEditor({
  definition,
  onChanged,
}: {
  definition: Definition
  /** Told whether there is something typed that is not saved. */
  onChanged: (changed: boolean) => void
}) {
  const { t } = useTranslation('workflow')
  const save = useCommand(saveDefinition, { onDone: () => say(t('edit.saved')) })
  const comparison = useDraftComparison()
  return (
    <Form
      schema={SentDraft}
      initial={{ body: definition.body, note: definition.note, effectiveFrom: definition.effectiveFrom }}
      submit={t('edit.save')}
      version={definition.revision}
      comparison={comparison}
      onSubmit={async (values) => {
        const { version, ...draft } = SentDraft.parse(values)
        const { revision } = await save.run({ id: definition.id, revision: version, ...draft })
        return { version: revision }
      }}
    >
      <AsDrawn definition={definition} onChanged={onChanged} />
      <Section title={t('edit.about')}>
        <Stack gap={12}>
          <NameFields name="body.title" required />
          <DateField name="effectiveFrom" label={t('version.from')} hint={t('edit.from-hint')} required />
          <TextField name="note" label={t('version.note')} hint={t('edit.note-hint')} multiline required />
        </Stack>
      </Section>
      <States />
      <Transitions definition={definition} />
    </Form>
  )
}

/** What is typed, drawn and judged a moment after the last key. */
function AsDrawn({
  definition,
  onChanged,
}: {
  definition: Definition
  onChanged: (changed: boolean) => void
}) {
  const { t } = useTranslation('workflow')
  const typed = useDeferredValue(useFormValues<Draft>())
  const [problems, setProblems] = useState<Definition['problems'] | undefined>(undefined)
  const parsed = DefinitionBody.safeParse(typed.body)
  // While a new state or step is half typed, the drawing stays as it last made sense.
  const drawn = useRef(definition.body)
  if (parsed.success) drawn.current = parsed.data
  const written = JSON.stringify(parsed.data)
  const { code, body, note, effectiveFrom } = definition
  const changed =
    JSON.stringify([typed.body, typed.note, typed.effectiveFrom]) !==
    JSON.stringify([body, note, effectiveFrom])
  useEffect(() => onChanged(changed), [changed, onChanged])
  useEffect(() => {
    if (written === undefined) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      call(validateDraft, { code, body: JSON.parse(written) as DefinitionBody }, { signal: stop.signal })
        .then((answer) => setProblems(answer.problems))
        // Saving judges the draft again and says so if the server cannot be reached.
        .catch(() => setProblems(undefined))
    }, 500)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [code, written])
  return (
    <Section title={t('diagram.heading')}>
      <Stack gap={12}>
        <Diagram body={drawn.current} />
        {parsed.success ? (
          problems === undefined ? null : (
            <Problems problems={problems} body={drawn.current} />
          )
        ) : (
          <p role="status">{t('edit.unfinished')}</p>
        )}
      </Stack>
    </Section>
  )
}

function States() {
  const { t } = useTranslation('workflow')
  const both = useBoth()
  const set = useSetField()
  const { body } = useFormValues<Draft>()
  const kinds = (['start', 'normal', 'end'] as const).map((kind) => ({
    value: kind,
    label: t(`state.${kind}`),
  }))
  return (
    <Section title={t('edit.states')}>
      <Stack gap={12}>
        {body.states.map((state, index) => (
          // A state's place in the list is its identity while it is edited: its code is one of the fields.
          <Fieldset key={`state-${String(index)}`} legend={both(state.title) || t('edit.new-state')}>
            <Columns>
              <TextField
                name={`body.states.${index}.title.en`}
                label={t('edit.title-en')}
                lang="en"
                required
              />
              <TextField
                name={`body.states.${index}.title.ur`}
                label={t('edit.title-ur')}
                lang="ur"
                required
              />
              <TextField name={`body.states.${index}.code`} label={t('edit.code')} ltr required />
              <SelectField
                name={`body.states.${index}.kind`}
                label={t('edit.kind')}
                options={kinds}
                required
              />
            </Columns>
            <Remove
              label={t('edit.remove-state')}
              act={() =>
                set(
                  'body.states',
                  body.states.filter((_, at) => at !== index),
                )
              }
            />
          </Fieldset>
        ))}
        <Group>
          <Button
            leftSection={<Icon name="plus" size={16} />}
            onClick={() =>
              set('body.states', [...body.states, { code: '', title: { en: '', ur: '' }, kind: 'normal' }])
            }
          >
            {t('edit.add-state')}
          </Button>
        </Group>
      </Stack>
    </Section>
  )
}

function Transitions({ definition }: { definition: Definition }) {
  const { t } = useTranslation('workflow')
  const set = useSetField()
  const { body } = useFormValues<Draft>()
  const general = definition.effects.find((effect) => effect.general)?.name ?? ''
  return (
    <Section title={t('edit.steps')}>
      <Stack gap={12}>
        {body.transitions.map((_, index) => (
          <Transition key={`step-${String(index)}`} definition={definition} index={index} />
        ))}
        <Group>
          <Button
            leftSection={<Icon name="plus" size={16} />}
            onClick={() =>
              set('body.transitions', [
                ...body.transitions,
                { name: '', from: [], to: '', title: { en: '', ur: '' }, posts: [], effect: general },
              ])
            }
          >
            {t('edit.add-step')}
          </Button>
        </Group>
      </Stack>
    </Section>
  )
}

function Transition({ definition, index }: { definition: Definition; index: number }) {
  const { t } = useTranslation('workflow')
  const both = useBoth()
  const set = useSetField()
  const { body } = useFormValues<Draft>()
  const transition = body.transitions[index]!
  const at = `body.transitions.${index}`
  const shipped = definition.shipped.includes(transition.name)
  const states = body.states.map((state) => ({
    value: state.code,
    label: state.title === undefined ? state.code : both(state.title),
  }))
  const posts = definition.posts.map((post) => ({ value: post.code, label: both(post) }))
  const tasks = transition.tasks ?? []
  return (
    <details className={classes.step} open={transition.name === ''}>
      <summary>
        <span className={classes.number}>{index + 1}</span> {both(transition.title) || t('edit.new-step')}
      </summary>
      <Stack gap={12}>
        <Columns>
          <TextField name={`${at}.title.en`} label={t('edit.title-en')} lang="en" required />
          <TextField name={`${at}.title.ur`} label={t('edit.title-ur')} lang="ur" required />
          <TextField
            name={`${at}.name`}
            label={t('edit.code')}
            hint={shipped ? t('edit.shipped-hint') : undefined}
            disabled={shipped}
            ltr
            required
          />
          <SelectField
            name={`${at}.effect`}
            label={t('edit.effect')}
            hint={t('edit.effect-hint')}
            disabled={shipped}
            options={definition.effects
              .filter((effect) => shipped || effect.general)
              .map((effect) => ({ value: effect.name, label: effect.name }))}
            required
          />
          <SelectField name={`${at}.to`} label={t('steps.to')} options={states} required />
        </Columns>
        <Several path={`${at}.from`} legend={t('steps.from')} chosen={transition.from} options={states} />
        <Several path={`${at}.posts`} legend={t('steps.posts')} chosen={transition.posts} options={posts} />
        {tasks.map((task, n) => (
          <Fieldset key={`task-${String(n)}`} legend={t('edit.task', { number: n + 1 })}>
            <Columns>
              <TextField name={`${at}.tasks.${n}.title.en`} label={t('edit.title-en')} lang="en" required />
              <TextField name={`${at}.tasks.${n}.title.ur`} label={t('edit.title-ur')} lang="ur" required />
              <TextField name={`${at}.tasks.${n}.queue`} label={t('edit.queue')} ltr required />
              <SelectField
                name={`${at}.tasks.${n}.post`}
                label={t('common:word.post')}
                options={posts}
                required
              />
              <NumberField
                name={`${at}.tasks.${n}.dueDays`}
                label={t('edit.due-days')}
                unit={t('edit.days')}
              />
            </Columns>
            <CheckField name={`${at}.tasks.${n}.stays`} label={t('edit.stays')} hint={t('edit.stays-hint')} />
            <Remove
              label={t('edit.remove-task')}
              act={() =>
                set(
                  `${at}.tasks`,
                  tasks.filter((other) => other !== task),
                )
              }
            />
          </Fieldset>
        ))}
        <Group gap={8}>
          <Button
            leftSection={<Icon name="plus" size={16} />}
            onClick={() =>
              set(`${at}.tasks`, [
                ...tasks,
                { queue: '', title: { en: '', ur: '' }, post: '' } satisfies TaskTemplate,
              ])
            }
          >
            {t('edit.add-task')}
          </Button>
          <Remove
            label={t('edit.remove-step')}
            act={() =>
              set(
                'body.transitions',
                body.transitions.filter((_, other) => other !== index),
              )
            }
          />
        </Group>
      </Stack>
    </details>
  )
}

function Remove({ label, act }: { label: string; act: () => void }) {
  return (
    <Group>
      <Button variant="subtle" leftSection={<Icon name="trash" size={16} />} onClick={act}>
        {label}
      </Button>
    </Group>
  )
}

/** Several of a list, by checkbox: all of them can be read at once, and a screen reader says which are chosen. */
function Several({
  path,
  legend,
  chosen,
  options,
}: {
  path: string
  legend: string
  chosen: readonly string[]
  options: readonly { value: string; label: string }[]
}) {
  const set = useSetField()
  return (
    <Fieldset legend={legend}>
      <div className={classes.several} data-path={path}>
        {options.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onChange={(event) =>
              set(
                path,
                event.currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value),
              )
            }
          />
        ))}
      </div>
    </Fieldset>
  )
}

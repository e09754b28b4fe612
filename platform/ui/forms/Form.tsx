import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useTranslation } from 'react-i18next'
import { CallRefused } from '../../http/client.ts'
import type { CurrentRecord, Endpoint, InputOf, OutputOf, Schema } from '../../http/contract.ts'
import { useCommand } from '../calls.ts'
import { type Comparison, useVersion } from '../conflict/use-version.tsx'
import { ErrorPanel } from '../ErrorPanel.tsx'
import { Icon } from '../Icon.tsx'
import { Button, Skeleton } from '../mantine.ts'
import { useSession } from '../session.tsx'
import { FormContext } from './context.ts'
import { DraftNote } from './DraftNote.tsx'
import classes from './Form.module.css'
import { FormStore, filledFrom, typedOf, type Values, wordsIn } from './form-store.ts'
import { lastEntry, rememberEntry } from './last-entry.ts'
import { troublesFrom, troublesOfForm, valueAt, withoutEmpties } from './schema-problems.ts'
import { TroubleList } from './TroubleList.tsx'
import { useDoubts } from './use-doubts.ts'
import { type DraftState, type FoundDraft, useDraft, useFoundDraft } from './use-draft.ts'
import { WarningList } from './WarningList.tsx'

interface Parts {
  readonly initial: Values
  readonly submit: string
  readonly children: ReactNode
  /** A name under which what is typed is kept on this device until sent. */
  readonly draft?: string | undefined
  /** A name under which the last entry is remembered for "same as last", where drafts are kept apart for each record. */
  readonly remember?: string | undefined
  /** The main act is one that ends or breaches something. */
  readonly danger?: boolean | undefined
  readonly cancel?: (() => void) | undefined
  /**
   * The version of the record whose fields are edited. It is sent as `version`; when the record has moved on since the form was
   * opened, the person chooses field by field. `initial` must be those fields as that version has them.
   */
  readonly version?: string | number | undefined
  /** How fields are compared then, where not by path and label. */
  readonly comparison?: Partial<Comparison> | undefined
}

type EndpointForm<E extends Endpoint> = Parts & {
  readonly endpoint: E
  /** Turns what was typed into the endpoint's input: adds what the page knows. */
  readonly prepare?: (values: Values) => Record<string, unknown>
  readonly onDone?: (output: OutputOf<E>) => void
}

type LocalForm = Parts & {
  readonly schema: Schema
  /** Gives `{ version }` where the form stays open after saving. */
  readonly onSubmit: (values: unknown) => unknown
}

/**
 * A form in one column. Checked with the endpoint's own schema, then by the server; what is wrong stands beside its field; what
 * was typed is never lost; what looks unusual goes through with a reason. Ctrl-Enter sends, Ctrl-D in a field repeats its last entry.
 */
export function Form<E extends Endpoint>(props: EndpointForm<E> | LocalForm) {
  return 'endpoint' in props ? (
    <SentForm {...props} />
  ) : (
    <WithDraft {...props} send={props.onSubmit} name={undefined} />
  )
}

function SentForm<E extends Endpoint>({ endpoint, prepare, onDone, ...parts }: EndpointForm<E>) {
  const command = useCommand(endpoint)
  const send = async (input: unknown) => {
    const output = await command.run(input as InputOf<E>)
    onDone?.(output as OutputOf<E>)
    return output
  }
  return <WithDraft {...parts} schema={endpoint.input} prepare={prepare} send={send} name={endpoint.name} />
}

/** What is kept of a form: what was typed, and the version of the record it was typed over. */
interface Kept {
  readonly typed: Values
  readonly base: CurrentRecord
}

/** A form begins once it is known whether there is a draft; a moment, and the fields do not change under the hands. */
function WithDraft(props: Omit<Parameters<typeof FormBody>[0], 'found'>) {
  const { t } = useTranslation()
  const found = useFoundDraft<Kept>(props.draft)
  if (found === 'looking')
    return (
      <div role="status" aria-label={t('common:word.loading')}>
        <Skeleton height={36} />
      </div>
    )
  return <FormBody {...props} found={found} />
}

function FormBody({
  found,
  initial,
  submit,
  children,
  draft: draftName,
  remember,
  danger,
  cancel,
  version,
  comparison,
  schema,
  prepare,
  send,
  name,
}: Parts & {
  readonly found: FoundDraft<Kept>
  readonly schema: Schema
  readonly prepare?: ((values: Values) => Record<string, unknown>) | undefined
  readonly send: (input: unknown) => unknown
  readonly name: string | undefined
}) {
  const { t } = useTranslation()
  const account = useSession()?.account.id ?? ''
  const memory = remember ?? draftName ?? name
  const draft = useDraft<Kept>(draftName, found)
  const before = typeof found === 'string' ? undefined : found
  const [store] = useState(() => new FormStore({ ...initial, ...before?.values.typed }))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(undefined)
  const element = useRef<HTMLFormElement>(null)
  const troubles = useSyncExternalStore(store.subscribe, store.troubles)
  const doubts = useDoubts(store)
  const versioned = useVersion(
    // A draft is of the version it was typed over: what others have saved since then is compared with it, not written over.
    before?.values.base ?? { version: version ?? '', values: initial },
    useMemo(() => ({ label: (key) => store.labels.get(key) ?? key, ...comparison }), [store, comparison]),
  )
  const listId = useId()
  const doubtsId = useId()
  useKeptWhileTyping(store, draft, versioned.current)

  const last = memory === undefined ? undefined : lastEntry(account, memory)
  const fillFromLast =
    last === undefined
      ? undefined
      : () =>
          store.replace({
            ...(filledFrom(store.values(), last) as Values),
            chosenWords: { ...wordsIn(last), ...wordsIn(store.values()) },
          })

  const attempt = async () => {
    if (busy) return
    setFailure(undefined)
    const values = typedOf(store.values())
    const prepared = {
      ...(prepare === undefined ? values : prepare(values)),
      ...(doubts.open.length === 0 ? {} : { overrides: store.values().overrides }),
      ...(version === undefined ? {} : { version: versioned.current().version }),
    }
    const input = withoutEmpties(prepared) ?? {}
    const found = troublesOfForm(schema, prepared, input)
    store.setTroubles(found)
    if (Object.keys(found).length > 0) return focusFirst(element.current, Object.keys(found), listId)
    setBusy(true)
    let again = false
    try {
      const saved = versionIn(await send(input))
      if (saved !== undefined) versioned.saved({ version: saved, values })
      if (memory !== undefined)
        rememberEntry(account, memory, { ...values, chosenWords: wordsIn(store.values()) })
      // What was sent stands no longer in a form of entries. The next page may take a while to come on a slow line, and whoever goes
      // back before it is there would otherwise find one person's particulars under the next one's name, or send them twice.
      if (draftName !== undefined && version === undefined) store.replace(initial)
      draft.drop()
    } catch (error) {
      const merged = await versioned.settle(error, values)
      if (merged !== undefined) {
        store.replace({ ...merged, chosenWords: wordsIn(store.values()) })
        again = true
        return
      }
      const said = error instanceof CallRefused ? troublesFrom(error.problem.errors ?? []) : {}
      store.setTroubles(said)
      if (Object.keys(said).length > 0) focusFirst(element.current, Object.keys(said), listId)
      else if (error instanceof CallRefused && error.problem.warnings !== undefined) {
        doubts.put(error.problem.warnings)
        requestAnimationFrame(() => document.getElementById(doubtsId)?.focus())
      } else setFailure(error)
    } finally {
      setBusy(false)
      if (again) await attempt()
    }
  }

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    const command = event.ctrlKey || event.metaKey
    if (command && event.key === 'Enter') {
      event.preventDefault()
      void attempt()
    }
    if (command && event.key.toLowerCase() === 'd' && last !== undefined) {
      event.preventDefault()
      const path = (event.target as HTMLElement).closest<HTMLElement>('[data-path]')?.dataset.path
      const repeated = path === undefined ? undefined : valueAt(last, path.split('.'))
      if (path === undefined || repeated === undefined) return
      const words = wordsIn(last)[path]
      if (words !== undefined) store.say(path, words.value, words.label)
      store.set(path, repeated)
    }
  }

  return (
    <FormContext value={{ store, fillFromLast }}>
      <form
        ref={element}
        noValidate
        className={classes.form}
        aria-busy={busy}
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault()
          void attempt()
        }}
      >
        <TroubleList id={listId} troubles={troubles} labels={store.labels} form={element} />
        {children}
        <WarningList id={doubtsId} warnings={doubts.open} labels={store.labels} form={element} />
        {failure === undefined ? null : <ErrorPanel error={failure} retry={() => void attempt()} />}
        <div className={classes.acts}>
          <Button
            type="submit"
            variant="filled"
            loading={busy}
            className={danger ? classes.danger : undefined}
            leftSection={<Icon name="check" size={17} />}
          >
            {submit}
          </Button>
          {cancel === undefined ? null : <Button onClick={cancel}>{t('common:act.cancel')}</Button>}
          {draftName === undefined ? null : (
            <DraftNote
              draft={draft}
              foundAt={before?.savedAt}
              discard={() => {
                store.replace(initial)
                draft.drop()
              }}
            />
          )}
        </div>
      </form>
      {versioned.dialog}
    </FormContext>
  )
}

function useKeptWhileTyping(store: FormStore, draft: DraftState<Kept>, base: () => CurrentRecord): void {
  const { keep } = draft
  useEffect(() => {
    let seen = store.values()
    return store.subscribe(() => {
      if (store.values() === seen) return
      seen = store.values()
      keep({ typed: seen, base: base() })
    })
  }, [store, keep, base])
}

function versionIn(output: unknown): string | number | undefined {
  if (typeof output !== 'object' || output === null || !('version' in output)) return undefined
  return typeof output.version === 'string' || typeof output.version === 'number' ? output.version : undefined
}

/** To the first field on screen that is wrong; to the list when none of them is on screen. */
function focusFirst(form: HTMLFormElement | null, paths: readonly string[], listId: string): void {
  requestAnimationFrame(() => {
    const fields = [...(form?.querySelectorAll<HTMLElement>('[data-path]') ?? [])]
    const wrong = fields.find((field) => paths.includes(field.dataset.path ?? ''))
    const target = wrong?.matches('input, select, textarea')
      ? wrong
      : wrong?.querySelector<HTMLElement>('input, select, textarea')
    ;(target ?? document.getElementById(listId))?.focus()
  })
}

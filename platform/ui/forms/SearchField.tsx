import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from '../ErrorPanel.tsx'
import { TextInput } from '../mantine.ts'
import { type FieldProps, useField, useFormAround } from './context.ts'
import classes from './Form.module.css'
import { shown } from './fields.tsx'
import { OptionList, pointsAt, stepped } from './OptionList.tsx'

export interface Found {
  readonly value: string
  readonly label: string
  readonly detail?: string | undefined
}

export type Search = (text: string, signal: AbortSignal) => Promise<readonly Found[]>

type Answer = { text: string; found: readonly Found[] } | { text: string; error: unknown }

/** A value chosen from what a search finds: arrows move, Enter chooses, Escape closes. */
export function SearchField({
  search,
  initialLabel = '',
  ...field
}: FieldProps & { search: Search; initialLabel?: string }) {
  const { t } = useTranslation()
  const { store } = useFormAround()
  const { value, change, error } = useField<string>(field)
  const listId = useId()
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const [active, setActive] = useState(0)
  const { answer, retry } = useAnswers(search, typed)
  const label =
    value === undefined || value === '' ? '' : (store.wordsOf(field.name, value) ?? (initialLabel || value))
  const open = typed !== undefined && typed.trim() !== ''
  const found = answer !== undefined && 'found' in answer ? answer.found : []

  const choose = (one: Found | undefined) => {
    if (one === undefined) return
    setTyped(undefined)
    store.say(field.name, one.value, one.label)
    change(one.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const { key } = event
      setActive((now) => stepped(key, now, found.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(found[active])
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      setTyped(undefined)
    }
  }
  return (
    <div>
      <TextInput
        {...shown({ ...field, hint: field.hint ?? t('common:form.search-first') }, error)}
        data-path={field.name}
        {...pointsAt(listId, open, active, found.length)}
        autoComplete="off"
        dir="auto"
        value={typed ?? label}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setActive(0)
          if (event.currentTarget.value === '') change(undefined)
        }}
        onBlur={() => setTyped(undefined)}
        onKeyDown={onKeyDown}
      />
      <OptionList
        id={listId}
        label={field.label}
        options={found}
        active={active}
        open={open}
        onTake={choose}
        beside={(one) => (one.detail === undefined ? null : <small>{one.detail}</small>)}
      />
      <div role="status" className={classes.read}>
        {!open
          ? null
          : answer === undefined
            ? t('common:form.searching')
            : 'found' in answer && found.length === 0
              ? t('common:form.nothing-found')
              : null}
      </div>
      {open && answer !== undefined && 'error' in answer ? (
        <ErrorPanel error={answer.error} retry={retry} />
      ) : null}
    </div>
  )
}

/** Asks a moment after the last key, drops answers to earlier questions. */
function useAnswers(
  search: Search,
  typed: string | undefined,
): { answer: Answer | undefined; retry: () => void } {
  const [answer, setAnswer] = useState<Answer | undefined>(undefined)
  const [tries, setTries] = useState(0)
  const ask = useRef(search)
  ask.current = search
  const text = typed?.trim() ?? ''
  // `tries` is what asks again after a failure.
  useEffect(() => {
    if (text === '') return
    const stop = new AbortController()
    const timer = setTimeout(
      () =>
        ask
          .current(text, stop.signal)
          .then((found) => setAnswer({ text, found }))
          .catch((error: unknown) => {
            if (!stop.signal.aborted) setAnswer({ text, error })
          }),
      tries === 0 ? 180 : 0,
    )
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [text, tries])
  return {
    answer: answer?.text === text ? answer : undefined,
    retry: () => {
      setAnswer(undefined)
      setTries((now) => now + 1)
    },
  }
}

/** An offence by section or title. The search is the law's: hand in what asks it. */
export function OffenceField({
  label,
  hint,
  ...rest
}: Omit<FieldProps, 'label'> & { label?: string; search: Search; initialLabel?: string }) {
  const { t } = useTranslation()
  return (
    <SearchField
      {...rest}
      label={label ?? t('common:form.offence')}
      hint={hint ?? t('common:form.offence-hint')}
    />
  )
}

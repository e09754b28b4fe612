import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { TextInput } from '../mantine.ts'
import classes from './Form.module.css'
import { matching, type Pick } from './matching.ts'
import { OptionList, pointsAt, stepped } from './OptionList.tsx'

/**
 * One of a list too long to read through, outside a form: what is typed narrows it, in either language. Arrows, Home and End
 * move, Enter takes, Escape leaves everything as it was.
 */
export function PickOne({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly Pick[]
  value: string
  onChange: (value: string) => void
}) {
  const { t } = useTranslation()
  const listId = useId()
  const box = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const [active, setActive] = useState(0)
  const open = typed !== undefined
  const chosen = options.find((option) => option.value === value)
  const found = open ? matching(options, typed) : []

  useEffect(() => {
    if (open) list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [open, active])

  // Closed, the box holds the name of what is chosen: the next letter typed replaces it and does not join it.
  useEffect(() => {
    if (!open && document.activeElement === box.current) box.current?.select()
  }, [open])

  const show = () => {
    if (open) return
    setTyped('')
    setActive(
      Math.max(
        0,
        options.findIndex((option) => option.value === value),
      ),
    )
  }
  const take = (option: Pick | undefined) => {
    if (option === undefined) return
    setTyped(undefined)
    if (option.value !== value) onChange(option.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const { key } = event
      if (!open) show()
      else setActive((now) => stepped(key, now, found.length))
    } else if (!open) {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        show()
      }
    } else if ((event.key === 'Home' || event.key === 'End') && typed === '') {
      event.preventDefault()
      setActive(event.key === 'Home' ? 0 : found.length - 1)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      take(found[active])
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      setTyped(undefined)
    }
  }
  return (
    <div className={classes.pick}>
      <TextInput
        ref={box}
        label={label}
        {...pointsAt(listId, open, active, found.length)}
        autoComplete="off"
        // While it is open the box is for typing; what stands chosen is still to be read in it.
        value={open ? typed : (chosen?.label ?? '')}
        placeholder={open ? (chosen?.label ?? t('common:form.search-first')) : undefined}
        rightSection={<Icon name={open ? 'chevron-up' : 'chevron-down'} size={17} />}
        rightSectionPointerEvents="none"
        onClick={show}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setActive(0)
        }}
        onBlur={() => setTyped(undefined)}
        onKeyDown={onKeyDown}
      />
      <OptionList
        ref={list}
        id={listId}
        label={label}
        options={found}
        active={active}
        open={open}
        onTake={take}
        beside={(option) =>
          option.value === value ? <Icon name="check" size={16} label={t('common:form.chosen')} /> : null
        }
      />
      <div role="status" className={classes.read}>
        {open && found.length === 0 ? t('common:form.nothing-found') : null}
      </div>
    </div>
  )
}

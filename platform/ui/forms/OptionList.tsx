import type { ReactNode, Ref } from 'react'
import classes from './Form.module.css'

interface Option {
  readonly value: string
  readonly label: string
}

/** Where the arrow key leads from one option to the next, round at both ends. */
export function stepped(key: 'ArrowDown' | 'ArrowUp', active: number, count: number): number {
  return count === 0 ? 0 : (active + (key === 'ArrowDown' ? 1 : -1) + count) % count
}

/** What the box above it says of the list to a screen reader. */
export function pointsAt(listId: string, open: boolean, active: number, count: number) {
  return {
    role: 'combobox',
    'aria-expanded': open,
    'aria-controls': listId,
    'aria-autocomplete': 'list',
    ...(open && count > 0 ? { 'aria-activedescendant': `${listId}-${active}` } : {}),
  } as const
}

/** The options under a box one types into. The keyboard works on the box; this is what it points at. */
export function OptionList<One extends Option>({
  id,
  label,
  options,
  active,
  open,
  onTake,
  beside,
  ref,
}: {
  id: string
  label: string
  options: readonly One[]
  active: number
  open: boolean
  onTake: (option: One) => void
  /** What stands behind an option's name. */
  beside: (option: One) => ReactNode
  ref?: Ref<HTMLDivElement>
}) {
  return (
    <div
      ref={ref}
      id={id}
      role="listbox"
      aria-label={label}
      className={classes.options}
      hidden={!open || options.length === 0}
    >
      {options.map((option, index) => (
        <div
          key={option.value}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault()
            onTake(option)
          }}
        >
          <span>{option.label}</span>
          {beside(option)}
        </div>
      ))}
    </div>
  )
}

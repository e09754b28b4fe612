import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface Shortcut {
  /** `n`, `?`, `F1`, `mod+k` (Ctrl, or ⌘ on a Mac). */
  readonly key: string
  readonly label: string
  readonly act: () => void
}

type Held = { readonly shortcuts: readonly Shortcut[]; readonly everywhere: boolean }

const held = new Set<{ current: Held }>()
const singleKeysName = 'mizan.single-keys'
const watchers = new Set<() => void>()

/** WCAG 2.1.4: whoever speaks to their computer, or whose hand slips, can switch single keys off. */
export function singleKeysOn(): boolean {
  return localStorage.getItem(singleKeysName) !== 'off'
}

export function setSingleKeys(on: boolean): void {
  localStorage.setItem(singleKeysName, on ? 'on' : 'off')
  for (const watcher of watchers) watcher()
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher)
    return () => {
      watchers.delete(watcher)
    }
  }, singleKeysOn)
}

/** Keys of this page (or, in the shell, everywhere), listed by `?`. The page's own win over the shell's. */
export function useShortcuts(shortcuts: readonly Shortcut[], everywhere = false): void {
  const entry = useRef<Held>({ shortcuts, everywhere })
  entry.current = { shortcuts, everywhere }
  useEffect(() => {
    held.add(entry)
    return () => {
      held.delete(entry)
    }
  }, [])
}

/** What can be pressed now, for the list behind `?`. */
export function shortcutsNow(): { here: Shortcut[]; everywhere: Shortcut[] } {
  const all = [...held].map((entry) => entry.current)
  return {
    here: all.filter((each) => !each.everywhere).flatMap((each) => each.shortcuts),
    everywhere: all.filter((each) => each.everywhere).flatMap((each) => each.shortcuts),
  }
}

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

export function matches(shortcut: string, { key, ctrlKey, metaKey, altKey }: Pressed): boolean {
  const parts = shortcut.split('+')
  const wanted = shortcut === '+' ? '+' : parts.at(-1)!
  const mod = parts.length > 1 && parts[0] === 'mod'
  return (ctrlKey || metaKey) === mod && !altKey && key.toLowerCase() === wanted.toLowerCase()
}

const isSingle = (shortcut: string) => [...shortcut].length === 1

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  )
}

/** Listens for the whole application; called once, by the shell. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat) return
    const { here, everywhere } = shortcutsNow()
    const found = [...here, ...everywhere].find((shortcut) => matches(shortcut.key, event))
    if (found === undefined) return
    if (isSingle(found.key) && (isTyping(event.target) || !singleKeysOn())) return
    // A dialog in front owns the keyboard.
    if (isSingle(found.key) && document.querySelector('[role="dialog"]') !== null) return
    event.preventDefault()
    found.act()
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

/** Short notices ("Copied", "Saved") that do not need an answer. `<Notices>` shows and reads out the latest. */
type Listener = (text: string) => void

const listeners = new Set<Listener>()

export function say(text: string): void {
  for (const listener of listeners) listener(text)
}

export function onNotice(listener: Listener): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

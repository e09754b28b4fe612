import type { IconName } from './icon-names.ts'
import sprite from './icons.svg?url'

/** A symbol of the sprite. Decoration unless `label` is given: meaning is never the icon alone. */
export function Icon({ name, size = 18, label }: { name: IconName; size?: number; label?: string }) {
  const shape = <use href={`${sprite}#${name}`} />
  if (label === undefined)
    return (
      <svg className="icon" width={size} height={size} data-icon={name} aria-hidden="true">
        {shape}
      </svg>
    )
  return (
    <svg className="icon" width={size} height={size} data-icon={name} role="img">
      <title>{label}</title>
      {shape}
    </svg>
  )
}

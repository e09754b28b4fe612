import { useId } from 'react'
import { useTranslation } from '#platform/ui'
import { type Finger, fingers } from '../finger-record.ts'
import classes from './Biometrics.module.css'

export type FingerState = 'enrolled' | 'missing' | 'erased' | 'none'

/** As one sees one's own hands, palms down: the left hand on the left, little finger first. */
const left: readonly Finger[] = [10, 9, 8, 7, 6]
const right: readonly Finger[] = [1, 2, 3, 4, 5]
/** Lengths of thumb to little finger, in parts of the picture. */
const lengths = [62, 96, 108, 98, 74]
const lengthOf = (finger: Finger) => lengths[(finger - 1) % 5]!

/** Ten fingers as two hands, one of which is chosen: by pointer, and by arrow keys as any group of choices. */
export function Hands({
  states,
  chosen,
  onChoose,
}: {
  states: ReadonlyMap<Finger, FingerState>
  chosen: Finger
  onChoose: (finger: Finger) => void
}) {
  const { t } = useTranslation('custody-biometrics')
  const group = useId()
  const hand = (side: 'left' | 'right', order: readonly Finger[]) => (
    <div className={classes.hand}>
      <div className={classes.fingers}>
        {order.map((finger) => {
          const state = states.get(finger) ?? 'none'
          return (
            <label key={finger} className={classes.finger} data-state={state} data-thumb={finger % 5 === 1}>
              <input
                type="radio"
                name={group}
                checked={finger === chosen}
                onChange={() => onChoose(finger)}
                aria-label={`${t(`finger.${finger}`)}: ${t(`state.${state}`)}`}
              />
              <OneFinger length={lengthOf(finger)} state={state} />
            </label>
          )
        })}
      </div>
      <div className={classes.palm}>{t(`hand.${side}`)}</div>
    </div>
  )
  return (
    <fieldset className={classes.hands} dir="ltr">
      <legend className={classes.hidden}>{t('hands')}</legend>
      {hand('left', left)}
      {hand('right', right)}
    </fieldset>
  )
}

/** What is on record is told by the mark as well as by the colour: a tick, a cross, a bar, or nothing in a dashed outline. */
function OneFinger({ length, state }: { length: number; state: FingerState }) {
  return (
    <svg viewBox={`0 0 34 ${length + 4}`} width={34} height={length + 4} aria-hidden="true">
      <path className={classes.outline} d={`M3 ${length + 4} V18 A14 15 0 0 1 31 18 V${length + 4}`} />
      {state === 'enrolled' ? <path className={classes.mark} d="M10 24 l5 6 l10 -12" /> : null}
      {state === 'missing' ? <path className={classes.mark} d="M11 17 l12 12 M23 17 l-12 12" /> : null}
      {state === 'erased' ? <path className={classes.mark} d="M10 23 h14" /> : null}
    </svg>
  )
}

/** The next finger of which nothing is on record, after the one just taken; the same one when there is none. */
export function nextFinger(states: ReadonlyMap<Finger, FingerState>, after: Finger): Finger {
  const order = [...fingers.slice(after), ...fingers.slice(0, after)]
  return order.find((finger) => finger !== after && (states.get(finger) ?? 'none') === 'none') ?? after
}

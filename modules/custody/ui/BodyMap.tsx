import { useTranslation } from '#platform/ui'
import type { bodyPlaces } from '../contract.ts'
import classes from './Custody.module.css'

type Place = (typeof bodyPlaces)[number]
type Shape = readonly [
  place: Place,
  kind: 'ellipse' | 'rect',
  x: number,
  y: number,
  width: number,
  height: number,
]

/** The body seen from the front; right and left are the person's own, so the right arm stands on the reader's left. */
const front: readonly Shape[] = [
  ['head', 'ellipse', 50, 12, 22, 16],
  ['face', 'ellipse', 50, 25, 18, 16],
  ['neck', 'rect', 44, 34, 12, 7],
  ['chest', 'rect', 32, 42, 36, 28],
  ['abdomen', 'rect', 34, 71, 32, 24],
  ['genitals', 'rect', 43, 96, 14, 9],
  ['right-arm', 'rect', 18, 43, 12, 40],
  ['left-arm', 'rect', 70, 43, 12, 40],
  ['right-hand', 'ellipse', 24, 90, 12, 12],
  ['left-hand', 'ellipse', 76, 90, 12, 12],
  ['right-leg', 'rect', 33, 106, 15, 58],
  ['left-leg', 'rect', 52, 106, 15, 58],
  ['right-foot', 'ellipse', 39, 170, 17, 10],
  ['left-foot', 'ellipse', 61, 170, 17, 10],
]
const back: readonly Shape[] = [
  ['head', 'ellipse', 150, 17, 22, 26],
  ['neck', 'rect', 144, 34, 12, 7],
  ['back', 'rect', 132, 42, 36, 46],
  ['buttocks', 'rect', 134, 89, 32, 17],
  ['left-arm', 'rect', 118, 43, 12, 40],
  ['right-arm', 'rect', 170, 43, 12, 40],
  ['left-hand', 'ellipse', 124, 90, 12, 12],
  ['right-hand', 'ellipse', 176, 90, 12, 12],
  ['left-leg', 'rect', 133, 107, 15, 57],
  ['right-leg', 'rect', 152, 107, 15, 57],
  ['left-foot', 'ellipse', 139, 170, 17, 10],
  ['right-foot', 'ellipse', 161, 170, 17, 10],
]

/** A picture of the body on which places are pressed. The list beside it does the same by keyboard and for a screen reader. */
export function BodyMap({
  marked,
  onPress,
}: {
  marked: readonly string[]
  onPress?: (place: Place) => void
}) {
  const { t } = useTranslation('custody')
  return (
    <figure className={classes.body} dir="ltr">
      <svg viewBox="0 0 200 182" role="img" aria-label={t('injury.map')}>
        {[...front, ...back].map(([place, kind, x, y, width, height], index) => {
          const shape = {
            className: classes.place,
            'data-marked': marked.includes(place),
            'data-pressable': onPress !== undefined,
            ...(onPress === undefined ? {} : { onClick: () => onPress(place) }),
          }
          // The same place is drawn from the front and from behind.
          const key = `${place}-${index < front.length ? 'front' : 'back'}`
          return kind === 'ellipse' ? (
            <ellipse key={key} cx={x} cy={y} rx={width / 2} ry={height / 2} {...shape}>
              <title>{t(`body.${place}`)}</title>
            </ellipse>
          ) : (
            <rect key={key} x={x} y={y} width={width} height={height} rx={4} {...shape}>
              <title>{t(`body.${place}`)}</title>
            </rect>
          )
        })}
      </svg>
      <figcaption>
        <span>{t('injury.front')}</span>
        <span>{t('injury.back')}</span>
      </figcaption>
    </figure>
  )
}

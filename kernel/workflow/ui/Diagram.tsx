import { useId, useState } from 'react'
import { Button, Icon, useBoth, useLanguage, useTranslation } from '#platform/ui'
import type { DefinitionBody } from '../definition-body.ts'
import classes from './Diagram.module.css'
import { layOut, nodeHeight, nodeWidth } from './diagram-layout.ts'

/** A workflow drawn from start to end in the reading direction; the numbers on its lines are those of the table of steps. */
export function Diagram({ body, current }: { body: DefinitionBody; current?: string }) {
  const { t } = useTranslation('workflow')
  const both = useBoth()
  const mirrored = useLanguage() === 'ur'
  const id = useId()
  const [large, setLarge] = useState(false)
  const { width, height, states, edges } = layOut(body, mirrored)
  const byCode = new Map(body.states.map((state) => [state.code, state]))
  return (
    <figure className={classes.figure}>
      <div className={classes.scroll}>
        <Button
          size="xs"
          className={classes.size}
          aria-pressed={large}
          leftSection={<Icon name={large ? 'zoom-out' : 'zoom-in'} size={16} />}
          onClick={() => setLarge(!large)}
        >
          {t(large ? 'diagram.fit' : 'diagram.full-size')}
        </Button>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          data-large={large}
          role="img"
          aria-labelledby={`${id}-title ${id}-text`}
        >
          <title id={`${id}-title`}>{t('diagram.title', { name: both(body.title) })}</title>
          <desc id={`${id}-text`}>{describe(body)}</desc>
          <defs>
            <marker
              id={`${id}-head`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto-start-reverse"
            >
              <path d="M0 0L8 4L0 8z" className={classes.head} />
            </marker>
          </defs>
          {edges.map((edge) => (
            <path
              key={`${edge.from} ${edge.to}`}
              d={edge.path}
              className={classes.edge}
              markerEnd={`url(#${id}-head)`}
            />
          ))}
          {states.map(({ code, x, y }) => {
            const state = byCode.get(code)!
            return (
              <foreignObject key={code} x={x} y={y} width={nodeWidth} height={nodeHeight}>
                <div className={classes.state} data-kind={state.kind} data-current={code === current}>
                  <span>{both(state.title)}</span>
                  {state.kind === 'normal' ? null : <small>{t(`state.${state.kind}`)}</small>}
                </div>
              </foreignObject>
            )
          })}
          {edges.map(({ from, to, numbers, at }) => {
            const text = numbers.join(' ')
            const half = 8 + text.length * 3.5
            return (
              <g key={`${from} ${to}`} transform={`translate(${at.x} ${at.y})`}>
                <rect x={-half} y={-10} width={2 * half} height={20} rx={10} className={classes.badge} />
                <text
                  textAnchor="middle"
                  dominantBaseline="central"
                  className={classes.number}
                  direction="ltr"
                >
                  {text}
                </text>
              </g>
            )
          })}
        </svg>
      </div>
      <figcaption>{t('diagram.caption')}</figcaption>
    </figure>
  )

  function describe({ states: all, transitions }: DefinitionBody): string {
    const nameOf = (code: string): string => {
      const state = all.find((one) => one.code === code)
      return state === undefined ? code : both(state.title)
    }
    return transitions
      .map(({ title, from, to }, n) =>
        t('diagram.line', {
          number: n + 1,
          step: both(title),
          from: from.map(nameOf).join(t('list-comma')),
          to: nameOf(to),
        }),
      )
      .join(' ')
  }
}

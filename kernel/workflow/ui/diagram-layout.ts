import type { DefinitionBody } from '../definition-body.ts'

export const nodeWidth = 156
export const nodeHeight = 52
const columnStep = nodeWidth + 92
const rowStep = nodeHeight + 36
const laneStep = 20
/** Room for lines that leave the last column and come back. */
const margin = 56

export interface PlacedState {
  readonly code: string
  readonly x: number
  readonly y: number
}

/** Transitions from one state to another, drawn as one line. `numbers` count transitions from 1 as the table lists them. */
export interface PlacedEdge {
  readonly from: string
  readonly to: string
  readonly numbers: readonly number[]
  readonly path: string
  /** Where its numbers stand. */
  readonly at: { readonly x: number; readonly y: number }
}

export interface DiagramLayout {
  readonly width: number
  readonly height: number
  readonly states: readonly PlacedState[]
  readonly edges: readonly PlacedEdge[]
}

/**
 * Places states in columns by how many steps they are from the start. Steps to the next column are curves; those that skip
 * columns run in lanes above, those that lead back in lanes below, so that no line runs through a state. In a right-to-left
 * text the whole is mirrored.
 */
export function layOut(
  body: Pick<DefinitionBody, 'states' | 'transitions'>,
  mirrored: boolean,
): DiagramLayout {
  const edges = edgesOf(body)
  const columns = orderColumns(columnsOf(body, edges), edges)
  const columnOf = new Map(columns.flatMap((column, x) => column.map((code) => [code, x] as const)))
  const rows = Math.max(1, ...columns.map((column) => column.length))
  const above = edges.filter((edge) => span(edge, columnOf) > 1)
  const below = edges.filter((edge) => span(edge, columnOf) < 0)
  const top = 20 + (above.length > 0 ? above.length * laneStep + 12 : 0)
  const bottom = top + rows * rowStep - (rowStep - nodeHeight)
  const width = 2 * margin + columns.length * columnStep - (columnStep - nodeWidth)
  const height = bottom + (below.length > 0 ? below.length * laneStep + 12 : 0) + 20
  const flip = (x: number): number => (mirrored ? width - x : x)

  const corner = new Map<string, { x: number; y: number }>()
  columns.forEach((column, x) => {
    const lead = ((rows - column.length) * rowStep) / 2
    column.forEach((code, y) => {
      corner.set(code, { x: margin + x * columnStep, y: top + lead + y * rowStep })
    })
  })
  const placed = edges.map((edge): PlacedEdge => {
    const steps = span(edge, columnOf)
    const ends = endsOf(edge, corner, edges, columnOf)
    if (steps === 1) return curve(edge, ends, flip)
    const lane = steps > 1 ? above.indexOf(edge) : below.indexOf(edge)
    return route(
      edge,
      ends,
      steps > 1 ? top - 12 - lane * laneStep : bottom + 12 + lane * laneStep,
      Math.max(0, lane),
      flip,
    )
  })
  return {
    width,
    height,
    states: [...corner].map(([code, { x, y }]) => ({ code, x: mirrored ? width - x - nodeWidth : x, y })),
    edges: placed,
  }
}

interface Edge {
  readonly from: string
  readonly to: string
  readonly numbers: readonly number[]
}

/** Lines between known states; a draft may name states that are not there yet. */
function edgesOf({ states, transitions }: Pick<DefinitionBody, 'states' | 'transitions'>): Edge[] {
  const known = new Set(states.map((state) => state.code))
  const merged = new Map<string, { from: string; to: string; numbers: number[] }>()
  transitions.forEach(({ from, to }, index) => {
    for (const state of from) {
      if (!known.has(state) || !known.has(to)) continue
      const key = `${state} ${to}`
      const edge = merged.get(key) ?? { from: state, to, numbers: [] }
      edge.numbers.push(index + 1)
      merged.set(key, edge)
    }
  })
  return [...merged.values()]
}

/** States by their distance from the start; those it does not reach stand last. */
function columnsOf({ states }: Pick<DefinitionBody, 'states'>, edges: readonly Edge[]): string[][] {
  const distance = new Map<string, number>()
  for (const state of states) if (state.kind === 'start') distance.set(state.code, 0)
  for (const [code, at] of distance) {
    for (const edge of edges) if (edge.from === code && !distance.has(edge.to)) distance.set(edge.to, at + 1)
  }
  const last = Math.max(-1, ...distance.values())
  const columns: string[][] = []
  for (const { code } of states) {
    const at = distance.get(code) ?? last + 1
    columns[at] = [...(columns[at] ?? []), code]
  }
  return columns
}

/** Moves each state near the middle of its neighbours in the columns beside it, so that lines cross less. */
function orderColumns(columns: string[][], edges: readonly Edge[]): string[][] {
  let ordered = columns
  for (let sweep = 0; sweep < 4; sweep += 1) {
    const rank = new Map(
      ordered.flatMap((column) => column.map((code, y) => [code, y - (column.length - 1) / 2] as const)),
    )
    ordered = ordered.map((column) => {
      const weight = new Map(
        column.map((code) => {
          const near = edges.flatMap((edge) =>
            edge.to === code && edge.from !== code
              ? [rank.get(edge.from)!]
              : edge.from === code && edge.to !== code
                ? [rank.get(edge.to)!]
                : [],
          )
          return [
            code,
            near.length === 0 ? rank.get(code)! : near.reduce((sum, y) => sum + y, 0) / near.length,
          ] as const
        }),
      )
      return column.toSorted((a, b) => weight.get(a)! - weight.get(b)!)
    })
  }
  return ordered
}

function span(edge: Edge, columnOf: ReadonlyMap<string, number>): number {
  return columnOf.get(edge.to)! - columnOf.get(edge.from)!
}

interface Ends {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  /** Enters from the right: the step stays in its column. */
  readonly fromRight: boolean
}

/** A step leaves a state at its right side and enters the next at its left; lines that meet at a side are spread along it. */
function endsOf(
  edge: Edge,
  corner: ReadonlyMap<string, { x: number; y: number }>,
  edges: readonly Edge[],
  columnOf: ReadonlyMap<string, number>,
): Ends {
  const a = corner.get(edge.from)!
  const b = corner.get(edge.to)!
  const inColumn = (one: Edge): boolean => span(one, columnOf) === 0
  const atSide = (code: string, right: boolean): string[] =>
    edges.flatMap((one) => [
      ...(one.from === code && right ? [`out ${one.to}`] : []),
      ...(one.to === code && inColumn(one) === right ? [`in ${one.from}`] : []),
    ])
  const port = (top: number, side: string[], key: string): number =>
    top + (nodeHeight * (side.indexOf(key) + 1)) / (side.length + 1)
  const fromRight = inColumn(edge)
  return {
    x1: a.x + nodeWidth,
    y1: port(a.y, atSide(edge.from, true), `out ${edge.to}`),
    x2: fromRight ? b.x + nodeWidth : b.x,
    y2: port(b.y, atSide(edge.to, fromRight), `in ${edge.from}`),
    fromRight,
  }
}

function curve(edge: Edge, { x1, y1, x2, y2 }: Ends, flip: (x: number) => number): PlacedEdge {
  const bend = (x2 - x1) / 2
  return {
    ...edge,
    path: `M${flip(x1)} ${y1}C${flip(x1 + bend)} ${y1} ${flip(x2 - bend)} ${y2} ${flip(x2)} ${y2}`,
    at: { x: flip(x1 + bend), y: (y1 + y2) / 2 },
  }
}

/** Runs in the gaps beside columns and in a lane of its own, never through a state. */
function route(
  edge: Edge,
  { x1, y1, x2, y2, fromRight }: Ends,
  lane: number,
  index: number,
  flip: (x: number) => number,
): PlacedEdge {
  const out = x1 + 10 + (index % 6) * 6
  if (fromRight)
    return {
      ...edge,
      path: `M${flip(x1)} ${y1}H${flip(out)}V${y2}H${flip(x2)}`,
      at: { x: flip(out), y: (y1 + y2) / 2 },
    }
  const into = x2 - 14 - (index % 5) * 6
  return {
    ...edge,
    path: `M${flip(x1)} ${y1}H${flip(out)}V${lane}H${flip(into)}V${y2}H${flip(x2)}`,
    at: { x: flip((out + into) / 2), y: lane },
  }
}

import type { Geometry } from 'geojson'

export type Point = readonly [longitude: number, latitude: number]
export type Line = readonly Point[]

export interface Frame {
  readonly width: number
  readonly height: number
  /** From longitude and latitude to the drawing, north up. */
  place(point: Point): readonly [x: number, y: number]
}

/** Every ring or line of a shape. */
export function linesOf(geometry: Geometry): Line[] {
  if (geometry.type === 'Polygon') return geometry.coordinates as unknown as Line[]
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat() as unknown as Line[]
  if (geometry.type === 'LineString') return [geometry.coordinates as unknown as Line]
  if (geometry.type === 'MultiLineString') return geometry.coordinates as unknown as Line[]
  return []
}

/** A frame around all lines. Degrees of longitude are narrowed by the cosine of the middle latitude, so that shapes keep their form. */
export function frameOf(lines: readonly Line[], width = 800, margin = 8): Frame {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const line of lines)
    for (const [x, y] of line) {
      west = Math.min(west, x)
      east = Math.max(east, x)
      south = Math.min(south, y)
      north = Math.max(north, y)
    }
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = (width - 2 * margin) / ((east - west) * narrow)
  return {
    width,
    height: Math.ceil((north - south) * scale + 2 * margin),
    place: ([x, y]) => [margin + (x - west) * narrow * scale, margin + (north - y) * scale],
  }
}

/** The lines as an SVG path. */
export function pathOf(lines: readonly Line[], frame: Frame, closed: boolean): string {
  return lines
    .map((line) => {
      const points = line.map((point) => {
        const [x, y] = frame.place(point)
        return `${x.toFixed(1)} ${y.toFixed(1)}`
      })
      return `M${points.join('L')}${closed ? 'Z' : ''}`
    })
    .join('')
}

import { describe, expect, it } from 'vitest'
import { weigh } from './build-web.ts'

const manifest = {
  'main.tsx': {
    file: 'main.js',
    isEntry: true,
    imports: ['_react.js'],
    dynamicImports: ['HomePage.tsx'],
    css: ['main.css'],
  },
  '_react.js': { file: 'react.js' },
  'HomePage.tsx': { file: 'home.js', imports: ['_react.js', '_load.js'], css: ['main.css', 'home.css'] },
  '_load.js': { file: 'load.js' },
  '../../platform/i18n/en.json': { file: 'en.js' },
  'CasePage.tsx': { file: 'case.js', imports: ['_load.js'] },
  'ChartDrawing.tsx': { file: 'assets/ChartDrawing-1.js' },
  'icons.svg': { file: 'icons.svg' },
}
const sizes =
  (changed: Record<string, number> = {}) =>
  (file: string) =>
    changed[file] ?? 10 * 1024

describe('the weight of the browser part', () => {
  it('counts for the first page all that it needs, once', () => {
    const weights = weigh(manifest, sizes())
    expect(weights.initial).toBe(5 * 10 * 1024)
    expect(weights.css).toBe(2 * 10 * 1024)
    expect(weights.chunks.map(({ file }) => file)).toEqual(['case.js', 'assets/ChartDrawing-1.js'])
    expect(weights.tooHeavy).toEqual([])
  })

  it('refuses a first page, styles or a chunk above its limit, and lets the drawing library be', () => {
    const heavy = {
      'react.js': 150 * 1024,
      'home.css': 25 * 1024,
      'case.js': 61 * 1024,
      'assets/ChartDrawing-1.js': 200 * 1024,
    }
    expect(weigh(manifest, sizes(heavy)).tooHeavy).toEqual([
      'The first page: 190.0 KB is above 180.0 KB',
      'Its styles: 35.0 KB is above 30.0 KB',
      'case.js: 61.0 KB is above 60.0 KB',
    ])
  })

  it('does not pass a build in which it cannot find the first page', () => {
    const { 'HomePage.tsx': _, ...rest } = manifest
    expect(() => weigh(rest, sizes())).toThrow('not found')
  })
})

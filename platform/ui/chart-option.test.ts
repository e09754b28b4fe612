import { expect, it } from 'vitest'
import { chartOption } from './chart-option.ts'
import { light } from './tokens.ts'

const data = {
  kind: 'line',
  categories: ['Jan', 'Feb'],
  series: [{ name: 'Held', values: [10, null] }],
} as const
const manner = { tokens: light, rightToLeft: false, font: 'serif', number: (value: number) => `#${value}` }

it('runs time from right to left in Urdu, with the values on the right', () => {
  const urdu = chartOption(data, { ...manner, rightToLeft: true })
  expect([urdu.xAxis.inverse, urdu.yAxis.position]).toEqual([true, 'right'])
  const english = chartOption(data, manner)
  expect([english.xAxis.inverse, english.yAxis.position]).toEqual([false, 'left'])
})

it('stacks only stacked bars and writes numbers as the product does', () => {
  expect(chartOption({ ...data, kind: 'stacked-bar' }, manner).series[0]).toMatchObject({
    type: 'bar',
    stack: 'all',
  })
  expect(chartOption({ ...data, kind: 'bar' }, manner).series[0]).not.toHaveProperty('stack')
  expect(chartOption({ ...data, unit: 'men' }, manner).tooltip.valueFormatter(7)).toBe('#7 men')
  expect(chartOption(data, manner).tooltip.valueFormatter(null)).toBe('—')
})

it('has no half on the axis where whole things are counted', () => {
  expect(chartOption(data, manner).yAxis).toMatchObject({ minInterval: 1 })
  const shares = { ...data, series: [{ name: 'Share', values: [0.4, 0.6] }] }
  expect(chartOption(shares, manner).yAxis).not.toHaveProperty('minInterval')
})

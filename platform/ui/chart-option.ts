import type { ChartData } from './Chart.tsx'
import type { Tokens } from './tokens.ts'

interface Manner {
  readonly tokens: Tokens
  readonly rightToLeft: boolean
  readonly font: string
  readonly number: (value: number) => string
}

/** Told apart by lightness and by mark or pattern, not by hue alone. */
const marks = ['circle', 'rect', 'triangle', 'diamond'] as const
const dashes = ['solid', 'dashed', 'dotted', 'solid'] as const

/** The drawing's settings. In Urdu time runs from right to left and the value axis stands on the right. */
export function chartOption({ kind, categories, series, unit }: ChartData, manner: Manner) {
  const { tokens, rightToLeft, font, number } = manner
  const colours = [tokens.accent, tokens.blue, tokens.amber, tokens.grey]
  const bars = kind === 'bar' || kind === 'stacked-bar'
  return {
    animation: false,
    color: colours,
    textStyle: { fontFamily: font, fontSize: 13, color: tokens.ink },
    grid: { left: 8, right: 8, top: 40, bottom: 8, containLabel: true },
    legend: {
      show: series.length > 1,
      top: 0,
      ...(rightToLeft ? { right: 0 } : { left: 0 }),
      textStyle: { color: tokens.ink, fontFamily: font },
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: tokens.surface,
      borderColor: tokens.lineStrong,
      textStyle: { color: tokens.ink, fontFamily: font },
      valueFormatter: (value: unknown) =>
        typeof value === 'number' ? `${number(value)}${unit === undefined ? '' : ` ${unit}`}` : '—',
    },
    xAxis: {
      type: 'category',
      data: categories,
      inverse: rightToLeft,
      axisLine: { lineStyle: { color: tokens.lineStrong } },
      axisTick: { show: false },
      axisLabel: { color: tokens.inkSoft },
    },
    yAxis: {
      type: 'value',
      position: rightToLeft ? 'right' : 'left',
      // Where whole things are counted there is no half of one on the axis.
      ...(series.every((one) => one.values.every((value) => value === null || Number.isInteger(value)))
        ? { minInterval: 1 }
        : {}),
      axisLabel: { color: tokens.inkSoft, formatter: (value: number) => number(value) },
      splitLine: { lineStyle: { color: tokens.line } },
    },
    series: series.map((one, index) => ({
      name: one.name,
      type: bars ? 'bar' : 'line',
      data: one.values,
      ...(kind === 'stacked-bar' ? { stack: 'all' } : {}),
      ...(kind === 'area' ? { areaStyle: { opacity: 0.15 } } : {}),
      ...(bars
        ? { barMaxWidth: 36 }
        : {
            symbol: marks[index % marks.length],
            symbolSize: 7,
            lineStyle: { width: 2, type: dashes[index % dashes.length] },
          }),
    })),
  }
}

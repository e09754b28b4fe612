import { useComputedColorScheme } from '@mantine/core'
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { formatNumber } from '../i18n/format.ts'
import classes from './Chart.module.css'
import type { ChartData } from './Chart.tsx'
import { chartOption } from './chart-option.ts'
import { useLanguage } from './language.ts'
import { dark, light } from './tokens.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer])

export function ChartDrawing(data: ChartData) {
  const place = useRef<HTMLDivElement>(null)
  const rightToLeft = useLanguage() === 'ur'
  const tokens = useComputedColorScheme('light') === 'dark' ? dark : light
  const key = JSON.stringify(data)
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const chart = init(element)
    const font = getComputedStyle(element).fontFamily
    chart.setOption(
      chartOption(JSON.parse(key) as ChartData, { tokens, rightToLeft, font, number: formatNumber }),
    )
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [key, rightToLeft, tokens])
  // The figure around it carries the title, the summary and the table.
  return <div ref={place} className={classes.drawing} aria-hidden="true" />
}

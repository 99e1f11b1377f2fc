import type { EChartsCoreOption } from 'echarts/core'

import type { ChartData, ChartSeries } from './chart-data.ts'

export interface Colours {
  readonly main: string
  readonly other: string
  readonly faint: string
  /** Of the grid. */
  readonly line: string
  readonly words: string
}

/** What the library is told to draw. `still`: without motion. */
export function optionsOf(
  { places, series, form, say }: ChartData,
  { colours, still }: { readonly colours: Colours; readonly still: boolean },
): EChartsCoreOption {
  const words = { color: colours.words, fontFamily: 'inherit', fontSize: 12 }
  const many = places.length > 45
  return {
    animation: !still,
    animationDuration: 150,
    animationDurationUpdate: 150,
    grid: { left: 4, right: 12, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: places.map(({ short }) => short),
      boundaryGap: form === 'bars',
      axisLine: { lineStyle: { color: colours.faint } },
      axisTick: { show: false },
      axisLabel: { ...words, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      scale: form === 'line',
      splitNumber: 3,
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...words, formatter: (value: number) => say.short(value) },
    },
    series: series.map((one) => (form === 'bars' && one.role !== 'before' ? barsOf(one, colours) : lineOf(one, { colours, many }))),
  }
}

function barsOf({ values, role }: ChartSeries, colours: Colours) {
  const color = role === 'main' ? colours.main : colours.other
  return { type: 'bar', data: values, barMaxWidth: 28, itemStyle: { color, borderRadius: [2, 2, 0, 0] }, silent: true }
}

const forms = {
  main: { width: 2, type: 'solid' },
  before: { width: 1.5, type: [3, 3] },
  other: { width: 2, type: [10, 4] },
} as const

function lineOf({ values, role }: ChartSeries, { colours, many }: { colours: Colours; many: boolean }) {
  const color = { main: colours.main, before: colours.faint, other: colours.other }[role]
  return {
    type: 'line',
    data: values,
    // A day between two that are not told would be no line at all.
    showSymbol: !many && role !== 'before',
    symbol: role === 'other' ? 'rect' : 'circle',
    symbolSize: 5,
    lineStyle: { ...forms[role], color },
    itemStyle: { color },
    ...(role === 'main' && { areaStyle: { color, opacity: 0.08, origin: 'start' } }),
    z: role === 'before' ? 1 : 2,
    silent: true,
  }
}

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

interface Look {
  readonly colours: Colours
  /** Without motion. */
  readonly still: boolean
}

/** What the library is told to draw. */
export function optionsOf(data: ChartData, { colours, still }: Look): EChartsCoreOption {
  const { form, level = false, say } = data
  const words = { color: colours.words, fontFamily: 'inherit', fontSize: 12 }
  return {
    animation: !still,
    animationDuration: 150,
    animationDurationUpdate: 150,
    grid: { left: 4, right: 16, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      ...axisOf(data),
      boundaryGap: form === 'bars',
      axisLine: { lineStyle: { color: colours.faint } },
      axisTick: { show: false },
      axisLabel: { ...words, hideOverlap: true, ...axisOf(data).axisLabel },
    },
    yAxis: {
      type: 'value',
      scale: level,
      splitNumber: 3,
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...words, formatter: (value: number) => say.short(value) },
    },
    series: data.series.map((one) => (form === 'bars' && one.role !== 'before' ? barsOf(one, colours) : lineOf(one, { colours, data }))),
  }
}

/** Places side by side, or where they are in time. */
function axisOf({ places, say: { when = String } }: ChartData) {
  if (places[0]?.at === undefined) return { type: 'category', data: places.map(({ short }) => short) }
  return {
    type: 'time',
    splitNumber: 6,
    splitLine: { show: false },
    minInterval: 60_000,
    // The newest stands at the edge, where half of its name would be cut.
    axisLabel: { formatter: (time: number) => when(time), alignMaxLabel: 'right' },
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

function lineOf({ values, role }: ChartSeries, { colours, data: { places, series, level } }: { colours: Colours; data: ChartData }) {
  const color = { main: colours.main, before: colours.faint, other: colours.other }[role]
  const isFilled = role === 'main' && level !== true && series.every((one) => one.role !== 'other')
  return {
    type: 'line',
    data: values.map((value, index) => (places[index]?.at === undefined ? value : [places[index].at, value])),
    // A day between two that are not told would be no line at all.
    showSymbol: role !== 'before' && places.length <= 45,
    symbol: role === 'other' ? 'rect' : 'circle',
    symbolSize: 5,
    lineStyle: { ...forms[role], color },
    itemStyle: { color },
    ...(isFilled && { areaStyle: { color, opacity: 0.08 } }),
    z: role === 'before' ? 1 : 2,
    silent: true,
  }
}

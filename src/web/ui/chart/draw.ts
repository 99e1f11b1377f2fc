import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

import { nearest, type ChartData } from './chart-data.ts'
import { optionsOf, type Colours } from './options-of.ts'

use([BarChart, LineChart, GridComponent, SVGRenderer])

/** A place of the axis, in pixels from the left of a picture so wide. */
interface Pointed {
  readonly place: number
  readonly x: number
  readonly width: number
}

export interface Drawn {
  readonly show: (data: ChartData) => void
  /** Where a place of the axis stands. */
  readonly at: (place: number) => Pointed
  readonly end: () => void
}

/** A picture inside an element, as wide as it; tells at which place of the axis a mouse or finger is. */
export function draw(element: HTMLElement, point: (at: Pointed | undefined) => void): Drawn {
  const chart = init(element, null, { renderer: 'svg' })
  const watching = new ResizeObserver(() => chart.resize())
  watching.observe(element)
  let places: ChartData['places'] = []
  const at = (place: number) => ({
    place,
    x: chart.convertToPixel({ xAxisIndex: 0 }, places[place]?.at ?? place),
    width: element.clientWidth,
  })
  chart.getZr().on('mousemove', ({ offsetX, offsetY }) => {
    const inside = chart.containPixel('grid', [offsetX, offsetY])
    const [there = 0] = inside ? [chart.convertFromPixel({ xAxisIndex: 0 }, offsetX)].flat() : []
    point(inside ? at(nearest(places, there)) : undefined)
  })
  return {
    show: (data) => {
      places = data.places
      chart.setOption(optionsOf(data, { colours: coloursOf(element), still: isStill() }), true)
    },
    at,
    end: () => {
      watching.disconnect()
      chart.dispose()
    },
  }
}

/** As the page's scheme has them at this moment. */
function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element)
  const named = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return { main: named('ember-text'), other: named('ink'), faint: named('line-strong'), line: named('line'), words: named('ink-soft') }
}

function isStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}

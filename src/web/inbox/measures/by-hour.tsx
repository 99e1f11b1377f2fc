import { useMemo } from 'react'

import type { Measures } from '#contract/inbox'

import { useFormat } from '../../language/use-format.ts'
import { fullHour } from '../../language/week.ts'
import type { ChartData } from '../../ui/chart/chart-data.ts'
import { Chart } from '../../ui/chart/chart.tsx'
import { useMeasuresText } from './use-measures-text.ts'

/** How much is said in each hour of the day, and how much of it was acted on. */
export function ByHour({ byHour }: Pick<Measures, 'byHour'>) {
  const words = useMeasuresText()
  const format = useFormat()
  const data = useMemo((): ChartData => {
    const { received, acted } = words.columns
    return {
      places: byHour.map(({ hour }) => {
        const time = fullHour(hour)
        return { short: time, full: time }
      }),
      series: [
        { name: received, role: 'main', values: byHour.map((each) => each.received) },
        { name: acted, role: 'other', values: byHour.map((each) => each.acted) },
      ],
      form: 'bars',
      say: { full: format.number, short: format.number },
    }
  }, [byHour, words, format])
  return <Chart label={words.byHour} data={data} />
}

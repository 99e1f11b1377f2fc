import { useMemo } from 'react'

import type { LinkClicks } from '#contract/links'

import { useFormat } from '../language/use-format.ts'
import type { ChartData } from '../ui/chart/chart-data.ts'
import { Chart } from '../ui/chart/chart.tsx'
import { othersOf } from './others-of.ts'
import { useLinksText } from './use-links-text.ts'

/** A column for each day's persons, and a faint line for the programs. */
export function DayColumns({ days }: Pick<LinkClicks, 'days'>) {
  const { figures } = useLinksText()
  const format = useFormat('UTC')
  const data = useMemo((): ChartData => {
    const noon = (day: string) => `${day}T12:00:00Z`
    return {
      places: days.map(({ day }) => ({ short: format.dayMonth(noon(day)), full: format.date(noon(day)) })),
      series: [
        { name: figures.persons, role: 'main', values: days.map(({ counts }) => counts.persons) },
        { name: figures.all, role: 'before', values: days.map(({ counts }) => othersOf(counts)) },
      ],
      form: 'bars',
      say: { full: format.number, short: format.number },
    }
  }, [days, figures, format])
  return <Chart label={figures.title} data={data} />
}

import type { ChartData } from './chart-data.ts'
import { useChartText } from './use-chart-text.ts'

import styles from './chart.module.css'

/** The same values to be read, newest first as they are asked for most. */
export function ChartTable({ label, data: { places, series, say } }: { label: string; data: ChartData }) {
  const words = useChartText()
  const rows = places.map((place, index) => ({ place, index })).toReversed()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keyboard
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ place, index }) => (
            <tr key={place.full}>
              <th scope="row">{place.full}</th>
              {series.map(({ name, values }) => (
                <td key={name}>{inWords(values[index], say.full, words.notKnown)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function inWords(value: number | null | undefined, say: (value: number) => string, notKnown: string): string {
  return value === null || value === undefined ? notKnown : say(value)
}

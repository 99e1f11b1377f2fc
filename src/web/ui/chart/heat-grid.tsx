import { useState, type KeyboardEvent } from 'react'

import { moved, shadeOf, type HeatCell } from './heat-cells.ts'
import { useChartText } from './use-chart-text.ts'

import styles from './heat-grid.module.css'

interface HeatGridProps {
  label: string
  rows: readonly string[]
  columns: readonly string[]
  /** Row by row, as many as there are columns. */
  cells: readonly (readonly HeatCell[])[]
  /** All there is to say of a cell, its place included. */
  say: (cell: HeatCell, row: number, column: number) => string
}

/** Values by two things at once. It is a table, darker where there is more; one cell at a time is told in words below. */
export function HeatGrid({ label, rows, columns, cells, say }: HeatGridProps) {
  const words = useChartText()
  const [at, setAt] = useState<{ row: number; column: number }>()
  const [home, setHome] = useState({ row: 0, column: 0 })
  const top = Math.max(...cells.flat().map(({ value }) => value ?? 0))
  const told = at && cells[at.row]?.[at.column]
  function walk(event: KeyboardEvent<HTMLTableElement>): void {
    const to = moved(home, event.key, { rows: rows.length, columns: columns.length })
    if (!to) return
    event.preventDefault()
    event.currentTarget.querySelector<HTMLElement>(`[data-at='${to.row} ${to.column}']`)?.focus()
  }
  return (
    <figure className={styles.figure}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the pattern of a grid: one stop, then arrows */}
      <table className={styles.grid} role="grid" aria-label={label} aria-readonly onKeyDown={walk} onPointerLeave={() => setAt(undefined)}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{label}</span>
            </th>
            {columns.map((column, index) => (
              <th key={column} scope="col">
                <span className={index % 3 === 0 ? undefined : 'visually-hidden'}>{column}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((name, row) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map((place, column) => {
                const cell = cells[row]?.[column] ?? nobody
                return (
                  <td
                    key={place}
                    data-at={`${row} ${column}`}
                    data-thin={cell.thin || undefined}
                    data-none={cell.value === null || undefined}
                    style={{ backgroundColor: `color-mix(in oklab, var(--ember-text) ${shadeOf(cell.value, top)}%, var(--sunken))` }}
                    tabIndex={home.row === row && home.column === column ? 0 : -1}
                    onFocus={() => (setHome({ row, column }), setAt({ row, column }))}
                    onPointerEnter={() => setAt({ row, column })}
                  >
                    <span className="visually-hidden">{say(cell, row, column)}</span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption className={styles.caption}>
        <span className={styles.told} aria-hidden="true">
          {at && told ? say(told, at.row, at.column) : ''}
        </span>
        <span className={styles.scale}>
          {words.fewer} <i className={styles.ramp} aria-hidden="true" /> {words.more}
          <i className={styles.thin} aria-hidden="true" /> {words.thin}
        </span>
      </figcaption>
    </figure>
  )
}

const nobody: HeatCell = { value: null, count: 0, thin: false }

import type { ReactNode } from 'react'

import type { Block } from '#contract/reports'

import styles from './sheet.module.css'

export function TableBlock({ block: { title, first, columns, rows } }: { block: Extract<Block, { kind: 'table' }> }) {
  return (
    <Table title={title} first={first} columns={columns}>
      {rows.map(({ name, figures }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a run does not change, and names may be alike
        <tr key={index}>
          <th scope="row">{name}</th>
          {figures.map(({ said }, place) => (
            <td key={columns[place]}>{said}</td>
          ))}
        </tr>
      ))}
    </Table>
  )
}

export function ComparisonBlock({ block: { title, first, columns, rows } }: { block: Extract<Block, { kind: 'comparison' }> }) {
  return (
    <Table title={title} first={first} columns={columns}>
      {rows.map(({ name, now, before, change }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td>{now.said}</td>
          <td>{before.said}</td>
          <td>
            {change && (
              <span className={styles.tone} data-tone={change.tone}>
                {change.said}
              </span>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

interface TableProps {
  title: string
  first: string
  columns: readonly string[]
  children: ReactNode
}

function Table({ title, first, columns, children }: TableProps) {
  return (
    <>
      <p className={styles.name}>{title}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keyboard */}
      <div className={styles.scroll} role="region" aria-label={title} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </>
  )
}

import type { LinkClicks } from '#contract/links'

import { useFormat } from '../language/use-format.ts'
import { othersOf } from './others-of.ts'
import { useLinksText } from './use-links-text.ts'

import styles from './link-drawer.module.css'

/** A column for each day: persons below, programs above them. */
export function DayColumns({ days }: Pick<LinkClicks, 'days'>) {
  const { figures } = useLinksText()
  const format = useFormat('UTC')
  const most = Math.max(1, ...days.map(({ counts }) => counts.persons + othersOf(counts)))
  const [first, last] = [days[0]?.day, days.at(-1)?.day]
  const nameOf = (day: string) => format.date(`${day}T00:00:00Z`)
  return (
    <figure className={styles.chart}>
      <ol className={styles.days} style={{ gridTemplateColumns: `repeat(${days.length}, minmax(0, 1fr))` }}>
        {days.map(({ day, counts }) => {
          const others = othersOf(counts)
          const said = figures.day(nameOf(day), format.number(counts.persons), format.number(others))
          return (
            <li key={day} title={said}>
              <span className={styles.others} style={{ height: `${(others / most) * 100}%` }} aria-hidden="true" />
              <span className={styles.persons} style={{ height: `${(counts.persons / most) * 100}%` }} aria-hidden="true" />
              <span className="visually-hidden">{said}</span>
            </li>
          )
        })}
      </ol>
      <figcaption className={styles.legend}>
        <span>{first !== undefined && nameOf(first)}</span>
        <span className={styles.key} data-of="persons">
          {figures.persons}
        </span>
        <span className={styles.key} data-of="others">
          {figures.all}
        </span>
        <span>{last !== undefined && nameOf(last)}</span>
      </figcaption>
    </figure>
  )
}

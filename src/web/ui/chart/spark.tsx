import { sparkPath } from './spark-path.ts'

import styles from './spark.module.css'

/** A small line beside a number that says the same in words; the days that nobody told are gaps. */
export function Spark({ values }: { values: readonly (number | null)[] }) {
  return (
    <svg className={styles.spark} viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
      <path d={sparkPath(values, { width: 100, height: 24 })} />
    </svg>
  )
}

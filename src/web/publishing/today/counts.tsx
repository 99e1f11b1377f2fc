import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'

import styles from './today.module.css'

/** Three numbers: what goes out today, this week, and what is still being written. */
export function Counts({ today, week, drafts }: { today: number; week: number; drafts: number }) {
  const words = useText().today.counts
  const format = useFormat()
  const counts = [
    { word: words.today, count: today },
    { word: words.week, count: week },
    { word: words.drafts, count: drafts },
  ]
  return (
    <dl className={styles.counts}>
      {counts.map(({ word, count }) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{format.number(count)}</dd>
        </div>
      ))}
    </dl>
  )
}

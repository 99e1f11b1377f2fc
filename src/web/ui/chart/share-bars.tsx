import styles from './share-bars.module.css'

interface ShareBarsProps {
  label: string
  /** Largest first; `part` of 1 is the longest there can be. */
  bars: readonly { readonly key: string; readonly name: string; readonly value: string; readonly part: number }[]
}

/** Parts of a whole, or sizes beside one another, each with its name and number. */
export function ShareBars({ label, bars }: ShareBarsProps) {
  return (
    <ol className={styles.bars} aria-label={label}>
      {bars.map(({ key, name, value, part }) => (
        <li key={key}>
          <span className={styles.name} title={name}>
            {name}
          </span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ width: `${Math.max(0.5, part * 100)}%` }} />
          </span>
          <span className={styles.value}>{value}</span>
        </li>
      ))}
    </ol>
  )
}

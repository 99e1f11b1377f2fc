import type { Block } from '#contract/reports'

import styles from './sheet.module.css'

/** Bars that lie, each with its name before and its number behind it. */
export function BarsBlock({ block: { title, bars } }: { block: Extract<Block, { kind: 'chart' }> }) {
  const most = Math.max(1e-9, ...bars.map(({ figure }) => Math.abs(figure.value ?? 0)))
  return (
    <>
      <p className={styles.name}>{title}</p>
      <dl className={styles.bars}>
        {bars.map(({ name, figure }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a run does not change, and names may be alike
          <div key={index} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>
              <span className={styles.bar} style={{ width: `${(Math.abs(figure.value ?? 0) / most) * 100}%` }} aria-hidden="true" />
              <span className={styles.said}>{figure.said}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

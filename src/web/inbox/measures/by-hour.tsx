import type { Measures } from '#contract/inbox'

import { useFormat } from '../../language/use-format.ts'
import { useMeasuresText } from './use-measures-text.ts'

import styles from './measures.module.css'

/** How much is said in each hour of the day, and how much of it was acted on. */
export function ByHour({ byHour }: Pick<Measures, 'byHour'>) {
  const words = useMeasuresText()
  const format = useFormat()
  const most = Math.max(1, ...byHour.map(({ received }) => received))
  return (
    <ol className={styles.hours}>
      {byHour.map(({ hour, received, acted }) => {
        const time = `${String(hour).padStart(2, '0')}:00`
        return (
          <li key={hour} title={words.hour(time, format.number(received), format.number(acted))}>
            <span className={styles.column} aria-hidden="true">
              <span className={styles.received} style={{ height: `${(received / most) * 100}%` }}>
                <span className={styles.acted} style={{ height: `${received === 0 ? 0 : (acted / received) * 100}%` }} />
              </span>
            </span>
            <span className={styles.hour} aria-hidden="true">
              {hour % 6 === 0 ? time : ''}
            </span>
            <span className="visually-hidden">{words.hour(time, format.number(received), format.number(acted))}</span>
          </li>
        )
      })}
    </ol>
  )
}

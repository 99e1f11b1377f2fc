import type { Count } from '#networks/network'

import { useFormat } from '../../language/use-format.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './text-count.module.css'

/** How much room is left. It speaks up only when it is getting short: a counter that always shouts is not heard. */
export function TextCount({ id, count }: { id: string; count: Count | undefined }) {
  const words = useComposerText()
  const format = useFormat()
  if (count === undefined) return <span id={id} />
  const left = count.max - count.used
  const tone = left < 0 ? 'bad' : left < count.max / 10 ? 'wait' : 'calm'
  return (
    <span id={id} className={styles.count} data-tone={tone} title={left < 0 ? words.over(-left) : words.left(left)}>
      <span aria-hidden="true">
        {format.number(count.used)} / {format.number(count.max)}
      </span>
      <span className="visually-hidden">{left < 0 ? words.over(-left) : words.left(left)}</span>
    </span>
  )
}

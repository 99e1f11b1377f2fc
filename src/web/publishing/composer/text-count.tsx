import type { Count } from '#networks/network'

import { useFormat } from '../../language/use-format.ts'
import type { Reading } from './check-draft.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './text-count.module.css'

/** How much room is left, and how many hashtags where they are limited. It speaks up only when it is getting short: a counter that always shouts is not heard. */
export function TextCount({ id, reading: { count, tags } }: { id: string; reading: Pick<Reading, 'count' | 'tags'> }) {
  const words = useComposerText()
  return (
    <span id={id} className={styles.counts}>
      {tags !== undefined && tags.used > 0 && <Left count={tags} mark="#" left={words.tagsLeft} over={words.tagsOver} />}
      {count !== undefined && <Left count={count} left={words.left} over={words.over} />}
    </span>
  )
}

interface LeftProps {
  count: Count
  mark?: string
  left: (count: number) => string
  over: (count: number) => string
}

function Left({ count, mark = '', left: some, over }: LeftProps) {
  const format = useFormat()
  const left = count.max - count.used
  const sentence = left < 0 ? over(-left) : some(left)
  return (
    <span className={styles.count} data-tone={toneOf(count)} title={sentence}>
      <span aria-hidden="true">
        {mark}
        {format.number(count.used)} / {format.number(count.max)}
      </span>
      <span className="visually-hidden">{sentence}</span>
    </span>
  )
}

/** Calm until a tenth is left. */
export function toneOf({ used, max }: Count): 'bad' | 'wait' | 'calm' {
  if (used > max) return 'bad'
  return max - used < max / 10 ? 'wait' : 'calm'
}

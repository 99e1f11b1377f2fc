import { Checkbox, NativeSelect } from '@mantine/core'

import type { Ways } from '#contract/notifications'

import { useChoicesText } from './use-choices-text.ts'

import styles from './kind-ways.module.css'

interface KindWaysProps {
  name: string
  /** Whether it may wait for the daily letter. */
  mayWait: boolean
  ways: Ways
  onChoose: (ways: Ways) => void
}

/** One kind of notice, and the ways in which it comes. */
export function KindWays({ name, mayWait, ways, onChoose }: KindWaysProps) {
  const words = useChoicesText()
  const whens = (['at-once', 'daily', 'off'] as const).filter((when) => mayWait || when !== 'daily')
  const check = (way: 'inApp' | 'push') => (
    <Checkbox
      label={words.ways[way]}
      aria-label={words.of(words.ways[way], name)}
      checked={ways[way]}
      onChange={(event) => onChoose({ ...ways, [way]: event.currentTarget.checked })}
    />
  )
  return (
    <div className={styles.kind} role="group" aria-label={name}>
      <span className={styles.name}>{name}</span>
      <span className={styles.ways}>
        {check('inApp')}
        {check('push')}
        <NativeSelect
          className={styles.mail}
          aria-label={words.of(words.ways.email, name)}
          value={ways.email}
          data={whens.map((when) => ({ value: when, label: words.when[when] }))}
          onChange={(event) => {
            const email = whens.find((when) => when === event.currentTarget.value)
            if (email) onChoose({ ...ways, email })
          }}
        />
      </span>
    </div>
  )
}

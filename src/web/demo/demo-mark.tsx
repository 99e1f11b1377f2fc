import { Anchor } from '@mantine/core'
import { FlaskConical } from 'lucide-react'

import { useText } from '../language/text-provider.tsx'
import { RemoveDemo } from './remove-demo.tsx'
import { useDemo } from './use-demo.ts'

import styles from './demo-mark.module.css'

/** Over every screen of the demo: what this is, the way to its networks, and the way out. */
export function DemoMark() {
  const text = useText().demo
  const { data } = useDemo()
  return (
    <aside className={styles.mark} aria-label={text.mark}>
      <FlaskConical size={16} aria-hidden="true" />
      <p className={styles.words}>
        <strong>{text.mark}</strong> {data?.state === 'making' ? text.stillMaking(data.share) : text.markHint}
      </p>
      <Anchor href="/sandbox/" target="_blank" rel="noreferrer" size="sm">
        {text.networks}
      </Anchor>
      {data !== undefined && 'workspaceId' in data && <RemoveDemo variant="subtle" color="gray" size="compact-sm" />}
    </aside>
  )
}

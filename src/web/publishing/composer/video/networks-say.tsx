import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'

import { NetworkIcon } from '../../../ui/network-icon.tsx'
import type { Remark } from '../remarks.ts'
import { useComposerText } from '../use-composer-text.ts'

import styles from './video-editor.module.css'

const signs = { error: CircleAlert, warning: TriangleAlert, change: Info }

/** What each network will do with it, or why it will not take it. */
export function NetworksSay({ remarks }: { remarks: readonly Remark[] }) {
  const words = useComposerText()
  return (
    <section className={styles.say} aria-label={words.video.onNetworks}>
      <h3>{words.video.onNetworks}</h3>
      {remarks.length === 0 && (
        <p data-severity="good">
          <CircleCheck size={16} aria-hidden="true" /> {words.video.asItIs}
        </p>
      )}
      {remarks.map(({ finding: { severity }, networks, sentence }) => {
        const Sign = signs[severity]
        return (
          <p key={`${severity} ${sentence} ${networks.join(' ')}`} data-severity={severity}>
            <Sign size={16} aria-label={words.checks[severity]} />
            <span>{sentence}</span>
            {networks.map((network) => (
              <NetworkIcon key={network} network={network} size={14} />
            ))}
          </p>
        )
      })}
    </section>
  )
}

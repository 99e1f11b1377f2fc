import { ExternalLink } from 'lucide-react'

import type { NativePost } from '#contract/publishing'

import { useText } from '../../language/text-provider.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { useCards } from './cards-context.ts'

import styles from './native-card.module.css'

/** What was published in the network's own app: quieter than our posts, with the way there. */
export function NativeCard({ native, slim }: { native: NativePost; slim: boolean }) {
  const text = useText()
  const { format } = useCards()
  return (
    <div className={styles.card} data-slim={slim || undefined}>
      <div className={styles.head}>
        <NetworkIcon network={native.network} size={13} />
        <time dateTime={native.publishedAt}>{format.time(native.publishedAt)}</time>
        <ExternalLink className={styles.away} size={12} aria-hidden="true" />
      </div>
      <span className={styles.line}>
        {native.firstLine || (native.media > 0 ? text.calendar.images(native.media) : text.calendar.noText)}
        <span className="visually-hidden"> ({text.post.states.elsewhere})</span>
      </span>
    </div>
  )
}

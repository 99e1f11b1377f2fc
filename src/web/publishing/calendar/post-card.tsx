import type { PostSummary } from '#contract/publishing'

import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { postLooks } from '../post/states.ts'
import type { Occurrence } from '../time/wall-clock.ts'

import styles from './post-card.module.css'

interface PostCardProps {
  post: PostSummary
  occurrence?: Occurrence | undefined
  /** One line, for the month and short places. */
  slim?: boolean
}

/** A post in little: when, what, where, and how it stands. The state is at the edge as an icon with its word for those who cannot see it. */
export function PostCard({ post, occurrence, slim = false }: PostCardProps) {
  const text = useText()
  const format = useFormat()
  const { tone, icon: Icon } = postLooks[post.state]
  const at = post.publishedAt ?? post.planned?.at
  return (
    <div className={styles.card} data-tone={tone} data-slim={slim || undefined}>
      <div className={styles.head}>
        <span className={styles.state} title={text.post.states[post.state]}>
          <Icon size={13} aria-hidden="true" />
          <span className="visually-hidden">{text.post.states[post.state]}</span>
        </span>
        {at !== undefined && <time dateTime={at}>{format.time(at)}</time>}
        {occurrence !== undefined && <span>{occurrence === 'first' ? text.calendar.firstRound : text.calendar.secondRound}</span>}
        {!slim && (
          <span className={styles.networks}>
            {post.networks.map((network) => (
              <NetworkIcon key={network} network={network} size={13} />
            ))}
          </span>
        )}
      </div>
      <div className={styles.body}>
        <span className={styles.line}>
          {post.firstLine || (post.images > 0 ? text.calendar.images(post.images) : text.calendar.noText)}
        </span>
        {!slim && post.thumbUrl !== undefined && <img className={styles.thumb} src={post.thumbUrl} alt="" loading="lazy" />}
      </div>
    </div>
  )
}

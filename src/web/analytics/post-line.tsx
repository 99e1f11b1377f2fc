import { Link } from '@tanstack/react-router'

import type { MeasuredPost } from '#contract/analytics'

import { useMe } from '../frame/who.ts'
import { useFormat } from '../language/use-format.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { MediaThumb } from '../publishing/post/media-thumb.tsx'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'

import styles from './post-line.module.css'

/** A post in one line, which opens its page: what it shows, how it begins, where and when it was published by its brand's clock, which need not be the open one. */
export function PostLine({ post, timeZone }: { post: MeasuredPost; timeZone: string }) {
  const { posts: words, types, overview } = useAnalyticsText()
  const format = useFormat(timeZone)
  const { workspace } = useMe()
  const { accounts } = useFilterChoices()
  const account = accounts.find(({ id }) => id === post.accountId)
  return (
    <div className={styles.post}>
      {post.thumbMediaId === undefined ? (
        <span className={styles.blank}>
          <NetworkIcon network={post.network} size={18} label={false} />
        </span>
      ) : (
        <MediaThumb className={styles.thumb} url={`/media/${workspace.id}/${post.thumbMediaId}/thumb`} kind={kindOf(post)} />
      )}
      <div className={styles.words}>
        <Link
          from="/analytics"
          to="/analytics/posts/$measuredId"
          params={{ measuredId: post.id }}
          search={(now) => now}
          className={styles.line}
        >
          {post.firstLine || words.noText}
        </Link>
        <div className={styles.facts}>
          <NetworkIcon network={post.network} size={12} /> {account && `@${account.handle} · `}
          {types[post.type]} · {format.date(post.publishedAt)}
          {post.gone && ` · ${overview.gone}`}
        </div>
      </div>
    </div>
  )
}

function kindOf({ type }: MeasuredPost): 'image' | 'video' | 'document' {
  if (type === 'video' || type === 'short') return 'video'
  return type === 'document' ? 'document' : 'image'
}

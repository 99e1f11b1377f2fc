import { ExternalLink, Flag } from 'lucide-react'
import type { ReactNode } from 'react'

import type { NativePost, PostSummary } from '#contract/publishing'
import type { Campaign } from '#contract/strategy'

import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Tinted } from '../../ui/tinted.tsx'
import { MediaThumb } from '../post/media-thumb.tsx'
import { looksOf, stateInWords } from '../post/summary-looks.ts'
import { CategoryMark } from './category-mark.tsx'
import type { Entry } from './entries.ts'
import type { Modifiers } from './selection.ts'

import styles from './post-list.module.css'

interface PostListProps {
  entries: readonly Entry[]
  timeZone: string
  campaigns?: ReadonlyMap<string, Campaign>
  /** Stands before a post's line, such as a box to choose it. */
  before?: (post: PostSummary) => ReactNode
  onOpen: (post: PostSummary, event: Modifiers) => void
}

/** Posts one under the other: a day of the calendar where it is a list, and the day on Today. */
export function PostList({ entries, timeZone, campaigns, before, onOpen }: PostListProps) {
  const format = useFormat(timeZone)
  return (
    <ul className={styles.lines}>
      {entries.map((entry) => {
        const time = entry.at === undefined ? '' : format.time(entry.at)
        if (entry.kind === 'native') return <NativeLine key={entry.native.externalId} native={entry.native} time={time} />
        const { post } = entry
        return (
          <li key={post.id} className={styles.item}>
            {before?.(post)}
            <button type="button" className={styles.line} onClick={(event) => onOpen(post, event)}>
              <span className={styles.time}>{time}</span>
              <PostWords post={post} campaign={campaigns?.get(post.campaignId ?? '')} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function PostWords({ post, campaign }: { post: PostSummary; campaign: Campaign | undefined }) {
  const text = useText()
  const { tone, icon } = looksOf(post)
  return (
    <>
      {post.thumbUrl !== undefined && <MediaThumb className={styles.thumb} url={post.thumbUrl} kind={post.thumbKind} />}
      <span className={styles.words}>{post.firstLine || (post.media > 0 ? text.calendar.images(post.media) : text.calendar.noText)}</span>
      {post.category !== undefined && <CategoryMark name={post.category.name} />}
      {campaign !== undefined && (
        <span className={styles.campaign}>
          <Tinted colour={campaign.colour} icon={Flag}>
            {campaign.name}
          </Tinted>
        </span>
      )}
      <Networks networks={post.networks} />
      <StateBadge tone={tone} icon={icon}>
        {stateInWords(post, text)}
      </StateBadge>
    </>
  )
}

function NativeLine({ native, time }: { native: NativePost; time: string }) {
  const text = useText()
  return (
    <li className={styles.item}>
      <a className={styles.line} data-quiet href={native.url} target="_blank" rel="noopener noreferrer">
        <span className={styles.time}>{time}</span>
        <span className={styles.words}>
          {native.firstLine || (native.media > 0 ? text.calendar.images(native.media) : text.calendar.noText)}
        </span>
        <Networks networks={[native.network]} />
        <StateBadge tone="calm" icon={ExternalLink}>
          {text.post.states.elsewhere}
        </StateBadge>
      </a>
    </li>
  )
}

function Networks({ networks }: { networks: readonly string[] }) {
  return (
    <span className={styles.networks}>
      {networks.map((network) => (
        <NetworkIcon key={network} network={network} size={14} />
      ))}
    </span>
  )
}

import type { PostSummary } from '#contract/publishing'

import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { postLooks } from '../post/states.ts'
import { localOf } from '../time/wall-clock.ts'

import styles from './post-list.module.css'

interface PostListProps {
  posts: readonly PostSummary[]
  timeZone: string
  /** Under a heading for each day; without, only the lines. */
  byDay?: boolean
  onOpen: (postId: string) => void
}

/** Posts one under the other, day by day: the calendar where it is narrow, and the day on Today. */
export function PostList({ posts, timeZone, byDay = true, onOpen }: PostListProps) {
  const format = useFormat(timeZone)
  if (!byDay) return <Lines posts={posts} timeZone={timeZone} onOpen={onOpen} />
  return (
    <>
      {[...groupByDay(posts, timeZone)].map(([day, those]) => (
        <section key={day} className={styles.day}>
          <h2>{format.date(timeOf(those[0]) ?? day)}</h2>
          <Lines posts={those} timeZone={timeZone} onOpen={onOpen} />
        </section>
      ))}
    </>
  )
}

function Lines({ posts, timeZone, onOpen }: Omit<PostListProps, 'byDay'>) {
  const text = useText()
  const format = useFormat(timeZone)
  return (
    <ul className={styles.lines}>
      {posts.map((post) => {
        const { tone, icon } = postLooks[post.state]
        const at = timeOf(post)
        return (
          <li key={post.id}>
            <button type="button" className={styles.line} onClick={() => onOpen(post.id)}>
              <span className={styles.time}>{at === undefined ? '' : format.time(at)}</span>
              {post.thumbUrl !== undefined && <img className={styles.thumb} src={post.thumbUrl} alt="" loading="lazy" />}
              <span className={styles.words}>
                {post.firstLine || (post.images > 0 ? text.calendar.images(post.images) : text.calendar.noText)}
              </span>
              <span className={styles.networks}>
                {post.networks.map((network) => (
                  <NetworkIcon key={network} network={network} size={14} />
                ))}
              </span>
              <StateBadge tone={tone} icon={icon}>
                {text.post.states[post.state]}
              </StateBadge>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function timeOf(post: PostSummary | undefined): string | undefined {
  return post?.publishedAt ?? post?.planned?.at
}

function groupByDay(posts: readonly PostSummary[], timeZone: string): Map<string, PostSummary[]> {
  return Map.groupBy(posts, (post) => {
    const at = timeOf(post)
    return at === undefined ? '' : localOf(at, timeZone).slice(0, 10)
  })
}

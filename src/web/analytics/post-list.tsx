import { Button, Tooltip } from '@mantine/core'
import { CopyPlus } from 'lucide-react'

import type { MeasuredPost } from '#contract/analytics'
import type { Metric } from '#contract/metrics'

import { useMay } from '../frame/who.ts'
import type { About } from './definition.tsx'
import { MetricName } from './metric-name.tsx'
import { PostLine } from './post-line.tsx'
import { useAnalyticsText } from './use-analytics-text.ts'
import { useReuse } from './use-reuse.ts'
import { useSay } from './use-say.ts'

import styles from './post-list.module.css'

interface PostListProps {
  posts: readonly MeasuredPost[]
  /** The first is what they are ranked by. */
  metrics: readonly Metric[]
  /** The place of the first among all. */
  from: number
  brandId: string
  about: About
}

/** Posts in their order, each with its numbers and the way to use it again. */
export function PostList({ posts, metrics, from, brandId, about }: PostListProps) {
  const { posts: words } = useAnalyticsText()
  const say = useSay()
  const may = useMay()
  const reuse = useReuse(brandId)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">#</span>
          </th>
          <th scope="col">{words.post}</th>
          {metrics.map((metric) => (
            <th key={metric} scope="col">
              <MetricName metric={metric} about={about} />
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{words.reuse}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {posts.map((post, index) => (
          <tr key={post.id}>
            <td>{from + index}</td>
            <td className={styles.post}>
              <PostLine post={post} timeZone={about.timeZone} />
            </td>
            {metrics.map((metric) => (
              <td
                key={metric}
                data-none={(post.values[metric] ?? null) === null || undefined}
                title={say.full(metric, post.values[metric])}
              >
                {say.short(metric, post.values[metric])}
              </td>
            ))}
            <td>
              {may('posts.write') && (
                <Tooltip label={words.reuse}>
                  <Button variant="subtle" color="gray" size="compact-sm" aria-label={words.reuse} onClick={() => void reuse(post)}>
                    <CopyPlus size={16} aria-hidden="true" />
                  </Button>
                </Tooltip>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

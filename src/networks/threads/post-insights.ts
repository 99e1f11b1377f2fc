import { z } from 'zod'

import { type GraphMetric, insightsAnswer, metricsNamed, totalOf } from '../graph-insights.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import { knownFigures, sumOf } from '../known-figures.ts'
import type { AccountAccess, NetworkEnvironment, Outcome, PostAsked, PostInsights, PostReading, PostType } from '../network.ts'
import { ask, version } from './api.ts'
import { signedIn } from './session.ts'

/** By developers.facebook.com/documentation/threads/insights. */
const names = ['views', 'likes', 'replies', 'reposts', 'quotes', 'shares']

export const posts = {
  sources: [
    { metric: 'impressions', source: 'views', note: 'insights.views' },
    { metric: 'reactions', source: 'likes' },
    { metric: 'comments', source: 'replies', note: 'insights.replies' },
    { metric: 'shares', source: 'reposts + quotes + shares' },
  ],
  atOnce: 20,
  read: async (asked, access, environment) => {
    const at = { access, environment, counted: metricsNamed(names) }
    const read: PostReading[] = []
    for (const post of asked) {
      const one = await readPost(post, at)
      if (one.ok) read.push(one.value)
      // What is gone and what may not be seen is refused with the same words, so that neither proves anything.
      else if (one.trouble.kind !== 'rejected') return orRightMissing(one)
    }
    return { ok: true, value: { posts: read } }
  },
} satisfies PostInsights

interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
  readonly counted: ReturnType<typeof metricsNamed>
}

async function readPost({ externalId, type }: PostAsked, { access, environment, counted }: Asking): Promise<Outcome<PostReading>> {
  const node = { ...signedIn(access), path: `${version}/${encodeURIComponent(externalId)}` }
  const known = type ? undefined : await ask({ ...node, query: { fields: typeFields }, answer: nodeSchema }, environment)
  if (known?.ok === false) return known
  const told = await counted((metrics) => {
    return ask({ ...node, path: `${node.path}/insights`, query: { metric: metrics.join(',') }, answer: insightsAnswer }, environment)
  })
  if (!told.ok) return told
  return { ok: true, value: { externalId, figures: figuresOf(told.value), ...(known ? { type: typeOf(known.value) } : {}) } }
}

/** Shares are told of late, and not of everything: without them it is what else was passed on. */
function figuresOf(metrics: readonly GraphMetric[]): PostReading['figures'] {
  const values = new Map(metrics.map((metric) => [metric.name, totalOf(metric)]))
  return knownFigures([
    ['impressions', values.get('views')],
    ['reactions', values.get('likes')],
    ['comments', values.get('replies')],
    ['shares', sumOf(values.get('reposts'), values.get('quotes'), values.get('shares') ?? 0)],
  ])
}

const typeFields = 'id,media_type,link_attachment_url,poll_attachment'
const nodeSchema = z.object({ media_type: z.string(), link_attachment_url: z.string().optional(), poll_attachment: z.unknown().optional() })

function typeOf({ media_type: kind, link_attachment_url: link, poll_attachment: poll }: z.infer<typeof nodeSchema>): PostType {
  return typeByKind[kind] ?? (poll ? 'poll' : link ? 'link' : 'text')
}

const typeByKind: Readonly<Record<string, PostType>> = { IMAGE: 'image', VIDEO: 'video', CAROUSEL_ALBUM: 'gallery' }

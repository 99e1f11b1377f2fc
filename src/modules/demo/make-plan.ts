import type { z } from 'zod'

import type { MediaItem } from '#contract/media'
import type { ContentInput, publishing, When } from '#contract/publishing'
import { Refusal } from '#kit/errors'

import { plannedTime } from './days.ts'
import type { Around } from './make-accounts.ts'
import { campaignOf, type Sorting } from './make-sorting.ts'
import type { Written } from './story.ts'

interface Ready {
  readonly sorting: Sorting
  /** By network. */
  readonly accounts: ReadonlyMap<string, string>
  /** By alternative text. */
  readonly pictures: ReadonlyMap<string, MediaItem>
  readonly tell: (share: number) => Promise<void>
}

type NewPost = z.input<NonNullable<(typeof publishing.create)['~orpc']['inputSchema']>>

/** Writes the drafts, plans the coming weeks, and sends one post out at once. Each under a key, so that a second run makes none twice. */
export async function makePlan(around: Around, ready: Ready): Promise<void> {
  const { story, calendar } = around
  const planned = story.plan.map((post) => ({ post, when: { kind: 'at', local: plannedTime(calendar, post) } as const }))
  const posts: readonly { post: Written; when?: When }[] = [
    ...story.drafts.toReversed().map((post) => ({ post })),
    ...planned,
    ...[story.now, ...story.today].map((post) => ({ post, when: { kind: 'now' } as const })),
    { post: { on: [story.twice.on], parts: [story.twice.text] }, when: { kind: 'now' } },
  ]
  for (const [index, { post, when }] of posts.entries()) {
    const accountIds = post.on.flatMap((network) => ready.accounts.get(network) ?? [])
    if (accountIds.length > 0) {
      const input = { brandId: around.brandId, content: contentOf(around, ready, post), accountIds, ...sorted(ready.sorting, post) }
      await create(around, { key: `demo/post/${index}`, input: when ? { ...input, when } : input })
    }
    await ready.tell((index + 1) / posts.length)
  }
}

function sorted(sorting: Sorting, post: Written) {
  const labelIds = (post.labels ?? []).flatMap((label) => sorting.labels[label] ?? [])
  return { ...campaignOf(sorting, post.campaign), labelIds }
}

function contentOf({ language }: Around, { pictures }: Ready, post: Written): z.input<typeof ContentInput> {
  const media = (post.pictures ?? []).flatMap(({ alt }) => {
    const mediaId = pictures.get(alt)?.id
    return mediaId === undefined ? [] : [{ mediaId, alt }]
  })
  const networks = new Set([...Object.keys(post.otherwise ?? {}), ...Object.keys(post.settings ?? {})])
  const variant = (network: string) => {
    const text = post.otherwise?.[network]
    return { ...(text === undefined ? {} : { parts: [{ text, media }] }), settings: { ...post.settings?.[network] } }
  }
  return {
    languages: [language],
    parts: post.parts.map((text, index) => ({
      text,
      media: index === 0 ? media : [],
      ...(index === 0 && post.poll ? { poll: { options: [...post.poll], minutes: 24 * 60, multiple: false } } : {}),
    })),
    variants: Object.fromEntries([...networks].map((network) => [network, variant(network)])),
  }
}

/** A post whose time has come while the making was interrupted, or that a network’s rules do not take, is left out. */
async function create({ api, log }: Around, { key, input }: { key: string; input: NewPost }): Promise<void> {
  try {
    await api.publishing.create(input, { context: { idempotencyKey: key } })
  } catch (error) {
    if (!(error instanceof Refusal) || !['TIME_PASSED', 'NOT_ACCEPTED'].includes(error.code)) throw error
    log.warn({ err: error, key }, 'A post of the demo was left out')
  }
}

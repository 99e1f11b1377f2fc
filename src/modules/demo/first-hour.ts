import { setTimeout as passing } from 'node:timers/promises'

import { visitAt } from './link-visits.ts'
import type { Around } from './make-accounts.ts'
import type { Cast } from './make-people.ts'
import type { DemoNeeds } from './needs.ts'
import { crowdOfPost } from './past-crowd.ts'
import type { Written } from './story.ts'

interface Seeing extends Pick<DemoNeeds, 'linksDoor' | 'clock'> {
  readonly cast: readonly Cast[]
  readonly signal: AbortSignal
}

/** What goes out now is seen at once, as far as a first hour goes, and its links are followed. */
export async function firstHour(around: Around, seeing: Seeing): Promise<void> {
  await seeAll(around, seeing)
  await followAll(around, seeing)
}

/** After so long the demo opens without. */
const patienceMs = 20_000

async function seeAll({ story, log }: Around, { cast, signal }: Seeing): Promise<void> {
  const posts = [story.now, ...story.today]
  const end = Date.now() + patienceMs
  const waiting = new Set(
    posts.flatMap((post) => cast.filter(({ networkId }) => post.on.includes(networkId)).map((one) => ({ post, one }))),
  )
  while (waiting.size > 0 && Date.now() < end) {
    for (const each of waiting) {
      const id = liveOn(each.one, each.post)
      if (id === undefined) continue
      waiting.delete(each)
      see(each.one, { id, post: each.post })
    }
    if (waiting.size > 0) await passing(200, undefined, { signal })
  }
  for (const { one } of waiting) log.warn({ network: one.networkId }, 'A post of the demo was not out in time for its first hour')
}

function liveOn({ standIn, brand }: Cast, { parts: [text = ''] }: Written): string | undefined {
  const [beginning = ''] = text.split('\n')
  return standIn.posts({ profileId: brand.id, limit: 20 }).find((post) => post.text.startsWith(beginning))?.id
}

function see({ networkId, standIn }: Cast, { id, post }: { id: string; post: Written }): void {
  const [text = ''] = post.parts
  const [picture] = post.pictures ?? []
  const now = { weeksAgo: 0, day: 'mon', time: '19:00', on: post.on, text, liked: 0.6, ...(picture ? { picture } : {}) } as const
  const [wave] = crowdOfPost(networkId, now)
  if (wave) standIn.crowd?.({ on: id, figures: wave.figures })
}

/** The short links that posts got when they went out, by a few people each. */
async function followAll({ api, brandId }: Around, { linksDoor, clock }: Seeing): Promise<void> {
  const { links } = await api.links.list({ brandId, made: 'for-posts', limit: 100 })
  const door = linksDoor(clock)
  await door.start()
  try {
    for (const { url, target, network, clicks } of links) {
      if (clicks.persons > 0) continue
      const code = url.split('/').at(-1) ?? ''
      await Promise.all(visitAt({ target, network }).map((visit) => door.follow({ ...visit, code })))
    }
  } finally {
    await door.stop()
  }
}

import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'

import { guardedFetch } from '#kit/http'
import { openJobs } from '#kit/jobs'
import { closeServers, http } from '#kit/test-servers'
import type { Network, TimelinePost } from '#networks/network'

import { forgetTimeline } from './forget-timeline.ts'
import { listPosts } from './list-posts.ts'
import { overviewPosts } from './overview-posts.ts'
import { readTimelineJob } from './read-timeline-job.ts'
import { readTimeline } from './read-timeline.ts'
import { readTimelines } from './read-timelines.ts'
import { world, type World } from './test-world.ts'

const token = { proof: 'token' } as const
afterEach(closeServers)

test('what was published in the network’s own app stands on the calendar, and follows what happens to it there', async () => {
  await using here = await world(token)
  const profile = await showTimeline(here)
  profile.posts.push(native('b', 'Second\nline', 2), native('a', 'First', 5))
  await readNow(here)
  expect(await shown(here)).toEqual(['First', 'Second'])
  profile.posts.splice(0, 1, native('b', 'Second, rewritten', 2))
  await readNow(here)
  expect(await shown(here)).toEqual(['First', 'Second, rewritten'])
  profile.posts.pop()
  await readNow(here)
  expect(await shown(here)).toEqual(['Second, rewritten'])
  expect(profile.asked.map((since) => daysAgo(since))).toEqual([90, 7, 7])
})

test('our own posts are left out, also one that a timeline saw before we knew that it was live', async () => {
  await using here = await world(token)
  const profile = await showTimeline(here)
  here.worker()
  const known = await here.create('Known')
  const { external_id: externalId } = await here.until(known, 'published')
  profile.posts.push(native(externalId ?? '', 'Known', 0))
  await readNow(here)
  expect(await shown(here)).toEqual([])
  here.server.faults.push('accepted-then-reset')
  here.server.deafLooks = 1000
  const early = await here.create('Early')
  await expect.poll(() => here.server.posts.length).toBe(2)
  profile.posts.push(native(here.server.posts[1]?.id ?? '', 'Early', 0))
  await readNow(here)
  expect(await shown(here)).toEqual(['Early'])
  here.server.deafLooks = 0
  await here.hurryUntil(early, 'published')
  expect(await shown(here)).toEqual([])
})

test('a list that may be cut off says nothing about what is older than its end', async () => {
  await using here = await world(token)
  const profile = await showTimeline(here)
  profile.posts.push(native('old', 'Old', 6))
  await readNow(here)
  profile.posts.splice(0, 1, ...Array.from({ length: 100 }, (_, index) => native(`new ${index}`, `New ${index}`, 1)))
  await readNow(here)
  expect(await shown(here)).toContain('Old')
  profile.posts.pop()
  await readNow(here)
  expect(await shown(here)).not.toContain('Old')
})

test('trouble is waited out, longer each time, and as long as the network asks', async () => {
  await using here = await world(token)
  const profile = await showTimeline(here)
  profile.posts.push(native('a', 'Kept', 1))
  await readNow(here)
  expect(await minutesUntilNext(here)).toBe(15)
  const waits: number[] = []
  for (const status of [500, 503, 500]) {
    profile.statuses.push(status)
    await readNow(here)
    waits.push(await minutesUntilNext(here))
  }
  profile.statuses.push(429)
  await readNow(here)
  expect([...waits, await minutesUntilNext(here)]).toEqual([15, 30, 60, 600])
  expect(await shown(here)).toEqual(['Kept'])
  await readNow(here)
  expect(await minutesUntilNext(here)).toBe(15)
})

test('only profiles whose time has come are read, of networks that show a timeline, each once', async () => {
  await using here = await world(token)
  const jobs = openJobs({ connection: here.url })
  const read: string[] = []
  jobs.work(readTimelineJob, async ({ accountId }) => void read.push(accountId))
  await jobs.start()
  try {
    here.use({ jobs })
    await readTimelines(here.needs)
    await showTimeline(here)
    await Promise.all([readTimelines(here.needs), readTimelines(here.needs)])
    await expect.poll(() => read.toSorted()).toEqual(here.accounts.map(({ id }) => id).toSorted())
    await readTimelines(here.needs)
    await sql`update publishing.timeline set next_read_at = now() where account_id = ${read[1]}`.execute(here.db)
    await readTimelines(here.needs)
    await expect.poll(() => read.length).toBe(3)
    expect(read[2]).toBe(read[1])
  } finally {
    await jobs.stop(2000)
  }
})

test('a disconnected profile is forgotten, also by a reading that is under way', async () => {
  await using here = await world(token)
  const profile = await showTimeline(here)
  profile.posts.push(native('a', 'Gone', 1))
  await readNow(here)
  profile.beforeAnswer = () => forgetTimeline(here.db, profileOf(here))
  await readNow(here)
  expect(await shown(here)).toEqual([])
})

test('native posts are filtered by account, network and state, and belong to no campaign', async () => {
  await using here = await world(token)
  const profile = await showTimeline(here)
  profile.posts.push(native('a', 'Elsewhere', 1), { ...native('b', 'Harmful', 1), url: 'javascript:alert(1)' })
  await readNow(here)
  const [first, second] = here.accounts.map(({ id }) => id)
  expect(await shown(here, { state: ['elsewhere'], accountIds: [first ?? ''], networks: ['tea'] })).toEqual(['Elsewhere'])
  expect(await shown(here, { state: ['published'] })).toEqual([])
  expect(await shown(here, { accountIds: [second ?? ''] })).toEqual([])
  expect(await shown(here, { networks: ['coffee'] })).toEqual([])
  expect(await shown(here, { campaignIds: [randomUUID()] })).toEqual([])
  expect(await shown(here, { labelIds: [randomUUID()] })).toEqual([])
})

interface Profile {
  /** Newest first. */
  readonly posts: TimelinePost[]
  /** Statuses of the next answers. */
  readonly statuses: number[]
  readonly asked: string[]
  beforeAnswer: () => Promise<void>
}

/** From now on the network shows timelines, which come from a server of their own. */
async function showTimeline(here: World): Promise<Profile> {
  const profile: Profile = { posts: [], statuses: [], asked: [], beforeAnswer: async () => undefined }
  const origin = await http((request, response) => {
    profile.asked.push(new URL(request.url ?? '', 'http://timeline').searchParams.get('since') ?? '')
    void profile.beforeAnswer().then(() => response.writeHead(profile.statuses.shift() ?? 200).end(JSON.stringify(profile.posts)))
  })
  const tea = here.needs.network('tea')
  here.use({
    network: (id) => (tea && id === 'tea' ? { ...tea, timeline: timelineAt(origin) } : undefined),
    environment: () => ({
      fetch: guardedFetch({ allowOrigins: [here.server.origin, origin] }),
      options: {},
      now: () => Temporal.Now.instant(),
    }),
  })
  return profile
}

const Answer = z.array(z.object({ externalId: z.string(), url: z.string(), text: z.string(), media: z.number(), publishedAt: z.string() }))

function timelineAt(origin: string): NonNullable<Network['timeline']> {
  return {
    recent: async (since, _, environment) => {
      const answer = await environment.fetch(`${origin}/?since=${since.toString()}`, { signal: environment.signal })
      const reason = { code: 'server-trouble' }
      if (answer.status === 429) return { ok: false, trouble: { kind: 'slow-down', until: environment.now().add({ hours: 10 }), reason } }
      if (!answer.ok) return { ok: false, trouble: { kind: 'unavailable', reason } }
      const posts = Answer.parse(await answer.json())
      return { ok: true, value: posts.map((post) => ({ ...post, publishedAt: Temporal.Instant.from(post.publishedAt) })) }
    },
  }
}

function native(id: string, text: string, agoInDays: number): TimelinePost {
  const publishedAt = Temporal.Now.instant().subtract({ hours: agoInDays * 24, minutes: 1 })
  return { externalId: id, url: `https://tea.example/${id}`, text, media: 0, publishedAt }
}

function profileOf(here: World) {
  return { workspaceId: here.at.workspaceId, accountId: here.accounts[0]?.id ?? '' }
}

function readNow(here: World): Promise<void> {
  return readTimeline(here.needs, profileOf(here), new AbortController().signal)
}

async function shown(here: World, filter: object = {}): Promise<string[]> {
  const now = Temporal.Now.instant()
  const [from, to] = [now.subtract({ hours: 24 * 20 }).toString(), now.add({ hours: 24 }).toString()]
  const { native: listed } = await listPosts(here.needs, { ...here.at, from, to, limit: 500, ...filter })
  const overview = await overviewPosts(here.needs, { ...here.at, from: from.slice(0, 10), to: to.slice(0, 10), perDay: 500, ...filter })
  expect(overview.native).toEqual(listed)
  return listed.map(({ firstLine }) => firstLine)
}

async function minutesUntilNext(here: World): Promise<number> {
  const { rows } = await sql<{ minutes: number }>`
    select extract(epoch from next_read_at - clock_timestamp())::float8 / 60 as minutes from publishing.timeline`.execute(here.db)
  return Math.round(rows[0]?.minutes ?? 0)
}

function daysAgo(instant: string): number {
  return Math.round(Temporal.Instant.from(instant).until(Temporal.Now.instant()).total('hours') / 24)
}

import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { hashKey, QueryClient } from '@tanstack/react-query'

import type { contract } from '#contract'
import { createClient } from '#kit/client'

import { refusalOf } from './errors/refusal.ts'
import { workspaceHeader } from './workspace.ts'

/** The API as functions: `client.publishing.get({ postId })`. */
export const client = createClient<typeof contract>({ url: `${location.origin}/api/rpc`, headers: workspaceHeader })

/** The API as query and mutation options: `api.publishing.get.queryOptions({ input })`. */
export const api = createTanstackQueryUtils(client)

/** What the server knows, as far as this page has asked. A refusal is an answer, so only real trouble is tried again. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => !refusalOf(error) && count < 2 },
    mutations: { retry: false },
  },
})

export type Topic = keyof typeof keysOf | `${keyof typeof keysOfOne}:${string}`

/** Asks again for everything on screen that belongs to a topic of the live stream. */
export async function reload(topic: Topic): Promise<void> {
  await Promise.all(keysFor(topic).map(reloadKey))
}

/** Asks again for every query on screen under a key. Trouble is the query's to show. */
export async function reloadKey(queryKey: readonly unknown[]): Promise<void> {
  await queries.invalidateQueries({ queryKey })
  await askAgainWho()
}

/** Who is signed in is asked once and read by every screen, so that no screen's query asks again: their brands and what they may do follow here. */
async function askAgainWho(): Promise<void> {
  const options = api.teams.me.queryOptions()
  if (queries.getQueryState(options.queryKey)?.isInvalidated) await queries.prefetchQuery(options)
}

/** Takes in what is told of, or asks for all of a query again. */
export type Follower = (topics: readonly Topic[]) => Promise<void>

/** Queries that follow the live stream in a way of their own, by their hash. */
const followers = new Map<string, Follower>()

/** From now on a query is not asked for again when something is told of it, but told what it is. Answers how to end that. */
export function followBy(queryKey: readonly unknown[], follower: Follower): () => void {
  const hash = hashKey(queryKey)
  followers.set(hash, follower)
  return () => void (followers.get(hash) === follower && followers.delete(hash))
}

/** As `reloadKey`, where the live stream told of these topics. */
export async function followKey(queryKey: readonly unknown[], topics: readonly Topic[]): Promise<void> {
  const followed = queries
    .getQueryCache()
    .findAll({ queryKey })
    .flatMap(({ queryHash }) => followers.get(queryHash) ?? [])
  const others = queries.invalidateQueries({ queryKey, predicate: ({ queryHash }) => !followers.has(queryHash) })
  await Promise.all([others, ...followed.map((follower) => follower(topics))])
  await askAgainWho()
}

/** The threads that were told of; undefined where it may be any. */
export function threadsIn(topics: readonly Topic[]): readonly string[] | undefined {
  if (topics.includes('*') || topics.includes('threads')) return undefined
  return topics.filter((topic) => topic.startsWith('thread:')).map((topic) => kindAndId(topic).id)
}

export function isTopic(topic: string): topic is Topic {
  return isListed(topic) || Object.hasOwn(keysOfOne, kindAndId(topic).kind)
}

export function keysFor(topic: Topic): readonly (readonly unknown[])[] {
  if (isListed(topic)) return keysOf[topic]()
  const { kind, id } = kindAndId(topic)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the topic's type says
  return [keysOfOne[kind as keyof typeof keysOfOne](id)]
}

function kindAndId(topic: string): { kind: string; id: string } {
  const [kind = '', ...id] = topic.split(':')
  return { kind, id: id.join(':') }
}

/** Topics of one thing, written `thread:<id>`. */
const keysOfOne = {
  thread: (threadId: string) => api.inbox.get.key({ input: { threadId } }),
  presence: (threadId: string) => api.inbox.here.key({ input: { threadId } }),
  analytics: (_brandId: string) => api.analytics.key(),
} as const satisfies Record<string, (id: string) => readonly unknown[]>

const isListed = (topic: string): topic is keyof typeof keysOf => Object.hasOwn(keysOf, topic)

const keysOf = {
  posts: () => [api.publishing.key(), api.governance.crisis.key(), api.governance.approvalOfPost.key()],
  approvals: () => [
    api.governance.workflows.key(),
    api.governance.approvals.key(),
    api.governance.approval.key(),
    api.governance.approvalOfPost.key(),
    api.governance.approvalNeeded.key(),
    api.governance.guests.key(),
    api.governance.guestLinks.key(),
    api.governance.guestPage.key(),
    api.governance.guestApproval.key(),
  ],
  accounts: () => [api.connections.key(), api.publishing.attention.key()],
  media: () => [api.media.key()],
  links: () => [api.links.key()],
  clicks: () => [api.links.list.key(), api.links.read.key(), api.links.clicks.key()],
  strategy: () => [api.strategy.key()],
  training: () => [
    api.governance.documents.key(),
    api.governance.document.key(),
    api.governance.readers.key(),
    api.governance.checklists.key(),
  ],
  checklists: () => [api.governance.checklists.key()],
  'brand-rules': () => [api.governance.brandRules.key(), api.governance.startingRules.key()],
  conversions: () => [
    api.links.conversionSites.key(),
    api.links.conversions.key(),
    api.links.conversionTotals.key(),
    api.links.return.key(),
  ],
  costs: () => [api.links.costs.key(), api.links.return.key()],
  notifications: () => [api.notifications.list.key(), api.notifications.preferences.key(), api.notifications.pushBrowsers.key()],
  hooks: () => [api.notifications.hooks.key()],
  members: () => [api.teams.key(), api.signIn.key()],
  inbox: () => [
    api.inbox.list.key(),
    api.inbox.counts.key(),
    api.inbox.views.key(),
    api.inbox.readings.key(),
    api.inbox.personThreads.key(),
  ],
  threads: () => [api.inbox.get.key()],
  people: () => [
    api.inbox.people.key(),
    api.inbox.person.key(),
    api.inbox.personThreads.key(),
    api.inbox.personFields.key(),
    api.inbox.get.key(),
  ],
  care: () => [api.inbox.care.key()],
  views: () => [api.inbox.views.key()],
  'saved-answers': () => [api.inbox.savedAnswers.key(), api.inbox.savedAnswersFor.key()],
  attendance: () => [api.inbox.attendance.key()],
  rules: () => [api.inbox.rules.key(), api.inbox.ruleActs.key()],
  announcing: () => [api.analytics.announcing.key(), api.analytics.announcements.key()],
  keeping: () => [api.analytics.keeping.key()],
  reports: () => [api.reports.key()],
  crisis: () => [api.governance.key(), api.publishing.heldPosts.key(), api.publishing.wentOut.key(), api.reports.heldReports.key()],
  playbooks: () => [api.inbox.playbooks.key(), api.inbox.get.key()],
  '*': () => [[]],
} as const satisfies Record<string, () => readonly (readonly unknown[])[]>

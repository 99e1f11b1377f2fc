import { z } from 'zod'

import type { AccountAccess, InboxItem, InboxPage, InboxRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { gateCollection, hiddenIn, keyOf } from './gate.ts'
import { postsBy, said, threadOf } from './inbox-items.ts'
import { settingsSchema } from './session.ts'

/** Nothing tells that an answer was hidden in the network's own app, or shown again: the gates are compared with what they said before. */
export const hiddenSource = { name: 'hidden', every: 300 }

/** What each gate hides, by its key; those that hide nothing are left out. */
const cursorSchema = z.object({ gates: z.record(z.string(), z.array(z.string())).default({}) })
type Gates = Readonly<Record<string, readonly string[]>>

/** A page is all that is looked at: the gates of the latest posts that have one. */
const perPage = 100

const listedSchema = z.object({ records: z.array(z.object({ uri: z.string(), value: z.record(z.string(), z.json()) })) })

/** What was hidden since the last reading, or is shown again. */
export async function readHidden(
  { cursor, since }: InboxRequest,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<InboxPage>> {
  const { pds } = settingsSchema.parse(access.settings)
  const query = { repo: access.externalId, collection: gateCollection, limit: `${perPage}` }
  const listed = await ask({ server: pds, method: 'com.atproto.repo.listRecords', query, answer: listedSchema }, environment)
  if (!listed.ok) return listed
  const { records } = listed.value
  const gates: Gates = Object.fromEntries(
    records.map(({ uri, value }) => [keyOf(uri), hiddenIn(value)] as const).filter(([, hidden]) => hidden.length > 0),
  )
  const oldest = records.length < perPage ? '' : keyOf(records.at(-1)?.uri ?? '')
  const before = Object.entries(cursorSchema.parse(cursor ?? {}).gates).filter(([key]) => key >= oldest)
  const changed = changedBetween(Object.fromEntries(before), gates)
  const items = await itemsOf(changed, access, environment)
  if (!items.ok) return items
  const recent = items.value.filter(({ at }) => Temporal.Instant.compare(at, since) >= 0)
  return { ok: true, value: { items: recent, more: false, cursor: { gates } } }
}

interface Changed {
  readonly uri: string
  /** Of its gate, and of the post that the gate is for. */
  readonly key: string
  readonly hidden: boolean
}

function changedBetween(before: Gates, now: Gates): readonly Changed[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((key) => {
    const [was, is] = [new Set(before[key]), new Set(now[key])]
    return [...was.symmetricDifference(is)].map((uri) => ({ uri, key, hidden: is.has(uri) }))
  })
}

/** Those that are still there. The app's service may not have heard of the gate yet, so the gate's own word counts. */
async function itemsOf(
  changed: readonly Changed[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly InboxItem[]>> {
  const at = { access, environment }
  const roots = changed.map(({ key }) => `at://${access.externalId}/app.bsky.feed.post/${key}`)
  const posts = await postsBy([...changed.map(({ uri }) => uri), ...roots], at)
  if (!posts.ok) return posts
  const items: InboxItem[] = []
  for (const { uri, hidden } of changed) {
    const post = posts.value.get(uri)
    if (!post?.record.reply) continue
    const around = { ...at, posts: posts.value }
    const thread = await threadOf(post, around)
    if (!thread.ok) return thread
    if (thread.value.ours) items.push({ ...said(post, { thread: thread.value, kind: 'comment', around }), hidden })
  }
  return { ok: true, value: items }
}

import { z } from 'zod'

import type { Json } from '#kit/json'

import { orRightMissing } from '../graph-right-missing.ts'
import { understandMessages } from '../graph-told-messages.ts'
import { graphEventSchema, graphEventTime } from '../graph-webhooks.ts'
import type { AccountAccess, InboxItem, InboxPage, InboxPost, InboxTold, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, version } from './api.ts'
import { aboutOf, commentItem, mediaFields, mediaSchema } from './inbox-comment.ts'
import { othersFields, othersItem, othersSchema } from './read-tags.ts'
import { settingsSchema, signedIn } from './session.ts'
import { talksOf } from './talks.ts'

const commentedSchema = z.object({
  id: z.string(),
  text: z.string().optional(),
  from: z.object({ id: z.string(), username: z.string().optional() }),
  media: z.object({ id: z.string() }),
  parent_id: z.string().optional(),
})
const mentionSchema = z.object({ media_id: z.string(), comment_id: z.string().optional() })

interface Around {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
}

/** A comment comes whole; the post above it is read where nothing here is about it yet. A mention says only where it is. */
export async function understandEvents(
  { events, known, people }: InboxTold,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<Pick<InboxPage, 'items' | 'gone'>>> {
  const around = { access, environment }
  const messages = await understandMessages({ events, people }, talksOf(access, environment))
  if (!messages.ok) return messages
  const comments = events.flatMap((event) => commentIn(event))
  const ids = [...new Set(comments.map(({ comment }) => comment.media.id))]
  const posts = await postsWith(ids, await known(ids), around)
  if (!posts.ok) return orRightMissing(posts)
  const mentions = await mentionsIn(events, around)
  if (!mentions.ok) return orRightMissing(mentions)
  const said = comments.flatMap((told) => asItem(told, { access, posts: posts.value }))
  return { ok: true, value: { items: [...messages.value.items, ...said, ...mentions.value], gone: messages.value.gone ?? [] } }
}

interface Told {
  readonly comment: z.infer<typeof commentedSchema>
  readonly time: Temporal.Instant
}

function commentIn(event: Json): readonly Told[] {
  const told = graphEventSchema.safeParse(event).data
  const comment = told?.field === 'comments' ? commentedSchema.safeParse(told.value).data : undefined
  return told && comment ? [{ comment, time: graphEventTime(told) }] : []
}

function asItem(
  { comment, time }: Told,
  { access, posts }: { access: AccountAccess; posts: ReadonlyMap<string, InboxPost> },
): readonly InboxItem[] {
  const { id, text, from, media, parent_id: parentId } = comment
  const about = posts.get(media.id)
  if (!about) return []
  const shown = { id, timestamp: time, from, ...(text === undefined ? {} : { text }) }
  return [commentItem(shown, { about, access, parentId: parentId === media.id ? undefined : parentId, heard: { asOf: time } })]
}

async function postsWith(
  ids: readonly string[],
  known: ReadonlyMap<string, InboxPost>,
  { access, environment }: Around,
): Promise<Outcome<ReadonlyMap<string, InboxPost>>> {
  const posts = new Map(known)
  for (const id of ids.filter((each) => !known.has(each))) {
    const query = { fields: mediaFields }
    const read = await ask({ ...signedIn(access), path: `${version}/${id}`, query, answer: mediaSchema }, environment)
    if (read.ok) posts.set(id, aboutOf(read.value, access))
    else if (read.trouble.kind !== 'rejected') return read
    else posts.set(id, { externalId: id, url: settingsSchema.parse(access.settings).profile, text: '' })
  }
  return { ok: true, value: posts }
}

async function mentionsIn(events: readonly Json[], around: Around): Promise<Outcome<readonly InboxItem[]>> {
  const items: InboxItem[] = []
  for (const event of events) {
    const told = graphEventSchema.safeParse(event).data
    const mention = told?.field === 'mentions' ? mentionSchema.safeParse(told.value).data : undefined
    if (!told || !mention) continue
    const item = await readMention(mention, graphEventTime(told), around)
    if (!item.ok) return item
    items.push(...item.value)
  }
  return { ok: true, value: items }
}

const mentionedMediaSchema = z.object({ mentioned_media: othersSchema })
const mentionedCommentSchema = z.object({
  mentioned_comment: z.object({ id: z.string(), text: z.string().optional(), timestamp: z.string(), username: z.string().optional() }),
})

/** What the network does not show any more is left out. */
async function readMention(
  { media_id: mediaId, comment_id: commentId }: z.infer<typeof mentionSchema>,
  time: Temporal.Instant,
  { access, environment }: Around,
): Promise<Outcome<readonly InboxItem[]>> {
  const call = { ...signedIn(access), path: `${version}/${access.externalId}` }
  const heard = { asOf: time }
  if (commentId === undefined) {
    const query = { fields: `mentioned_media.media_id(${mediaId}){${othersFields}}` }
    const read = await ask({ ...call, query, answer: mentionedMediaSchema }, environment)
    if (!read.ok) return read.trouble.kind === 'rejected' ? { ok: true, value: [] } : read
    return { ok: true, value: [othersItem(read.value.mentioned_media, access, { ...heard, answerTo: { media: mediaId } })] }
  }
  const query = { fields: `mentioned_comment.comment_id(${commentId}){id,text,timestamp,username}` }
  const read = await ask({ ...call, query, answer: mentionedCommentSchema }, environment)
  if (!read.ok) return read.trouble.kind === 'rejected' ? { ok: true, value: [] } : read
  const { text: caption = '', username, id } = read.value.mentioned_comment
  const shown = { id, caption, timestamp: time, ...(username === undefined ? {} : { username }) }
  return { ok: true, value: [othersItem(shown, access, { ...heard, answerTo: { media: mediaId, comment: commentId } })] }
}

import { z } from 'zod'

import type { Json } from '#kit/json'

import { orRightMissing } from '../graph-right-missing.ts'
import { understandMessages } from '../graph-told-messages.ts'
import { type GraphEvent, graphEventSchema, graphEventTime } from '../graph-webhooks.ts'
import type { AccountAccess, InboxItem, InboxPage, InboxPost, InboxTold, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { aboutOf, commentFields, commentItem, commentSchema, postFields, postSchema, visitorItem } from './inbox-comment.ts'
import { reviewItem } from './read-reviews.ts'
import { hostsOf, signedIn } from './session.ts'
import { talksOf } from './talks.ts'

const changeSchema = z.object({
  item: z.string(),
  verb: z.string(),
  post_id: z.string().optional(),
  comment_id: z.string().optional(),
  parent_id: z.string().optional(),
  from: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  /** Of a mention. */
  sender_id: z.coerce.string().optional(),
  sender_name: z.string().optional(),
  message: z.string().optional(),
  /** Seconds since 1970. */
  created_time: z.number().optional(),
  /** Of a review. */
  open_graph_story_id: z.string().optional(),
  recommendation_type: z.string().optional(),
  rating: z.int().optional(),
  review_text: z.string().optional(),
  reviewer_id: z.coerce.string().optional(),
  reviewer_name: z.string().optional(),
  photo: z.string().optional(),
  video: z.string().optional(),
  post: z.object({ permalink_url: z.string().optional() }).optional(),
})
type Change = z.infer<typeof changeSchema>

interface Around {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
  readonly posts: ReadonlyMap<string, InboxPost>
  readonly web: string
}

type Understood = Pick<InboxPage, 'items' | 'gone'>

/** A comment comes whole. The post above it is read where nothing here is about it yet, and the comment where the event leaves it open. */
export async function understandEvents(
  { events, known, people }: InboxTold,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<Understood>> {
  const changes = events.flatMap((event) => changeIn(event))
  const ids = [...new Set(changes.flatMap(({ change }) => (isComment(change) && change.post_id !== undefined ? [change.post_id] : [])))]
  const posts = await postsWith(ids, await known(ids), { access, environment })
  if (!posts.ok) return orRightMissing(posts)
  const messages = await understandMessages({ events, people }, talksOf(access, environment))
  if (!messages.ok) return orRightMissing(messages)
  const around = { access, environment, posts: posts.value, web: hostsOf(access).web }
  const [items, gone]: [InboxItem[], string[]] = [[...messages.value.items], [...(messages.value.gone ?? [])]]
  for (const told of changes) {
    const understood = await understand(told, around)
    if (!understood.ok) return orRightMissing(understood)
    items.push(...understood.value.items)
    gone.push(...(understood.value.gone ?? []))
  }
  return { ok: true, value: { items, gone } }
}

interface Told {
  readonly change: Change
  readonly field: string
  readonly time: Temporal.Instant
}

function changeIn(event: Json): readonly Told[] {
  const told: GraphEvent | undefined = graphEventSchema.safeParse(event).data
  const change = changeSchema.safeParse(told?.value).data
  return told && change ? [{ change, field: told.field ?? '', time: graphEventTime(told) }] : []
}

function isComment({ item, comment_id: id }: Change): boolean {
  return item === 'comment' && id !== undefined
}

async function postsWith(
  ids: readonly string[],
  known: ReadonlyMap<string, InboxPost>,
  { access, environment }: Pick<Around, 'access' | 'environment'>,
): Promise<Outcome<ReadonlyMap<string, InboxPost>>> {
  const posts = new Map(known)
  for (const id of ids.filter((each) => !known.has(each))) {
    const read = await ask({ ...signedIn(access), path: id, query: { fields: postFields }, answer: postSchema }, environment)
    if (read.ok) posts.set(id, aboutOf(read.value, access))
    else if (read.trouble.kind !== 'rejected') return read
    else posts.set(id, { externalId: id, url: `${hostsOf(access).web}/${id}`, text: '' })
  }
  return { ok: true, value: posts }
}

const nothing = { ok: true, value: { items: [] } } as const

async function understand(told: Told, around: Around): Promise<Outcome<Understood>> {
  const { change, field } = told
  const { verb, comment_id: commentId, post_id: postId } = change
  if (field === 'mention') return verb === 'add' ? mentioned(told, around) : nothing
  if (field === 'ratings') return reviewed(told, around)
  const id = commentId ?? postId
  if (id === undefined) return nothing
  if (verb === 'remove' || verb === 'delete') return { ok: true, value: { items: [], gone: [id] } }
  if (!isComment(change)) return { ok: true, value: { items: visitorPost(told, around) } }
  const whole = commentIn(told, around)
  return whole ? { ok: true, value: { items: [whole] } } : readComment(id, told, around)
}

function commentIn({ change, time }: Told, { access, posts, web }: Around): InboxItem | undefined {
  const { verb, comment_id: id, post_id: postId, parent_id: parent, from, message, created_time: at, photo } = change
  const about = posts.get(postId ?? '')
  const isEdited = ['edit', 'edited', 'update'].includes(verb)
  const isWhole = from !== undefined && at !== undefined && (message !== undefined || photo !== undefined) && change.video === undefined
  if (!id || !about || !isWhole || !(isEdited || verb === 'add')) return undefined
  const item = commentItem(
    {
      id,
      created_time: Temporal.Instant.fromEpochMilliseconds(Math.round(at * 1000)),
      from,
      permalink_url: `${web}/${id}`,
      ...(message === undefined ? {} : { message }),
      ...(parent === undefined || parent === postId ? {} : { parent: { id: parent } }),
      ...(photo === undefined ? {} : { attachment: { type: 'photo', url: photo } }),
    },
    { about, access, heard: { asOf: time, ...(isEdited ? { editedAt: time } : {}) } },
  )
  return item
}

/** Hidden, shown, or told without its words: what it is now says the network itself. */
async function readComment(id: string, { change }: Told, { access, environment, posts }: Around): Promise<Outcome<Understood>> {
  const about = posts.get(change.post_id ?? '')
  if (!about) return nothing
  const query = { fields: commentFields }
  const read = await ask({ ...signedIn(access), path: id, query, answer: commentSchema }, environment)
  if (read.ok) return { ok: true, value: { items: [commentItem(read.value, { about, access })] } }
  return read.trouble.reason.code === 'not-there' ? { ok: true, value: { items: [], gone: [id] } } : read
}

/** What others write on the Page. */
function visitorPost({ change, time }: Told, { access }: Around): readonly InboxItem[] {
  const { verb, post_id: id, from, message = '', created_time: at, post } = change
  const isEdited = ['edit', 'edited', 'update'].includes(verb)
  if (!id || !from || from.id === access.externalId || at === undefined || !(isEdited || verb === 'add')) return []
  const url = post?.permalink_url
  const shown = { id, message, from, ...(url === undefined ? {} : { permalink_url: url }) }
  const heard = { asOf: time, ...(isEdited ? { editedAt: time } : {}) }
  return [visitorItem(shown, { at: Temporal.Instant.fromEpochMilliseconds(Math.round(at * 1000)), access, heard })]
}

/** Somebody named the Page elsewhere. */
async function mentioned({ change, time }: Told, { access }: Around): Promise<Outcome<Understood>> {
  const { comment_id: comment, post_id: postId, sender_id: senderId, sender_name: name, message = '', created_time: at } = change
  const id = comment ?? postId
  if (!id || !senderId || senderId === access.externalId) return nothing
  const said = { id, message, from: { id: senderId, ...(name === undefined ? {} : { name }) } }
  const item = visitorItem(said, {
    at: at === undefined ? time : Temporal.Instant.fromEpochMilliseconds(at * 1000),
    access,
    heard: { asOf: time },
  })
  return { ok: true, value: { items: [{ ...item, thread: { externalId: postId ?? id } }] } }
}

/** What is said under a review comes as a comment of its story. */
async function reviewed({ change, time }: Told, { access }: Around): Promise<Outcome<Understood>> {
  const { item, verb, open_graph_story_id: id, reviewer_id: reviewerId, reviewer_name: name, created_time: at } = change
  if (id === undefined || item !== 'rating') return nothing
  if (verb === 'remove' || verb === 'delete') return { ok: true, value: { items: [], gone: [id] } }
  const { recommendation_type, rating, review_text } = change
  const review = {
    created_time: at === undefined ? time : Temporal.Instant.fromEpochMilliseconds(at * 1000),
    ...(recommendation_type === undefined ? {} : { recommendation_type: recommendation_type.toLowerCase() }),
    ...(rating === undefined ? {} : { rating }),
    ...(review_text === undefined ? {} : { review_text }),
    ...(reviewerId === undefined ? {} : { reviewer: { id: reviewerId, ...(name === undefined ? {} : { name }) } }),
    open_graph_story: { id },
  }
  const heard = { asOf: time, ...(verb === 'add' ? {} : { editedAt: time }) }
  return { ok: true, value: { items: reviewItem(review, access, heard) } }
}

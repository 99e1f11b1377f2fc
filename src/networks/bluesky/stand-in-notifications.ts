import { z } from 'zod'

import type { Json } from '#kit/json'

import { signedIn } from './stand-in-access.ts'
import { PostValue } from './stand-in-posts.ts'
import type { Person, Stored } from './stand-in-state.ts'
import { basicProfile } from './stand-in-views.ts'
import { type Asked, input, invalid, type Method, query, type Server } from './stand-in-wire.ts'

export const notificationMethods: Readonly<Record<string, Method>> = {
  'app.bsky.notification.listNotifications': { verb: 'GET', answer: listNotifications },
  'app.bsky.notification.getUnreadCount': { verb: 'GET', answer: getUnreadCount },
  'app.bsky.notification.updateSeen': { verb: 'POST', answer: updateSeen },
}

interface Notification {
  readonly record: Stored
  readonly reason: 'like' | 'repost' | 'follow' | 'mention' | 'reply' | 'quote'
  /** The post it is about. */
  readonly subject?: string
}

function you(asked: Asked): Person {
  const person = asked.server.state.people.get(signedIn(asked).did)
  if (!person) throw invalid('Account not found')
  return person
}

const Listing = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().optional(),
  priority: z.stringbool().optional(),
  seenAt: z.string().optional(),
})

/** Latest first; the cursor is the time of the last one shown. */
function listNotifications(asked: Asked): Json {
  const { server, url } = asked
  const person = you(asked)
  const { limit, cursor } = query(asked, Listing)
  const reasons = url.searchParams.getAll('reasons')
  const all = notificationsFor(server, person.did).filter(({ reason }) => reasons.length === 0 || reasons.includes(reason))
  const shown = all.filter(({ record }) => cursor === undefined || record.indexedAt < cursor).slice(0, limit)
  const last = shown.length === limit ? shown.at(-1)?.record.indexedAt : undefined
  return {
    notifications: shown.flatMap((one) => asView(server, one, person)),
    priority: false,
    ...(person.seenAt === undefined ? {} : { seenAt: person.seenAt }),
    ...(last === undefined ? {} : { cursor: last }),
  }
}

function asView(server: Server, { record, reason, subject }: Notification, person: Person): readonly Json[] {
  const author = server.state.people.get(record.did)
  if (!author) return []
  return [
    {
      uri: record.uri,
      cid: record.cid,
      author: basicProfile(server, author, person.did),
      reason,
      ...(subject === undefined ? {} : { reasonSubject: subject }),
      record: record.value,
      isRead: isSeen(record, person),
      indexedAt: record.indexedAt,
      labels: [],
    },
  ]
}

function isSeen({ indexedAt }: Stored, { seenAt }: Person): boolean {
  return seenAt !== undefined && indexedAt <= seenAt
}

function getUnreadCount(asked: Asked): Json {
  const person = you(asked)
  return { count: notificationsFor(asked.server, person.did).filter(({ record }) => !isSeen(record, person)).length }
}

function updateSeen(asked: Asked): undefined {
  const person = you(asked)
  person.seenAt = input(asked, z.object({ seenAt: z.iso.datetime({ offset: true }) })).seenAt
  asked.server.world.changed()
}

/** Everything others did that concerns this person. */
function notificationsFor({ state }: Server, did: string): readonly Notification[] {
  const others = [...state.records.values()].filter((record) => record.did !== did)
  return others.flatMap((record) => concerning(record, did)).toSorted((a, b) => (a.record.indexedAt < b.record.indexedAt ? 1 : -1))
}

const Subject = z.object({ subject: z.union([z.string(), z.object({ uri: z.string() }).transform(({ uri }) => uri)]) })
const kinds: Readonly<Record<string, 'like' | 'repost' | 'follow'>> = {
  'app.bsky.feed.like': 'like',
  'app.bsky.feed.repost': 'repost',
  'app.bsky.graph.follow': 'follow',
}

function concerning(record: Stored, did: string): readonly Notification[] {
  if (record.collection === 'app.bsky.feed.post') return postConcerning(record, did)
  const reason = kinds[record.collection]
  const subject = Subject.safeParse(record.value).data?.subject
  if (reason === undefined || subject === undefined) return []
  if (reason === 'follow') return subject === did ? [{ record, reason }] : []
  return isBy(subject, did) ? [{ record, reason, subject }] : []
}

const Mentions = z.object({
  facets: z.array(z.object({ features: z.array(z.looseObject({ $type: z.string(), did: z.string().optional() })) })),
})
const Quote = z.object({
  embed: z.object({ record: z.union([z.object({ uri: z.string() }), z.object({ record: z.object({ uri: z.string() }) })]) }),
})

/** An answer in a thread of theirs, else a quote, else a mention: one post is told once. */
function postConcerning(record: Stored, did: string): readonly Notification[] {
  const { reply } = PostValue.parse(record.value)
  const above = [reply?.parent.uri, reply?.root.uri].find((uri) => uri !== undefined && isBy(uri, did))
  if (above !== undefined) return [{ record, reason: 'reply', subject: above }]
  const quoted = quotedIn(record)
  if (quoted !== undefined && isBy(quoted, did)) return [{ record, reason: 'quote', subject: quoted }]
  const facets = Mentions.safeParse(record.value).data?.facets ?? []
  return facets.some(({ features }) => features.some((feature) => feature.did === did)) ? [{ record, reason: 'mention' }] : []
}

function quotedIn({ value }: Stored): string | undefined {
  const quote = Quote.safeParse(value).data?.embed.record
  if (!quote) return undefined
  return 'uri' in quote ? quote.uri : quote.record.uri
}

function isBy(uri: string, did: string): boolean {
  return uri.startsWith(`at://${did}/`)
}

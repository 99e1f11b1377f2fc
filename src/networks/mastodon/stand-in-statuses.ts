import { z } from 'zod'

import { statusEntity } from './stand-in-entities.ts'
import { unattached } from './stand-in-media.ts'
import { namedIn, tellNamed } from './stand-in-notices.ts'
import { quotable } from './stand-in-quotes.ts'
import { type Asked, fieldsOf, json, Refused } from './stand-in-request.ts'
import { addStatus, type Book, newId, removeStatus, writtenBy, type Media, type Poll, type Profile, type Status } from './stand-in-state.ts'
import { characters, lengthOf, tidied } from './stand-in-text.ts'
import { signedIn } from './stand-in-tokens.ts'

const newStatusSchema = z.object({
  status: z.string().nullish(),
  media_ids: z.array(z.string()).nullish(),
  poll: z
    .object({
      options: z.array(z.string()),
      expires_in: z.coerce.number().int(),
      multiple: z.boolean().default(false),
      hide_totals: z.boolean().optional(),
    })
    .nullish(),
  in_reply_to_id: z.string().nullish(),
  sensitive: z.boolean().nullish(),
  spoiler_text: z.string().nullish(),
  visibility: z.enum(['public', 'unlisted', 'private', 'direct']).nullish(),
  language: z.string().nullish(),
  quoted_status_id: z.string().nullish(),
  quote_approval_policy: z.enum(['public', 'followers', 'nobody']).nullish(),
})

export type NewStatus = z.infer<typeof newStatusSchema>

const keySeconds = 3600

/** A key that was used within the hour answers what it made then, whatever is sent with it now. */
export async function createStatus(asked: Asked): Promise<Response> {
  const { profile, token } = signedIn(asked, 'write:statuses')
  const key = asked.request.headers.get('idempotency-key')
  const kept = key === null ? undefined : asked.book.keys.get(`${profile.id} ${key}`)
  const made = kept && kept.goodUntil > asked.now ? asked.book.statuses.get(kept.statusId) : undefined
  if (made) return json(statusEntity(made, asked, profile.id))
  const fields = newStatusSchema.safeParse(await fieldsOf(asked.request))
  if (!fields.success) throw invalid(z.prettifyError(fields.error))
  const status = writeStatus(fields.data, { profile, clientId: token.clientId }, asked)
  if (key !== null && asked.allowed.keepsKeys)
    asked.book.keys.set(`${profile.id} ${key}`, { statusId: status.id, goodUntil: asked.now + keySeconds * 1000 })
  asked.changed()
  return json(statusEntity(status, asked, profile.id))
}

/** Checks a post as the server does and makes it visible. */
export function writeStatus(
  fields: NewStatus,
  { profile, clientId }: { readonly profile: Profile; readonly clientId: string | null },
  asked: Pick<Asked, 'book' | 'allowed' | 'now'>,
): Status {
  const { text, spoilerText } = textsOf(fields)
  if (fields.in_reply_to_id && !asked.book.statuses.has(fields.in_reply_to_id))
    throw new Refused(404, 'The post you are trying to reply to does not appear to exist.')
  const quoted = quotable({ id: fields.quoted_status_id, profileId: profile.id }, asked)
  const media = mediaFor(fields, profile, asked)
  if (text === '' && media.length === 0) throw invalid('Text can’t be blank')
  if (lengthOf({ text, spoilerText }, asked.allowed.perUrl) > asked.allowed.characters)
    throw invalid(`Text character limit of ${asked.allowed.characters} exceeded`)
  const status: Status = {
    id: newId(asked.book.statuses, asked.now),
    profileId: profile.id,
    text,
    spoilerText,
    sensitive: fields.sensitive === true || (fields.spoiler_text ?? '') !== '',
    visibility: visibilityOf(fields, quoted),
    language: languageOf(fields.language),
    inReplyToId: fields.in_reply_to_id ?? null,
    mediaIds: media.map(({ id }) => id),
    poll: pollFrom(fields.poll, asked),
    ...(quoted ? { quotes: quoted.id } : {}),
    quotePolicy: fields.quote_approval_policy ?? 'public',
    clientId,
    madeAt: asked.now,
    likedBy: [],
    repostedBy: [],
  }
  for (const one of media) one.statusId = status.id
  addStatus(asked.book, status)
  tellNamed(status, asked)
  return status
}

/** What quotes a post for followers is itself for followers. */
function visibilityOf({ visibility }: NewStatus, quoted: Status | undefined): Status['visibility'] {
  const wanted = visibility ?? 'public'
  return quoted?.visibility === 'private' && wanted !== 'direct' ? 'private' : wanted
}

/** A warning without a text becomes the text. */
function textsOf({ status, spoiler_text: spoiler }: NewStatus): { readonly text: string; readonly spoilerText: string } {
  const [text, spoilerText] = [tidied(status ?? ''), tidied(spoiler ?? '')]
  return text === '' ? { text: spoilerText, spoilerText: '' } : { text, spoilerText }
}

function mediaFor(
  { media_ids: ids, poll }: NewStatus,
  profile: Profile,
  { book, allowed, now }: Pick<Asked, 'book' | 'allowed' | 'now'>,
): readonly Media[] {
  if (!ids || ids.length === 0) return []
  if (ids.length > allowed.images || poll) throw new Refused(422, `Cannot attach more than ${allowed.images} files`)
  const media = ids.map((id) => unattached(book, { id, profileId: profile.id }))
  const missing = ids.filter((_, index) => media[index] === undefined)
  if (missing.length > 0) throw new Refused(422, `Media ${missing.join(', ')} not found or already attached to another post`)
  const found = media.filter((one) => one !== undefined)
  if (found.some(({ readyAt }) => readyAt > now))
    throw new Refused(422, 'Cannot attach files that have not finished processing. Try again in a moment!')
  if (found.length > 1 && found.some(({ seconds }) => seconds !== undefined))
    throw new Refused(422, 'Cannot attach a video to a post that already contains images')
  return found
}

function pollFrom(poll: NewStatus['poll'], { allowed, book, now }: Pick<Asked, 'book' | 'allowed' | 'now'>): Poll | null {
  if (!poll) return null
  const options = poll.options.map(tidied).filter((option) => option !== '')
  if (options.length < 2) throw invalid('Poll options must have more than one item')
  if (options.length > allowed.pollOptions) throw invalid(`Poll options can’t contain more than ${allowed.pollOptions} items`)
  if (options.some((option) => characters(option) > allowed.pollCharacters))
    throw invalid(`Poll options can’t be longer than ${allowed.pollCharacters} characters each`)
  if (new Set(options).size !== options.length) throw invalid('Poll options contains duplicate items')
  if (poll.expires_in < allowed.pollSeconds.min) throw invalid('Poll expires at is too soon')
  if (poll.expires_in > allowed.pollSeconds.max) throw invalid('Poll expires at is too far into the future')
  return {
    id: newId(book.statuses, now + 1),
    options: options.map((title) => ({ title, votes: 0 })),
    multiple: poll.multiple,
    expiresAt: now + poll.expires_in * 1000,
  }
}

/** A language the server does not know is replaced by the person's own. */
function languageOf(written: string | null | undefined): string {
  const [, known] = /^(zh-(?:TW|CN|HK|YUE)|[a-z]{2,3})(?:[-_].*)?$/.exec(written ?? '') ?? []
  return known ?? 'en'
}

function invalid(what: string): Refused {
  return new Refused(422, `Validation failed: ${what}`)
}

/** Others see what is public; whoever wrote it, or is named in it, sees it all. */
export function readStatus(asked: Asked, id: string): Response {
  const viewer = asked.request.headers.has('authorization') ? signedIn(asked, 'read:statuses').profile.id : undefined
  return json(statusEntity(visibleStatus(asked, id, viewer), asked, viewer))
}

const mostAtOnce = 20

/** Those of these posts that are there to be seen. */
export function readStatuses(asked: Asked): Response {
  const viewer = asked.request.headers.has('authorization') ? signedIn(asked, 'read:statuses').profile.id : undefined
  const ids = asked.url.searchParams.getAll('id[]')
  if (ids.length > mostAtOnce) throw invalid('Too many ids')
  const found = ids.flatMap((id) => asked.book.statuses.get(id) ?? []).filter((status) => isVisible(status, viewer, asked.book))
  return json(found.map((status) => statusEntity(status, asked, viewer)))
}

export function visibleStatus({ book }: Asked, id: string, viewer: string | undefined): Status {
  const status = book.statuses.get(id)
  if (!status || !isVisible(status, viewer, book)) throw new Refused(404, 'Record not found')
  return status
}

function isVisible(status: Status, viewer: string | undefined, book: Book): boolean {
  if (status.profileId === viewer || status.visibility === 'public' || status.visibility === 'unlisted') return true
  return viewer !== undefined && namedIn(status, book).has(viewer)
}

export function readSource(asked: Asked, id: string): Response {
  if (!asked.allowed.source) throw new Refused(404, 'The page you are looking for isn’t here.')
  const { profile } = signedIn(asked, 'read:statuses')
  const { text, spoilerText } = visibleStatus(asked, id, profile.id)
  return json({ id, text, spoiler_text: spoilerText })
}

const editSchema = newStatusSchema.omit({ in_reply_to_id: true, visibility: true, quoted_status_id: true }).extend({
  media_attributes: z.array(z.object({ id: z.string(), description: z.string().nullish(), focus: z.string().nullish() })).nullish(),
})

/** Who sees it and what it answers stay; files it already has stay usable. */
export async function editStatus(asked: Asked, id: string): Promise<Response> {
  if (!asked.allowed.edits) throw new Refused(404, 'The page you are looking for isn’t here.')
  const { profile } = signedIn(asked, 'write:statuses')
  const status = asked.book.statuses.get(id)
  if (status?.profileId !== profile.id) throw new Refused(404, 'Record not found')
  const fields = editSchema.safeParse(await fieldsOf(asked.request))
  if (!fields.success) throw invalid(z.prettifyError(fields.error))
  const own = new Set(status.mediaIds)
  const others = { ...fields.data, media_ids: (fields.data.media_ids ?? []).filter((each) => !own.has(each)) }
  const added = mediaFor(others, profile, asked)
  const mediaIds = fields.data.media_ids ?? []
  const { text, spoilerText } = textsOf(fields.data)
  if (text === '' && mediaIds.length === 0) throw invalid('Text can’t be blank')
  if (lengthOf({ text, spoilerText }, asked.allowed.perUrl) > asked.allowed.characters)
    throw invalid(`Text character limit of ${asked.allowed.characters} exceeded`)
  const poll = pollFrom(fields.data.poll, asked)
  for (const { id: mediaId, description } of fields.data.media_attributes ?? []) {
    const media = asked.book.media.get(mediaId)
    if (media?.statusId !== id) throw new Refused(404, 'Record not found')
    media.description = description ?? null
  }
  for (const one of added) one.statusId = id
  Object.assign(status, {
    text,
    spoilerText,
    sensitive: fields.data.sensitive === true || spoilerText !== '',
    language: languageOf(fields.data.language ?? status.language),
    mediaIds,
    poll: keptPoll(status.poll, poll),
    quotePolicy: fields.data.quote_approval_policy ?? status.quotePolicy,
    editedAt: asked.now,
  })
  asked.changed()
  return json(statusEntity(status, asked, profile.id))
}

/** Votes are kept while its answers stay the same. */
function keptPoll(before: Poll | null, after: Poll | null): Poll | null {
  return before && optionsIn(before) === optionsIn(after) ? before : after
}

function optionsIn(poll: Poll | null): string {
  return JSON.stringify(poll?.options.map(({ title }) => title))
}

export function deleteStatus(asked: Asked, id: string): Response {
  if (!asked.allowed.deletes) throw new Refused(404, 'Not found')
  const { profile } = signedIn(asked, 'write:statuses')
  const status = asked.book.statuses.get(id)
  if (status?.profileId !== profile.id) throw new Refused(404, 'Record not found')
  const answer = { ...statusEntity(status, asked, profile.id), text: status.text }
  removeStatus(asked.book, status)
  for (const mediaId of status.mediaIds) asked.book.media.delete(mediaId)
  asked.changed()
  return json(answer)
}

/** A page of a profile's posts, newest first, with the address of the next one in the header. */
export function listStatuses(asked: Asked, profileId: string): Response {
  const { book, url, allowed } = asked
  const viewer = asked.request.headers.has('authorization') ? signedIn(asked, 'read:statuses').profile.id : undefined
  if (!book.profiles.has(profileId)) throw new Refused(404, 'Record not found')
  const wanted = (name: string) => url.searchParams.get(name) === 'true'
  const limit = Math.min(Math.abs(Number(url.searchParams.get('limit') ?? 20)) || 20, 40)
  const page = writtenBy(book, profileId)
    .filter((status) => isVisible(status, viewer, book))
    .filter(({ id }) => isBetween(id, url.searchParams))
    .filter(
      ({ inReplyToId }) => !wanted('exclude_replies') || inReplyToId === null || book.statuses.get(inReplyToId)?.profileId === profileId,
    )
    .filter(({ mediaIds }) => !wanted('only_media') || mediaIds.length > 0)
    .slice(0, limit)
  const [first, last] = [page[0], page.at(-1)]
  const at = (name: string, id: string) => {
    const there = new URL(url)
    for (const other of ['max_id', 'since_id', 'min_id']) there.searchParams.delete(other)
    there.searchParams.set(name, id)
    return there.href
  }
  const links = [
    ...(last && page.length === limit ? [`<${at('max_id', last.id)}>; rel="next"`] : []),
    ...(first ? [`<${at('min_id', first.id)}>; rel="prev"`] : []),
  ]
  const headers: Record<string, string> = allowed.links && links.length > 0 ? { link: links.join(', ') } : {}
  return json(
    page.map((status) => statusEntity(status, asked, viewer)),
    { headers },
  )
}

export function isBetween(id: string, parameters: URLSearchParams): boolean {
  const at = (name: string) => (/^\d+$/.test(parameters.get(name) ?? '') ? BigInt(parameters.get(name) ?? 0) : undefined)
  const [below, above] = [at('max_id'), at('since_id') ?? at('min_id')]
  return (below === undefined || BigInt(id) < below) && (above === undefined || BigInt(id) > above)
}

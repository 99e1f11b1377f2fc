import { escapeHtml } from '#kit/html'
import type { Json } from '#kit/json'

import { asHtml, knownAs } from './stand-in-html.ts'
import { followersOf, likesOf, repostsOf } from './stand-in-insights.ts'
import type { Differences } from './stand-in-limits.ts'
import { quoteApproval } from './stand-in-quotes.ts'
import { writtenBy, type App, type Book, type Media, type Profile, type Status } from './stand-in-state.ts'
import { pieces } from './stand-in-text.ts'

/** Where things are seen and what is known, to write them as the API does. */
export interface Showing {
  readonly book: Book
  /** Where people look at pages, without a slash at the end. */
  readonly web: string
  readonly now: number
  /** What this server can do; everything where it is not said. */
  readonly allowed?: Pick<Differences, 'quotes'>
}

type Entity = { readonly [key: string]: Json }

export function accountEntity(profile: Profile, { book, web }: Showing): Entity {
  const written = writtenBy(book, profile.id)
  // A server keeps faces under an address of its own.
  const avatar = profile.avatarUrl?.startsWith('http') ? profile.avatarUrl : `${web}/avatars/${profile.id}.svg`
  return {
    id: profile.id,
    username: profile.username,
    acct: profile.username,
    display_name: profile.displayName,
    locked: false,
    bot: false,
    discoverable: true,
    indexable: true,
    group: false,
    created_at: isoDay(profile.madeAt),
    note: `<p>${escapeHtml(profile.bio)}</p>`,
    url: `${web}/@${profile.username}`,
    uri: `${web}/users/${profile.username}`,
    avatar,
    avatar_static: avatar,
    header: `${web}/headers/missing.png`,
    header_static: `${web}/headers/missing.png`,
    followers_count: followersOf(profile, book),
    following_count: book.follows.filter((follow) => follow.by === profile.id).length,
    statuses_count: written.length,
    last_status_at: written[0] === undefined ? null : iso(written[0].madeAt).slice(0, 10),
    emojis: [],
    fields: [],
  }
}

export function credentialAccountEntity(profile: Profile, showing: Showing): Entity {
  return {
    ...accountEntity(profile, showing),
    source: {
      privacy: 'public',
      sensitive: false,
      language: null,
      note: profile.bio,
      fields: [],
      follow_requests_count: 0,
      indexable: true,
    },
    role: { id: '-99', name: '', permissions: '65536', color: '', highlighted: false },
  }
}

export function mediaEntity(media: Media, { web, now }: Showing): Entity {
  const small = { width: media.width, height: media.height, size: `${media.width}x${media.height}`, aspect: media.width / media.height }
  const url = `${web}/media/${media.id}`
  return {
    id: media.id,
    type: media.seconds !== undefined ? 'video' : media.moves ? 'gifv' : 'image',
    url: media.readyAt > now ? null : url,
    preview_url: url,
    remote_url: null,
    meta: {
      focus: media.focus,
      original: media.seconds === undefined ? small : { ...filmed(media), width: media.width, height: media.height },
      small,
    },
    description: media.description,
    blurhash: 'UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH',
  }
}

function filmed({ seconds = 0 }: Media) {
  return { duration: seconds, frame_rate: '30/1', bitrate: 500_000 }
}

/** `viewer` is whose token asks; the app is named to the author alone. */
export function statusEntity(status: Status, showing: Showing, viewer: string | undefined): Entity {
  const { book, web } = showing
  const author = book.profiles.get(status.profileId)
  if (!author) throw new Error('This post has no author.')
  const app = status.clientId === null || viewer !== status.profileId ? undefined : book.apps.get(status.clientId)
  const answered = status.inReplyToId === null ? undefined : book.statuses.get(status.inReplyToId)
  return {
    id: status.id,
    created_at: iso(status.madeAt),
    in_reply_to_id: answered?.id ?? null,
    in_reply_to_account_id: answered?.profileId ?? null,
    sensitive: status.sensitive,
    spoiler_text: status.spoilerText,
    visibility: status.visibility,
    language: status.language,
    uri: `${web}/users/${author.username}/statuses/${status.id}`,
    url: addressOf(status, showing),
    replies_count: repliesTo(status, book).length,
    reblogs_count: repostsOf(status, book),
    favourites_count: likesOf(status, book),
    ...quoteFields(status, showing, viewer),
    edited_at: status.editedAt === undefined ? null : iso(status.editedAt),
    favourited: false,
    reblogged: false,
    muted: false,
    bookmarked: false,
    pinned: false,
    content: `${quotedLink(status, showing)}${asHtml(status.text, showing)}`,
    filtered: [],
    reblog: null,
    ...(app ? { application: { name: app.name, website: app.website } } : {}),
    account: accountEntity(author, showing),
    media_attachments: status.mediaIds.flatMap((id) => mediaOf(id, showing)),
    mentions: mentionsIn(status.text, showing),
    tags: tagsIn(status.text, showing),
    emojis: [],
    card: null,
    poll: pollEntity(status, showing),
  }
}

/** Absent before 4.5; what a quoted post quotes is told by its id alone. */
function quoteFields(status: Status, showing: Showing, viewer: string | undefined): Entity {
  if (showing.allowed?.quotes === false) return {}
  const quoted = quotedBy(status, showing)
  return {
    quotes_count: [...showing.book.statuses.values()].filter(({ quotes }) => quotes === status.id).length,
    quote_approval: quoteApproval(status, { book: showing.book, viewer }),
    quote:
      status.quotes === undefined
        ? null
        : quoted === undefined
          ? { state: 'deleted', quoted_status: null }
          : { state: 'accepted', quoted_status: { ...statusEntity(quoted, showing, viewer), quote: shallow(quoted) } },
  }
}

function shallow({ quotes }: Status): Json {
  return quotes === undefined ? null : { state: 'accepted', quoted_status_id: quotes }
}

function quotedBy({ quotes }: Status, { book }: Showing): Status | undefined {
  return quotes === undefined ? undefined : book.statuses.get(quotes)
}

/** For apps that know no quotes, unless the text names the address itself. */
function quotedLink(status: Status, showing: Showing): string {
  const quoted = quotedBy(status, showing)
  const address = quoted && addressOf(quoted, showing)
  if (address === undefined || status.text.includes(address)) return ''
  return `<p class="quote-inline">RE: <a href="${escapeHtml(address)}">${escapeHtml(address)}</a></p>`
}

export function repliesTo({ id }: Status, book: Book): readonly Status[] {
  return [...book.statuses.values()].filter(({ inReplyToId }) => inReplyToId === id)
}

export function addressOf(status: Status, { book, web }: Showing): string {
  return `${web}/@${book.profiles.get(status.profileId)?.username ?? ''}/${status.id}`
}

function mediaOf(id: string, showing: Showing): readonly Entity[] {
  const media = showing.book.media.get(id)
  return media ? [mediaEntity(media, showing)] : []
}

function pollEntity({ poll }: Status, { now }: Showing): Json {
  if (!poll) return null
  const votes = poll.options.reduce((sum, option) => sum + option.votes, 0)
  return {
    id: poll.id,
    expires_at: iso(poll.expiresAt),
    expired: poll.expiresAt <= now,
    multiple: poll.multiple,
    votes_count: votes,
    voters_count: votes,
    voted: true,
    own_votes: [],
    options: poll.options.map((option) => ({ title: option.title, votes_count: option.votes })),
    emojis: [],
  }
}

function mentionsIn(text: string, { book, web }: Showing): readonly Json[] {
  const named = pieces(text).flatMap(({ kind, written }) => (kind === 'mention' ? (knownAs(written, { book }) ?? []) : []))
  return [...new Set(named)].map(({ id, username }) => ({ id, username, acct: username, url: `${web}/@${username}` }))
}

function tagsIn(text: string, { web }: Showing): readonly Json[] {
  const names = pieces(text).flatMap(({ kind, written }) => (kind === 'tag' ? [written.slice(1).toLowerCase()] : []))
  return [...new Set(names)].map((name) => ({ name, url: `${web}/tags/${encodeURIComponent(name)}` }))
}

export function applicationEntity(app: App): Entity {
  return {
    id: app.id,
    name: app.name,
    website: app.website,
    scopes: app.scopes,
    redirect_uri: app.redirectUris.join('\n'),
    redirect_uris: app.redirectUris,
    vapid_key: '',
    client_id: app.clientId,
    client_secret: app.clientSecret,
    client_secret_expires_at: 0,
  }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}

function isoDay(at: number): string {
  return `${iso(at).slice(0, 10)}T00:00:00.000Z`
}

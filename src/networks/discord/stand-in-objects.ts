import type { Json } from '#kit/json'

import { crowdOf } from '../stand-in-crowd.ts'
import { followersOf } from '../stand-in-figures.ts'
import { channelOwner, type Embed, type File, type Message, type Person, type Server, type Thread } from './stand-in-state.ts'

/** Who reads it: the user of a bot; undefined for whoever has a webhook's address. */
type Reader = string | undefined

function userObject(
  { user, handle, displayName, avatarUrl }: Person,
  more: { readonly bot?: boolean } = {},
): { readonly [name: string]: Json } {
  return {
    id: user,
    username: handle,
    global_name: displayName,
    avatar: avatarUrl === undefined ? null : '8342729096ea3675442027381ff50dfe',
    discriminator: '0',
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    ...more,
  }
}

export function selfObject(person: Person): Json {
  return { ...userObject(person, { bot: true }), mfa_enabled: false, locale: 'en-US', premium_type: 0, verified: true, email: null }
}

/** The flag says that the bot may read what others write, as it does for apps on few servers. */
export function applicationObject({ settings }: Server, person: Person): Json {
  const flags = settings.content ? 1 << 19 : 0
  return {
    id: person.user,
    name: person.displayName,
    icon: null,
    description: '',
    type: null,
    verify_key: '0'.repeat(64),
    flags,
    flags_new: String(flags),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userObject(person),
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  }
}

export function messageObject(server: Server, message: Message, reader: Reader): { readonly [name: string]: Json } {
  const { state, settings } = server
  const above = message.replyTo === undefined ? undefined : state.messages.find(({ id }) => id === message.replyTo)
  const thread = state.threads.find(({ id, parent }) => id === message.id && parent === message.channel)
  const guild = channelOwner(server, message.channel)?.guild ?? '0'
  return {
    ...plainMessage(server, message, reader),
    ...(settings.tellsNonces && message.nonce !== undefined ? { nonce: message.nonce } : {}),
    ...(message.replyTo === undefined
      ? {}
      : {
          message_reference: { type: 0, channel_id: message.channel, message_id: message.replyTo, guild_id: guild },
          referenced_message: above ? withReference(server, above, reader) : null,
        }),
    ...(thread ? { thread: threadObject(server, thread) } : {}),
    ...reactionsOf(server, message),
  }
}

/** What is answered is told with what it answers itself, but no further. */
function withReference(server: Server, message: Message, reader: Reader): Json {
  const { replyTo, channel } = message
  return {
    ...plainMessage(server, message, reader),
    ...(replyTo === undefined ? {} : { message_reference: { type: 0, channel_id: channel, message_id: replyTo } }),
  }
}

function plainMessage(server: Server, message: Message, reader: Reader): { readonly [name: string]: Json } {
  const { id, channel, at, editedAt, flags, crossposted, called, everyone, replyTo, poll } = message
  const isOpen = mayReadWords(server, message, reader)
  const mentioned = server.state.people.filter(({ user }) => called.includes(user))
  return {
    id,
    channel_id: channel,
    type: replyTo === undefined ? 0 : 19,
    author: authorObject(server, message),
    content: isOpen ? message.content : '',
    timestamp: timestamp(at),
    edited_timestamp: editedAt === undefined ? null : timestamp(editedAt),
    tts: false,
    mention_everyone: everyone,
    mentions: mentioned.map((person) => userObject(person)),
    mention_roles: [],
    attachments: isOpen ? message.files.filter(({ inCard }) => !inCard).map((file) => attachmentObject(server, file)) : [],
    embeds: isOpen ? message.embeds.map((embed) => embedObject(server, message, embed)) : [],
    components: [],
    pinned: false,
    flags: flags + (crossposted ? 1 : 0),
    ...(message.byWebhook ? { webhook_id: webhookOf(server, message) } : {}),
    ...(poll && isOpen ? { poll: pollObject(message) } : {}),
  }
}

/** Without the intent a bot reads its own words, and those that call it. */
function mayReadWords({ settings, state }: Server, { called, personId }: Message, reader: Reader): boolean {
  if (settings.content || reader === undefined || called.includes(reader)) return true
  return state.people.find(({ id }) => id === personId)?.user === reader
}

function authorObject(server: Server, message: Message): Json {
  const person = server.state.people.find(({ id }) => id === message.personId)
  if (!person) throw new Error('Somebody wrote this.')
  if (!message.byWebhook) return userObject(person)
  return {
    ...userObject(person, { bot: true }),
    id: person.webhook.id,
    discriminator: '0000',
    global_name: null,
    username: person.displayName,
  }
}

function webhookOf({ state }: Server, { personId }: Message): string {
  return state.people.find(({ id }) => id === personId)?.webhook.id ?? ''
}

export function fileUrl({ world }: Pick<Server, 'world'>, { id, fileName }: Pick<File, 'id' | 'fileName'>): string {
  return `${world.webOrigin}/files/${id}/${encodeURIComponent(fileName)}`
}

function attachmentObject(server: Server, file: File): Json {
  const url = fileUrl(server, file)
  return {
    id: file.id,
    filename: file.fileName,
    size: file.size,
    url,
    proxy_url: url,
    content_type: file.mimeType,
    ...(file.width === undefined || file.height === undefined ? {} : { width: file.width, height: file.height }),
    ...(file.alt === '' ? {} : { description: file.alt }),
    ...(file.spoiler ? { flags: 8 } : {}),
  }
}

function embedObject(server: Server, { files }: Pick<Message, 'files'>, { image, ...embed }: Embed): Json {
  const file = files.find(({ id }) => id === image)
  const url = file ? fileUrl(server, file) : image
  return { type: 'rich', ...embed, ...(url === undefined ? {} : { image: { url, proxy_url: url } }) }
}

function pollObject({ poll, id }: Message): Json {
  if (!poll) throw new Error('There is no poll.')
  return {
    question: { text: poll.question },
    answers: poll.answers.map((text, index) => ({ answer_id: index + 1, poll_media: { text } })),
    expiry: timestamp(poll.expiry),
    allow_multiselect: poll.multiple,
    layout_type: 1,
    results: {
      is_finalized: false,
      answer_counts: poll.answers.map((_, index) => ({ id: index + 1, count: votes(id, index), me_voted: false })),
    },
  }
}

/** Nobody here votes; some did elsewhere. */
function votes(id: string, index: number): number {
  return Number(id.slice(-2, -1)) > 4 ? index : 0
}

/** Everybody likes with the same sign here. */
function reactionsOf({ state }: Server, { id, likes }: Message): { readonly [name: string]: Json } {
  const count = likes.length + crowdOf(state, id, 'reactions')
  if (count <= 0) return {}
  return {
    reactions: [
      { emoji: { id: null, name: '👍' }, count, count_details: { burst: 0, normal: count }, burst_colors: [], me_burst: false, me: false },
    ],
  }
}

export function channelObject({ state, settings }: Server, person: Person): Json {
  const last = state.messages.findLast(({ channel }) => channel === person.id)
  return {
    id: person.id,
    type: settings.type,
    guild_id: person.guild,
    name: person.handle,
    position: 0,
    flags: 0,
    last_message_id: last?.id ?? null,
    permission_overwrites: [],
    parent_id: null,
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
  }
}

export function threadObject({ state, settings }: Server, { id, parent, name, owner, at }: Thread): { readonly [name: string]: Json } {
  const said = state.messages.filter(({ channel }) => channel === id)
  const count = said.filter((message) => message.id !== id).length
  const guild = state.people.find((person) => person.id === parent)?.guild ?? '0'
  return {
    id,
    type: settings.type === 5 ? 10 : 11,
    guild_id: guild,
    parent_id: parent,
    owner_id: owner,
    name,
    flags: 0,
    last_message_id: said.at(-1)?.id ?? null,
    rate_limit_per_user: 0,
    message_count: count,
    member_count: 1,
    total_message_sent: count,
    thread_metadata: {
      archived: false,
      archive_timestamp: timestamp(at),
      auto_archive_duration: 4320,
      locked: false,
      create_timestamp: timestamp(at),
    },
  }
}

export function guildObject(server: Server, person: Person, withCounts: boolean): Json {
  const counts = { approximate_member_count: followersOf(server, person.id), approximate_presence_count: 1 }
  return { ...emptyGuild, id: person.guild, name: `${person.displayName}’s server`, owner_id: person.user, ...(withCounts ? counts : {}) }
}

/** What a server has beside its name, of which nothing is used here. */
const emptyGuild: { readonly [name: string]: Json } = {
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: [],
  banner: null,
  application_id: null,
  region: 'us-east',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 0,
  roles: [],
  default_message_notifications: 0,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: 'en-US',
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
}

export function webhookObject({ world }: Server, { webhook, displayName, id, guild }: Person): Json {
  const url = `${world.webOrigin}/api/webhooks/${webhook.id}/${webhook.token}`
  return {
    id: webhook.id,
    type: 1,
    name: displayName,
    avatar: null,
    channel_id: id,
    guild_id: guild,
    application_id: null,
    token: webhook.token,
    url,
  }
}

/** To the microsecond and with a zone, as the network writes time. */
function timestamp(at: string): string {
  return Temporal.Instant.from(at).toString({ smallestUnit: 'microsecond' }).replace(/Z$/, '+00:00')
}

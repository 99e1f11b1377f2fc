import type { Json } from '#kit/json'

import { followersOf } from '../stand-in-figures.ts'
import { archivedAt, channelOwner, minutesToArchive, type Person, type Server, type Thread, typeOf } from './stand-in-state.ts'

export function userObject(
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

export function channelObject(server: Server, person: Person): Json {
  const { state } = server
  const type = typeOf(server, person)
  const ids =
    type === 15 ? state.threads.filter(({ parent }) => parent === person.id) : state.messages.filter(({ channel }) => channel === person.id)
  return {
    id: person.id,
    type,
    guild_id: person.guild,
    name: person.handle,
    position: 0,
    flags: 0,
    last_message_id: ids.at(-1)?.id ?? null,
    permission_overwrites: [],
    parent_id: null,
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
  }
}

export function threadObject(server: Server, thread: Thread): { readonly [name: string]: Json } {
  const { id, parent, name, owner, at } = thread
  const { state } = server
  const said = state.messages.filter(({ channel }) => channel === id)
  const count = said.filter((message) => message.id !== id).length
  const around = channelOwner(server, parent)
  const archived = archivedAt(server, thread)
  return {
    id,
    type: around && typeOf(server, around) === 5 ? 10 : 11,
    guild_id: around?.guild ?? '0',
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
      archived: archived !== undefined,
      archive_timestamp: timestamp(archived?.toString() ?? at),
      auto_archive_duration: minutesToArchive,
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
export function timestamp(at: string): string {
  return Temporal.Instant.from(at).toString({ smallestUnit: 'microsecond' }).replace(/Z$/, '+00:00')
}

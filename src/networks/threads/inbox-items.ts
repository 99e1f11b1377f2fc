import { z } from 'zod'

import { graphInstant } from '../graph-timeline.ts'
import type { AccountAccess, InboxItem, InboxKind, InboxMedia, InboxPost, InboxThread, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, version } from './api.ts'
import { settingsSchema, signedIn } from './session.ts'

export interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
}

const reference = z.object({ id: z.string() })
export const sayingSchema = z.object({
  id: z.string(),
  text: z.string().default(''),
  timestamp: graphInstant,
  permalink: z.string().optional(),
  username: z.string().default(''),
  media_type: z.string().default(''),
  media_url: z.string().optional(),
  thumbnail_url: z.string().optional(),
  alt_text: z.string().optional(),
  is_reply: z.boolean().default(false),
  root_post: reference.optional(),
  replied_to: reference.optional(),
  hide_status: z.string().optional(),
  profile_picture_url: z.string().optional(),
})
/** What somebody says, as every list and object of the API tells it. */
export type Saying = z.infer<typeof sayingSchema>

export const sayingFields = Object.keys(sayingSchema.shape).join(',')

/** One of them by its id; undefined where it is gone, or not for us to see. */
export async function readSaying(id: string, { access, environment }: Asking): Promise<Outcome<Saying | undefined>> {
  const path = `${version}/${encodeURIComponent(id)}`
  const read = await ask({ ...signedIn(access), path, query: { fields: sayingFields }, answer: sayingSchema }, environment)
  if (read.ok || read.trouble.kind !== 'rejected') return read
  return { ok: true, value: undefined }
}

/** Of others only the name is told. */
export function isOurs({ username }: Pick<Saying, 'username'>, { access }: Pick<Asking, 'access'>): boolean {
  return username.toLowerCase() === ownName(access)
}

function ownName({ settings }: AccountAccess): string {
  return settingsSchema.parse(settings).profile.split('/@').at(-1)?.toLowerCase() ?? ''
}

interface Place {
  readonly kind: InboxKind
  readonly thread: InboxThread
  readonly hideable: boolean
}

export function itemOf(saying: Saying, { kind, thread, hideable }: Place, at: Asking): InboxItem {
  const { id, text, username, timestamp, permalink, replied_to: above, profile_picture_url: avatarUrl } = saying
  return {
    externalId: id,
    kind,
    thread,
    author: {
      externalId: username.toLowerCase(),
      handle: username,
      name: username,
      url: profileOf(username, at),
      ...(avatarUrl === undefined ? {} : { avatarUrl }),
    },
    byUs: isOurs(saying, at),
    text,
    media: mediaOf(saying),
    at: timestamp,
    ...(permalink === undefined ? {} : { url: permalink }),
    ...(above === undefined ? {} : { answers: above.id }),
    hidden: saying.hide_status === 'HIDDEN',
    answerTo: { id, hideable },
  }
}

function profileOf(username: string, { access }: Asking): string {
  return settingsSchema.parse(access.settings).profile.replace(/@[^/]*$/, `@${encodeURIComponent(username)}`)
}

/** Of a carousel only the post itself tells; people see it there. */
function mediaOf({ media_type: type, media_url: url, thumbnail_url: thumb, alt_text: alt = '' }: Saying): readonly InboxMedia[] {
  if (url === undefined || !['IMAGE', 'VIDEO', 'AUDIO'].includes(type)) return []
  const kind = type === 'IMAGE' ? 'image' : type === 'VIDEO' ? 'video' : 'audio'
  return [{ kind, url, alt, ...(thumb === undefined ? {} : { thumbUrl: thumb }) }]
}

export function postOf(post: Pick<Saying, 'id' | 'text' | 'permalink' | 'username'>, at: Asking): InboxPost {
  const { id, text, permalink, username } = post
  return { externalId: id, url: permalink ?? profileOf(username, at), text, ...(isOurs(post, at) ? {} : { author: username }) }
}

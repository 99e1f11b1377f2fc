import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Outcome } from '../network.ts'
import { ask, type Asked, type Asking } from './api.ts'
import { type Limits, usualLimits } from './limits.ts'

/** What a server says of itself. */
export interface Instance {
  /** Its origin, after redirects. */
  readonly server: string
  /** The name after the @ in handles, which may differ from where the server is reached. */
  readonly domain: string
  readonly limits: Limits
  readonly keepsKeys: boolean
}

const number = z.number().positive().nullish().catch(undefined)
const configurationSchema = z.object({
  statuses: z.object({ max_characters: number, max_media_attachments: number, characters_reserved_per_url: number }).nullish(),
  media_attachments: z
    .object({
      supported_mime_types: z.array(z.string()).nullish().catch(undefined),
      description_limit: number,
      image_size_limit: number,
      image_matrix_limit: number,
      video_size_limit: number,
      video_matrix_limit: number,
      video_frame_rate_limit: number,
    })
    .nullish(),
  polls: z.object({ max_options: number, max_characters_per_option: number, min_expiration: number, max_expiration: number }).nullish(),
})

const shared = {
  version: z.string().default(''),
  configuration: configurationSchema.nullish(),
  api_versions: z.object({ mastodon: number }).nullish().catch(undefined),
}
type Said = z.infer<z.ZodObject<typeof shared>>
const presentSchema = z.object({ ...shared, domain: z.string() })
/** Before Mastodon 4.0, and on other software; `max_toot_chars` is how forks told their limit before there was a configuration. */
const formerSchema = z.object({ ...shared, uri: z.string(), max_toot_chars: number })

/** Version 2 of what a server says of itself, or 1 where it has no other. A closed server tells only those who are signed in (`token`); it answers `signed-out` to others. */
export async function readInstance(
  { server, token }: { readonly server: string; readonly token?: string },
  environment: Asking,
): Promise<Outcome<Instance>> {
  const asking = { server, followsRedirects: true, ...(token === undefined ? {} : { token }) }
  const present = await ask({ ...asking, path: '/api/v2/instance', answer: presentSchema }, environment)
  if (present.ok) {
    const { domain, version } = present.value
    return {
      ok: true,
      value: { server: originOf(present, server), domain, limits: limitsFrom(present.value), keepsKeys: keepsKeys(version) },
    }
  }
  const former = await ask({ ...asking, path: '/api/v1/instance', answer: formerSchema }, environment)
  if (!former.ok) return { ok: false, trouble: isClearNo(present) && isClearNo(former) ? notOne(server) : former.trouble }
  const { uri, configuration, version, max_toot_chars: characters } = former.value
  const limits = { ...limitsFrom(former.value), ...(characters && !configuration?.statuses ? { characters } : {}) }
  return { ok: true, value: { server: originOf(former, server), domain: domainIn(uri), limits, keepsKeys: keepsKeys(version) } }
}

function originOf({ response }: Extract<Asked<unknown>, { ok: true }>, server: string): string {
  return URL.canParse(response.url) ? new URL(response.url).origin : server
}

/** The server is there and knows neither of the two addresses: it speaks something else. */
function isClearNo(asked: Asked<unknown>): boolean {
  return !asked.ok && (asked.status === 404 || asked.status === 405 || asked.status === 410)
}

function notOne(server: string) {
  return { kind: 'rejected', reason: { code: 'not-mastodon', params: { host: new URL(server).host } } } as const
}

/** Some write a host here, some a whole address. */
function domainIn(uri: string): string {
  return URL.canParse(uri) && uri.includes('://') ? new URL(uri).host : uri
}

/** Mastodon, its forks and Pleroma remember Idempotency-Key; of other software that speaks the API (it says so in its version) we do not know. */
function keepsKeys(version: string): boolean {
  return /^\d+\.\d+\.\d+(?:[-+~.][\w.+~-]*)?$/.test(version) || /pleroma|akkoma/i.test(version)
}

/** The number of the API counts up with each that can do more; 7 came with Mastodon 4.5, the first that quotes. */
function canQuote({ api_versions: versions }: Said): boolean {
  return (versions?.mastodon ?? 0) >= 7
}

/** Without any configuration the usual limits hold; with one that tells of no polls, there are none. */
function limitsFrom(said: Said): Limits {
  const { configuration } = said
  const quotes = canQuote(said)
  if (!configuration) return { ...usualLimits, quotes }
  const { statuses, media_attachments: media, polls } = configuration
  return {
    characters: statuses?.max_characters ?? usualLimits.characters,
    perUrl: statuses?.characters_reserved_per_url ?? usualLimits.perUrl,
    images: statuses?.max_media_attachments ?? usualLimits.images,
    imageBytes: media?.image_size_limit ?? usualLimits.imageBytes,
    imagePixels: media?.image_matrix_limit ?? usualLimits.imagePixels,
    mimeTypes: media?.supported_mime_types ?? usualLimits.mimeTypes,
    videos: videoLimitsFrom(media),
    altCharacters: media?.description_limit ?? usualLimits.altCharacters,
    polls: pollLimitsFrom(polls),
    quotes,
  }
}

type Files = z.infer<typeof configurationSchema>['media_attachments']

/** A server that lists what it takes, and no film among it, takes none. */
function videoLimitsFrom(media: Files): Limits['videos'] {
  const usual = usualLimits.videos
  const types = media?.supported_mime_types
  if (!usual || (types && !usual.mimeTypes.some((type) => types.includes(type)))) return null
  return {
    bytes: media?.video_size_limit ?? usual.bytes,
    pixels: media?.video_matrix_limit ?? usual.pixels,
    framesPerSecond: media?.video_frame_rate_limit ?? usual.framesPerSecond,
    mimeTypes: types ? usual.mimeTypes.filter((type) => types.includes(type)) : usual.mimeTypes,
  }
}

type Polls = z.infer<typeof configurationSchema>['polls']

function pollLimitsFrom(polls: Polls): Limits['polls'] {
  const usual = usualLimits.polls
  if (!polls || !usual) return null
  return {
    options: polls.max_options ?? usual.options,
    optionCharacters: polls.max_characters_per_option ?? usual.optionCharacters,
    minSeconds: polls.min_expiration ?? usual.minSeconds,
    maxSeconds: polls.max_expiration ?? usual.maxSeconds,
  }
}

/** The limits as they are kept with the account, for `rulesFor`. */
export function asKept({ polls, mimeTypes, videos, ...limits }: Limits): Json {
  return {
    ...limits,
    mimeTypes: [...mimeTypes],
    videos: videos && { ...videos, mimeTypes: [...videos.mimeTypes] },
    polls: polls && { ...polls },
  }
}

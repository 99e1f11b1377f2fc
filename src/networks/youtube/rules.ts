import type { Json } from '#kit/json'

import type { ImageRules, PostContent, QuotaUse, Rules, SettingField, Settings, VideoRules } from '../network.ts'
import { checkPost } from './check.ts'
import { findEntities } from './entities.ts'
import { type Known, knownOf, limits } from './limits.ts'
import { captionsOf, captionTypes, firstComment, hasThumbnail, isShort, playlistIn, usualCategory, videoOf } from './sent.ts'

/** What a channel may do differs by whether it gave a telephone number; its playlists and categories are choices. */
export function rulesFor(known: Json = {}): Rules {
  const channel = knownOf(known)
  const videosFor = (chosen: Settings) => videoRules(chosen, channel)
  const settings = settingsFor(channel)
  return {
    text: { overflow: (text) => overflow(text) },
    images: noImages,
    videosFor,
    maxParts: 1,
    // The first is said to be the language of title and description.
    maxLanguages: 5,
    settings,
    uses,
    check: (post) => checkPost(post, { channel, settings, videosFor }),
    count: (text) => [{ unit: 'bytes', used: bytesIn(text), max: limits.descriptionBytes }],
    entities: findEntities,
  }
}

/** YouTube takes films only. */
const noImages: ImageRules = { maxPerPart: 0, maxBytes: 0, maxSide: 0, mimeTypes: [], maxAltLength: 0 }

/** How a picture of one's own is made to fit; YouTube advises 1,280 by 720. */
export const thumbnailRules: ImageRules = {
  maxPerPart: 1,
  maxBytes: limits.thumbnailBytes,
  maxSide: 1280,
  mimeTypes: ['image/jpeg', 'image/png'],
  maxAltLength: 0,
}

/** Files that YouTube takes as they are; anything else is encoded anew. A Short is upright or square. */
function videoRules(chosen: Settings, { longUploads }: Known): VideoRules {
  const longest = longUploads ? limits.seconds : limits.secondsUnverified
  const common = {
    maxPerPart: 1,
    maxBytes: limits.fileBytes,
    minSeconds: 1,
    mimeTypes: ['video/mp4', 'video/quicktime', 'video/webm'],
    videoCodecs: ['h264', 'hevc', 'vp9', 'vp8', 'av1', 'mpeg4', 'prores'],
    audioCodecs: ['aac', 'mp3', 'opus', 'vorbis', 'pcm'],
    framesPerSecond: { min: 1, max: 60 },
    maxSide: 7680,
    minSide: 16,
    maxAltLength: 0,
    captions: captionTypes,
  } as const
  return isShort(chosen)
    ? { ...common, maxSeconds: limits.shortSeconds, ratio: { min: 1 / 3, max: 1 }, covers: [] }
    : { ...common, maxSeconds: longest, covers: ['picture', 'moment'] }
}

/** Those that can be assigned in most regions, by their ids; the best known first. */
const usualCategories = ['22', '24', '26', '27', '28', '10', '1', '23', '25', '29', '15', '17', '19', '20', '2']

function settingsFor({ playlists, categories }: Known): readonly SettingField[] {
  const assignable = usualCategories.filter((id) => id === usualCategory || (categories?.includes(id) ?? true))
  const labels = Object.fromEntries(playlists.map(({ id, title }) => [id, title]))
  return [
    { name: 'kind', kind: 'choice', options: ['video', 'short'], usual: 'video' },
    { name: 'title', kind: 'text', maxLength: limits.title },
    { name: 'visibility', kind: 'choice', options: ['public', 'unlisted', 'private'], usual: 'public' },
    { name: 'made_for_kids', kind: 'toggle', usual: false },
    { name: 'synthetic_media', kind: 'toggle', usual: false },
    { name: 'tags', kind: 'text', maxLength: limits.tags, lines: 2 },
    { name: 'category', kind: 'choice', options: assignable, usual: usualCategory },
    { name: 'playlist', kind: 'choice', options: ['none', ...playlists.map(({ id }) => id)], usual: 'none', labels },
    { name: 'notify', kind: 'toggle', usual: true, when: { setting: 'visibility', is: ['public'] } },
    {
      name: 'first_comment',
      kind: 'text',
      maxLength: limits.comment,
      lines: 3,
      when: { setting: 'visibility', is: ['public', 'unlisted'] },
    },
  ]
}

/** Reads cost one unit, writes fifty and captions four hundred; uploads are counted by themselves. How often the processing has to be asked after is a guess. */
function uses(post: PostContent): readonly QuotaUse[] {
  const video = videoOf(post)
  if (!video) return []
  const { settings } = post
  const thumbnail = hasThumbnail(video, settings) ? 50 : 0
  const playlist = playlistIn(settings) === '' ? 0 : 51
  const comment = firstComment(settings) === '' ? 0 : 51
  const amount = 5 + thumbnail + captionsOf(video).length * 400 + playlist + comment
  return [
    { name: 'uploads', amount: 1 },
    { name: 'units', amount },
  ]
}

const encoder = new TextEncoder()

/** In UTF-8. */
function bytesIn(text: string): number {
  return encoder.encode(text).length
}

/** `encodeInto` stops before the first character that no longer fits. */
function overflow(text: string): number | undefined {
  const { read } = encoder.encodeInto(text, new Uint8Array(limits.descriptionBytes))
  return read < text.length ? read : undefined
}

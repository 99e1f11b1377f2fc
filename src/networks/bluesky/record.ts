import type { Json } from '#kit/json'

import { imagesOf, videosOf } from '../media.ts'
import type { LinkCard, PostPart, PostVideo } from '../network.ts'
import type { StrongRef } from './api.ts'
import { utf8Length } from './counting.ts'
import { findEntities, isWebAddress } from './entities.ts'
import { limits } from './rules.ts'
import type { Uploaded, UploadedCaptions } from './steps.ts'

export interface RecordParts {
  readonly part: PostPart
  readonly languages: readonly string[]
  readonly createdAt: string
  /** The part's images, or its one video. */
  readonly shown: readonly Uploaded[]
  readonly captions: readonly UploadedCaptions[]
  readonly thumb?: Uploaded
  readonly quote?: StrongRef
  /** DID by handle; a handle that nobody has stays plain text. */
  readonly mentions: Readonly<Record<string, string>>
  readonly reply?: { readonly root: StrongRef; readonly parent: StrongRef }
}

/** The record app.bsky.feed.post of one part. The same input always makes the same record, so that sending it twice changes nothing. */
export function postRecord({ part, languages, createdAt, shown, captions, thumb, quote, mentions, reply }: RecordParts): {
  readonly [key: string]: Json
} {
  const text = part.text.toWellFormed()
  const facets = findFacets(text, mentions)
  const media = mediaEmbed(part, { shown, captions }) ?? (part.link ? cardEmbed(part.link, thumb) : undefined)
  const embed = quote ? quoteEmbed(quote, media) : media
  const langs = languages.slice(0, limits.languages)
  return {
    $type: 'app.bsky.feed.post',
    text,
    ...(facets.length > 0 ? { facets } : {}),
    ...(reply ? { reply: { root: { ...reply.root }, parent: { ...reply.parent } } } : {}),
    ...(embed ? { embed } : {}),
    ...(langs.length > 0 ? { langs } : {}),
    createdAt,
  }
}

/** Positions are UTF-8 bytes on the network. */
export function findFacets(text: string, mentions: RecordParts['mentions']): readonly Json[] {
  return findEntities(text).flatMap(({ kind, start, end, value }) => {
    const feature = asFeature(kind, value, mentions)
    const byteStart = utf8Length(text.slice(0, start))
    const byteEnd = byteStart + utf8Length(text.slice(start, end))
    return feature ? [{ index: { byteStart, byteEnd }, features: [feature] }] : []
  })
}

function asFeature(kind: 'link' | 'mention' | 'tag', value: string, mentions: RecordParts['mentions']): Json | undefined {
  if (kind === 'link') return { $type: 'app.bsky.richtext.facet#link', uri: value }
  if (kind === 'tag') return { $type: 'app.bsky.richtext.facet#tag', tag: value }
  const did = mentions[value.toLowerCase()]
  return did === undefined ? undefined : { $type: 'app.bsky.richtext.facet#mention', did }
}

/** A quote alone, or beside what the part shows. */
function quoteEmbed({ uri, cid }: StrongRef, media: Json | undefined): Json {
  const record = { $type: 'app.bsky.embed.record', record: { uri, cid } }
  return media === undefined ? record : { $type: 'app.bsky.embed.recordWithMedia', record, media }
}

function mediaEmbed(part: PostPart, { shown, captions }: Pick<RecordParts, 'shown' | 'captions'>): Json | undefined {
  const [video] = videosOf(part)
  const [film] = shown
  if (video && film) return videoEmbed(video, film, captions)
  return shown.length > 0 ? imagesEmbed(part, shown) : undefined
}

function videoEmbed({ alt }: PostVideo, { blob, width, height }: Uploaded, captions: readonly UploadedCaptions[]): Json {
  return {
    $type: 'app.bsky.embed.video',
    video: blob,
    ...(captions.length > 0 ? { captions: captions.map(({ blob: file, language }) => ({ lang: language, file })) } : {}),
    ...(alt.trim() === '' ? {} : { alt: alt.toWellFormed() }),
    aspectRatio: { width, height },
  }
}

function imagesEmbed(part: PostPart, images: readonly Uploaded[]): Json {
  return {
    $type: 'app.bsky.embed.images',
    images: images.map(({ blob, width, height }, index) => ({
      image: blob,
      alt: (imagesOf(part)[index]?.alt ?? '').toWellFormed(),
      aspectRatio: { width, height },
    })),
  }
}

function cardEmbed({ url, title, description }: LinkCard, thumb: Uploaded | undefined): Json | undefined {
  if (!isWebAddress(url)) return undefined
  return {
    $type: 'app.bsky.embed.external',
    external: { uri: url, title: title.toWellFormed(), description: description.toWellFormed(), ...(thumb ? { thumb: thumb.blob } : {}) },
  }
}

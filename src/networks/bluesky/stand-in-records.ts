import { z } from 'zod'

import type { Json } from '#kit/json'

import { isCid } from './stand-in-cids.ts'
import { invalid, whatIsWrong } from './stand-in-wire.ts'

/** Is this record as the network's lexicons want it? `unknown` for collections that are none of the Bluesky app's. @throws Refused saying what is wrong. */
export function validateRecord(collection: string, rkey: string, record: { readonly [key: string]: Json }): 'valid' | 'unknown' {
  const kind = kinds[collection]
  if (!kind) return 'unknown'
  if (!kind.key.test(rkey)) throw invalid(`Invalid record key for ${collection}: ${rkey}`)
  const parsed = kind.shape.safeParse(record)
  if (!parsed.success) throw invalid(`Invalid ${collection} record: ${whatIsWrong(parsed.error)}`)
  return 'valid'
}

/** What is written in private. @throws Refused saying what is wrong. */
export function checkMessage(message: unknown): void {
  const parsed = z.object({ text: words({ bytes: 10_000, graphemes: 1000 }), facets: z.array(facet).optional() }).safeParse(message)
  if (!parsed.success) throw invalid(`Input/message: ${whatIsWrong(parsed.error)}`)
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

function graphemes(text: string): number {
  return [...segmenter.segment(text)].length
}

function words(max: { readonly bytes?: number; readonly graphemes?: number } = {}) {
  return z.string().superRefine((text, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', message })
    if (max.bytes !== undefined && Buffer.byteLength(text) > max.bytes)
      say(`string too big (maximum ${max.bytes} bytes, got ${Buffer.byteLength(text)})`)
    if (max.graphemes !== undefined && graphemes(text) > max.graphemes)
      say(`grapheme too big (maximum ${max.graphemes}, got ${graphemes(text)})`)
  })
}

function format(name: string, pattern: RegExp, maxLength = 8192) {
  return z.string().refine((text) => text.length <= maxLength && pattern.test(text), `Invalid ${name} format`)
}

const did = format('did', /^did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]$/, 2048)
const uri = format('uri', /^[a-z][a-z0-9.+-]*:(?:\/\/)?[^\s/][^\s]*$/)
const language = format(
  'language',
  /^((?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|i-[a-z]+|x(?:-[a-z0-9]{1,8})+)$/i,
)
const datetime = z.string().refine(isDatetime, 'Invalid datetime format')
const cid = z.string().refine(isCid, 'Invalid cid format')
const atUri = format('at-uri', /^at:\/\/[a-zA-Z0-9._:%-]+(\/[a-zA-Z0-9.-]+(\/[a-zA-Z0-9._~:@!$&%')(*+,;=-]+)?)?$/)

function isDatetime(text: string): boolean {
  return (
    /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d(\.\d{1,20})?(Z|[+-][0-2]\d:[0-5]\d)$/.test(text) &&
    !text.endsWith('-00:00') &&
    !Number.isNaN(Date.parse(text))
  )
}

const strongRef = z.object({ uri: atUri, cid })

function file(accept: RegExp, maxSize: number) {
  return z
    .object({ $type: z.literal('blob'), ref: z.object({ $link: cid }), mimeType: z.string().min(1), size: z.int().min(0) })
    .superRefine(({ mimeType, size }, context) => {
      if (!accept.test(mimeType)) context.addIssue({ code: 'custom', message: `Mime type ${mimeType} is not accepted` })
      if (size > maxSize)
        context.addIssue({
          code: 'custom',
          message: `This file is too large. It is ${size} bytes but the maximum size is ${maxSize} bytes`,
        })
    })
}

const aspectRatio = z.object({ width: z.int().min(1), height: z.int().min(1) })

const images = z.object({
  $type: z.literal('app.bsky.embed.images'),
  images: z.array(z.object({ image: file(/^image\//, 2_000_000), alt: z.string(), aspectRatio: aspectRatio.optional() })).max(4),
})

const external = z.object({
  $type: z.literal('app.bsky.embed.external'),
  external: z.object({
    uri,
    title: z.string(),
    description: z.string(),
    thumb: file(/^image\//, 1_000_000).optional(),
    associatedRefs: z.array(strongRef).optional(),
  }),
})

const video = z.object({
  $type: z.literal('app.bsky.embed.video'),
  video: file(/^video\/mp4$/, 300_000_000),
  captions: z
    .array(z.object({ lang: language, file: file(/^text\/vtt$/, 20_000) }))
    .max(20)
    .optional(),
  alt: z.string().optional(),
  aspectRatio: aspectRatio.optional(),
  presentation: z.string().optional(),
})

const quote = z.object({ $type: z.literal('app.bsky.embed.record'), record: strongRef })

/** A union of the lexicons is open: what carries a type nobody knows here is taken as it is. */
function open(known: readonly string[], shape: z.ZodType) {
  return z.looseObject({ $type: z.string() }).superRefine((value, context) => {
    if (!known.includes(value.$type)) return
    const parsed = shape.safeParse(value)
    for (const issue of parsed.error?.issues ?? []) context.addIssue({ code: 'custom', message: issue.message, path: issue.path })
  })
}

const media = [images, video, external] as const
const withMedia = z.object({
  $type: z.literal('app.bsky.embed.recordWithMedia'),
  record: z.object({ record: strongRef }),
  media: open(['app.bsky.embed.images', 'app.bsky.embed.video', 'app.bsky.embed.external'], z.discriminatedUnion('$type', media)),
})

const embed = open(
  ['app.bsky.embed.images', 'app.bsky.embed.video', 'app.bsky.embed.external', 'app.bsky.embed.record', 'app.bsky.embed.recordWithMedia'],
  z.discriminatedUnion('$type', [images, video, external, quote, withMedia]),
)

const feature = open(
  ['app.bsky.richtext.facet#mention', 'app.bsky.richtext.facet#link', 'app.bsky.richtext.facet#tag'],
  z.discriminatedUnion('$type', [
    z.object({ $type: z.literal('app.bsky.richtext.facet#mention'), did }),
    z.object({ $type: z.literal('app.bsky.richtext.facet#link'), uri }),
    z.object({ $type: z.literal('app.bsky.richtext.facet#tag'), tag: words({ bytes: 640, graphemes: 64 }) }),
  ]),
)

const facet = z.object({
  index: z.object({ byteStart: z.int().min(0), byteEnd: z.int().min(0) }),
  features: z.array(feature),
})

const selfLabels = open(
  ['com.atproto.label.defs#selfLabels'],
  z.object({ values: z.array(z.object({ val: words({ bytes: 128 }) })).max(10) }),
)

const post = z
  .object({
    text: words({ bytes: 3000, graphemes: 300 }),
    facets: z.array(facet).optional(),
    reply: z.object({ root: strongRef, parent: strongRef }).optional(),
    embed: embed.optional(),
    langs: z.array(language).max(3).optional(),
    labels: selfLabels.optional(),
    tags: z
      .array(words({ bytes: 640, graphemes: 64 }))
      .max(8)
      .optional(),
    createdAt: datetime,
  })
  .superRefine(({ text, facets = [] }, context) => {
    for (const { index } of facets)
      if (!isSlice(text, index))
        context.addIssue({ code: 'custom', message: `Facet ${index.byteStart}–${index.byteEnd} is no piece of the text`, path: ['facets'] })
  })

/**
 * Stricter than the server, which takes any numbers: the apps leave out a facet that is no piece of the text, and nobody would be told.
 */
function isSlice(text: string, { byteStart, byteEnd }: { readonly byteStart: number; readonly byteEnd: number }): boolean {
  const bytes = Buffer.from(text)
  const between = (at: number) => at === bytes.length || ((bytes[at] ?? 0) & 0xc0) !== 0x80
  return byteStart < byteEnd && byteEnd <= bytes.length && between(byteStart) && between(byteEnd)
}

const rule = 'app.bsky.feed.threadgate'
const gate = z.object({
  post: atUri,
  allow: z
    .array(
      open(
        [`${rule}#mentionRule`, `${rule}#followerRule`, `${rule}#followingRule`, `${rule}#listRule`],
        z.discriminatedUnion('$type', [
          z.object({ $type: z.enum([`${rule}#mentionRule`, `${rule}#followerRule`, `${rule}#followingRule`]) }),
          z.object({ $type: z.literal(`${rule}#listRule`), list: atUri }),
        ]),
      ),
    )
    .max(5)
    .optional(),
  createdAt: datetime,
  hiddenReplies: z.array(atUri).max(300).optional(),
})

const tid = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/
const self = /^self$/
const about = z.object({ subject: strongRef, createdAt: datetime })

const kinds: Readonly<Record<string, { readonly key: RegExp; readonly shape: z.ZodType }>> = {
  'app.bsky.feed.post': { key: tid, shape: post },
  'app.bsky.feed.like': { key: tid, shape: about },
  'app.bsky.feed.repost': { key: tid, shape: about },
  'app.bsky.feed.threadgate': { key: tid, shape: gate },
  'app.bsky.graph.follow': { key: tid, shape: z.object({ subject: did, createdAt: datetime }) },
  'chat.bsky.actor.declaration': { key: self, shape: z.object({ allowIncoming: z.string(), allowGroupInvites: z.string().optional() }) },
  'app.bsky.actor.profile': {
    key: self,
    shape: z.object({
      displayName: words({ bytes: 640, graphemes: 64 }).optional(),
      description: words({ bytes: 2560, graphemes: 256 }).optional(),
      avatar: file(/^image\/(png|jpeg)$/, 1_000_000).optional(),
      banner: file(/^image\/(png|jpeg)$/, 1_000_000).optional(),
      labels: selfLabels.optional(),
      createdAt: datetime.optional(),
    }),
  },
}

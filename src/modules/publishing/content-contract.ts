import { z } from 'zod'

import { MediaItem } from '#contract/media'

const Share = z.number().min(0).max(1)
/** What stays in sight when a network crops the image: shares of width and height from the top left. */
export const Focus = z.object({ x: Share, y: Share })
const Seconds = z.number().min(0).max(86_400)
export const MediaInput = z.object({
  mediaId: z.uuid(),
  alt: z.string().max(5000).default(''),
  focus: Focus.optional(),
  /** Of a video: what of it is published, in seconds from its beginning. */
  trim: z
    .object({ from: Seconds, to: Seconds })
    .refine(({ from, to }) => from < to, 'The end must come after the beginning.')
    .optional(),
  /** Of a video: a moment of what is published, or a picture of the library. */
  cover: z.union([z.object({ at: Seconds }), z.object({ mediaId: z.uuid() })]).optional(),
  captions: z
    .array(z.object({ language: z.string().max(35), mediaId: z.uuid() }))
    .max(20)
    .optional(),
  /** Of a document. */
  title: z.string().max(500).optional(),
})
export type MediaInput = z.output<typeof MediaInput>
export const LinkInput = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  title: z.string().max(500),
  description: z.string().max(2000),
  thumbMediaId: z.uuid().optional(),
})
export const Poll = z.object({
  options: z.array(z.string().max(500)).max(20),
  minutes: z.int().min(1).max(1_000_000),
  multiple: z.boolean(),
})
export const PartInput = z.object({
  text: z.string().max(20_000),
  media: z.array(MediaInput).max(40),
  link: LinkInput.optional(),
  poll: Poll.optional(),
})
const Parts = z.array(PartInput).min(1).max(100)
/** What a post says otherwise on one network. Without `parts` it follows the post; `settings` are the network's own. */
export const VariantInput = z.object({
  parts: Parts.optional(),
  settings: z.record(z.string().max(40), z.union([z.string().max(10_000), z.boolean()])).default({}),
})
export const ContentInput = z.object({
  parts: Parts,
  languages: z.array(z.string().max(35)).max(5),
  /** By network. */
  variants: z.record(z.string().max(40), VariantInput).default({}),
})
export type ContentInput = z.output<typeof ContentInput>

/** The same, with the library's facts about each. What left the library has no `item`. */
export const Media = MediaInput.extend({
  item: MediaItem.optional(),
  cover: z.union([z.object({ at: Seconds }), z.object({ mediaId: z.uuid(), item: MediaItem.optional() })]).optional(),
  captions: z.array(z.object({ language: z.string(), mediaId: z.uuid(), item: MediaItem.optional() })).optional(),
})
export const Part = z.object({
  text: z.string(),
  media: z.array(Media),
  link: LinkInput.extend({ thumb: MediaItem.optional() }).optional(),
  poll: Poll.optional(),
})
export type Part = z.output<typeof Part>
export const Content = z.object({
  parts: z.array(Part),
  languages: z.array(z.string()),
  variants: z.record(
    z.string(),
    z.object({ parts: z.array(Part).optional(), settings: z.record(z.string(), z.union([z.string(), z.boolean()])) }),
  ),
})
export type Content = z.output<typeof Content>

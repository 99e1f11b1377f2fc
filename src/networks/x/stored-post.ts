import { z } from 'zod'

import { sameAddress } from './sent-text.ts'
import { findUrls } from './urls.ts'

const urlsSchema = z.object({
  urls: z
    .array(
      z.object({
        url: z.string().nullish(),
        expanded_url: z.string().nullish(),
        unwound_url: z.string().nullish(),
        media_key: z.string().nullish(),
      }),
    )
    .nullish(),
})

const referencesSchema = z.array(z.object({ type: z.string(), id: z.string() }))
const noteSchema = z.object({ text: z.string(), entities: urlsSchema.nullish() })

/** A post as the API gives it. X's guides still have the older names (tweet), its OpenAPI document the newer (post). */
export const storedPostSchema = z.object({
  id: z.string(),
  text: z.string(),
  created_at: z.string().optional(),
  entities: urlsSchema.nullish(),
  note_post: noteSchema.nullish(),
  note_tweet: noteSchema.nullish(),
  attachments: z.object({ media_keys: z.array(z.string()).nullish(), poll_ids: z.array(z.string()).nullish() }).nullish(),
  referenced_posts: referencesSchema.nullish(),
  referenced_tweets: referencesSchema.nullish(),
})
export type StoredPost = z.infer<typeof storedPostSchema>

/** What a part would look like on X, as far as posts can be told apart by it. */
export interface Expected {
  readonly text: string
  readonly images: number
  readonly poll: boolean
  /** Id of the post it quotes. */
  readonly quotes?: string | undefined
  /** Id of the post it answers. */
  readonly replyTo: string | undefined
}

/** `similar`: the same but for where its links lead, which X may have written differently than we expect. */
export function compare(post: StoredPost, expected: Expected): 'same' | 'similar' | 'other' {
  const references = post.referenced_posts ?? post.referenced_tweets ?? []
  const repliedTo = references.find(({ type }) => type === 'replied_to')?.id
  if (repliedTo !== expected.replyTo) return 'other'
  if (references.find(({ type }) => type === 'quoted')?.id !== expected.quotes) return 'other'
  if ((post.attachments?.media_keys ?? []).length !== expected.images) return 'other'
  if ((post.attachments?.poll_ids ?? []).length > 0 !== expected.poll) return 'other'
  const there = wordsOf(post, expected.quotes)
  const ours = wordsOfText(expected.text)
  if (there.words !== ours.words && (expected.replyTo === undefined || withoutNames(there.words) !== withoutNames(ours.words)))
    return 'other'
  return ours.links.every((link, index) => there.links[index]?.includes(link[0] ?? '') === true) ? 'same' : 'similar'
}

/** X puts the names of those who are answered in front of the words. */
function withoutNames(words: string): string {
  return words.replace(/^(?:@\w{1,20} )+/, '')
}

/** Words with a mark in the place of each link, and where each link leads by any of its addresses. */
interface Words {
  readonly words: string
  readonly links: readonly (readonly string[])[]
}

/** Stands in no text: a character of the private area. */
const mark = '\uE000'

function wordsOfText(text: string): Words {
  const normal = text.normalize()
  const urls = findUrls(normal)
  const cuts = [0, ...urls.flatMap(({ start, end }) => [start, end]), normal.length]
  const pieces = cuts.flatMap((cut, index) => (index % 2 === 0 ? [normal.slice(cut, cuts[index + 1])] : []))
  return { words: evenly(pieces.join(mark)), links: urls.map(({ start, end }) => [sameAddress(normal.slice(start, end))]) }
}

/** A quoted post may stand behind the words as one more link. */
function wordsOf(post: StoredPost, quoted?: string): Words {
  const { text, known } = wholeOf(post)
  const links: (readonly string[])[] = []
  const words = text.replace(/https:\/\/t\.co\/\w+/g, (short) => {
    const link = known.find(({ url }) => url === short)
    if (link && (isMedia(link) || isQuoted(link, quoted))) return ''
    links.push([link?.expanded_url, link?.unwound_url, short].flatMap((address) => (address ? [sameAddress(address)] : [])))
    return mark
  })
  return { words: evenly(unescaped(words)), links }
}

/** Of a long post `text` is only the beginning. */
function wholeOf(post: StoredPost) {
  const note = post.note_post ?? post.note_tweet
  return note
    ? { text: note.text, known: [...(note.entities?.urls ?? []), ...(post.entities?.urls ?? [])] }
    : { text: post.text, known: post.entities?.urls ?? [] }
}

/** X puts one more short link behind the words, which stands for the pictures. */
function isMedia({
  media_key,
  expanded_url,
}: {
  readonly media_key?: string | null | undefined
  readonly expanded_url?: string | null | undefined
}): boolean {
  return Boolean(media_key) || /\/status\/\d+\/(?:photo|video)\/\d+$/.test(expanded_url ?? '')
}

function isQuoted({ expanded_url: address }: { readonly expanded_url?: string | null | undefined }, quoted: string | undefined): boolean {
  return quoted !== undefined && (address ?? '').endsWith(`/status/${quoted}`)
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** What nobody sees is not compared: how many spaces there are, and characters without a shape. */
function evenly(text: string): string {
  return text
    .normalize()
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu, '')
    .trim()
}

/** The words as people read them: links written out, the pictures' own link left out. */
export function readableText(post: StoredPost): string {
  const { text, known } = wholeOf(post)
  const written = text.replace(/https:\/\/t\.co\/\w+/g, (short) => {
    const link = known.find(({ url }) => url === short)
    if (link && isMedia(link)) return ''
    // Escaped as the rest of the text is, until it is all read back below.
    return (link?.expanded_url ?? short).replaceAll('&', '&amp;')
  })
  return unescaped(written).trim()
}

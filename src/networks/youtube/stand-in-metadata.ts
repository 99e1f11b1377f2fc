import { z } from 'zod'

import type { Person, Snippet, Status } from './stand-in-state.ts'
import { badRequest, refused } from './stand-in-wire.ts'

/** What may be written of a video's snippet; YouTube fills in the rest itself and ignores it. */
export const SnippetBody = z.strictObject({
  title: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  categoryId: z.string().optional(),
  defaultLanguage: z.string().optional(),
  defaultAudioLanguage: z.string().optional(),
})

export const StatusBody = z.strictObject({
  privacyStatus: z.enum(['public', 'unlisted', 'private']).optional(),
  publishAt: z.iso.datetime().optional(),
  license: z.enum(['youtube', 'creativeCommon']).optional(),
  embeddable: z.boolean().optional(),
  publicStatsViewable: z.boolean().optional(),
  selfDeclaredMadeForKids: z.boolean().optional(),
  containsSyntheticMedia: z.boolean().optional(),
})

/** Categories a video can be put into, with their names, as `videoCategories.list` gives them for most regions. */
export const categories: Readonly<Record<string, string>> = {
  1: 'Film & Animation',
  2: 'Autos & Vehicles',
  10: 'Music',
  15: 'Pets & Animals',
  17: 'Sports',
  19: 'Travel & Events',
  20: 'Gaming',
  22: 'People & Blogs',
  23: 'Comedy',
  24: 'Entertainment',
  25: 'News & Politics',
  26: 'Howto & Style',
  27: 'Education',
  28: 'Science & Technology',
  29: 'Nonprofits & Activism',
}

/** @throws Refused where a value is not allowed. */
export function asSnippet(body: z.infer<typeof SnippetBody>, { mustHaveCategory }: { readonly mustHaveCategory: boolean }): Snippet {
  const { title = '', description = '', tags = [], categoryId, defaultLanguage, defaultAudioLanguage } = body
  if (title.trim() === '' || title.length > 100 || /[<>]/.test(title)) {
    throw badRequest('invalidTitle', 'The request metadata specifies an invalid or empty video title.', 'body.snippet.title')
  }
  if (new TextEncoder().encode(description).length > 5000 || /[<>]/.test(description)) {
    throw badRequest('invalidDescription', 'The request metadata specifies an invalid video description.', 'body.snippet.description')
  }
  if (lengthOfTags(tags) > 500 || tags.some((tag) => tag.trim() === '' || /[<>,]/.test(tag))) {
    throw badRequest('invalidTags', 'The request metadata specifies invalid video keywords.', 'body.snippet.tags')
  }
  if (categoryId === undefined ? mustHaveCategory : !(categoryId in categories)) {
    throw badRequest('invalidCategoryId', 'The snippet.categoryId property specifies an invalid category ID.', 'body.snippet.categoryId')
  }
  for (const language of [defaultLanguage, defaultAudioLanguage]) {
    if (language !== undefined && !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language)) {
      throw badRequest('invalidVideoMetadata', 'The request metadata is invalid.', 'body.snippet.defaultLanguage')
    }
  }
  return {
    title,
    description,
    tags,
    categoryId: categoryId ?? '22',
    ...(defaultLanguage === undefined ? {} : { defaultLanguage }),
    ...(defaultAudioLanguage === undefined ? {} : { defaultAudioLanguage }),
  }
}

/** A tag with a space in it is counted as if it stood in quotation marks; the commas between tags count too. */
function lengthOfTags(tags: readonly string[]): number {
  const inQuotes = tags.map((tag) => (tag.includes(' ') ? `"${tag}"` : tag))
  return inQuotes.join(',').length
}

/** @throws Refused where a value is not allowed. */
export function asStatus(body: z.infer<typeof StatusBody>): Status {
  const { privacyStatus = 'public', publishAt, license = 'youtube', embeddable = true, publicStatsViewable = true } = body
  if (publishAt !== undefined && privacyStatus !== 'private') {
    throw badRequest('invalidPublishAt', 'The request metadata specifies an invalid scheduled publishing time.', 'body.status.publishAt')
  }
  return {
    privacyStatus,
    ...(publishAt === undefined ? {} : { publishAt }),
    license,
    embeddable,
    publicStatsViewable,
    ...(body.selfDeclaredMadeForKids === undefined ? {} : { selfDeclaredMadeForKids: body.selfDeclaredMadeForKids }),
    containsSyntheticMedia: body.containsSyntheticMedia ?? false,
  }
}

/** The parts named must be known, and be those that are sent. @throws Refused */
export function partsOf(part: string, allowed: readonly string[]): readonly string[] {
  const parts = part.split(',').map((each) => each.trim())
  const unknown = parts.find((each) => !allowed.includes(each))
  if (unknown !== undefined) {
    throw refused(400, { reason: 'unknownPart', message: `'${unknown}'`, domain: 'youtube.part', location: 'part' })
  }
  return parts
}

/** Films longer than a quarter of an hour are for those who have given a telephone number. */
export function longestSeconds({ verified }: Person): number {
  return verified ? 12 * 60 * 60 : 15 * 60
}

import type { PostContent, PostPart, PostVideo, Settings } from '../network.ts'
import { tagsIn } from './tags.ts'

/** What the description says: the text, and the address of a composed card where the text does not hold it. Pure. */
export function sentDescription({ text, link }: Pick<PostPart, 'text' | 'link'>): string {
  const written = text.trim().toWellFormed()
  const url = link?.url.trim()
  if (!url || written.includes(url)) return written
  return written === '' ? url : `${written}\n\n${url}`
}

export function titleIn(settings: Settings): string {
  return textIn(settings, 'title').toWellFormed()
}

export function sentTags(settings: Settings): readonly string[] {
  return tagsIn(textIn(settings, 'tags').toWellFormed())
}

export function visibilityIn({ visibility }: Settings): 'public' | 'unlisted' | 'private' {
  return visibility === 'unlisted' || visibility === 'private' ? visibility : 'public'
}

export function isShort({ kind }: Settings): boolean {
  return kind === 'short'
}

export function isForKids(settings: Settings): boolean {
  return settings['made_for_kids'] === true
}

/** '' where none is wanted, or none is possible: nobody comments on what is private or made for children. */
export function firstComment(settings: Settings): string {
  return isForKids(settings) || visibilityIn(settings) === 'private' ? '' : textIn(settings, 'first_comment').toWellFormed()
}

/** '' where the video is put into none. */
export function playlistIn({ playlist }: Settings): string {
  return typeof playlist === 'string' && playlist !== 'none' ? playlist : ''
}

export function categoryIn({ category }: Settings): string {
  return typeof category === 'string' && category !== '' ? category : usualCategory
}

/** People & Blogs, which YouTube takes by itself. */
export const usualCategory = '22'

/** The picture that stands for the video, where one is chosen and the kind has one. */
export function hasThumbnail(video: PostVideo, settings: Settings): boolean {
  return video.cover !== undefined && !isShort(settings)
}

export function captionsOf({ captions = [] }: PostVideo): NonNullable<PostVideo['captions']> {
  return captions.filter(({ mimeType }) => captionTypes.includes(mimeType))
}

export const captionTypes: readonly string[] = ['application/x-subrip', 'text/vtt']

/** The one video of a post; undefined where it has none. */
export function videoOf({ parts }: PostContent): PostVideo | undefined {
  return parts[0]?.media.find((item) => item.kind === 'video')
}

function textIn(settings: Settings, name: string): string {
  const value = settings[name]
  return typeof value === 'string' ? value.trim() : ''
}

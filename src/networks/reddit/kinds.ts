import { imagesOf, videosOf } from '../media.ts'
import type { PostContent, PostPart, Settings } from '../network.ts'
import { isSame, nameIn } from './community.ts'

export type Kind = 'self' | 'link' | 'image' | 'gallery' | 'video' | 'poll'

const nothing: PostPart = { text: '', media: [] }

/** The post: there is one part only. */
export function partOf({ parts: [part] }: Pick<PostContent, 'parts'>): PostPart {
  return part ?? nothing
}

/** What a post is there follows from what it shows. */
export function kindOf(content: Pick<PostContent, 'parts'>): Kind {
  const part = partOf(content)
  if (part.poll) return 'poll'
  if (videosOf(part).length > 0) return 'video'
  const pictures = imagesOf(part).length
  if (pictures > 0) return pictures > 1 ? 'gallery' : 'image'
  return part.link ? 'link' : 'self'
}

export function textIn(settings: Settings, name: string): string {
  const written = settings[name]
  return typeof written === 'string' ? written.trim() : ''
}

export function isOn(settings: Settings, name: string, usual = false): boolean {
  const chosen = settings[name]
  return typeof chosen === 'boolean' ? chosen : usual
}

export function titleIn({ settings }: Pick<PostContent, 'settings'>): string {
  return textIn(settings, 'title')
}

export function communityOf({ settings }: Pick<PostContent, 'settings'>): string {
  return nameIn(textIn(settings, 'subreddit'))
}

/** Of the community that the post goes to; '' where none was chosen. */
export function flairIn({ settings }: Pick<PostContent, 'settings'>): string {
  const name = Object.keys(settings).find((each) => isSame(each, `flair.${communityOf({ settings })}`))
  const chosen = name === undefined ? '' : textIn(settings, name)
  return chosen === 'none' ? '' : chosen
}

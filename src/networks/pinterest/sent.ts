import { imagesOf, videosOf } from '../media.ts'
import type { PostContent, PostImage, PostPart, PostVideo, Settings } from '../network.ts'

export function partOf({ parts }: Pick<PostContent, 'parts'>): PostPart {
  return parts[0] ?? { text: '', media: [] }
}

/** The pin's film; one without shows pictures. */
export function videoIn(content: Pick<PostContent, 'parts'>): PostVideo | undefined {
  return videosOf(partOf(content))[0]
}

export function imagesIn(content: Pick<PostContent, 'parts'>): readonly PostImage[] {
  return imagesOf(partOf(content))
}

export function titleIn(settings: Settings): string {
  return textIn(settings, 'title')
}

/** Where the pin leads. */
export function linkIn(settings: Settings): string {
  return textIn(settings, 'link')
}

function textIn(settings: Settings, name: string): string {
  const written = settings[name]
  return typeof written === 'string' ? written.trim().toWellFormed() : ''
}

/** The words of a pin as they are sent. Pinterest takes one description for those who cannot see, whatever the pin shows. */
export function wordsOf(content: PostContent) {
  const shown = videoIn(content) ?? imagesIn(content)[0]
  return {
    title: titleIn(content.settings),
    description: partOf(content).text.trim().toWellFormed(),
    alt: shown?.alt.trim().toWellFormed() ?? '',
    link: linkIn(content.settings),
  }
}

/** As Pinterest names what a pin shows. */
export function mediaTypeOf(content: PostContent): 'video' | 'image' | 'multiple_images' {
  if (videoIn(content)) return 'video'
  return imagesIn(content).length > 1 ? 'multiple_images' : 'image'
}

import type { PostContent, PostType } from '#networks/network'

/** What a post is, as far as its content says; networks may know better. Pure. */
export function contentType({ parts, settings }: Pick<PostContent, 'parts' | 'settings'>): PostType {
  const kind = settings['kind']
  if (kind === 'story') return 'story'
  if (kind === 'reel' || kind === 'short') return 'short'
  const [first] = parts
  const media = first?.media ?? []
  if (first?.poll) return 'poll'
  if (media.some((each) => each.kind === 'document')) return 'document'
  if (media.length > 1) return 'gallery'
  if (media[0]?.kind === 'video') return 'video'
  if (media[0]?.kind === 'image') return 'image'
  return first?.link ? 'link' : 'text'
}

/** Of a post that another app made nothing but the number of its media is known. */
export function nativeType(media: number): PostType {
  return media === 0 ? 'text' : media === 1 ? 'image' : 'gallery'
}

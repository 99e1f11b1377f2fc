import { documentsOf, imagesOf, videosOf } from '../media.ts'
import type { PostContent } from '../network.ts'

/** How often the API is called for a post: files themselves go to another host and are not counted, and a film is waited for some three times. */
export function callsFor({ parts, settings }: Pick<PostContent, 'parts' | 'settings'>): number {
  const [part] = parts
  if (!part) return 0
  const comment = settings['first_comment']
  // Looking for it comes before writing it.
  const comments = typeof comment === 'string' && comment.trim() !== '' ? 2 : 0
  if (videosOf(part).length > 0) return 6 + comments
  const thumb = part.media.length === 0 && part.link?.thumb && !part.poll ? 1 : 0
  return 1 + imagesOf(part).length + 2 * documentsOf(part).length + thumb + comments
}

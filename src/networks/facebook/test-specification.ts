import { graphSpecification } from '../test-graph-specification.ts'

export const specification = graphSpecification(nodeOf, [
  {
    sentence: /\/photos: source is not described$/,
    source: 'developers.facebook.com/docs/graph-api/reference/page/photos: photos are sent as multipart/form-data in it',
  },
  {
    sentence: /Page has no field tasks$/,
    source: 'developers.facebook.com/docs/pages-api/getting-started shows it in the answer of /me/accounts',
  },
  {
    sentence: /VideoStatusUploadingPhase has no field bytes_transfered$/,
    source: 'developers.facebook.com/docs/page-stories-api writes it with one r, and uploads are resumed by it',
  },
])

const ofPage = new Set([
  'feed',
  'photos',
  'videos',
  'video_reels',
  'video_stories',
  'photo_stories',
  'published_posts',
  'stories',
  'conversations',
  'ratings',
  'tagged',
  'subscribed_apps',
])
const ofVideo = new Set(['thumbnails', 'captions'])

/** Ids say what they are of as the stand-in gives them; edges do anyway. Sign-in and uploads have no specification. */
function nodeOf(id: string, request: Request): string | undefined {
  const edge = new URL(request.url).pathname.split('/')[3]
  if (id === 'me') return 'User'
  if (edge !== undefined && ofPage.has(edge)) return 'Page'
  // A story is asked by its number; everything else that has numbers is a Page or a post.
  if (edge === 'insights' && /^12\d{13}$/.test(id)) return 'Stories'
  if (edge !== undefined && ofVideo.has(edge)) return 'AdVideo'
  if (edge === 'messages') return id.startsWith('t_') ? 'UnifiedThread' : 'Page'
  if (/^\d+_11\d+$/.test(id)) return 'Comment'
  if (/^\d+_\d+$/.test(id)) return 'PagePost'
  return { 6: 'Page', 1: 'Photo', 9: 'AdVideo' }[/^\d{15}$/.test(id) ? id.charAt(0) : '']
}

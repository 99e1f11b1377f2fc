import type { AccountAccess, Timeline, TimelinePost } from '../network.ts'
import { onSite } from './session.ts'
import { instantOf, listSubmitted, type Submitted } from './submitted.ts'

/** Everything the account posted, wherever; what its own deletion took away is no longer listed. */
export const timeline: Timeline = {
  recent: async (since, access, environment) => {
    const listed = await listSubmitted(since, { access, what: 'all' }, environment)
    if (!listed.ok) return listed
    return { ok: true, value: listed.value.posts.map((post) => asPost(post, access)) }
  },
}

function asPost(post: Submitted, access: AccountAccess): TimelinePost {
  const { name, title, selftext, permalink, created_utc: at } = post
  return {
    externalId: name,
    url: onSite(access, permalink),
    text: selftext === '' ? title : `${title}\n\n${selftext}`,
    media: mediaIn(post),
    publishedAt: instantOf(at),
  }
}

function mediaIn({ is_gallery: isGallery, gallery_data: gallery, is_video: isVideo, post_hint: hint }: Submitted): number {
  if (isGallery) return gallery?.items.length ?? 2
  return isVideo || hint === 'image' ? 1 : 0
}

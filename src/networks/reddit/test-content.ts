import type { PostContent, PostImage, PostPart, Settings } from '../network.ts'
import { testVideo } from '../test-media.ts'

export function testImage(mediaId: string, more: Partial<PostImage> = {}): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/jpeg', bytes: 90_000, width: 1200, height: 900, alt: '', ...more }
}

/** All that has to be written, for a community that takes everything. */
export const chosen: Settings = { subreddit: 'r/test', title: 'The kettle is on' }

/** A post of one part. */
export function testPost(part: Partial<PostPart>, settings: Settings = chosen): PostContent {
  return { parts: [{ text: '', media: [], ...part }], languages: ['en', 'zh-TW'], settings }
}

/** Quickly made. */
export const smallVideo = testVideo({ seconds: 3, width: 160, height: 90 })

/** Several files, and at once a post. */
export const gallery = testPost({ text: 'Three cups, *one* pot. 三杯茶 🍵', media: [testImage('fire'), testImage('bread')] })

/** One that the community with the most rules takes. */
export const wanted: PostContent = testPost(
  { text: 'It was roasted twice, which one can smell from the street.' },
  { subreddit: 'TeaTalk', title: '[Oolong] Roasted over longan wood', 'flair.TeaTalk': '5f2a-review' },
)

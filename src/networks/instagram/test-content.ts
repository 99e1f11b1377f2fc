import type { PostContent, PostImage, PostPart, Settings } from '../network.ts'
import { testVideo } from '../test-media.ts'

export function testImage(mediaId: string, more: Partial<PostImage> = {}): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/jpeg', bytes: 90_000, width: 1200, height: 900, alt: `What ${mediaId} shows`, ...more }
}

/** A post of one part. */
export function testPost(part: Partial<PostPart>, settings: Settings = {}): PostContent {
  return { parts: [{ text: '', media: [], ...part }], languages: ['en', 'zh-TW'], settings }
}

/** As short as the network takes them. */
export const smallVideo = testVideo({ seconds: 3, width: 90, height: 160, framesPerSecond: 24 })

/** Takes every step a post can take. */
export const carousel = testPost({
  text: 'Opening tonight, @kindling! 開幕夜 🔥 #開幕 #opening',
  media: [testImage('fire'), testImage('bread', { width: 800, height: 1200 }), testImage('door', { focus: { x: 0.1, y: 0.9 } })],
})

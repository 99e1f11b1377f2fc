import type { PostContent, PostImage, PostPart } from '../network.ts'

export function testImage(mediaId: string, more: Partial<PostImage> = {}): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/jpeg', bytes: 90_000, width: 1200, height: 900, alt: `What ${mediaId} shows`, ...more }
}

/** A post of one part. */
export function testPost(part: Partial<PostPart>): PostContent {
  return { parts: [{ text: '', media: [], ...part }], languages: ['en', 'zh-TW'], settings: {} }
}

/** Takes every step a post can take. */
export const carousel = testPost({
  text: 'Opening tonight, @kindling! 開幕夜 🔥 #開幕 #opening',
  media: [testImage('fire'), testImage('bread', { width: 800, height: 1200 }), testImage('door', { focus: { x: 0.1, y: 0.9 } })],
})

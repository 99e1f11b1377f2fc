import type { PostContent, PostImage, PostPart, Settings } from '../network.ts'

export function testImage(mediaId: string, more: Partial<PostImage> = {}): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/jpeg', bytes: 90_000, width: 1200, height: 900, alt: `What ${mediaId} shows`, ...more }
}

/** A post of one part. */
export function testPost(part: Partial<PostPart>, settings: Settings = {}): PostContent {
  return { parts: [{ text: '', media: [], ...part }], languages: ['en', 'zh-TW'], settings }
}

/** Several uploads, and a comment after the post. */
export const gallery = testPost(
  {
    text: 'Opening tonight (really)! 開幕夜 🔥 #開幕 #opening',
    media: [testImage('fire'), testImage('bread', { width: 800, height: 1200 })],
  },
  { first_comment: 'The menu is on our page.' },
)

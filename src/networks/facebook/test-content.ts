import type { PostContent, PostImage, PostPart, Settings } from '../network.ts'

export function testPhoto(mediaId: string, more: Partial<PostImage> = {}): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/jpeg', bytes: 90_000, width: 1200, height: 900, alt: `What ${mediaId} shows`, ...more }
}

/** A post of one part. */
export function testPost(part: Partial<PostPart>, settings: Settings = {}): PostContent {
  return { parts: [{ text: '', media: [], ...part }], languages: ['en', 'zh-TW'], settings }
}

/** Takes every step that photos can take. */
export const album = testPost(
  { text: 'Opening tonight! 開幕夜 🔥 #開幕 #opening', media: [testPhoto('fire'), testPhoto('bread'), testPhoto('door')] },
  { first_comment: 'The menu: https://hearth.example/menu' },
)

import type { PostContent, PostImage, PostPart, Settings } from '../network.ts'
import { testVideo } from '../test-media.ts'

export function testPhoto(mediaId: string, more: Partial<PostImage> = {}): PostImage {
  const alt = `A picture of ${mediaId}`
  return { kind: 'image', mediaId, mimeType: 'image/jpeg', bytes: 90_000, width: 1200, height: 900, alt, ...more }
}

/** A pin of one part. Where its account has one board, that is where it goes. */
export function testPin(part: Partial<PostPart>, settings: Settings = {}): PostContent {
  return { parts: [{ text: '', media: [], ...part }], languages: ['en', 'zh-TW'], settings }
}

export const picture = testPin(
  { text: 'Fresh from the oven 🔥 開幕 #bread', media: [testPhoto('bread')] },
  { title: 'Bread at seven', link: 'https://hearth.example/bread?a=1' },
)

export const carousel = testPin(
  { text: 'Three kinds', media: [testPhoto('rye'), testPhoto('oat', { width: 400, height: 400 }), testPhoto('corn')] },
  { title: 'Kinds of bread' },
)

export const film = testPin(
  { text: 'How it rises', media: [testVideo({ seconds: 4, width: 360, height: 640 })] },
  { link: 'https://hearth.example/' },
)

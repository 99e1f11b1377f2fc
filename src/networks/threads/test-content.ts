import type { PostContent, PostImage, PostPart, Settings } from '../network.ts'
import { testVideo } from '../test-media.ts'

export function testImage(mediaId: string, more: Partial<PostImage> = {}): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/jpeg', bytes: 90_000, width: 1200, height: 900, alt: `What ${mediaId} shows`, ...more }
}

/** A thread of these parts. */
export function testThread(parts: readonly Partial<PostPart>[], settings: Settings = {}): PostContent {
  return { parts: parts.map((part) => ({ text: '', media: [], ...part })), languages: ['en', 'zh-TW'], settings }
}

/** Quickly made. */
export const smallVideo = testVideo({ seconds: 1, width: 90, height: 160 })

/** Takes every step a post can take: a mixed carousel, a lone picture further down, and words alone. */
export const longThread = testThread(
  [
    { text: 'Opening tonight, @kindling! 開幕夜 🔥', media: [testImage('fire'), smallVideo] },
    { text: 'Bread at seven', media: [testImage('bread', { width: 800, height: 1200 })] },
    { text: 'See you there: https://hearth.example' },
  ],
  { reply_control: 'followers_only', topic_tag: 'Bread', spoiler: true },
)

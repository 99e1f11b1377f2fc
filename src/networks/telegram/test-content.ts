import type { PostContent, PostImage, PostPart, Settings } from '../network.ts'
import { testVideo } from '../test-media.ts'

export function testImage(mediaId: string, more: Partial<PostImage> = {}): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/jpeg', bytes: 90_000, width: 1200, height: 900, alt: '', ...more }
}

/** A thread of these parts. */
export function testThread(parts: readonly Partial<PostPart>[], settings: Settings = {}): PostContent {
  return { parts: parts.map((part) => ({ text: '', media: [], ...part })), languages: ['en', 'zh-TW'], settings }
}

/** Quickly made. */
export const smallVideo = testVideo({ seconds: 1, width: 90, height: 160 })

export const teaOrCake = { options: ['Tea', 'Cake'], minutes: 1440, multiple: false }

/** Takes every step but the first comment: an album, words with what is marked in them, a poll, and pinned. */
export const longThread = testThread(
  [
    { text: 'Opening tonight, @kindling! 開幕夜 🔥 #embers', media: [testImage('fire'), smallVideo] },
    { text: 'See you there: https://hearth.example/menu' },
    { text: 'Tea or cake?', poll: teaOrCake },
  ],
  { pin: true, silent: true },
)

import type { PostContent, PostImage, PostPart, Settings } from '../network.ts'
import { testVideo } from '../test-media.ts'

export function testImage(mediaId: string, more: Partial<PostImage> = {}): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/png', bytes: 90_000, width: 1200, height: 900, alt: `What ${mediaId} shows`, ...more }
}

/** A post of these messages. */
export function testPost(parts: readonly Partial<PostPart>[], settings: Settings = {}): PostContent {
  return { parts: parts.map((part) => ({ text: '', media: [], ...part })), languages: ['en'], settings }
}

/** Quickly made. */
export const smallVideo = testVideo({ seconds: 1, width: 90, height: 160 })

export const testLink = { url: 'https://hearth.example/menu', title: 'Menu', description: 'All our teas', thumb: testImage('card') }
export const testPoll = { options: ['Tea', 'Cake'], minutes: 90, multiple: true }

/** Takes every step a post can take: files, a card and words, in three messages. */
export const longPost = testPost(
  [
    { text: 'Opening tonight, <@80351110224678912>! 開幕夜 🔥', media: [testImage('fire'), smallVideo] },
    { text: 'All our teas: https://hearth.example/menu', link: testLink },
    { text: 'See you there' },
  ],
  { colour: '#c8552b', spoiler: true, silent: true },
)

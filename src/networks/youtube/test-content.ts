import type { PostContent, PostPart, PostVideo, Settings } from '../network.ts'
import { testCaptions, testVideo } from '../test-media.ts'

/** A post of one video; what is not said is usual. */
export function testPost({ text = 'Bread at dawn', ...more }: Partial<PostPart> = {}, settings: Settings = {}): PostContent {
  return { parts: [{ text, media: [wide()], ...more }], languages: ['en', 'zh-TW'], settings: { title: 'Bread at dawn', ...settings } }
}

/** A film wider than tall, which never becomes a Short. So many bits that it goes out in several pieces. */
export function wide(more: Partial<PostVideo> = {}): PostVideo {
  return testVideo({ seconds: 2, width: 640, height: 360, audio: true, bitsPerSecond: 2_000_000 }, more)
}

/** Small enough to go out in one piece. */
export function small(more: Partial<PostVideo> = {}): PostVideo {
  return testVideo({ seconds: 1, width: 160, height: 90 }, more)
}

/** An upright film. */
export function tall(more: Partial<PostVideo> = {}): PostVideo {
  return testVideo({ seconds: 1, width: 90, height: 160 }, more)
}

const picture = { kind: 'image', mediaId: 'cover', mimeType: 'image/jpeg', bytes: 90_000, width: 1280, height: 720, alt: '' } as const

/** Takes every step a post can take, but the comment and the playlist. */
export const full = testPost(
  { text: '開幕夜 🔥 https://hearth.example/menu #bread 0:00', media: [wide({ cover: { picture }, captions: [testCaptions] })] },
  { title: '開幕夜 🔥 Opening', tags: '麵包, sour dough, #bread', category: '26' },
)

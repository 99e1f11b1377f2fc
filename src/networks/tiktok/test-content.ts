import type { PostContent, PostImage, PostPart, Settings } from '../network.ts'
import { testVideo } from '../test-media.ts'

export function testPhoto(mediaId: string, more: Partial<PostImage> = {}): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/jpeg', bytes: 90_000, width: 1080, height: 1350, alt: '', ...more }
}

/** All that has to be chosen. */
export const chosen: Settings = { kind: 'post', privacy: 'PUBLIC_TO_EVERYONE', music_consent: true }

/** A post of one part. */
export function testPost(part: Partial<PostPart>, settings: Settings = chosen): PostContent {
  return { parts: [{ text: '', media: [], ...part }], languages: ['en', 'zh-TW'], settings }
}

export const video = testPost({
  text: 'Opening tonight, @kindling! 開幕夜 🔥 #開幕',
  media: [testVideo({ seconds: 3, width: 360, height: 640 })],
})

export const photos = testPost(
  { text: 'Fresh from the oven #bread', media: [testPhoto('fire'), testPhoto('bread'), testPhoto('door')] },
  {
    ...chosen,
    title: 'Bread at seven',
    photo_cover: '2',
  },
)

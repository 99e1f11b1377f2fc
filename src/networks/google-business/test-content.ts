import type { PostContent, PostImage, PostPart, Settings } from '../network.ts'

export function testPhoto(mediaId = 'shop', more: Partial<PostImage> = {}): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/jpeg', bytes: 90_000, width: 1200, height: 900, alt: '', ...more }
}

export function testPost(part: Partial<PostPart> = {}, settings: Settings = {}): PostContent {
  return { parts: [{ text: 'Fresh bread at seven', media: [], ...part }], languages: ['en', 'zh-TW'], settings }
}

/** A Saturday. */
export const dates: Settings = { event_title: 'Open house 開幕夜', event_start: '2026-12-05T18:00', event_end: '2026-12-05T21:30' }

/** Everything that an offer can say, with a photo. */
export const fullOffer = testPost(
  { text: 'Two for one until nine 🔥', media: [testPhoto()] },
  { kind: 'offer', ...dates, coupon_code: 'HEARTH2', redeem_url: 'https://hearth.example/two', terms: 'One for each guest.' },
)

export const fullEvent = testPost(
  { text: 'Music and tea', media: [testPhoto('stage')] },
  { kind: 'event', ...dates, action: 'BOOK', action_url: 'https://hearth.example/seats' },
)

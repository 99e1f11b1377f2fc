import type { Json } from '#kit/json'

import type { Delivery } from '../network.ts'
import { isBranded, isDraft, isOn, isOwnBrand, photoCoverIn, privacyIn, textIn } from './choices.ts'
import { partOf, videoIn } from './steps.ts'

/** What is said of a video that is posted at once. */
export function videoInfo({ content }: Pick<Delivery, 'content'>): Json {
  const { settings } = content
  const cover = videoIn(content)?.cover
  return {
    title: partOf(content).text.toWellFormed(),
    ...sharedInfo({ content }),
    disable_duet: !isOn(settings, 'allow_duet'),
    disable_stitch: !isOn(settings, 'allow_stitch'),
    ...(cover && 'at' in cover ? { video_cover_timestamp_ms: Math.round(cover.at * 1000) } : {}),
    ...(isOn(settings, 'ai_generated') ? { is_aigc: true } : {}),
  }
}

/** What is said of photos; of a draft only the words, the rest is asked for in the app. */
export function photoInfo({ content }: Pick<Delivery, 'content'>): Json {
  const { settings } = content
  const words = { title: textIn(settings, 'title').toWellFormed(), description: partOf(content).text.toWellFormed() }
  if (isDraft(settings)) return words
  return { ...words, ...sharedInfo({ content }), auto_add_music: isOn(settings, 'auto_music') }
}

function sharedInfo({ content: { settings } }: Pick<Delivery, 'content'>) {
  return {
    privacy_level: privacyIn(settings),
    disable_comment: !isOn(settings, 'allow_comment'),
    brand_content_toggle: isBranded(settings),
    brand_organic_toggle: isOwnBrand(settings),
  }
}

/** Counted from nought. */
export function coverIndex({ content }: Pick<Delivery, 'content'>): number {
  return (photoCoverIn(content.settings) ?? 1) - 1
}

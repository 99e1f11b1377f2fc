import { Refusal } from '#kit/errors'

import type { MediaResults } from './contract.ts'

/** Does the same to each item by itself: one that is refused holds up no other. */
export async function eachMedia(mediaIds: readonly string[], work: (mediaId: string) => Promise<unknown>): Promise<MediaResults> {
  const results: MediaResults['results'] = []
  for (const mediaId of new Set(mediaIds)) {
    try {
      await work(mediaId)
      results.push({ ok: true, mediaId })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      results.push({ ok: false, mediaId, code: error.code, message: error.message })
    }
  }
  return { results }
}

import type { FoundItem, LookingAgain } from '../network.ts'
import { listReviews, readReview, type Review } from './reviews-api.ts'

/** Reviews that their writers, or Google, have taken away are told by nobody: each is asked for by its id. */
export const lookingAgain: LookingAgain = {
  kinds: ['review'],
  round: { every: 3600, most: 50 },
  everyOpen: 300,
  atOnce: 10,
  look: async (items, access, environment) => {
    const found: FoundItem[] = []
    const missing: string[] = []
    for (const { externalId } of items) {
      const read = await readReview(externalId, access, environment)
      if (read.ok) found.push(asFound(externalId, read.value))
      else if (read.trouble.reason.code === 'not-there') missing.push(externalId)
      else return read
    }
    if (missing.length === 0) return { ok: true, value: { found, missing } }
    // Where the whole location cannot be found any more, nothing is said of its reviews.
    const there = await listReviews({ size: 1 }, access, environment)
    return there.ok ? { ok: true, value: { found, missing } } : there
  },
}

function asFound(externalId: string, { comment, createTime, updateTime }: Review): FoundItem {
  const isEdited = Temporal.Instant.compare(updateTime, createTime) > 0
  return { externalId, text: comment, ...(isEdited ? { editedAt: updateTime } : {}) }
}

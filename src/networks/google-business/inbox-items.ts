import type { AccountAccess, InboxItem } from '../network.ts'
import { replyId, type Review } from './reviews-api.ts'
import { settingsSchema } from './session.ts'

/** A review, and under it what the business replied. */
export function itemsOf(review: Review, access: AccountAccess): readonly InboxItem[] {
  return [reviewItem(review, access), ...replyItem(review, access)]
}

/** Google tells no id of whoever wrote it, so that each review has a person of its own. */
function reviewItem(review: Review, { settings }: AccountAccess): InboxItem {
  const { reviewId, reviewer, comment, createTime, updateTime, starRating, reviewReply } = review
  const { displayName, profilePhotoUrl, isAnonymous } = reviewer
  const isEdited = Temporal.Instant.compare(updateTime, createTime) > 0
  return {
    externalId: reviewId,
    kind: 'review',
    thread: { externalId: reviewId },
    author: {
      externalId: `reviewer of ${reviewId}`,
      handle: '',
      name: isAnonymous ? '' : displayName,
      ...(profilePhotoUrl && !isAnonymous ? { avatarUrl: profilePhotoUrl } : {}),
    },
    byUs: false,
    text: comment,
    media: [],
    at: createTime,
    ...(isEdited ? { editedAt: updateTime } : {}),
    url: settingsSchema.parse(settings).profile,
    ...(starRating === undefined ? {} : { stars: starRating }),
    answerTo: { review: reviewId, replied: reviewReply?.updateTime ?? '' },
  }
}

function replyItem({ reviewId, reviewReply }: Review, { externalId, settings }: AccountAccess): readonly InboxItem[] {
  if (!reviewReply) return []
  return [
    {
      externalId: replyId(reviewId, reviewReply),
      kind: 'comment',
      thread: { externalId: reviewId },
      author: { externalId, handle: '', name: '' },
      byUs: true,
      text: reviewReply.comment,
      media: [],
      at: Temporal.Instant.from(reviewReply.updateTime),
      url: settingsSchema.parse(settings).profile,
      answers: reviewId,
    },
  ]
}

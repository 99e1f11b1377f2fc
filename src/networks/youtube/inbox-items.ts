import type { AccountAccess, InboxItem, InboxPost } from '../network.ts'
import type { Comment, CommentThread } from './comments-api.ts'
import { settingsSchema } from './session.ts'

interface Around {
  readonly thread: CommentThread
  /** Of videos, by their ids. */
  readonly titles: Readonly<Record<string, string>>
  readonly access: AccountAccess
}

export function itemOf({ id, snippet }: Comment, { thread, titles, access }: Around): InboxItem {
  const videoId = thread.snippet.videoId ?? snippet.videoId
  const { publishedAt, updatedAt = publishedAt } = snippet
  const about = videoId === undefined ? undefined : videoOf(videoId, { titles, access })
  return {
    externalId: id,
    kind: 'comment',
    thread: { externalId: thread.id, ...(about ? { about } : {}) },
    author: authorOf(snippet),
    byUs: snippet.authorChannelId?.value === access.externalId,
    text: snippet.textOriginal ?? snippet.textDisplay,
    media: [],
    at: Temporal.Instant.from(publishedAt),
    ...(updatedAt === publishedAt ? {} : { editedAt: Temporal.Instant.from(updatedAt) }),
    ...(about ? { url: `${about.url}&lc=${id}` } : {}),
    ...(id === thread.id ? {} : { answers: thread.id }),
    hidden: (snippet.moderationStatus ?? 'published') !== 'published',
    answerTo: { parent: thread.id, video: videoId ?? '' },
  }
}

function videoOf(id: string, { titles, access }: Pick<Around, 'titles' | 'access'>): InboxPost {
  return { externalId: id, url: `${settingsSchema.parse(access.settings).web}/watch?v=${id}`, text: titles[id] ?? '' }
}

/** Channels are named by their handle; whoever has closed theirs has no id any more. */
function authorOf({
  authorChannelId,
  authorDisplayName,
  authorProfileImageUrl,
  authorChannelUrl,
}: Comment['snippet']): InboxItem['author'] {
  const name = authorDisplayName.replace(/^@/, '')
  return {
    externalId: authorChannelId?.value ?? `@${name}`,
    handle: name,
    name,
    ...(authorProfileImageUrl ? { avatarUrl: authorProfileImageUrl } : {}),
    ...(authorChannelUrl ? { url: authorChannelUrl } : {}),
  }
}

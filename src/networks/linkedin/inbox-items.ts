import type { AccountAccess, InboxItem } from '../network.ts'
import { settingsSchema } from './session.ts'
import { type Notice, type Said, urnOfComment } from './talk-api.ts'

interface Around {
  /** What members are called, by their URN. */
  readonly names: Readonly<Record<string, string>>
  readonly access: AccountAccess
}

/** Each comment begins a thread; answers are one level deep. */
export function commentItem(
  { comment, parent }: Said,
  { about, names, access }: Around & { readonly about: { readonly urn: string; readonly text: string } },
): InboxItem {
  const { id, actor, message, created, lastModified = created, content } = comment
  const top = parent ?? comment
  const url = postUrl(about.urn, access)
  return {
    externalId: id,
    kind: 'comment',
    thread: { externalId: top.id, about: { externalId: about.urn, url, text: about.text } },
    author: authorOf(actor, { names, access }),
    byUs: actor === access.externalId,
    text: message.text,
    media: content.flatMap(({ type, url: picture }) =>
      type === 'IMAGE' && picture !== undefined ? [{ kind: 'image' as const, url: picture, alt: '' }] : [],
    ),
    at: instant(created.time),
    ...(lastModified.time > created.time ? { editedAt: instant(lastModified.time) } : {}),
    url: `${url}?commentUrn=${encodeURIComponent(urnOfComment(comment, about.urn))}`,
    ...(parent ? { answers: parent.id } : {}),
    answerTo: { object: about.urn, parent: urnOfComment(top, about.urn) },
  }
}

/** A post of somebody else that names the organization. */
export function mentionItem(notice: Notice, { names, access }: Around): readonly InboxItem[] {
  const { generatedActivity, decoratedGeneratedActivity: said, sourcePost, lastModifiedAt } = notice
  const urn = said?.entity ?? generatedActivity ?? sourcePost
  if (urn === undefined) return []
  return [
    {
      externalId: urn,
      kind: 'mention',
      thread: { externalId: urn },
      author: authorOf(said?.owner ?? '', { names, access }),
      byUs: said?.owner === access.externalId,
      text: said?.text ?? '',
      media: [],
      at: instant(lastModifiedAt),
      url: postUrl(urn, access),
      answerTo: { object: urn },
    },
  ]
}

function authorOf(urn: string, { names }: Around): InboxItem['author'] {
  return { externalId: urn, handle: '', name: names[urn] ?? '' }
}

function postUrl(urn: string, { settings }: AccountAccess): string {
  return `${settingsSchema.parse(settings).web}/feed/update/${urn}/`
}

function instant(milliseconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds)
}

import type { Tx } from '#kit/database'
import { type Acting, memberNames } from '#modules/teams'

import type { Deed } from './contract.ts'
import type { InboxNeeds } from './needs.ts'
import { threadPage } from './thread-page.ts'

interface Note {
  readonly text: string
  /** Members whom its writer picked. */
  readonly mentions?: readonly string[] | undefined
}

type Mentioned = NonNullable<Deed['mentions']>

/** Whom a note really calls: members whose names stand in it after an @. */
export async function mentionedIn(tx: Tx, { workspaceId, text, mentions = [] }: Note & { workspaceId: string }): Promise<Mentioned> {
  const names = await memberNames(tx, { workspaceId, memberIds: [...new Set(mentions)] })
  return [...names].map(([id, name]) => ({ id, name })).filter(({ name }) => text.includes(`@${name}`))
}

/** Tells those whom a note calls, once each, with the thread that it stands in; its words stay there. */
export async function tellMentioned(
  { notify }: Pick<InboxNeeds, 'notify'>,
  tx: Tx,
  { acting, threadId, noteId, mentioned }: { acting: Acting; threadId: string; noteId: string; mentioned: Mentioned },
): Promise<void> {
  const members = mentioned.map(({ id }) => id).filter((id) => id !== acting.memberId)
  if (members.length === 0) return
  await notify(tx, {
    workspaceId: acting.workspaceId,
    key: `note-mention:${noteId}`,
    kind: 'note-mention',
    params: { name: acting.name },
    href: threadPage(threadId),
    about: { threadId },
    members,
  })
}

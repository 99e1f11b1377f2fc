import type { Tx } from '#kit/database'
import { cut } from '#kit/http'

import type { Meaning } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import type { ByItself } from '../rules/ruling.ts'
import { threadPage } from '../thread-page.ts'

interface Meant {
  readonly threadId: string
  /** When it was written, or rewritten last. */
  readonly writtenAt: Temporal.Instant
  readonly facts: { readonly meaning: Meaning | null; readonly name: string; readonly text: string }
}

interface Telling {
  readonly workspaceId: string
  readonly mustKnow: ByItself['mustKnow']
  readonly messages: readonly Meant[]
}

/** Gives those whom a playbook names a notice when there is a message of its meaning: once for a thread, however long that goes on. */
export async function tellWhoMustKnow(
  tx: Tx,
  { publishing }: Pick<InboxNeeds, 'publishing'>,
  { workspaceId, mustKnow, messages }: Telling,
): Promise<void> {
  if (mustKnow.size === 0) return
  for (const { threadId, writtenAt, facts } of messages) {
    const { meaning, name, text } = facts
    const who = meaning === null ? undefined : mustKnow.get(meaning)
    if (meaning === null || !who || who.since.getTime() > writtenAt.epochMilliseconds) continue
    await publishing.notify(tx, {
      workspaceId,
      key: `playbook/${meaning}/${threadId}`,
      kind: 'must-know',
      params: { meaning, name, firstLine: cut(text, 120) },
      href: threadPage(threadId),
      about: { threadId },
      members: who.memberIds,
    })
  }
}

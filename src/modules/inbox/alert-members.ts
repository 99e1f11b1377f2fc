import type { Tx } from '#kit/database'
import { cut } from '#kit/http'

import type { InboxNeeds } from './needs.ts'
import type { Match } from './rules/rule-match.ts'
import { threadPage } from './thread-page.ts'

/** Gives the members whom a rule names a notice: one a day for a thread, whatever is said there. */
export async function alertMembers(
  tx: Tx,
  { publishing }: Pick<InboxNeeds, 'publishing'>,
  { workspaceId, matches }: { workspaceId: string; matches: readonly Match[] },
): Promise<void> {
  for (const { rule, message } of matches) {
    const { alert = [] } = rule.actions
    if (alert.length === 0) continue
    await publishing.notify(tx, {
      workspaceId,
      key: `rule/${rule.id}/${message.threadId}/${message.writtenAt.toString().slice(0, 10)}`,
      kind: 'rule-alert',
      params: { rule: rule.name, name: message.facts.name || message.facts.handle, firstLine: cut(message.facts.text, 120) },
      href: threadPage(message.threadId),
      about: { threadId: message.threadId },
      members: alert,
    })
  }
}

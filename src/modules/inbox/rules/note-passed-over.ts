import type { Tx } from '#kit/database'
import { memberNames, writeAuditOnce } from '#modules/teams'

import type { PassedOver } from './rule-acts-for.ts'

/** Says in the audit log, once a day for a rule, that nobody was put on a thread and why: the person named there may not work on it. */
export async function notePassedOver(
  tx: Tx,
  { workspaceId, passedOver }: { workspaceId: string; passedOver: readonly PassedOver[] },
): Promise<void> {
  const first = new Map(passedOver.toReversed().map((one) => [one.rule.id, one]))
  const names = await memberNames(tx, { workspaceId, memberIds: [...first.values()].map(({ memberId }) => memberId) })
  for (const { rule, memberId, threadId } of first.values()) {
    const entry = {
      workspaceId,
      actor: { name: rule.name, via: 'rule' },
      action: 'inbox.rulePassedOver',
      subject: { kind: 'rule', id: rule.id },
      detail: { name: names.get(memberId) ?? '', memberId, threadId, why: 'may-not-work-there' },
    } as const
    await writeAuditOnce(tx, entry, { perMinutes: 24 * 60 })
  }
}

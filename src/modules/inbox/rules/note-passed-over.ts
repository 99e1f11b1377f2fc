import type { Tx } from '#kit/database'
import { memberNames, writeAuditOnce } from '#modules/teams'

import type { NewAct } from './keep-rule-acts.ts'

/**
 * Says in the audit log, once a day for a rule, that nobody was put on a thread because the person named there may not work on it: that is so until
 * somebody changes the rule or the rights.
 */
export async function notePassedOver(tx: Tx, { workspaceId, acts }: { workspaceId: string; acts: readonly NewAct[] }): Promise<void> {
  const barred = acts.flatMap(({ rule_id: id, rule_name: name, thread_id: threadId, passed_over: passedOver }) =>
    passedOver?.why === 'may-not-work-there' ? [{ rule: { id, name }, threadId, ...passedOver }] : [],
  )
  const first = new Map(barred.toReversed().map((one) => [one.rule.id, one]))
  const names = await memberNames(tx, { workspaceId, memberIds: [...first.values()].map(({ memberId }) => memberId) })
  for (const { rule, memberId, threadId, why } of first.values()) {
    const entry = {
      workspaceId,
      actor: { name: rule.name, via: 'rule' },
      action: 'inbox.rulePassedOver',
      subject: { kind: 'rule', id: rule.id },
      detail: { name: names.get(memberId) ?? '', memberId, threadId, why },
    } as const
    await writeAuditOnce(tx, entry, { perMinutes: 24 * 60 })
  }
}

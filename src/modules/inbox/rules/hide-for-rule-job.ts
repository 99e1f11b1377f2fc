import { z } from 'zod'

import type { Tx } from '#kit/database'
import { defineJob } from '#kit/jobs'

import type { InboxNeeds } from '../needs.ts'

/** Hides on its network what a rule wants hidden, or shows it again; which of the two stands in the rule's act. */
export const hideForRuleJob = defineJob({
  name: 'inbox.hide-for-rule',
  schema: z.object({ workspaceId: z.uuid(), ruleId: z.uuid(), messageId: z.uuid() }),
  onePerKey: true,
})

interface Asking {
  readonly workspaceId: string
  readonly acts: readonly { readonly rule_id: string; readonly message_id: string }[]
}

export async function askToHide(tx: Tx, { jobs }: Pick<InboxNeeds, 'jobs'>, { workspaceId, acts }: Asking): Promise<void> {
  for (const { rule_id: ruleId, message_id: messageId } of acts)
    await jobs.send(tx, hideForRuleJob, { payload: { workspaceId, ruleId, messageId }, key: `${ruleId}/${messageId}` })
}

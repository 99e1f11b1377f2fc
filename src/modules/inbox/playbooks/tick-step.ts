import { refuse } from '#kit/errors'
import { type Call, change } from '#modules/teams'

import { inboxRefusals, type Thread } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { readThread } from '../read-thread.ts'
import { topicsOf } from '../topics.ts'

interface Ticking {
  readonly threadId: string
  readonly stepId: string
  readonly done: boolean
}

/** Says that a step of the thread's playbook is done, and by whom, or is not. Whoever ticked it first stays named. */
export function tickStep(needs: InboxNeeds, call: Call, { threadId, stepId, done }: Ticking): Promise<Thread> {
  const { workspaceId, memberId, name } = call.acting
  return change(needs.db, call, async (tx) => {
    const { playbook } = await readThread(needs, tx, { workspaceId, threadId })
    const step = playbook?.steps.find(({ id }) => id === stepId)
    if (!step) throw refuse(inboxRefusals, 'NOT_FOUND')
    if (done) {
      await tx
        .insertInto('inbox.step_done')
        .values({ workspace_id: workspaceId, thread_id: threadId, step_id: stepId, member_id: memberId, member_name: name })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    } else {
      await tx
        .deleteFrom('inbox.step_done')
        .where('workspace_id', '=', workspaceId)
        .where('thread_id', '=', threadId)
        .where('step_id', '=', stepId)
        .execute()
    }
    return {
      value: await readThread(needs, tx, { workspaceId, threadId }),
      subject: { kind: 'thread', id: threadId },
      detail: { step: step.text },
      before: { done: step.done !== undefined },
      after: { done },
      topics: topicsOf(threadId),
    }
  })
}

import type { Db } from '#kit/database'

import type { Meaning, ThreadPlaybook } from '../contract.ts'
import { toPlaybook } from './playbooks.ts'

interface WhichThread {
  readonly workspaceId: string
  readonly threadId: string
  readonly brandId: string
  readonly meaning: Meaning | null
}

/** What the team does about what they said last, and which of its steps are done. Undefined where there is no such playbook. */
export async function playbookOf(db: Db, { workspaceId, threadId, brandId, meaning }: WhichThread): Promise<ThreadPlaybook | undefined> {
  if (meaning === null) return undefined
  const row = await db
    .selectFrom('inbox.playbook')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('meaning', '=', meaning)
    .executeTakeFirst()
  if (!row) return undefined
  const done = await db
    .selectFrom('inbox.step_done')
    .select(['step_id', 'member_name', 'at'])
    .where('workspace_id', '=', workspaceId)
    .where('thread_id', '=', threadId)
    .execute()
  const doneOf = new Map(done.map(({ step_id, member_name, at }) => [step_id, { by: member_name, at: at.toISOString() }]))
  const playbook = toPlaybook(row)
  const steps = playbook.steps.map((step) => {
    const ticked = doneOf.get(step.id)
    return ticked ? { ...step, done: ticked } : step
  })
  return { ...playbook, steps }
}

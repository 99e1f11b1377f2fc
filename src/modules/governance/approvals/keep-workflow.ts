import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change, watching } from '#modules/teams'

import { governanceRefusals, type Workflow } from '../contract.ts'
import type { ApprovalsNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { toWorkflow } from './workflows.ts'

type Needs = Pick<ApprovalsNeeds, 'db'>
export type WorkflowInput = Omit<Workflow, 'id' | 'brandId'>

/** Says which posts of a brand need approval. What is planned already stays as it is until somebody changes it. */
export function addWorkflow({ db }: Needs, call: Call, { brandId, ...wanted }: WorkflowInput & { brandId: string }): Promise<Workflow> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    refuseEmpty(wanted)
    const row = await tx
      .insertInto('governance.workflow')
      .values({ workspace_id: workspaceId, id: uuidv7(), brand_id: brandId, ...columns(wanted) })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { value: toWorkflow(row), subject: { kind: 'workflow', id: row.id }, detail: { name: wanted.name }, topics: ['approvals'] }
  })
}

export function changeWorkflow(
  { db }: Needs,
  call: Call,
  { workflowId, ...wanted }: WorkflowInput & { workflowId: string },
): Promise<Workflow> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.workflow(workspaceId, workflowId)), async (tx) => {
    const row = await tx
      .updateTable('governance.workflow')
      .set(columns(wanted))
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', workflowId)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw refuse(governanceRefusals, 'NOT_FOUND')
    refuseEmpty(wanted)
    return { value: toWorkflow(row), subject: { kind: 'workflow', id: row.id }, detail: { name: wanted.name }, topics: ['approvals'] }
  })
}

export function removeWorkflow({ db }: Needs, call: Call, { workflowId }: { workflowId: string }): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.workflow(workspaceId, workflowId)), async (tx) => {
    const row = await tx
      .deleteFrom('governance.workflow')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', workflowId)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw refuse(governanceRefusals, 'NOT_FOUND')
    return {
      value: { removed: true as const },
      subject: { kind: 'workflow', id: workflowId },
      detail: { name: row.name },
      topics: ['approvals'],
    }
  })
}

function refuseEmpty({ steps }: WorkflowInput): void {
  if (steps.some(({ members, roles, guests }) => members.length + roles.length + guests.length === 0))
    throw refuse(governanceRefusals, 'NOBODY_TO_ASK')
}

function columns(wanted: WorkflowInput) {
  return {
    name: wanted.name,
    account_ids: wanted.accountIds,
    label_ids: wanted.labelIds,
    posts: wanted.posts,
    answers: wanted.answers,
    steps: JSON.stringify(wanted.steps),
    skip_roles: wanted.skipRoles,
    skip_members: wanted.skipMembers,
    active: wanted.active,
  }
}

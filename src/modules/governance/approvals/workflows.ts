import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'

import type { Workflow } from '../contract.ts'
import type { WorkflowTable } from './tables.ts'

/** Of a brand, in the order they were made. */
export async function listWorkflows(db: Db | Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<Workflow[]> {
  const rows = await db
    .selectFrom('governance.workflow')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toWorkflow)
}

export function toWorkflow(row: Selectable<WorkflowTable>): Workflow {
  return {
    id: row.id,
    brandId: row.brand_id,
    name: row.name,
    accountIds: row.account_ids,
    labelIds: row.label_ids,
    posts: row.posts,
    answers: row.answers,
    steps: row.steps,
    skipRoles: row.skip_roles,
    skipMembers: row.skip_members,
    active: row.active,
  }
}

interface Asked {
  readonly workspaceId: string
  readonly brandId: string
  readonly kind: 'post' | 'answer'
  readonly accountIds: readonly string[]
  readonly labelIds: readonly string[]
}

/** The workflow for a post: of those that fit, the one that says most closely for what it is; of several, the oldest. */
export async function workflowFor(db: Db | Tx, asked: Asked): Promise<Workflow | undefined> {
  const fitting = (await listWorkflows(db, asked)).filter((workflow) => fits(workflow, asked))
  return fitting.toSorted((one, other) => closeness(other) - closeness(one))[0]
}

function fits({ active, posts, answers, accountIds, labelIds }: Workflow, asked: Asked): boolean {
  if (!active || !(asked.kind === 'post' ? posts : answers)) return false
  const onAccount = accountIds.length === 0 || asked.accountIds.some((id) => accountIds.includes(id))
  return onAccount && (labelIds.length === 0 || asked.labelIds.some((id) => labelIds.includes(id)))
}

function closeness({ accountIds, labelIds }: Workflow): number {
  return (labelIds.length > 0 ? 2 : 0) + (accountIds.length > 0 ? 1 : 0)
}

/** Whether a brand has any workflow in force: what its checklist asks. */
export async function hasWorkflow(db: Db, of: { workspaceId: string; brandId: string }): Promise<boolean> {
  return (await listWorkflows(db, of)).some(({ active }) => active)
}

import type { Db } from '#kit/database'
import type { Acting } from '#modules/teams'

import type { Need, Step } from '../contract.ts'
import { directoryOf } from './approvers.ts'
import { byPublishers } from './by-publishers.ts'
import { maySkip } from './may-skip.ts'
import { isTrusted } from './review.ts'
import { workflowFor } from './workflows.ts'

interface Asked {
  readonly brandId: string
  readonly accountIds: readonly string[]
  readonly labelIds: readonly string[]
}

/** What the composer says before anybody plans the post. */
export async function approvalNeeded(db: Db, acting: Acting, asked: Asked): Promise<Need> {
  const { workspaceId } = acting
  const workflow = await workflowFor(db, { workspaceId, kind: 'post', ...asked })
  if (!workflow) {
    return isTrusted(acting, 'post')
      ? { maySkip: false }
      : { steps: await named(db, { workspaceId, brandId: asked.brandId }, byPublishers()), maySkip: false }
  }
  return {
    workflow: { id: workflow.id, name: workflow.name },
    steps: await named(db, { workspaceId, brandId: asked.brandId }, workflow.steps),
    maySkip: isTrusted(acting, 'post') && maySkip(workflow, acting),
  }
}

async function named(db: Db, of: { workspaceId: string; brandId: string }, steps: readonly Step[]): Promise<NonNullable<Need['steps']>> {
  const directory = await directoryOf(db, { ...of, steps })
  return steps.map((step) => ({
    name: step.name,
    needs: step.needs,
    people: directory(step),
    ...(step.hours === undefined ? {} : { hours: step.hours }),
  }))
}

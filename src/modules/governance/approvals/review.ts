import { isDeepStrictEqual } from 'node:util'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { mayDo } from '#modules/teams'

import { approvalRefusals, type Clearance, type Step, type Workflow } from '../contract.ts'
import type { Said } from '../needs.ts'
import { ask } from './ask.ts'
import type { TellingNeeds } from './begin-step.ts'
import { dueOf, remindAt } from './begin-step.ts'
import { byPublishers } from './by-publishers.ts'
import { maySkip } from './may-skip.ts'
import { asDate, changeRequest, holdRequest, latestVersion, type RequestRow, type VersionRow } from './requests.ts'
import type { Planner, Reviewed } from './reviewed.ts'
import { settleRequest } from './settle-request.ts'
import { workflowFor } from './workflows.ts'

/**
 * Whether a post may go out as it stands now; where it may not yet, those who decide are asked. What was approved stays so while it says the
 * same on no more accounts; anything else is asked anew, under the workflow that fits today or else the one it was under.
 */
export async function review(tx: Tx, needs: TellingNeeds, post: Reviewed): Promise<Clearance> {
  const request = await holdRequest(tx, post)
  const latest = request && (await latestVersion(tx, request))
  const workflow = await workflowFor(tx, post)
  const stands: Stands = { request, workflow, trusted: isTrusted(post.by, post.kind), same: latest !== undefined && isSame(latest, post) }
  if (post.skip) return skip(tx, needs, post, stands)
  const standing = await asItWas(tx, needs, post, stands)
  if (standing) return standing
  const wanted = asked(stands)
  if (!wanted) return 'free'
  await ask(tx, needs, { post, request, latest, ...wanted })
  return 'asked'
}

interface Stands {
  readonly request: RequestRow | undefined
  readonly workflow: Workflow | undefined
  /** May publish without anybody's yes, where no workflow wants one. */
  readonly trusted: boolean
  /** It says what it said when it was asked about last. */
  readonly same: boolean
}

/** Whoever works in the inbox answers by themselves, unless a workflow says otherwise. */
export function isTrusted({ memberId, role }: Planner, kind: Reviewed['kind']): boolean {
  return memberId === null || mayDo(role, kind === 'post' ? 'posts.publish' : 'inbox.work')
}

/** No more accounts than were looked at. */
export function isSame(version: Pick<VersionRow, 'content' | 'account_ids'>, { content, accountIds }: Said): boolean {
  return accountIds.every((id) => version.account_ids.includes(id)) && isDeepStrictEqual(version.content, content)
}

/** What was decided, or is being decided, still counts. Undefined where it has to be asked about anew. */
async function asItWas(
  tx: Tx,
  needs: TellingNeeds,
  post: Reviewed,
  { request, workflow, trusted, same }: Stands,
): Promise<Clearance | undefined> {
  if (!request || request.state === 'withdrawn') return undefined
  if (request.workflow_id === null && !workflow && trusted) return takenOver(tx, needs, post, request)
  if (!same) return undefined
  switch (request.state) {
    case 'approved':
    case 'skipped':
      return trusted || !post.planned ? 'approved' : undefined
    case 'refused':
      return post.planned ? undefined : 'refused'
    case 'open':
      await moved(tx, needs, request, post)
      return 'asked'
  }
}

/** Without a workflow it was asked of whoever may publish, and one of them plans it: that is a yes. Only to have mended it is none. */
async function takenOver(tx: Tx, needs: TellingNeeds, post: Reviewed, request: RequestRow): Promise<Clearance | undefined> {
  if (request.state === 'approved' || request.state === 'skipped') return 'approved'
  if (!post.planned) return undefined
  await settleRequest(tx, needs, request, { state: 'approved', by: { kind: 'member', id: post.by.memberId, name: post.by.name } })
  return 'approved'
}

/** Another time to go out is another time to decide. */
async function moved(tx: Tx, { clock }: TellingNeeds, request: RequestRow, { at }: Reviewed): Promise<void> {
  if (at?.epochMilliseconds === request.planned_at?.getTime()) return
  const now = clock.now()
  const due = dueOf({ now, hours: request.steps[request.step]?.hours, planned: at })
  await changeRequest(tx, request, {
    planned_at: at ? asDate(at) : null,
    due_at: due ? asDate(due) : null,
    remind_at: due ? asDate(remindAt(now, due)) : null,
  })
}

async function skip(tx: Tx, needs: TellingNeeds, post: Reviewed, { request, workflow, trusted }: Stands): Promise<Clearance> {
  const bound = workflow ?? (request?.workflow_id ? request : undefined)
  if (!bound && trusted && !request) return 'free'
  if (!trusted || (workflow && !maySkip(workflow, post.by)) || (!workflow && bound)) throw refuse(approvalRefusals, 'MAY_NOT_SKIP')
  const latest = request && (await latestVersion(tx, request))
  const kept = await ask(tx, needs, { post, request, latest, workflow, steps: workflow?.steps ?? byPublishers(), silently: true })
  await settleRequest(tx, needs, kept, { state: 'skipped', by: { kind: 'member', id: post.by.memberId, name: post.by.name } })
  return 'approved'
}

/** Who is to be asked, and under which workflow; nobody, where whoever plans it may publish. */
function asked({
  request,
  workflow,
  trusted,
}: Stands): { readonly workflow: WorkflowName | undefined; readonly steps: readonly Step[] } | undefined {
  if (workflow) return { workflow, steps: workflow.steps }
  if (request && request.workflow_id !== null && request.state !== 'withdrawn')
    return { workflow: { id: request.workflow_id, name: request.workflow_name ?? '' }, steps: request.steps }
  if (request && request.state !== 'withdrawn') return { workflow: undefined, steps: byPublishers() }
  return trusted ? undefined : { workflow: undefined, steps: byPublishers() }
}

type WorkflowName = Pick<Workflow, 'id' | 'name'>

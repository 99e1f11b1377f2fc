import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'

import type { Step } from '../contract.ts'
import { beginStep, type TellingNeeds } from './begin-step.ts'
import { addVerdict, asDate, changeRequest, noDeadline, type RequestRow, verdictsOf, type VersionRow } from './requests.ts'
import type { Reviewed } from './reviewed.ts'

interface Asking {
  readonly post: Reviewed
  readonly request: RequestRow | undefined
  readonly latest: VersionRow | undefined
  readonly workflow: { readonly id: string; readonly name: string } | undefined
  readonly steps: readonly Step[]
  /** Only kept, to be settled at once. */
  readonly silently?: boolean
}

/**
 * Asks about what a post says now, from the first step on: what was said about an earlier version does not count for it. What one member
 * changes within ten minutes, before anybody has said anything, is one version, so that typing asks once.
 */
export async function ask(tx: Tx, needs: TellingNeeds, asking: Asking): Promise<RequestRow> {
  const { post, silently } = asking
  if (asking.request && asking.latest && (await isStillWriting(tx, needs, asking, asking.request, asking.latest))) {
    await keepVersion(tx, needs, post, asking.request)
    return changeRequest(tx, asking.request, { first_line: post.firstLine })
  }
  const request = asking.request ? await anew(tx, needs, asking, asking.request) : await begin(tx, needs, asking)
  await keepVersion(tx, needs, post, request)
  if (silently) return request
  await addVerdict(tx, request, { kind: 'asked', at: needs.clock.now(), memberId: post.by.memberId, name: post.by.name })
  return beginStep(tx, needs, request, 0)
}

async function isStillWriting(
  tx: Tx,
  { clock }: TellingNeeds,
  { post, steps, workflow, silently }: Asking,
  request: RequestRow,
  latest: VersionRow,
): Promise<boolean> {
  if (silently || post.planned || request.state !== 'open' || latest.member_id !== post.by.memberId) return false
  if (request.workflow_id !== (workflow?.id ?? null) || request.steps.length !== steps.length) return false
  if (latest.began_at.getTime() < clock.now().subtract({ minutes: 10 }).epochMilliseconds) return false
  return (await verdictsOf(tx, request)).every(({ kind }) => kind === 'asked')
}

function begin(tx: Tx, { clock }: TellingNeeds, asking: Asking): Promise<RequestRow> {
  const { post } = asking
  return tx
    .insertInto('governance.request')
    .values({
      workspace_id: post.workspaceId,
      id: uuidv7(),
      post_id: post.postId,
      brand_id: post.brandId,
      kind: post.kind,
      state: 'open',
      written_by: post.createdBy,
      ...facts(asking, clock.now()),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** In a request that was under no workflow, whoever mends what another asked for does not become the one who asks. */
function anew(tx: Tx, { clock }: TellingNeeds, asking: Asking, request: RequestRow): Promise<RequestRow> {
  const { asked_by, asked_by_name, ...all } = facts(asking, clock.now())
  const isMending = request.state === 'open' && !asking.workflow && !asking.post.planned
  return changeRequest(tx, request, {
    ...all,
    ...(isMending ? {} : { asked_by, asked_by_name }),
    ...noDeadline,
    state: 'open',
    version: request.version + 1,
    step: 0,
    settled_at: null,
  })
}

function facts({ post, workflow, steps }: Asking, now: Temporal.Instant) {
  return {
    workflow_id: workflow?.id ?? null,
    workflow_name: workflow?.name ?? null,
    steps: JSON.stringify(steps),
    first_line: post.firstLine,
    asked_by: post.by.memberId,
    asked_by_name: post.by.name,
    changed_by: post.by.memberId,
    asked_at: asDate(now),
    planned_at: post.at ? asDate(post.at) : null,
  }
}

async function keepVersion(tx: Tx, { clock }: TellingNeeds, { content, accountIds, by }: Reviewed, request: RequestRow): Promise<void> {
  const said = { content: JSON.stringify(content), account_ids: [...accountIds] }
  await tx
    .insertInto('governance.version')
    .values({
      workspace_id: request.workspace_id,
      request_id: request.id,
      number: request.version,
      ...said,
      member_id: by.memberId,
      member_name: by.name,
      began_at: asDate(clock.now()),
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'request_id', 'number']).doUpdateSet(said))
    .execute()
}

import type { Db } from '#kit/database'
import { mayDo } from '#modules/teams'

import type { ApprovalDetail, Version } from '../contract.ts'
import type { ApprovalsNeeds } from '../needs.ts'
import { firstStepOf } from './guest-page.ts'
import { readRequest, type RequestRow, type VerdictRow, type WhichRequest } from './requests.ts'
import { aroundOf, toApproval, type Viewer } from './to-approval.ts'

type ReadingNeeds = Pick<ApprovalsNeeds, 'posts'>

/** What is asked, with its versions, what happened, and what was said about it: to guests, only what is for them. */
export async function readApproval(needs: ReadingNeeds, db: Db, which: WhichRequest & { viewer: Viewer }): Promise<ApprovalDetail> {
  return detailOf(needs, db, await readRequest(db, which), which.viewer)
}

/** The same for a post; nothing where nobody was ever asked. */
export async function approvalOfPost(
  needs: ReadingNeeds,
  db: Db,
  { workspaceId, postId, viewer }: { workspaceId: string; postId: string; viewer: Viewer },
): Promise<{ approval?: ApprovalDetail }> {
  const row = await db
    .selectFrom('governance.request')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('post_id', '=', postId)
    .executeTakeFirst()
  return row ? { approval: await detailOf(needs, db, row, viewer) } : {}
}

async function detailOf(needs: ReadingNeeds, db: Db, request: RequestRow, viewer: Viewer): Promise<ApprovalDetail> {
  const { workspace_id: workspaceId } = request
  const of = { workspace_id: workspaceId, request_id: request.id }
  const around = await aroundOf(db, { workspaceId, brandId: request.brand_id }, [request])
  const verdicts = await allVerdicts(db, of)
  const comments = await commentsOf(db, of)
  return {
    ...toApproval(request, { viewer, verdicts: verdicts.filter(({ version }) => version === request.version), around }),
    versions: await versionsOf(needs, db, { ...of, from: viewer.kind === 'guest' ? firstStepOf(request.steps, viewer.id) : 0 }),
    // What the team said to one another when it decided is not for people outside.
    history: verdicts
      .filter((row) => isInside(viewer) || (row.guest_id ?? row.member_id) === viewer.id)
      .map((row) => ({
        id: row.id,
        kind: row.kind,
        ...(row.name === null ? {} : { by: row.name }),
        guest: row.guest_id !== null,
        inPlace: row.in_place,
        version: row.version,
        step: row.step,
        text: row.text,
        at: row.at.toISOString(),
      })),
    comments: comments
      .filter(({ internal }) => isInside(viewer) || !internal)
      .map((row) => ({
        id: row.id,
        by: row.name,
        guest: row.guest_id !== null,
        internal: row.internal,
        version: row.version,
        text: row.text,
        at: row.at.toISOString(),
      })),
  }
}

/** Clients among the members are outside the team, as guests are. */
function isInside(viewer: Viewer): boolean {
  return viewer.kind === 'member' && mayDo(viewer.role, 'posts.read')
}

interface Of {
  readonly workspace_id: string
  readonly request_id: string
}

function allVerdicts(db: Db, { workspace_id, request_id }: Of): Promise<VerdictRow[]> {
  return db
    .selectFrom('governance.verdict')
    .selectAll()
    .where('workspace_id', '=', workspace_id)
    .where('request_id', '=', request_id)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

function commentsOf(db: Db, { workspace_id, request_id }: Of) {
  return db
    .selectFrom('governance.comment')
    .selectAll()
    .where('workspace_id', '=', workspace_id)
    .where('request_id', '=', request_id)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** So many are shown; what was said before them stays kept. */
const mostVersions = 20

/** Guests see those that came to them. */
async function versionsOf(needs: ReadingNeeds, db: Db, { workspace_id, request_id, from }: Of & { from: number }): Promise<Version[]> {
  const rows = await db
    .selectFrom('governance.version')
    .selectAll()
    .where('workspace_id', '=', workspace_id)
    .where('request_id', '=', request_id)
    .where('reached', '>=', from)
    .orderBy('number', 'desc')
    .limit(mostVersions)
    .execute()
  const said = rows.map(({ content, account_ids }) => ({ content, accountIds: account_ids }))
  const shown = await needs.posts.show(db, { workspaceId: workspace_id, said })
  return rows.flatMap((row, index) => {
    const content = shown[index]
    const by = row.member_name === null ? {} : { by: row.member_name }
    return content ? [{ number: row.number, ...by, at: row.began_at.toISOString(), content }] : []
  })
}

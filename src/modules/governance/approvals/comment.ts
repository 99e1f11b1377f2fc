import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import { type Call, change, mayDo } from '#modules/teams'

import type { ApprovalDetail } from '../contract.ts'
import type { ApprovalsNeeds } from '../needs.ts'
import { tellOf } from './begin-step.ts'
import { readApproval } from './read-approval.ts'
import { asDate, readRequest, type RequestRow, type WhichRequest } from './requests.ts'
import { type By, idOf } from './settle-request.ts'

interface Wanted {
  readonly approvalId: string
  readonly text: string
  readonly internal: boolean
}

/** A member says something: to the team alone, or also to the guests who are asked. Those outside the team never speak inside. */
export function commentAsMember(needs: ApprovalsNeeds, call: Call, { approvalId, text, internal }: Wanted): Promise<ApprovalDetail> {
  const { workspaceId, memberId, name, role } = call.acting
  return change(needs.db, call, async (tx) => {
    const by = { kind: 'member', id: memberId, name } as const
    const request = await addComment(tx, needs, { workspaceId, approvalId, text, internal: internal && mayDo(role, 'posts.read'), by })
    return {
      value: await readApproval(needs, tx, { workspaceId, approvalId, viewer: { kind: 'member', id: memberId, role } }),
      subject: { kind: request.kind, id: request.post_id },
      detail: { firstLine: request.first_line, internal },
      topics: ['approvals'],
    }
  })
}

type NewComment = WhichRequest & { readonly text: string; readonly internal: boolean; readonly by: By & { readonly name: string } }

/** Keeps it, and tells who asked and who has spoken before. */
export async function addComment(tx: Tx, needs: Pick<ApprovalsNeeds, 'clock' | 'notify'>, comment: NewComment): Promise<RequestRow> {
  const { text, internal, by } = comment
  const request = await readRequest(tx, comment)
  const id = uuidv7()
  await tx
    .insertInto('governance.comment')
    .values({
      workspace_id: request.workspace_id,
      id,
      request_id: request.id,
      internal,
      text,
      version: request.version,
      ...columnsOf(by),
      name: by.name,
      at: asDate(needs.clock.now()),
    })
    .execute()
  const members = [request.asked_by, request.written_by, ...(await speakers(tx, request))]
  const others = members.filter((memberId) => by.kind !== 'member' || memberId !== by.id)
  await tellOf(tx, needs, request, { kind: 'approval-comment', members: others, about: `comment/${id}`, name: by.name })
  return request
}

function columnsOf(by: By): { member_id: string | null; guest_id: string | null } {
  const { memberId, guestId } = idOf(by)
  return { member_id: memberId, guest_id: guestId }
}

async function speakers(tx: Tx, { workspace_id, id }: RequestRow): Promise<(string | null)[]> {
  const rows = await tx
    .selectFrom('governance.comment')
    .select('member_id')
    .distinct()
    .where('workspace_id', '=', workspace_id)
    .where('request_id', '=', id)
    .where('member_id', 'is not', null)
    .execute()
  return rows.map(({ member_id }) => member_id)
}

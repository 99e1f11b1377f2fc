import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { announce } from '#kit/live'
import { holdWorkspace, writeAudit } from '#modules/teams'

import { type ApprovalDetail, governanceRefusals } from '../contract.ts'
import type { ApprovalsNeeds } from '../needs.ts'
import { addComment } from './comment.ts'
import { decide } from './decide.ts'
import { asking } from './guest-page.ts'
import { type Asking, type Entered, openGuestLink } from './open-guest-link.ts'
import { readApproval } from './read-approval.ts'
import { howFar, readRequest, type RequestRow } from './requests.ts'

type Which = Asking & { readonly approvalId: string }

/** A post that a guest is asked about. What they are not asked about is not there for them. */
export async function readAsGuest(needs: ApprovalsNeeds, asked: Which): Promise<ApprovalDetail> {
  const guest = await openGuestLink(needs, asked)
  await refuseOthers(needs, guest, asked)
  return seenBy(needs, guest, asked)
}

export async function decideAsGuest(
  needs: ApprovalsNeeds,
  asked: Which & { readonly version: number; readonly verdict: 'approved' | 'refused'; readonly text: string },
): Promise<ApprovalDetail> {
  const { approvalId, version, verdict, text } = asked
  return asGuest(needs, asked, {
    action: 'governance.guestDecide',
    detail: { verdict, version },
    settles: true,
    work: (tx, { workspaceId, by }) => decide(tx, needs, { workspaceId, approvalId, version, verdict, text, by, inPlace: false }),
  })
}

export async function commentAsGuest(needs: ApprovalsNeeds, asked: Which & { readonly text: string }): Promise<ApprovalDetail> {
  const { approvalId, text } = asked
  return asGuest(needs, asked, {
    action: 'governance.guestComment',
    detail: {},
    settles: false,
    work: (tx, { workspaceId, by }) => addComment(tx, needs, { workspaceId, approvalId, text, internal: false, by }),
  })
}

interface Deed {
  readonly action: string
  readonly detail: Readonly<Record<string, string | number>>
  /** Whether the request stands otherwise after it. */
  readonly settles: boolean
  readonly work: (tx: Tx, guest: { workspaceId: string; by: { kind: 'guest'; id: string; name: string } }) => Promise<RequestRow>
}

/** As `change` for members: the work, its audit row and the announcement are one transaction. */
async function asGuest(needs: ApprovalsNeeds, asked: Which, { action, detail, settles, work }: Deed): Promise<ApprovalDetail> {
  const guest = await openGuestLink(needs, asked)
  await refuseOthers(needs, guest, asked)
  const { workspaceId, guestId, name } = guest
  await needs.db.transaction().execute(async (tx) => {
    if (!(await holdWorkspace(tx, workspaceId))) throw refuse(governanceRefusals, 'LINK_OVER')
    const before = howFar(await readRequest(tx, { workspaceId, approvalId: asked.approvalId }))
    const request = await work(tx, { workspaceId, by: { kind: 'guest', id: guestId, name } })
    await writeAudit(tx, {
      workspaceId,
      actor: { memberId: null, name, via: 'web' },
      action,
      subject: { kind: request.kind, id: request.post_id },
      detail: { ...detail, firstLine: request.first_line },
      ...(settles ? { before, after: howFar(request) } : {}),
    })
    await announce(tx, { to: workspaceId, topics: ['approvals'] })
  })
  return seenBy(needs, guest, asked)
}

async function refuseOthers(needs: ApprovalsNeeds, guest: Entered, { approvalId }: Which): Promise<void> {
  if (!(await asking(needs.db, guest)).some(({ id }) => id === approvalId)) throw refuse(governanceRefusals, 'NOT_FOUND')
}

function seenBy(needs: ApprovalsNeeds, { workspaceId, guestId }: Entered, { approvalId }: Which): Promise<ApprovalDetail> {
  return readApproval(needs, needs.db, { workspaceId, approvalId, viewer: { kind: 'guest', id: guestId } })
}

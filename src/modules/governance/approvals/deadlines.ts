import type { Db, Tx } from '#kit/database'
import { announce } from '#kit/live'
import { holdWorkspace, mayDo, membersOfBrand } from '#modules/teams'

import type { ApprovalsNeeds } from '../needs.ts'
import { advance } from './advance.ts'
import { peopleOf } from './approvers.ts'
import { tellOf } from './begin-step.ts'
import { mailGuestJob } from './mail-guest-job.ts'
import { addVerdict, asDate, changeRequest, holdRequest, latestVersion, type RequestRow, stepOf, verdictsOf } from './requests.ts'

type Column = 'due_at' | 'remind_at' | 'letters_at'

/** Everything about approvals whose moment has come: what is late, whom to remind, and letters to guests. May run twice, and on two machines at once. */
export async function lookAtClock(needs: ApprovalsNeeds): Promise<void> {
  for (const request of await comeDue(needs, 'due_at')) await inHand(needs, request, 'due_at', endOfTime)
  for (const request of await comeDue(needs, 'remind_at')) await inHand(needs, request, 'remind_at', remind)
  await sendLetters(needs)
}

const mostAtOnce = 500

function comeDue({ db, clock }: ApprovalsNeeds, column: Column): Promise<RequestRow[]> {
  return db
    .selectFrom('governance.request')
    .selectAll()
    .where('state', '=', 'open')
    .where(column, '<=', asDate(clock.now()))
    .orderBy(column)
    .limit(mostAtOnce)
    .execute()
}

/** The post is held first; what was decided meanwhile is left alone. */
async function inHand(
  needs: ApprovalsNeeds,
  { workspace_id: workspaceId, post_id: postId }: RequestRow,
  column: Column,
  work: (tx: Tx, needs: ApprovalsNeeds, request: RequestRow) => Promise<void>,
): Promise<void> {
  await needs.db.transaction().execute(async (tx) => {
    if (!(await holdWorkspace(tx, workspaceId))) return
    const post = await needs.posts.hold(tx, { workspaceId, postId })
    const request = await holdRequest(tx, { workspaceId, postId })
    const at = request?.[column]
    if (!post || request?.state !== 'open' || !at || at.getTime() > needs.clock.now().epochMilliseconds) return
    await work(tx, needs, await changeRequest(tx, request, { [column]: null }))
    await announce(tx, { to: workspaceId, topics: ['approvals'] })
  })
}

async function endOfTime(tx: Tx, needs: ApprovalsNeeds, request: RequestRow): Promise<void> {
  const at = needs.clock.now()
  const step = stepOf(request)
  if (step?.atDeadline === 'publish') {
    const { content, account_ids: accountIds } = await latestVersion(tx, request)
    await addVerdict(tx, request, { kind: 'passed', at })
    const which = { workspaceId: request.workspace_id, postId: request.post_id, content, accountIds, atOnce: request.planned_at === null }
    await advance(tx, needs, request, { by: { kind: 'member', id: null, name: null }, which })
    return
  }
  if (step?.atDeadline === 'escalate' && !request.escalated) {
    await addVerdict(tx, request, { kind: 'escalated', at })
    const escalated = await changeRequest(tx, request, { escalated: true })
    const about = `escalated/${request.version}/${request.step}`
    return tellOf(tx, needs, escalated, { kind: 'approval-asked', members: step.escalateTo, about })
  }
  await addVerdict(tx, request, { kind: 'held', at })
  const everyone = await membersOfBrand(tx, { workspaceId: request.workspace_id, brandId: request.brand_id })
  const managers = everyone.filter(({ roles }) => roles.some((role) => mayDo(role, 'approvals.manage')))
  const members = [request.asked_by, request.written_by, ...managers.map(({ memberId }) => memberId)]
  await tellOf(tx, needs, request, { kind: 'approval-late', members, about: `late/${request.version}/${request.step}` })
}

async function remind(tx: Tx, needs: ApprovalsNeeds, request: RequestRow): Promise<void> {
  const waiting = await stillToDecide(tx, request)
  const members = waiting.filter(({ kind }) => kind === 'member').map(({ id }) => id)
  await tellOf(tx, needs, request, { kind: 'approval-due', members, about: `due/${request.version}/${request.step}` })
  for (const { kind, id: guestId } of waiting) {
    if (kind !== 'guest') continue
    const payload = { workspaceId: request.workspace_id, guestId, kind: 'due' as const, approvalIds: [request.id] }
    await needs.jobs.send(tx, mailGuestJob, { payload })
  }
}

async function stillToDecide(tx: Tx, request: RequestRow) {
  const step = stepOf(request)
  if (!step) return []
  const said = (await verdictsOf(tx, request)).filter(({ kind, step: at }) => kind === 'approved' && at === request.step)
  const people = await peopleOf(tx, request, step)
  return people.filter(({ kind, id }) => !said.some(({ member_id, guest_id }) => (kind === 'member' ? member_id : guest_id) === id))
}

/** What several posts ask of one guest is one letter. */
async function sendLetters(needs: ApprovalsNeeds): Promise<void> {
  await needs.db.transaction().execute(async (tx) => {
    const due = await takeLetters(tx, needs)
    const wanted = new Map<string, { workspaceId: string; guestId: string; approvalIds: string[] }>()
    for (const request of due) {
      for (const { kind, id: guestId } of await stillToDecide(tx, request)) {
        if (kind !== 'guest') continue
        const letter = wanted.get(guestId) ?? { workspaceId: request.workspace_id, guestId, approvalIds: [] }
        wanted.set(guestId, { ...letter, approvalIds: [...letter.approvalIds, request.id] })
      }
    }
    for (const letter of wanted.values()) await needs.jobs.send(tx, mailGuestJob, { payload: { ...letter, kind: 'asked' } })
  })
}

function takeLetters(tx: Tx, { clock }: Pick<ApprovalsNeeds, 'clock'>): Promise<RequestRow[]> {
  const due = (db: Pick<Db, 'selectFrom'>) =>
    db
      .selectFrom('governance.request')
      .select(['workspace_id', 'id'])
      .where('letters_at', '<=', asDate(clock.now()))
      .limit(mostAtOnce)
      .forUpdate()
      .skipLocked()
  return tx
    .with('due', due)
    .updateTable('governance.request as request')
    .set({ letters_at: null })
    .from('due')
    .whereRef('request.workspace_id', '=', 'due.workspace_id')
    .whereRef('request.id', '=', 'due.id')
    .where('request.state', '=', 'open')
    .returningAll('request')
    .execute()
}

import type { Tx } from '#kit/database'

import type { ApprovalsNeeds } from '../needs.ts'
import { ownersOf, peopleOf } from './approvers.ts'
import { asDate, changeRequest, type RequestRow, stepOf } from './requests.ts'

export type TellingNeeds = Pick<ApprovalsNeeds, 'clock' | 'notify'>

/** Guests get one letter about what they are asked within these minutes. */
const lettersAfter = { minutes: 2 }

/** From now on the step with this number is being decided on: its time begins, and those who decide are told. */
export async function beginStep(tx: Tx, needs: TellingNeeds, before: RequestRow, number: number): Promise<RequestRow> {
  const now = needs.clock.now()
  const step = before.steps[number]
  const due = dueOf({ now, hours: step?.hours, planned: before.planned_at?.toTemporalInstant() })
  const request = await changeRequest(tx, before, {
    step: number,
    escalated: false,
    due_at: due ? asDate(due) : null,
    remind_at: due ? asDate(remindAt(now, due)) : null,
    letters_at: step && step.guests.length > 0 ? asDate(now.add(lettersAfter)) : null,
  })
  await tx
    .updateTable('governance.version')
    .set({ reached: number })
    .where('workspace_id', '=', request.workspace_id)
    .where('request_id', '=', request.id)
    .where('number', '=', request.version)
    .execute()
  await askMembers(tx, needs, request)
  return request
}

/** Whichever comes first: the step's own time, or the moment at which the post is to go out. */
export function dueOf({
  now,
  hours,
  planned,
}: {
  now: Temporal.Instant
  hours: number | undefined
  planned: Temporal.Instant | undefined
}): Temporal.Instant | undefined {
  const ends = [...(hours === undefined ? [] : [now.add({ hours })]), ...(planned ? [planned] : [])]
  return ends.toSorted((one, other) => Temporal.Instant.compare(one, other))[0]
}

/** A day before, or at half of the time where there is less. */
export function remindAt(now: Temporal.Instant, due: Temporal.Instant): Temporal.Instant {
  const milliseconds = Math.max(0, due.epochMilliseconds - now.epochMilliseconds)
  return due.subtract({ milliseconds: Math.round(Math.min(milliseconds / 2, 86_400_000)) })
}

async function askMembers(tx: Tx, needs: TellingNeeds, request: RequestRow): Promise<void> {
  const step = stepOf(request)
  if (!step) return
  const owners = ownersOf(request)
  const people = await peopleOf(tx, request, step)
  const members = people.filter(({ kind, id }) => kind === 'member' && !owners.has(id)).map(({ id }) => id)
  await tellOf(tx, needs, request, { kind: 'approval-asked', members, about: `asked/${request.version}/${request.step}` })
}

interface Telling {
  readonly kind: 'approval-asked' | 'approval-given' | 'approval-refused' | 'approval-due' | 'approval-late' | 'approval-comment'
  readonly members: readonly (string | null)[]
  /** What of the request it is about: the same is told once. */
  readonly about: string
  /** Who did it; else who asked. */
  readonly name?: string | undefined
}

/** A notice for each of these members, once. */
export async function tellOf(
  tx: Tx,
  { notify }: TellingNeeds,
  request: RequestRow,
  { kind, members, about, name }: Telling,
): Promise<void> {
  const wanted = [...new Set(members.filter((id) => id !== null))]
  if (wanted.length === 0) return
  await notify(tx, {
    workspaceId: request.workspace_id,
    key: `${request.id}/${about}`,
    kind,
    params: { firstLine: request.first_line, name: name ?? request.asked_by_name ?? 'Hearth' },
    href: `/approvals/${request.id}`,
    about: { approvalId: request.id },
    permission: 'approvals.read',
    members: wanted,
  })
}

import type { Db, Tx } from '#kit/database'
import { mayDo, type Role } from '#modules/teams'

import type { Approval, Person, Step } from '../contract.ts'
import { directoryOf, isAlone, ownersOf, type Directory } from './approvers.ts'
import { type RequestRow, stepOf, type VerdictRow } from './requests.ts'

export type Viewer =
  | { readonly kind: 'member'; readonly id: string; readonly role: Role | undefined }
  | { readonly kind: 'guest'; readonly id: string }

interface Seen {
  readonly viewer: Viewer
  /** About the version that is asked about now. */
  readonly verdicts: readonly VerdictRow[]
  readonly around: Around
}

/** Asked for once for all of a brand that is shown together. */
export interface Around {
  readonly directory: Directory
  readonly alone: boolean
}

export async function aroundOf(
  db: Db | Tx,
  of: { workspaceId: string; brandId: string },
  requests: readonly RequestRow[],
): Promise<Around> {
  const directory = await directoryOf(db, { ...of, steps: requests.flatMap(({ steps }) => steps) })
  return { directory, alone: await isAlone(db, of) }
}

/** A request as a member or a guest sees it: whose turn it is, and whether it is theirs. */
export function toApproval(request: RequestRow, { viewer, verdicts, around: { directory, alone } }: Seen): Approval {
  const { state } = request
  const people = request.steps.map(directory)
  const isOwn = viewer.kind === 'member' && !alone && ownersOf(request).has(viewer.id)
  const isOpen = state === 'open'
  const said = verdicts.some(
    ({ kind, step, member_id, guest_id }) =>
      kind === 'approved' && step === request.step && (viewer.kind === 'member' ? member_id : guest_id) === viewer.id,
  )
  const inTurn = [...(people[request.step] ?? []), ...escalated(request)].some(({ kind, id }) => kind === viewer.kind && id === viewer.id)
  return {
    id: request.id,
    postId: request.post_id,
    brandId: request.brand_id,
    kind: request.kind,
    state,
    ...(request.workflow_name === null ? {} : { workflow: request.workflow_name }),
    version: request.version,
    steps: request.steps.map((step, index) => standing(request, { step, index, people: people[index] ?? [], verdicts })),
    firstLine: request.first_line,
    ...(request.asked_by_name === null ? {} : { askedBy: request.asked_by_name }),
    askedAt: request.asked_at.toISOString(),
    ...dates(request),
    mine: isOpen && inTurn && !said && !isOwn,
    inPlace: isOpen && !isOwn && viewer.kind === 'member' && mayDo(viewer.role, 'approvals.manage'),
  }
}

function dates({ planned_at, due_at, settled_at }: RequestRow): Pick<Approval, 'plannedAt' | 'dueAt' | 'settledAt'> {
  return {
    ...(planned_at ? { plannedAt: planned_at.toISOString() } : {}),
    ...(due_at ? { dueAt: due_at.toISOString() } : {}),
    ...(settled_at ? { settledAt: settled_at.toISOString() } : {}),
  }
}

function escalated(request: RequestRow): Pick<Person, 'kind' | 'id'>[] {
  return request.escalated ? (stepOf(request)?.escalateTo ?? []).map((id) => ({ kind: 'member', id })) : []
}

interface AtStep {
  readonly step: Step
  readonly index: number
  readonly people: readonly Person[]
  readonly verdicts: readonly VerdictRow[]
}

function standing(request: RequestRow, { step, index, people, verdicts }: AtStep): Approval['steps'][number] {
  const isDone = index < request.step || request.state === 'approved' || request.state === 'skipped'
  const here = verdicts.filter((verdict) => verdict.step === index)
  return {
    name: step.name,
    needs: step.needs,
    state: isDone ? 'done' : index === request.step ? 'current' : 'ahead',
    people: people.map((person) => {
      const verdict = here.findLast(
        ({ kind, member_id, guest_id }) =>
          (kind === 'approved' || kind === 'refused') && (person.kind === 'member' ? member_id : guest_id) === person.id,
      )?.kind
      return { ...person, ...(verdict === 'approved' || verdict === 'refused' ? { verdict } : {}) }
    }),
  }
}

import type { Step, Workflow } from '#contract/governance'

export interface StepDraft extends Omit<Step, 'hours'> {
  /** Tells steps apart while they are moved and removed. */
  readonly key: string
  readonly hours: number | undefined
}

export interface WorkflowDraft extends Omit<Workflow, 'id' | 'brandId' | 'steps'> {
  readonly steps: readonly StepDraft[]
}

export function draftOf(workflow: Workflow | undefined): WorkflowDraft {
  if (!workflow) {
    const none: string[] = []
    const bound = { accountIds: none, labelIds: none, skipMembers: none }
    return { name: '', ...bound, posts: true, answers: false, skipRoles: [], active: true, steps: [newStep()] }
  }
  const { id: _id, brandId: _brandId, steps, ...rest } = workflow
  return { ...rest, steps: steps.map((step) => ({ ...step, hours: step.hours, key: crypto.randomUUID() })) }
}

export function newStep(): StepDraft {
  const who = { members: [], roles: [], guests: [], escalateTo: [] }
  return { key: crypto.randomUUID(), name: '', ...who, needs: 'any', atDeadline: 'hold', hours: undefined }
}

/** As the API takes it. */
export function writtenOf({ steps, ...draft }: WorkflowDraft): Omit<Workflow, 'id' | 'brandId'> {
  return {
    ...draft,
    name: draft.name.trim(),
    steps: steps.map(({ key: _key, hours, ...step }) => ({ ...step, name: step.name.trim(), ...(hours === undefined ? {} : { hours }) })),
  }
}

export type Wrong = { readonly kind: 'name' | 'covers' } | { readonly kind: 'who'; readonly step: string }

/** The first thing that is missing. */
export function wrongOf({ name, posts, answers, steps }: WorkflowDraft): Wrong | undefined {
  if (name.trim() === '') return { kind: 'name' }
  if (!posts && !answers) return { kind: 'covers' }
  const empty = steps.find(({ members, roles, guests }) => members.length + roles.length + guests.length === 0)
  return empty && { kind: 'who', step: empty.key }
}

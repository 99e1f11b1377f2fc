import type { Db, Tx } from '#kit/database'
import { mayDo, membersOfBrand } from '#modules/teams'

import type { Person, Step } from '../contract.ts'
import type { RequestRow } from './requests.ts'

/** Says who decides on a step, without those to whom it was escalated. */
export type Directory = (step: Step) => Person[]

interface InBrand {
  readonly workspaceId: string
  readonly brandId: string
}

/** Who decides on these steps: members as long as they reach the brand, and guests as long as they are let in. */
export async function directoryOf(db: Db | Tx, { workspaceId, brandId, steps }: InBrand & { steps: readonly Step[] }): Promise<Directory> {
  const members = steps.length === 0 ? [] : await membersOfBrand(db, { workspaceId, brandId })
  const guests = await guestsOf(db, { workspaceId, guestIds: [...new Set(steps.flatMap((step) => step.guests))] })
  return (step) => [
    ...members
      .filter(({ memberId, roles }) => step.members.includes(memberId) || roles.some((role) => step.roles.includes(role)))
      .map(({ memberId, name }) => ({ kind: 'member' as const, id: memberId, name })),
    ...guests.filter(({ id }) => step.guests.includes(id)),
  ]
}

export async function peopleOf(db: Db | Tx, { workspace_id, brand_id }: RequestRow, step: Step): Promise<Person[]> {
  const directory = await directoryOf(db, { workspaceId: workspace_id, brandId: brand_id, steps: [step] })
  return directory(step)
}

async function guestsOf(db: Db | Tx, { workspaceId, guestIds }: { workspaceId: string; guestIds: readonly string[] }): Promise<Person[]> {
  if (guestIds.length === 0) return []
  const rows = await db
    .selectFrom('governance.guest')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...guestIds])
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(({ id, name }) => ({ kind: 'guest', id, name }))
}

/** Whose post it is: who wrote it first, who asked, and under a workflow also who changed it last. Nobody decides on their own. */
export function ownersOf({ written_by, asked_by, workflow_id, changed_by }: RequestRow): ReadonlySet<string> {
  const owners = [written_by, asked_by, ...(workflow_id === null ? [] : [changed_by])]
  return new Set(owners.filter((id) => id !== null))
}

/** One person alone may say yes to what they wrote: there is nobody else to ask. */
export async function isAlone(db: Db | Tx, of: InBrand): Promise<boolean> {
  const writers = (await membersOfBrand(db, of)).filter(({ roles }) => roles.some((role) => mayDo(role, 'posts.write')))
  return writers.length <= 1
}

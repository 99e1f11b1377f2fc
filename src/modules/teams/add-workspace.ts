import { randomUUID } from 'node:crypto'

import type { Language } from '#kit/contract'
import type { Tx } from '#kit/database'

export interface NewWorkspace {
  readonly loginId: string
  readonly name: string
  readonly language: Language
  readonly brand: { readonly name: string; readonly language: Language; readonly timeZone: string }
  readonly demo?: boolean
}

export interface AddedWorkspace {
  readonly workspaceId: string
  readonly memberId: string
  readonly brandId: string
}

/** A workspace with its first brand, and this person as its owner. */
export async function addWorkspace(tx: Tx, wanted: NewWorkspace): Promise<AddedWorkspace> {
  const [workspaceId, memberId, brandId] = [randomUUID(), randomUUID(), randomUUID()]
  const { name, language, timeZone } = wanted.brand
  await tx
    .insertInto('teams.workspace')
    .values({ workspace_id: workspaceId, name: wanted.name, language: wanted.language, demo: wanted.demo ?? false })
    .execute()
  await tx.insertInto('teams.member').values({ workspace_id: workspaceId, id: memberId, login_id: wanted.loginId, role: 'owner' }).execute()
  await tx.insertInto('teams.brand').values({ workspace_id: workspaceId, id: brandId, name, language, time_zone: timeZone }).execute()
  return { workspaceId, memberId, brandId }
}

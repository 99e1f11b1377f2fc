import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'

import { peopleRefusals } from '../people-contract.ts'
import { nowCalled, type Which } from './read-person.ts'

export interface Held extends Which {
  readonly profileIds: readonly string[]
}

/** Holds a person until the transaction ends, under the id that is theirs now: nobody joins or erases them meanwhile. */
export async function holdPerson(tx: Tx, { workspaceId, personId }: Which): Promise<Held> {
  const now = await nowCalled(tx, { workspaceId, personId })
  const [held] = await holdPeople(tx, { workspaceId, personIds: [now] })
  if (!held) throw refuse(peopleRefusals, 'NOT_FOUND')
  return held
}

/** In one order, so that two who hold the same never wait for each other. Those that are not there are left out. */
export async function holdPeople(
  tx: Tx,
  { workspaceId, personIds }: { workspaceId: string; personIds: readonly string[] },
): Promise<readonly Held[]> {
  const rows = await tx
    .selectFrom('inbox.profile')
    .select(['id', 'person_id'])
    .where('workspace_id', '=', workspaceId)
    .where('person_id', 'in', [...personIds])
    .orderBy('id')
    .forUpdate()
    .execute()
  return personIds.flatMap((personId) => {
    const profileIds = rows.filter(({ person_id }) => person_id === personId).map(({ id }) => id)
    return profileIds.length === 0 ? [] : [{ workspaceId, personId, profileIds }]
  })
}

/** What readers of these people should load again. */
export const peopleTopics = ['people']

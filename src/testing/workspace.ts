import { randomUUID } from 'node:crypto'

import type { Db } from '#kit/database'
import { type Call, type Grant, keepGrants, type Role } from '#modules/teams'

export interface TestMember {
  readonly memberId: string
  readonly userId: string
  readonly email: string
  readonly name: string
  /** A call as it stands behind the door: `owner.call('publishing.create', input)`, with a key if the call should be repeatable. */
  call(path: string, input?: unknown, idempotencyKey?: string): Call
}

export interface TestWorkspace {
  readonly workspaceId: string
  readonly brandId: string
  readonly owner: TestMember
  readonly publisher: TestMember
  readonly agent: TestMember
}

/** A workspace with one brand in Asia/Taipei and a member of each role. Nobody has a password; sign-in is for the tests of teams. */
export async function testWorkspace(db: Db, { timeZone = 'Asia/Taipei' }: { timeZone?: string } = {}): Promise<TestWorkspace> {
  const workspaceId = randomUUID()
  const brandId = randomUUID()
  await db.insertInto('teams.workspace').values({ workspace_id: workspaceId, name: 'Tea House', language: 'en' }).execute()
  await db
    .insertInto('teams.brand')
    .values({ workspace_id: workspaceId, id: brandId, name: 'Tea House', language: 'en', time_zone: timeZone })
    .execute()
  const [owner, publisher, agent] = [
    await addMember(db, { workspaceId, role: 'owner' }),
    await addMember(db, { workspaceId, role: 'publisher' }),
    await addMember(db, { workspaceId, role: 'agent' }),
  ]
  return { workspaceId, brandId, owner, publisher, agent }
}

/** One more member: with a role everywhere, or with roles for brands and accounts. */
export async function addMember(
  db: Db,
  { workspaceId, role, grants = [] }: { workspaceId: string; role?: Role; grants?: readonly Grant[] },
): Promise<TestMember> {
  const [memberId, userId] = [randomUUID(), randomUUID()]
  const email = `${role ?? 'granted'}-${memberId.slice(0, 8)}@tea.example`
  const name = `The ${role ?? grants[0]?.role ?? 'nobody'}`
  await db.insertInto('teams.login').values({ id: userId, name, email, image: null }).execute()
  await db
    .insertInto('teams.member')
    .values({ workspace_id: workspaceId, id: memberId, login_id: userId, role: role ?? null })
    .execute()
  await db.transaction().execute((tx) => keepGrants(tx, { workspaceId, memberId, grants }))
  return {
    memberId,
    userId,
    email,
    name,
    call: (path, input, idempotencyKey) => ({
      acting: { workspaceId, memberId, userId, name, role, standing: { everywhere: role, grants }, via: 'web', language: 'en' },
      path,
      input,
      ...(idempotencyKey ? { idempotencyKey } : {}),
    }),
  }
}

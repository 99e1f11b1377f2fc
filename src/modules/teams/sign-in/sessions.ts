import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { Acting } from '../acting.ts'
import type { Session } from '../sign-in-contract.ts'
import { deviceOf } from './device-of.ts'
import { ownSession } from './own-session.ts'

/** Where the person is signed in, last seen first. */
export async function sessions(db: Db, acting: Acting): Promise<Session[]> {
  const here = ownSession(acting)
  const rows = await sessionsOf(db, acting)
    .selectAll()
    .where(sql<boolean>`expires_at > now()`)
    .orderBy(sql`coalesce(seen_at, created_at)`, 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    here: row.id === here.id,
    way: row.way,
    ...deviceOf(row.user_agent ?? ''),
    ...(row.ip_address ? { ip: row.ip_address } : {}),
    beganAt: row.created_at.toISOString(),
    seenAt: (row.seen_at ?? row.created_at).toISOString(),
  }))
}

/** All of the person's; in a session by single sign-on those of that workspace alone. */
function sessionsOf(db: Db, acting: Acting) {
  return db
    .selectFrom('teams.session')
    .where('login_id', '=', acting.userId)
    .$if(ownSession(acting).way === 'sso', (query) => query.where('workspace_id', '=', acting.workspaceId))
}

import { createHmac, timingSafeEqual } from 'node:crypto'

import { sql } from 'kysely'
import { z } from 'zod'

import type { Db } from '#kit/database'

import type { Acting } from './acting.ts'
import { apiKeyPrefix } from './create-api-key.ts'
import { grantsColumn } from './grants.ts'
import { lesserRole } from './may-do.ts'
import { hashOfSecret } from './secrets.ts'
import { toActing } from './to-acting.ts'

interface Asked {
  readonly headers: Headers
  readonly secret: string
  readonly cookieName: string
}

/** Reads who is asking with one query: an API key where one is sent, else the session's cookie. */
export async function resolveActing(db: Db, asked: Asked): Promise<Acting | undefined> {
  const { headers } = asked
  const workspaceId = headers.get('hearth-workspace') ?? undefined
  if (workspaceId !== undefined && !z.uuid().safeParse(workspaceId).success) return undefined
  const apiKey = apiKeyIn(headers)
  if (apiKey !== undefined) return actingByKey(db, apiKey, workspaceId)
  const token = sessionTokenIn(asked)
  return token === undefined ? undefined : actingBySession(db, token, workspaceId)
}

function apiKeyIn(headers: Headers): string | undefined {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  return headers.get('x-api-key') ?? bearer
}

async function actingByKey(db: Db, apiKey: string, workspaceId: string | undefined): Promise<Acting | undefined> {
  if (!apiKey.startsWith(apiKeyPrefix)) return undefined
  const row = await db
    .selectFrom('teams.api_key as api_key')
    .innerJoin('teams.member as member', (join) =>
      join.onRef('member.workspace_id', '=', 'api_key.workspace_id').onRef('member.id', '=', 'api_key.member_id'),
    )
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .select([
      ...(['member.workspace_id as workspaceId', 'member.id as memberId', 'login.id as userId', 'login.language'] as const),
      ...(['member.role as memberRole', 'api_key.role as keyRole', 'api_key.id', 'api_key.name'] as const),
      grantsColumn().as('grants'),
      sql<boolean>`coalesce(api_key.last_used_at < now() - interval '1 minute', true)`.as('stale'),
    ])
    .where('api_key.key_hash', '=', hashOfSecret(apiKey))
    .where(sql<boolean>`coalesce(api_key.expires_at > now(), true)`)
    .$if(workspaceId !== undefined, (query) => query.where('member.workspace_id', '=', workspaceId ?? ''))
    .executeTakeFirst()
  if (!row) return undefined
  const { id, stale, memberRole, keyRole, grants, ...who } = row
  if (stale)
    await db
      .updateTable('teams.api_key')
      .set({ last_used_at: sql`now()` })
      .where('workspace_id', '=', who.workspaceId)
      .where('id', '=', id)
      .execute()
  // A key never does more than the member who made it may do today.
  const role = memberRole && lesserRole(keyRole, memberRole)
  return toActing({ ...who, role, grants: grants.map((grant) => ({ ...grant, role: lesserRole(grant.role, keyRole) })) }, 'api-key')
}

async function actingBySession(db: Db, token: string, workspaceId: string | undefined): Promise<Acting | undefined> {
  const row = await db
    .selectFrom('teams.session as session')
    .innerJoin('teams.login as login', 'login.id', 'session.login_id')
    .innerJoin('teams.member as member', 'member.login_id', 'login.id')
    .select(['member.workspace_id as workspaceId', 'member.id as memberId', 'login.id as userId'])
    .select(['login.name', 'login.language', 'member.role', grantsColumn().as('grants')])
    .where('session.token', '=', token)
    .where(sql<boolean>`session.expires_at > now()`)
    .$if(workspaceId !== undefined, (query) => query.where('member.workspace_id', '=', workspaceId ?? ''))
    .orderBy('member.joined_at')
    .orderBy('member.id')
    .limit(1)
    .executeTakeFirst()
  return row && toActing(row, 'web')
}

/** The session's token out of better-auth's cookie, `<token>.<HMAC-SHA256 in base64>` URL-encoded; undefined unless the signature holds. */
function sessionTokenIn({ headers, secret, cookieName }: Asked): string | undefined {
  const cookies = (headers.get('cookie') ?? '').split(/;\s*/)
  const written = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1)
  const value = written === undefined ? undefined : decoded(written)
  const dot = value?.lastIndexOf('.') ?? -1
  if (value === undefined || dot < 1) return undefined
  const token = value.slice(0, dot)
  const [expected, given] = [createHmac('sha256', secret).update(token).digest(), Buffer.from(value.slice(dot + 1), 'base64')]
  return expected.length === given.length && timingSafeEqual(expected, given) ? token : undefined
}

function decoded(written: string): string | undefined {
  try {
    return decodeURIComponent(written)
  } catch {
    // A cookie that is not ours: nobody is signed in by it.
    return undefined
  }
}

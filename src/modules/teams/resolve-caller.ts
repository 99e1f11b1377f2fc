import { createHmac, timingSafeEqual } from 'node:crypto'

import { sql } from 'kysely'
import { z } from 'zod'

import type { Db } from '#kit/database'

import type { CallContext } from './acting.ts'
import { apiKeyPrefix } from './create-api-key.ts'
import { grantsColumn } from './grants.ts'
import { lesserRole } from './may-do.ts'
import { hashOfSecret } from './secrets.ts'
import { hasSecondFactor } from './sign-in/has-second-factor.ts'
import { toActing } from './to-acting.ts'

interface Asked {
  readonly headers: Headers
  readonly secret: string
  readonly cookieName: string
}

/** Who is asking: a member, or somebody whose workspace asks for two factors first, or nobody. */
export type Caller = Pick<CallContext, 'acting' | 'lacks'>

/** Reads who is asking with one query: an API key where one is sent, else the session's cookie. */
export async function resolveCaller(db: Db, asked: Asked): Promise<Caller> {
  const { headers } = asked
  const workspaceId = headers.get('hearth-workspace') ?? undefined
  if (workspaceId !== undefined && !z.uuid().safeParse(workspaceId).success) return {}
  const apiKey = apiKeyIn(headers)
  if (apiKey !== undefined) return callerByKey(db, apiKey, workspaceId)
  const token = sessionTokenIn(asked)
  return token === undefined ? {} : callerBySession(db, token, workspaceId)
}

/** The key that a request carries, be it good or not. */
export function apiKeyIn(headers: Headers): string | undefined {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  return headers.get('x-api-key') ?? bearer
}

async function callerByKey(db: Db, apiKey: string, workspaceId: string | undefined): Promise<Caller> {
  if (!apiKey.startsWith(apiKeyPrefix)) return {}
  const row = await db
    .selectFrom('teams.api_key as api_key')
    .innerJoin('teams.member as member', (join) =>
      join.onRef('member.workspace_id', '=', 'api_key.workspace_id').onRef('member.id', '=', 'api_key.member_id'),
    )
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .innerJoin('teams.workspace as workspace', 'workspace.workspace_id', 'member.workspace_id')
    .select([
      ...(['member.workspace_id as workspaceId', 'member.id as memberId', 'login.id as userId', 'login.language'] as const),
      ...(['member.role as memberRole', 'api_key.role as keyRole', 'api_key.scopes', 'api_key.id', 'api_key.name'] as const),
      grantsColumn().as('grants'),
      sql<boolean>`coalesce(api_key.last_used_at < now() - interval '1 minute', true)`.as('stale'),
      sql<boolean>`not workspace.two_factors_required or ${hasSecondFactor}`.as('enough'),
    ])
    .where('api_key.key_hash', '=', hashOfSecret(apiKey))
    .where(sql<boolean>`coalesce(api_key.expires_at > now(), true)`)
    .$if(workspaceId !== undefined, (query) => query.where('member.workspace_id', '=', workspaceId ?? ''))
    .executeTakeFirst()
  if (!row) return {}
  const { id, stale, enough, memberRole, keyRole, scopes, grants, ...who } = row
  if (!enough) return { lacks: 'two-factors' }
  if (stale)
    await db
      .updateTable('teams.api_key')
      .set({ last_used_at: sql`now()` })
      .where('workspace_id', '=', who.workspaceId)
      .where('id', '=', id)
      .execute()
  // A key never does more than the member who made it may do today.
  const role = memberRole && lesserRole(keyRole, memberRole)
  const granted = grants.map((grant) => ({ ...grant, role: lesserRole(grant.role, keyRole) }))
  return { acting: { ...toActing({ ...who, role, grants: granted }, 'api-key'), ...(scopes ? { scopes } : {}) } }
}

async function callerBySession(db: Db, token: string, workspaceId: string | undefined): Promise<Caller> {
  const row = await db
    .selectFrom('teams.session as session')
    .innerJoin('teams.login as login', 'login.id', 'session.login_id')
    .innerJoin('teams.member as member', (join) =>
      join
        .onRef('member.login_id', '=', 'login.id')
        // A provider vouches for its own workspace: a session that it began opens no other.
        .on((on) => on.or([on('session.workspace_id', 'is', null), on('session.workspace_id', '=', on.ref('member.workspace_id'))])),
    )
    .innerJoin('teams.workspace as workspace', 'workspace.workspace_id', 'member.workspace_id')
    .select(['member.workspace_id as workspaceId', 'member.id as memberId', 'login.id as userId', 'login.name', 'login.language'])
    .select(['member.role', grantsColumn().as('grants'), 'session.id as sessionId', 'session.way'])
    .select(sql<boolean>`coalesce(session.seen_at < now() - interval '5 minutes', true)`.as('stale'))
    .select(sql<boolean>`not workspace.two_factors_required or session.way in ('passkey', 'sso') or login.two_factor_enabled`.as('enough'))
    .where('session.token', '=', token)
    .where(sql<boolean>`session.expires_at > now()`)
    .$if(workspaceId !== undefined, (query) => query.where('member.workspace_id', '=', workspaceId ?? ''))
    .orderBy('member.joined_at')
    .orderBy('member.id')
    .limit(1)
    .executeTakeFirst()
  if (!row) return {}
  const { sessionId, way, stale, enough, ...who } = row
  if (stale)
    await db
      .updateTable('teams.session')
      .set({ seen_at: sql`now()` })
      .where('id', '=', sessionId)
      .execute()
  return enough ? { acting: { ...toActing(who, 'web'), session: { id: sessionId, way } } } : { lacks: 'two-factors' }
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

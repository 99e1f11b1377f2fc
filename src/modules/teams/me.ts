import type { Db } from '#kit/database'

import type { Acting } from './acting.ts'
import type { Me } from './contract.ts'
import { permissionsOf } from './may-do.ts'
import { ownBrands } from './own-brands.ts'
import { withinScopes } from './within-scopes.ts'

/** Who is asking, read afresh. An API key acts for the member who made it, with the key's own role. */
export async function me(db: Db, acting: Acting): Promise<Me> {
  const row = await db
    .selectFrom('teams.member as member')
    .innerJoin('teams.login as login', 'login.id', 'member.login_id')
    .innerJoin('teams.workspace as workspace', 'workspace.workspace_id', 'member.workspace_id')
    .select(['login.name', 'login.email', 'login.language', 'workspace.name as workspace', 'workspace.demo'])
    .where('member.workspace_id', '=', acting.workspaceId)
    .where('member.id', '=', acting.memberId)
    .executeTakeFirstOrThrow()
  const { everywhere, grants } = acting.standing
  const workspace = { id: acting.workspaceId, name: row.workspace, demo: row.demo }
  return {
    userId: acting.userId,
    memberId: acting.memberId,
    name: row.name,
    email: row.email,
    language: row.language,
    ...(everywhere ? { role: everywhere } : {}),
    grants: grants.map((grant) => ({ ...grant })),
    permissions: everywhere ? permissionsOf(everywhere).filter((permission) => withinScopes(acting, permission)) : [],
    workspace,
    workspaces: acting.via === 'api-key' ? [workspace] : await workspacesOf(db, acting),
    brands: await ownBrands(db, acting),
  }
}

/** Across workspaces, because it is about the person: those they belong to, in the order they joined. */
async function workspacesOf(db: Db, { userId, workspaceId, session }: Acting): Promise<Me['workspaces']> {
  return db
    .selectFrom('teams.member as member')
    .innerJoin('teams.workspace as workspace', 'workspace.workspace_id', 'member.workspace_id')
    .select(['workspace.workspace_id as id', 'workspace.name', 'workspace.demo'])
    .where('member.login_id', '=', userId)
    .$if(session?.way === 'sso', (query) => query.where('member.workspace_id', '=', workspaceId))
    .orderBy('member.joined_at')
    .orderBy('member.id')
    .execute()
}

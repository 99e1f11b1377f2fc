import { isDeepStrictEqual } from 'node:util'

import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import type { Json } from '#kit/json'
import { announce } from '#kit/live'
import type { AccountAccess, Outcome } from '#networks/network'

import { type AccountFacts, findAccounts } from './accounts.ts'
import { environmentOf } from './environment.ts'
import { accountSignedOut } from './events.ts'
import { type ConnectionsNeeds, networkOf } from './needs.ts'
import { rememberProblem } from './remember-problem.ts'
import { openSecret, storeSecret } from './secrets.ts'

interface Key {
  readonly workspaceId: string
  readonly accountId: string
}

const signedOut: Outcome<never> = { ok: false, trouble: { kind: 'signed-out', reason: { code: 'signed-out' } } }

/**
 * New secrets for old, one caller at a time over all processes: whoever waited gets the token that the first one stored.
 * The new secret is committed before anyone uses it. Only the network's word that the grant is gone signs the account out.
 */
export function refreshAccount(needs: ConnectionsNeeds, key: Key, { used }: { used: Json }): Promise<Outcome<AccountAccess>> {
  return needs.renewing(() =>
    needs.db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`connections.refresh/${key.workspaceId}/${key.accountId}`}, 0))`.execute(tx)
      const [account] = await findAccounts(tx, { workspaceId: key.workspaceId, ids: [key.accountId] })
      const secret = await openSecret(tx, needs.vault, key)
      const network = account && networkOf(needs, account.network)
      if (!account || !secret || !network || account.signedOut) return signedOut
      const access = { externalId: account.externalId, settings: account.settings, limits: account.limits, secret: secret.value }
      if (!isDeepStrictEqual(secret.value, used)) return { ok: true, value: access }
      const renewed = await network.connecting.refresh(access, await environmentOf(needs, { workspaceId: key.workspaceId, network }))
      if (!renewed.ok) {
        if (renewed.trouble.kind === 'signed-out') await signOut(tx, needs, { key, account })
        await rememberProblem(tx, needs, { key, reason: renewed.trouble.reason })
        return renewed
      }
      const now = needs.clock.now()
      await storeSecret(tx, needs.vault, { key, secret: renewed.value, now })
      await setAccount(tx, key, { refreshed_at: now.toString(), problem: null, problem_at: null })
      return { ok: true as const, value: { ...access, secret: renewed.value.value } }
    }),
  )
}

/** Marks the account and tells those who can reconnect it, once per loss. */
async function signOut(tx: Tx, needs: ConnectionsNeeds, { key, account }: { key: Key; account: AccountFacts }): Promise<void> {
  await setAccount(tx, key, { state: 'signed-out' })
  await needs.events.emit(tx, accountSignedOut, key)
  await needs.notify(tx, {
    workspaceId: key.workspaceId,
    key: `account-signed-out:${key.accountId}:${needs.clock.now().toString()}`,
    kind: 'account-signed-out',
    params: { account: `@${account.handle}` },
    href: '/settings/accounts',
    about: { accountId: key.accountId },
    permission: 'accounts.manage',
  })
  await announce(tx, { to: key.workspaceId, topics: ['accounts'] })
}

/** The network said during other work that the grant is gone. */
export async function markSignedOut(needs: ConnectionsNeeds, key: Key): Promise<void> {
  await needs.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('connections.account')
      .select('state')
      .where('workspace_id', '=', key.workspaceId)
      .where('id', '=', key.accountId)
      .forUpdate()
      .executeTakeFirst()
    const [account] = await findAccounts(tx, { workspaceId: key.workspaceId, ids: [key.accountId] })
    if (account && row?.state === 'connected') await signOut(tx, needs, { key, account })
  })
}

async function setAccount(
  db: Db | Tx,
  key: Key,
  values: { state?: 'signed-out'; refreshed_at?: string; problem?: null; problem_at?: null },
): Promise<void> {
  await db
    .updateTable('connections.account')
    .set(values)
    .where('workspace_id', '=', key.workspaceId)
    .where('id', '=', key.accountId)
    .execute()
}

import type { AccountAccess, Outcome, Trouble } from '#networks/network'

import type { ConnectionsNeeds } from './needs.ts'
import { noteProblem } from './note-problem.ts'
import { refreshAccount } from './refresh-account.ts'
import { openSealed } from './secrets.ts'
import { readStored, type ReadStored } from './stored-access.ts'

interface Key {
  readonly workspaceId: string
  readonly accountId: string
}

/** `stored`: reads what is stored for several callers at once. */
type Needs = ConnectionsNeeds & { readonly stored?: ReadStored }

/** A token that has less left than this is renewed before it is used. */
const soon = { minutes: 5 }

/**
 * Works with a valid token of the account. One that is about to run out, or that the network calls expired, is renewed once,
 * one caller at a time. `signed-out` and `unavailable` before the work mean that it was not begun.
 */
export async function withAccess<Value>(
  needs: Needs,
  key: Key,
  work: (access: AccountAccess) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const first = await readAccess(needs, key)
  if (!first.ok) return first
  const worked = await work(first.value.access)
  if (worked.ok || !isExpired(worked.trouble)) return noteProblem(needs, key, worked)
  const renewed = await refreshAccount(needs, key, { used: first.value.access.secret })
  if (!renewed.ok) return renewed
  return noteProblem(needs, key, await work(renewed.value))
}

/** A token that ran out is not a lost grant. */
function isExpired(trouble: Trouble): boolean {
  return trouble.kind === 'signed-out' && trouble.reason.code === 'token-expired'
}

async function readAccess(needs: Needs, key: Key): Promise<Outcome<{ access: AccountAccess }>> {
  const stored = needs.stored ? await needs.stored(key) : (await readStored(needs.db, [key]))[0]
  if (!stored || stored.account.signedOut) return { ok: false, trouble: { kind: 'signed-out', reason: { code: 'signed-out' } } }
  const { account } = stored
  const secret = openSealed(needs.vault, key, stored.secret)
  const access = { externalId: account.externalId, settings: account.settings, limits: account.limits, secret: secret.value }
  if (!secret.expiresAt || Temporal.Instant.compare(secret.expiresAt, needs.clock.now().add(soon)) > 0)
    return { ok: true, value: { access } }
  const renewed = await refreshAccount(needs, key, { used: secret.value })
  if (renewed.ok) return { ok: true, value: { access: renewed.value } }
  // The old token may still have minutes left: a fault of the moment does not stop what it can do.
  const lost = renewed.trouble.kind === 'signed-out' || Temporal.Instant.compare(secret.expiresAt, needs.clock.now()) <= 0
  return lost ? renewed : { ok: true, value: { access } }
}

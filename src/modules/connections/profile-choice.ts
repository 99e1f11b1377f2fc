import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import type { Json } from '#kit/json'
import { type Call, change } from '#modules/teams'
import type { Connected } from '#networks/network'

import { type Account, connectionsRefusals, type ProfileChoice } from './contract.ts'
import { keepAccount, type Wanted } from './keep-account.ts'
import type { ConnectionsNeeds } from './needs.ts'
import { keepPending, takePending } from './pending.ts'

/** Keeps the profiles of one sign-in, sealed as everything pending, until the person has said which of them to connect. */
export async function offerProfiles(
  needs: ConnectionsNeeds,
  call: Call,
  { wanted, profiles }: { wanted: Wanted; profiles: readonly Connected[] },
): Promise<ProfileChoice> {
  const state = uuidv7()
  await keepPending(needs, { memberId: call.acting.memberId, wanted, state, pending: asJson(profiles) })
  const known = await needs.db
    .selectFrom('connections.account')
    .select('external_id')
    .where('workspace_id', '=', wanted.workspaceId)
    .where('brand_id', '=', wanted.brandId)
    .where('network', '=', wanted.network)
    .where('removed_at', 'is', null)
    .execute()
  const connected = new Set(known.map(({ external_id: id }) => id))
  return {
    network: wanted.network,
    state,
    profiles: profiles.map(({ externalId, handle, displayName, avatarUrl }) => ({
      externalId,
      handle,
      displayName,
      ...(avatarUrl === undefined ? {} : { avatarUrl }),
      connected: connected.has(externalId),
    })),
  }
}

/** Connects the chosen ones, all or none. */
export async function chooseProfiles(
  needs: ConnectionsNeeds,
  call: Call,
  { network, state, externalIds }: { network: string; state: string; externalIds: readonly string[] },
): Promise<Account[]> {
  const { workspaceId, memberId } = call.acting
  const { wanted, pending } = await takePending(needs, { workspaceId, memberId, network, state })
  const chosen = fromJson(pending).filter(({ externalId }) => externalIds.includes(externalId))
  if (chosen.length === 0) throw refuse(connectionsRefusals, 'NOT_FOUND')
  return change(needs.db, call, async (tx) => {
    const accounts: Account[] = []
    for (const connected of chosen) accounts.push(await keepAccount(tx, needs, { wanted, connected }))
    return {
      value: accounts,
      subject: { kind: 'account', id: accounts[0]?.id ?? workspaceId },
      detail: { network, handles: accounts.map(({ handle }) => handle) },
      topics: ['accounts'],
    }
  })
}

function asJson(profiles: readonly Connected[]): Json {
  return JSON.parse(JSON.stringify(profiles))
}

/** Our own writing, back from its seal. */
function fromJson(kept: Json): readonly Connected[] {
  const profiles: readonly (Omit<Connected, 'secret'> & { readonly secret: { readonly value: Json; readonly expiresAt?: string } })[] =
    JSON.parse(JSON.stringify(kept))
  return profiles.map(({ secret: { value, expiresAt }, ...profile }) => ({
    ...profile,
    secret: { value, ...(expiresAt === undefined ? {} : { expiresAt: Temporal.Instant.from(expiresAt) }) },
  }))
}

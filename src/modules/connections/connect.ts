import { refuse } from '#kit/errors'
import { brandOf, type Call, change } from '#modules/teams'
import type { Connected, ConnectField, Outcome } from '#networks/network'

import { readAccount } from './accounts.ts'
import { networksWithApp } from './apps.ts'
import { type Account, connectionsRefusals, type NetworkInfo } from './contract.ts'
import { environmentOf, redirectUrlOf } from './environment.ts'
import { keepAccount, type Wanted } from './keep-account.ts'
import { type ConnectionsNeeds, networkOf } from './needs.ts'
import { keepPending } from './pending.ts'
import { webhookDoor } from './webhook-door.ts'

interface Input {
  readonly brandId: string
  readonly network: string
  readonly way: string
  readonly fields: Readonly<Record<string, string>>
  readonly accountId?: string | undefined
}

/** Connects an account at once, or says where on the network the person signs in. */
export async function connect(needs: ConnectionsNeeds, call: Call, input: Input): Promise<{ account: Account } | { redirect: string }> {
  const { workspaceId } = call.acting
  await brandOf(needs.db, { workspaceId, brandId: input.brandId })
  if (input.accountId !== undefined && !(await readAccount(needs.db, { workspaceId, accountId: input.accountId }))) {
    throw refuse(connectionsRefusals, 'NOT_FOUND')
  }
  const network = networkOf(needs, input.network)
  const way = network?.connecting.ways.find(({ id }) => id === input.way)
  if (!network || !way) throw refuse(connectionsRefusals, 'NOT_FOUND')
  const begun = valueOf(
    await network.connecting.begin({ ...(await environmentOf(needs, { workspaceId, network })), way: way.id, fields: input.fields }),
  )
  const wanted = { workspaceId, brandId: input.brandId, network: network.id, accountId: input.accountId }
  if ('connected' in begun) return { account: await storeConnected(needs, call, { wanted, connected: begun.connected }) }
  const { state, pending, redirect } = begun
  await keepPending(needs, { memberId: call.acting.memberId, wanted, state, pending })
  return { redirect }
}

/** Stores a connected account as one change of the member. */
export function storeConnected(
  needs: ConnectionsNeeds,
  call: Call,
  { wanted, connected }: { wanted: Wanted; connected: Connected },
): Promise<Account> {
  return change(needs.db, call, async (tx) => {
    const account = await keepAccount(tx, needs, { wanted, connected })
    return {
      value: account,
      subject: { kind: 'account', id: account.id },
      detail: { network: account.network, handle: account.handle },
      topics: ['accounts'],
    }
  })
}

/** The value, or the refusal that carries the network's reason. */
export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value
  throw refuse(connectionsRefusals, 'CONNECT_FAILED', { reason: outcome.trouble.reason })
}

/** What each network shows of itself before anyone connects. */
export async function describeNetworks(needs: ConnectionsNeeds, of: { workspaceId: string }): Promise<NetworkInfo[]> {
  const withApp = await networksWithApp(needs, of)
  return needs.networks.map(({ id, name, connecting: { ways, appFields }, mentions, inbox }) => ({
    id,
    name,
    mentions: mentions !== undefined,
    ways: ways.map((way) => ({ id: way.id, fields: way.fields.map(described) })),
    ...(appFields
      ? {
          app: {
            fields: appFields.map(described),
            kept: withApp.has(id),
            redirectUrl: redirectUrlOf(needs.publicUrl, { id }),
            ...(inbox?.webhooks ? { webhook: webhookDoor(needs, { network: id, workspaceId: of.workspaceId }) } : {}),
          },
        }
      : {}),
  }))
}

function described({ placeholder, ...field }: ConnectField) {
  return { ...field, ...(placeholder === undefined ? {} : { placeholder }) }
}

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import type { Json } from '#kit/json'
import { type Call, change } from '#modules/teams'
import type { Apps, Network } from '#networks/network'

import { connectionsRefusals } from './contract.ts'
import { type ConnectionsNeeds, networkOf } from './needs.ts'

interface Whose {
  readonly workspaceId: string
  readonly network: Network
  readonly options: Readonly<Record<string, string>>
}

/** The keys of apps that the workspace keeps for a network. What the installation's settings name serves where nothing was entered. */
export function appsOf(needs: Pick<ConnectionsNeeds, 'db' | 'clock' | 'vault'>, { workspaceId, network, options }: Whose): Apps {
  return {
    find: async (server) => {
      const row = await needs.db
        .selectFrom('connections.app')
        .select('sealed')
        .where('workspace_id', '=', workspaceId)
        .where('network', '=', network.id)
        .where('server', '=', server)
        .executeTakeFirst()
      if (row) return needs.vault.open(row.sealed, boundTo({ workspaceId, networkId: network.id, server }))
      return server === '' ? appInOptions(network, options) : undefined
    },
    keep: (server, keys) => storeApp(needs.db, needs, { workspaceId, networkId: network.id, server, keys }),
  }
}

/** The owner enters the keys that the network's page shows. */
export async function keepApp(
  needs: ConnectionsNeeds,
  call: Call,
  { network: id, fields }: { network: string; fields: Readonly<Record<string, string>> },
): Promise<{ kept: true }> {
  const { workspaceId } = call.acting
  const wanted = networkOf(needs, id)?.connecting.appFields
  if (!wanted) throw refuse(connectionsRefusals, 'NOT_FOUND')
  const keys = Object.fromEntries(wanted.map(({ name }) => [name, fields[name] ?? '']))
  if (wanted.some(({ name, required }) => required && keys[name] === '')) throw refuse(connectionsRefusals, 'APP_INCOMPLETE')
  return change(needs.db, call, async (tx) => {
    await storeApp(tx, needs, { workspaceId, networkId: id, server: '', keys })
    return { value: { kept: true as const }, subject: { kind: 'network', id }, topics: ['accounts'] }
  })
}

/** The networks for which keys are there: entered, or named by the installation's settings. */
export async function networksWithApp(needs: ConnectionsNeeds, { workspaceId }: { workspaceId: string }): Promise<ReadonlySet<string>> {
  const rows = await needs.db
    .selectFrom('connections.app')
    .select('network')
    .where('workspace_id', '=', workspaceId)
    .where('server', '=', '')
    .execute()
  const entered = new Set(rows.map(({ network }) => network))
  for (const network of needs.networks) {
    if (appInOptions(network, await needs.options({ workspaceId, network: network.id }))) entered.add(network.id)
  }
  return entered
}

/** The keys that settings name; undefined where one is missing. */
export function appInOptions(network: Network, options: Readonly<Record<string, string>>): Json | undefined {
  const fields = network.connecting.appFields ?? []
  if (fields.length === 0 || fields.some(({ name, required }) => required && !options[name])) return undefined
  return Object.fromEntries(fields.map(({ name }) => [name, options[name] ?? '']))
}

interface NewApp {
  readonly workspaceId: string
  readonly networkId: string
  readonly server: string
  readonly keys: Json
}

async function storeApp(db: Db, { vault, clock }: Pick<ConnectionsNeeds, 'vault' | 'clock'>, { keys, ...app }: NewApp): Promise<void> {
  const row = { sealed: vault.seal(keys, boundTo(app)), stored_at: clock.now().toString() }
  await db
    .insertInto('connections.app')
    .values({ workspace_id: app.workspaceId, network: app.networkId, server: app.server, ...row })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'network', 'server']).doUpdateSet(row))
    .execute()
}

/** Seals every app's keys that an older key sealed under the current one. Answers how many. */
export async function sealAppsAnew(db: Db, vault: ConnectionsNeeds['vault']): Promise<number> {
  const rows = await db.selectFrom('connections.app').select(['workspace_id', 'network', 'server', 'sealed']).execute()
  const old = rows.filter(({ sealed }) => vault.needsRotation(sealed))
  for (const row of old) {
    const bound = boundTo({ workspaceId: row.workspace_id, networkId: row.network, server: row.server })
    await db
      .updateTable('connections.app')
      .set({ sealed: vault.seal(vault.open(row.sealed, bound), bound) })
      .where('workspace_id', '=', row.workspace_id)
      .where('network', '=', row.network)
      .where('server', '=', row.server)
      .where('sealed', '=', row.sealed)
      .execute()
  }
  return old.length
}

function boundTo({ workspaceId, networkId, server }: Pick<NewApp, 'workspaceId' | 'networkId' | 'server'>): string {
  return `connections.app/${workspaceId}/${networkId}/${server}`
}

import { sql } from 'kysely'

import { announce } from '#kit/live'
import type { Outcome } from '#networks/network'

import { environmentOf } from './environment.ts'
import { type ConnectionsNeeds, networkOf } from './needs.ts'
import { withAccess } from './with-access.ts'

const atOnce = 200

/** Asks once a day what each profile may do on its network now; who does not answer is asked again in an hour. */
export async function readAllLimits(needs: ConnectionsNeeds): Promise<void> {
  const asking = needs.networks.filter(({ connecting }) => 'readLimits' in connecting).map(({ id }) => id)
  if (asking.length === 0) return
  const rows = await needs.db
    .selectFrom('connections.account')
    .select(['workspace_id', 'id', 'network'])
    .where('network', 'in', asking)
    .where('state', '=', 'connected')
    .where('removed_at', 'is', null)
    .where(sql<boolean>`coalesce(limits_at, '-infinity') < ${new Date(needs.clock.now().subtract({ hours: 24 }).epochMilliseconds)}`)
    .orderBy('limits_at', sql`asc nulls first`)
    .limit(atOnce)
    .execute()
  for (const row of rows) await readLimits(needs, { workspaceId: row.workspace_id, accountId: row.id, networkId: row.network })
}

const unchanged: Outcome<undefined> = { ok: true, value: undefined }

interface Of {
  readonly workspaceId: string
  readonly accountId: string
  readonly networkId: string
}

async function readLimits(needs: ConnectionsNeeds, { workspaceId, accountId, networkId }: Of): Promise<void> {
  const network = networkOf(needs, networkId)
  if (!network) return
  const environment = await environmentOf(needs, { workspaceId, network })
  const read = await withAccess(
    needs,
    { workspaceId, accountId },
    async (access) => network.connecting.readLimits?.(access, environment) ?? unchanged,
  )
  if (!read.ok || read.value === undefined) return
  await needs.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('connections.account')
      .set({ limits: JSON.stringify(read.value), limits_at: needs.clock.now().toString() })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', accountId)
      .execute()
    await announce(tx, { to: workspaceId, topics: ['accounts'] })
  })
}

import type { Db, Tx } from '#kit/database'

import type { RuleActions } from './contract.ts'
import { conditionsOf, type Facts } from './rule-conditions.ts'

/** A rule that is on, as it is asked. */
export interface ActiveRule {
  readonly id: string
  readonly name: string
  readonly place: number
  readonly since: Date
  readonly stops: boolean
  readonly actions: RuleActions
  readonly holds: (facts: Facts) => boolean
}

/** Gives the rules of a brand that are on, in their order. */
export type Ruling = (db: Db | Tx, which: { workspaceId: string; brandId: string }) => Promise<readonly ActiveRule[]>

/** What was made of rules is kept until they change, in whichever process, for the brands asked for last. */
export function ruling(): Ruling {
  const known = new Map<string, { readonly version: number; readonly rules: readonly ActiveRule[] }>()
  return async (db, which) => {
    const version = await versionOf(db, which)
    if (version === 0) return none
    const kept = known.get(which.brandId)
    known.delete(which.brandId)
    // Whoever reads them newer than their version reads them once more.
    const now = kept?.version === version ? kept : { version, rules: await readActive(db, which) }
    known.set(which.brandId, now)
    for (const [longestAgo] of known) if (known.size > mostKept) known.delete(longestAgo)
    return now.rules
  }
}

const none: readonly ActiveRule[] = []
const mostKept = 500

async function versionOf(db: Db | Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<number> {
  const row = await db
    .selectFrom('inbox.rule_set')
    .select('version')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  return row?.version ?? 0
}

async function readActive(db: Db | Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<ActiveRule[]> {
  const rows = await db
    .selectFrom('inbox.rule')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('active_since', 'is not', null)
    .orderBy('place')
    .execute()
  return rows.flatMap(({ id, name, place, active_since: since, stops, conditions, actions }) =>
    since === null ? [] : [{ id, name, place, since, stops, actions, holds: conditionsOf(conditions) }],
  )
}

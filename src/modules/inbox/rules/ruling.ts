import type { Db, Tx } from '#kit/database'

import type { Meaning, RuleActions } from '../contract.ts'
import { caresOf } from '../deadlines/cares-of.ts'
import type { WorkingTime } from '../deadlines/working-time.ts'
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

/** Who is told of messages of a meaning, of what is written since then. */
interface MustKnow {
  readonly memberIds: readonly string[]
  readonly since: Date
}

/** What a brand does by itself about what comes. */
export interface ByItself {
  /** Those that are on, in their order. */
  readonly rules: readonly ActiveRule[]
  readonly mustKnow: ReadonlyMap<Meaning, MustKnow>
  /** When its people work; absent where nobody said. */
  readonly hours?: WorkingTime | undefined
}

interface Which {
  readonly workspaceId: string
  readonly brandId: string
}

export type Ruling = (db: Db | Tx, which: Which) => Promise<ByItself>

/** What was made of rules, playbooks and hours is kept until they change, in whichever process, for the brands asked for last. */
export function ruling(): Ruling {
  const known = new Map<string, { readonly version: number; readonly byItself: ByItself }>()
  return async (db, which) => {
    const version = await versionOf(db, which)
    if (version === 0) return nothing
    const kept = known.get(which.brandId)
    known.delete(which.brandId)
    // Whoever reads them newer than their version reads them once more.
    const now = kept?.version === version ? kept : { version, byItself: await read(db, which) }
    known.set(which.brandId, now)
    for (const [longestAgo] of known) if (known.size > mostKept) known.delete(longestAgo)
    return now.byItself
  }
}

const nothing: ByItself = { rules: [], mustKnow: new Map() }
const mostKept = 500

async function versionOf(db: Db | Tx, { workspaceId, brandId }: Which): Promise<number> {
  const row = await db
    .selectFrom('inbox.rule_set')
    .select('version')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .executeTakeFirst()
  return row?.version ?? 0
}

async function read(db: Db | Tx, which: Which): Promise<ByItself> {
  const hours = await hoursOf(db, which)
  return { rules: await readActive(db, which, hours), mustKnow: await readMustKnow(db, which), hours }
}

async function hoursOf(db: Db | Tx, { workspaceId, brandId }: Which): Promise<WorkingTime | undefined> {
  return (await caresOf(db, { workspaceId, brandIds: [brandId] })).get(brandId)?.hours
}

async function readActive(db: Db | Tx, { workspaceId, brandId }: Which, hours: WorkingTime | undefined): Promise<ActiveRule[]> {
  const rows = await db
    .selectFrom('inbox.rule')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('active_since', 'is not', null)
    .orderBy('place')
    .execute()
  return rows.flatMap(({ id, name, place, active_since: since, stops, conditions, actions }) =>
    since === null ? [] : [{ id, name, place, since, stops, actions, holds: conditionsOf(conditions, hours) }],
  )
}

async function readMustKnow(db: Db | Tx, { workspaceId, brandId }: Which): Promise<ReadonlyMap<Meaning, MustKnow>> {
  const rows = await db
    .selectFrom('inbox.playbook')
    .select(['meaning', 'member_ids', 'told_since'])
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .execute()
  const told = rows.filter(({ member_ids }) => member_ids.length > 0)
  return new Map(told.map(({ meaning, member_ids, told_since }) => [meaning, { memberIds: member_ids, since: told_since }]))
}

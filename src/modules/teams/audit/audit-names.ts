import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { AuditName } from '../contract.ts'
import type { TeamsNeeds } from '../needs.ts'
import { idsIn, namedIn, subjectsOf, type Told } from './ids-in.ts'
import type { Nameable } from './name-finders.ts'

interface Entry {
  readonly subject?: { readonly kind: string; readonly id: string } | undefined
  readonly before?: Told | null | undefined
  readonly after?: Told | null | undefined
}

/**
 * What is called how of all that these entries name by an id, and of what they are about: one question for each kind of thing. What is gone has the
 * name under which the log says that it was removed, or none.
 */
export async function auditNames(
  { db, nameFinders }: Pick<TeamsNeeds, 'db' | 'nameFinders'>,
  { workspaceId, entries }: { workspaceId: string; entries: readonly Entry[] },
): Promise<AuditName[]> {
  const told = entries.flatMap(({ before, after }) => [...(before ? [before] : []), ...(after ? [after] : [])])
  const subjects = entries.flatMap(({ subject }) => subject ?? [])
  const asked = Map.groupBy([...idsIn(told, nameFinders), ...subjectsOf(subjects, nameFinders)], ({ nameable }) => nameable.kind)
  const found = await Promise.all([...asked.values()].map((ids) => namesOf(db, { workspaceId, told, ids })))
  const names = found.flat()
  const removed = await namesOfRemoved(db, { workspaceId, ids: names.flatMap(({ id, name }) => (name === undefined ? [id] : [])) })
  return names.map((each) => {
    const name = each.name ?? removed.get(each.id)
    return name === undefined ? each : { ...each, name }
  })
}

interface Asked {
  readonly workspaceId: string
  /** Of one kind. */
  readonly ids: readonly { readonly id: string; readonly nameable: Nameable }[]
  readonly told: readonly Told[]
}

async function namesOf(db: Db, { workspaceId, ids: all, told }: Asked): Promise<AuditName[]> {
  const [first] = all
  if (!first) return []
  const { kind, find } = first.nameable
  const ids = [...new Set(all.map(({ id }) => id))]
  if (!find) return [...namedIn(told)].flatMap(([id, name]) => (ids.includes(id) ? [{ id, kind, name, gone: false }] : []))
  const found = new Map((await find(db, { workspaceId, ids })).map((one) => [one.id, one]))
  return ids.map((id) => {
    const one = found.get(id)
    return one ? { id, kind, name: one.name, gone: one.gone ?? false } : { id, kind, gone: true }
  })
}

/** What was removed had a name until then: its entry has a before and no after. */
async function namesOfRemoved(
  db: Db,
  { workspaceId, ids }: { workspaceId: string; ids: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string | null }>`
    select distinct on (subject_id) subject_id as id, coalesce(before->>'name', before->>'host', detail->>'name') as name
    from teams.audit
    where workspace_id = ${workspaceId} and subject_id = any(${[...ids]}::text[]) and before is not null and after is null
    order by subject_id, at desc`.execute(db)
  return new Map(rows.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])))
}

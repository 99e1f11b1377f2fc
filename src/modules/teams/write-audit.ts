import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import type { Json } from '#kit/json'

import type { AuditVia } from './contract.ts'

/** Adds one row to the audit log, in the transaction of the change it tells of. `actor` is `system` for what a job did by itself. */
export async function writeAudit(tx: Tx, entry: AuditRow): Promise<void> {
  const { actor } = entry
  await tx
    .insertInto('teams.audit')
    .values({
      workspace_id: entry.workspaceId,
      id: sql`gen_random_uuid()`,
      at: sql`clock_timestamp()`,
      member_id: actor === 'system' ? null : (actor.memberId ?? null),
      actor_name: actor === 'system' ? 'Hearth' : actor.name,
      via: actor === 'system' ? 'system' : actor.via,
      action: entry.action,
      subject_kind: entry.subject?.kind ?? null,
      subject_id: entry.subject?.id ?? null,
      detail: JSON.stringify(entry.detail ?? {}),
      ip: entry.ip ?? null,
      before: entry.before ? JSON.stringify(entry.before) : null,
      after: entry.after ? JSON.stringify(entry.after) : null,
    })
    .execute()
}

/** Adds the row unless the same actor did the same to the same subject within the last minutes: for what comes again and again. */
export async function writeAuditOnce(tx: Tx, entry: AuditRow, { perMinutes }: { perMinutes: number }): Promise<void> {
  if (!(await wasAudited(tx, entry, perMinutes))) await writeAudit(tx, entry)
}

/** Did this actor do the same to the same subject within the last minutes? Never, where no number is given. */
export async function wasAudited(tx: Tx, { workspaceId, actor, action, subject }: AuditRow, minutes: number | undefined): Promise<boolean> {
  if (minutes === undefined || actor === 'system' || actor.memberId === null || !subject) return false
  const { memberId, name, via } = actor
  const earlier = await tx
    .selectFrom('teams.audit')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('at', '>', sql<Date>`now() - ${minutes} * interval '1 minute'`)
    .where((is) => (memberId === undefined ? is.and({ member_id: null, actor_name: name, via }) : is('member_id', '=', memberId)))
    .where('action', '=', action)
    .where('subject_id', '=', subject.id)
    .limit(1)
    .executeTakeFirst()
  return earlier !== undefined
}

/** A member, a rule by its name, or somebody without an account who came by a link. */
export interface Actor {
  readonly memberId?: string
  readonly name: string
  readonly via: AuditVia
}

export interface AuditRow {
  readonly workspaceId: string
  /** Without a member where somebody outside did it, by a link of their own. */
  readonly actor: Actor | { readonly memberId: null; readonly name: string; readonly via: 'web' } | 'system'
  readonly action: string
  readonly subject?: { readonly kind: string; readonly id: string }
  readonly detail?: Readonly<Record<string, Json>>
  readonly ip?: string
  readonly before?: Readonly<Record<string, Json>>
  readonly after?: Readonly<Record<string, Json>>
}

import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { announce } from '#kit/live'

import { approvalRefusals, type Step, type VerdictKind } from '../contract.ts'
import type { RequestTable, VerdictTable, VersionTable } from './tables.ts'

export type RequestRow = Selectable<RequestTable>
export type VersionRow = Selectable<VersionTable>
export type VerdictRow = Selectable<VerdictTable>

export interface WhichRequest {
  readonly workspaceId: string
  readonly approvalId: string
}

export async function readRequest(db: Db | Tx, { workspaceId, approvalId }: WhichRequest): Promise<RequestRow> {
  const row = await db
    .selectFrom('governance.request')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', approvalId)
    .executeTakeFirst()
  if (!row) throw refuse(approvalRefusals, 'NOT_FOUND')
  return row
}

/** Held until the transaction ends. Whoever holds its post has it already: the post comes first, always. */
export function holdRequest(tx: Tx, { workspaceId, postId }: { workspaceId: string; postId: string }): Promise<RequestRow | undefined> {
  return tx
    .selectFrom('governance.request')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('post_id', '=', postId)
    .forUpdate()
    .executeTakeFirst()
}

export function latestVersion(db: Db | Tx, { workspace_id, id, version }: RequestRow): Promise<VersionRow> {
  return db
    .selectFrom('governance.version')
    .selectAll()
    .where('workspace_id', '=', workspace_id)
    .where('request_id', '=', id)
    .where('number', '=', version)
    .executeTakeFirstOrThrow()
}

/** Changes the row, tells readers, and answers how it stands. */
export async function changeRequest(
  tx: Tx,
  { workspace_id, id }: Pick<RequestRow, 'workspace_id' | 'id'>,
  patch: Partial<Omit<RequestRow, 'steps' | 'workspace_id' | 'id'>> & { readonly steps?: string },
): Promise<RequestRow> {
  await announce(tx, { to: workspace_id, topics: ['approvals'] })
  return tx
    .updateTable('governance.request')
    .set(patch)
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Nothing more is waited for. */
export const noDeadline = { due_at: null, remind_at: null, letters_at: null } as const

/** The step that is being decided on; past the last there is none. */
export function stepOf({ steps, step }: Pick<RequestRow, 'steps' | 'step'>): Step | undefined {
  return steps[step]
}

interface NewVerdict {
  readonly kind: VerdictKind
  readonly at: Temporal.Instant
  readonly memberId?: string | null
  readonly guestId?: string | null
  readonly name?: string | null
  readonly inPlace?: boolean
  readonly text?: string
}

/** Writes into the history what happened to this version at this step. */
export async function addVerdict(tx: Tx, request: RequestRow, verdict: NewVerdict): Promise<void> {
  await tx
    .insertInto('governance.verdict')
    .values({
      workspace_id: request.workspace_id,
      id: uuidv7(),
      request_id: request.id,
      version: request.version,
      step: request.step,
      kind: verdict.kind,
      member_id: verdict.memberId ?? null,
      guest_id: verdict.guestId ?? null,
      name: verdict.name ?? null,
      in_place: verdict.inPlace ?? false,
      text: verdict.text ?? '',
      at: asDate(verdict.at),
    })
    .execute()
}

/** What people said about the version that is asked about now. */
export function verdictsOf(db: Db | Tx, { workspace_id, id, version }: RequestRow): Promise<VerdictRow[]> {
  return db
    .selectFrom('governance.verdict')
    .selectAll()
    .where('workspace_id', '=', workspace_id)
    .where('request_id', '=', id)
    .where('version', '=', version)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

export function asDate(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds)
}

/** For the audit log. */
export function howFar({ state, version, step }: RequestRow) {
  return { state, version, step: step + 1 }
}

import { sql } from 'kysely'

import { announce } from '#kit/live'

import type { HookFailure } from '../tables.ts'
import type { HookNeeds } from './hook-needs.ts'
import type { HookKey } from './hook-row.ts'

/** After so many refusals in a row nothing more is sent. */
export const mostFailures = 5

/** The service took a message: whatever was wrong before is over. */
export async function noteTaken({ db, clock }: HookNeeds, { workspaceId, hookId }: HookKey, messageId?: string): Promise<void> {
  const now = clock.now().toString()
  await db.transaction().execute(async (tx) => {
    if (messageId !== undefined) {
      await tx
        .updateTable('notifications.hook_message')
        .set({ sent_at: now })
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', messageId)
        .execute()
    }
    await tx
      .updateTable('notifications.hook')
      .set({ last_sent_at: now, failure: null, failed_at: null, failures: 0 })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', hookId)
      .execute()
    await announce(tx, { to: workspaceId, topics: ['hooks'] })
  })
}

/** Keeps what the service said. Where it refuses too often, the channel is switched off, and who made it hears of that. */
export async function noteFailure(
  { db, clock, notify }: HookNeeds,
  { workspaceId, hookId }: HookKey,
  { failure, forGood }: { failure: HookFailure; forGood: boolean },
): Promise<void> {
  const now = clock.now().toString()
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('notifications.hook')
      .set({
        failure: JSON.stringify(failure),
        failed_at: now,
        ...(forGood
          ? {
              failures: sql<number>`failures + 1`,
              off_at: sql<Date | null>`case when failures + 1 >= ${mostFailures} then ${now}::timestamptz end`,
            }
          : {}),
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', hookId)
      .where('off_at', 'is', null)
      .returning(['name', 'made_by', 'off_at'])
      .executeTakeFirst()
    if (!row) return
    await announce(tx, { to: workspaceId, topics: ['hooks'] })
    if (row.off_at === null) return
    await notify(tx, {
      workspaceId,
      key: `hook-off/${hookId}/${now}`,
      kind: 'hook-off',
      params: { name: row.name },
      href: '/settings/hooks',
      about: 'workspace',
      members: [row.made_by],
    })
  })
}

import type { Selectable } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import { inboxRefusals } from './contract.ts'
import type { MessageTable } from './tables.ts'

/** The row of one message of the workspace. Inside a transaction pass the transaction. */
export function readMessage(
  db: Db,
  { workspaceId, messageId }: { workspaceId: string; messageId: string },
): Promise<Selectable<MessageTable>> {
  return db
    .selectFrom('inbox.message')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow(() => refuse(inboxRefusals, 'NOT_FOUND'))
}

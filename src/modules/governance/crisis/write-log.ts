import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import type { Json } from '#kit/json'
import type { Acting } from '#modules/teams'

import type { LogEntry } from '../crisis-contract.ts'

interface Entry {
  readonly acting: Acting
  readonly crisisId: string
  readonly kind: LogEntry['kind']
  readonly detail?: Readonly<Record<string, Json>>
}

/** One line of a crisis's log, at this moment of the database's clock. */
export async function writeLog(tx: Tx, { acting, crisisId, kind, detail = {} }: Entry): Promise<void> {
  await tx
    .insertInto('governance.crisis_log')
    .values({
      workspace_id: acting.workspaceId,
      crisis_id: crisisId,
      id: uuidv7(),
      kind,
      by_id: acting.memberId,
      by_name: acting.name,
      detail: JSON.stringify(detail),
    })
    .execute()
}

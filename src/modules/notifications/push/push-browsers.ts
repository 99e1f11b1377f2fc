import { createHash } from 'node:crypto'

import type { Selectable } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { type Acting, type Call, change } from '#modules/teams'

import { type PushAddress, type PushBrowser, pushRefusals } from '../contract.ts'
import type { PushBrowserTable } from '../tables.ts'
import { pushKeys } from './push-keys.ts'
import type { PushNeeds } from './push-needs.ts'

const mostBrowsers = 20

/** The browsers that show my notices, and the key with which another one asks its push service for an address. */
export async function pushBrowsers(
  needs: Pick<PushNeeds, 'db' | 'vault'>,
  { workspaceId, memberId }: Pick<Acting, 'workspaceId' | 'memberId'>,
): Promise<{ publicKey: string; browsers: PushBrowser[] }> {
  const { publicKey } = await pushKeys(needs)
  const rows = await needs.db
    .selectFrom('notifications.push_browser')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .orderBy('added_at')
    .execute()
  return { publicKey, browsers: rows.map(toBrowser) }
}

/** Shows my notices in a browser from now on. Where somebody else used it before, it shows theirs no more. */
export async function addPushBrowser(
  needs: Pick<PushNeeds, 'db' | 'clock' | 'vault' | 'allowedOrigins'>,
  call: Call,
  { address, name }: { address: PushAddress; name: string },
): Promise<PushBrowser> {
  const { workspaceId, memberId } = call.acting
  const { origin, protocol } = new URL(address.endpoint)
  if (protocol !== 'https:' && !needs.allowedOrigins.has(origin)) throw refuse(pushRefusals, 'PUSH_ADDRESS_WRONG')
  // The kept answer and the log know nothing of the address: who has it may write to this browser.
  return change(needs.db, { ...call, input: undefined }, async (tx) => {
    const hash = createHash('sha256').update(address.endpoint).digest('base64url')
    await tx.deleteFrom('notifications.push_browser').where('workspace_id', '=', workspaceId).where('hash', '=', hash).execute()
    const { count } = await tx
      .selectFrom('notifications.push_browser')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('workspace_id', '=', workspaceId)
      .where('member_id', '=', memberId)
      .executeTakeFirstOrThrow()
    if (count >= mostBrowsers) throw refuse(pushRefusals, 'TOO_MANY_BROWSERS')
    const id = uuidv7()
    const row = await tx
      .insertInto('notifications.push_browser')
      .values({
        workspace_id: workspaceId,
        id,
        member_id: memberId,
        hash,
        name,
        sealed: needs.vault.seal(address, browserBoundTo({ workspaceId, browserId: id })),
        added_at: needs.clock.now().toString(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { value: toBrowser(row), subject: { kind: 'member', id: memberId }, detail: { name }, topics: ['notifications'] }
  })
}

export function removePushBrowser(db: Db, call: Call, { browserId }: { browserId: string }): Promise<{ removed: boolean }> {
  const { workspaceId, memberId } = call.acting
  return change(db, call, async (tx) => {
    const row = await tx
      .deleteFrom('notifications.push_browser')
      .where('workspace_id', '=', workspaceId)
      .where('member_id', '=', memberId)
      .where('id', '=', browserId)
      .returning('name')
      .executeTakeFirst()
    const detail = row ? { name: row.name } : {}
    return { value: { removed: row !== undefined }, subject: { kind: 'member', id: memberId }, detail, topics: ['notifications'] }
  })
}

export function browserBoundTo({ workspaceId, browserId }: { workspaceId: string; browserId: string }): string {
  return `notifications.push_browser/${workspaceId}/${browserId}`
}

function toBrowser(row: Selectable<PushBrowserTable>): PushBrowser {
  return { id: row.id, name: row.name, addedAt: row.added_at.toISOString(), hash: row.hash }
}

import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import type { InboxItem } from '#networks/network'

interface Whose {
  readonly workspaceId: string
  readonly accountId: string
}

/** What people deleted stays to be seen by those who answered it, marked as gone, without its words. What is not here yet is remembered. */
export async function markGone(tx: Tx, { workspaceId, accountId }: Whose, gone: readonly string[]): Promise<string[]> {
  if (gone.length === 0) return []
  const { rows } = await sql<{ thread_id: string }>`
    update inbox.message set gone_at = clock_timestamp(), as_of = clock_timestamp(), text = '', grams = '{}', media = '[]', meaning = null, sentiment = null, language = null, sure = null, reasons = '[]'
    where workspace_id = ${workspaceId} and account_id = ${accountId} and external_id = any(${[...gone]}::text[]) and gone_at is null
    returning thread_id`.execute(tx)
  await sql`
    insert into inbox.gone (workspace_id, account_id, external_id)
    select ${workspaceId}, ${accountId}, external_id from unnest(${[...gone]}::text[]) g (external_id)
    where not exists (select from inbox.message m where m.workspace_id = ${workspaceId} and m.account_id = ${accountId} and m.external_id = g.external_id)
    on conflict do nothing`.execute(tx)
  return rows.map(({ thread_id }) => thread_id)
}

/** What was deleted before it was heard of stays away. */
export async function withoutGone(tx: Tx, { workspaceId, accountId }: Whose, items: readonly InboxItem[]): Promise<readonly InboxItem[]> {
  if (items.length === 0) return items
  const { rows } = await sql<{ external_id: string; at: Date }>`
    select external_id, at from inbox.gone
    where workspace_id = ${workspaceId} and account_id = ${accountId} and external_id = any(${items.map(({ externalId }) => externalId)}::text[])`.execute(
    tx,
  )
  if (rows.length === 0) return items
  const goneAt = new Map(rows.map(({ external_id, at }) => [external_id, at.getTime()]))
  return items.filter(({ externalId, asOf }) => {
    const at = goneAt.get(externalId)
    return at === undefined || (asOf?.epochMilliseconds ?? Date.now()) > at
  })
}

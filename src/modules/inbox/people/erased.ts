import { randomBytes } from 'node:crypto'

import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import type { InboxItem } from '#networks/network'

interface Mailbox {
  readonly workspaceId: string
  readonly accountId: string
  readonly network: string
}

/** What erased people said until they were erased does not come back, nor does what was answered to them: they, the thread or the message are known by their digests. */
export async function withoutErased(tx: Tx, mailbox: Mailbox, items: readonly InboxItem[]): Promise<readonly InboxItem[]> {
  // In most workspaces nobody was ever erased.
  if (items.length === 0 || !(await hasErased(tx, mailbox))) return items
  const keys = [...new Set(items.flatMap((item) => keysOf(mailbox, item)))]
  const { rows } = await sql<{ key: string; at: Date }>`
    select r.key, erased.at from inbox.erasure_key secret
    cross join unnest(${keys}::text[]) r (key)
    join inbox.erased erased on erased.workspace_id = secret.workspace_id and erased.digest = ${digestOf(sql`r.key`)}
    where secret.workspace_id = ${mailbox.workspaceId}`.execute(tx)
  if (rows.length === 0) return items
  const until = new Map(rows.map(({ key, at }) => [key, at.getTime()]))
  return items.filter((item) => keysOf(mailbox, item).every((key) => item.at.epochMilliseconds > (until.get(key) ?? -Infinity)))
}

async function hasErased(tx: Tx, { workspaceId }: Mailbox): Promise<boolean> {
  const key = await tx.selectFrom('inbox.erasure_key').select('workspace_id').where('workspace_id', '=', workspaceId).executeTakeFirst()
  return key !== undefined
}

function keysOf(mailbox: Mailbox, { externalId, thread, author, byUs }: InboxItem): string[] {
  return [
    ...(byUs ? [] : [keyOfProfile({ network: mailbox.network, externalId: author.externalId })]),
    keyOfThread({ accountId: mailbox.accountId, externalId: thread.externalId }),
    keyOfMessage({ accountId: mailbox.accountId, externalId }),
  ]
}

/** One digest within another, so that nothing follows from one about the next. */
const digestOf = (key: ReturnType<typeof sql>) => sql`sha256(secret.key || sha256(secret.key || convert_to(${key}, 'UTF8')))`

interface Known {
  readonly accountId: string
  readonly externalId: string
}

export const keyOfProfile = ({ network, externalId }: { network: string; externalId: string }) => `profile/${network}/${externalId}`
export const keyOfThread = ({ accountId, externalId }: Known) => `thread/${accountId}/${externalId}`
export const keyOfMessage = ({ accountId, externalId }: Known) => `message/${accountId}/${externalId}`

/** Writes down what must not come back, in a form that tells nothing to those who do not know it already. */
export async function keepErased(tx: Tx, { workspaceId, keys }: { workspaceId: string; keys: readonly string[] }): Promise<void> {
  await tx
    .insertInto('inbox.erasure_key')
    .values({ workspace_id: workspaceId, key: randomBytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await sql`
    insert into inbox.erased (workspace_id, digest)
    select distinct secret.workspace_id, ${digestOf(sql`r.key`)} from inbox.erasure_key secret cross join unnest(${[...keys]}::text[]) r (key)
    where secret.workspace_id = ${workspaceId}
    on conflict (workspace_id, digest) do update set at = excluded.at`.execute(tx)
}

import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { Json } from '#kit/json'
import { noteReading } from '#modules/publishing'
import type { Inbox, InboxPage, Network } from '#networks/network'

import { keepItems } from '../keep-items.ts'
import type { InboxNeeds } from '../needs.ts'
import { type Asking, askNetwork } from './ask-network.ts'
import { lookAgain } from './look-again.ts'
import { mailboxOf } from './mailbox-of.ts'
import { knownHere, type Source } from './source.ts'
import { waitLonger } from './wait-longer.ts'

/**
 * Reads what is new in a source, page by page, and keeps each page together with the place where it ended: a reading that is cut off goes on
 * there. Trouble is waited out, longer each time; nothing is lost by it. May run twice, also at once.
 */
export async function readSource(needs: InboxNeeds, source: Source, signal: AbortSignal): Promise<void> {
  const { workspaceId, accountId } = source
  if (source.source === knownHere) return lookAgain(needs, source, signal)
  const [account] = await needs.publishing.accounts.find(needs.db, { workspaceId, ids: [accountId] })
  const network = account && needs.publishing.network(account.network)
  const asked = network?.inbox?.sources.find(({ name }) => name === source.source)
  if (!account || account.signedOut || !network?.inbox || !asked) return
  const { every, everyWhenTold = every } = asked
  const around = { needs, source, account, network: { ...network, inbox: network.inbox }, signal, every, everyWhenTold }
  for (let page = 0; page < mostPages; page += 1) {
    if (signal.aborted) return
    const more = await readPage(around)
    if (!more) return
  }
}

/** What is left then is read the next time, soon. */
const mostPages = 40

interface Around extends Asking<Network & { readonly inbox: Inbox }> {
  readonly every: number
  readonly everyWhenTold: number
}

async function readPage(around: Around): Promise<boolean> {
  const { needs, source, network, every } = around
  const row = await placeOf(needs.db, source)
  if (!row) return false
  const request = { source: source.source, cursor: row.cursor ?? undefined, since: row.since.toTemporalInstant() }
  const asking = { ...around, startedAt: row.now.toTemporalInstant() }
  const read = await askNetwork(asking, (access, environment) => network.inbox.read(request, access, environment))
  if (!read.ok) {
    await waitLonger(needs.db, source, { every, trouble: read.trouble })
    return false
  }
  const kept = await keep(around, row.cursor, read.value)
  return !kept || read.value.more
}

function placeOf(db: Db, { workspaceId, accountId, source }: Source) {
  return db
    .selectFrom('inbox.reading')
    .select(['cursor', 'since', sql<Date>`clock_timestamp()`.as('now')])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where('source', '=', source)
    .executeTakeFirst()
}

/** Only where nobody has read on meanwhile, for the place must not go back; false where somebody has: what is new is then read from there. */
async function keep({ needs, source, account, every, everyWhenTold }: Around, before: Json | null, page: InboxPage): Promise<boolean> {
  const mailbox = await mailboxOf(needs, { workspaceId: source.workspaceId, account })
  const usual = sql<number>`case when told_at > clock_timestamp() - interval '2 days' then ${everyWhenTold}::integer else ${every}::integer end`
  const pause = page.every === undefined ? usual : sql<number>`${page.every}::integer`
  return needs.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('inbox.reading')
      .set({
        cursor: JSON.stringify(page.cursor),
        read_at: sql<Date>`clock_timestamp()`,
        next_read_at: page.more ? sql<Date>`clock_timestamp()` : sql<Date>`clock_timestamp() + ${pause} * interval '1 second'`,
        failures: 0,
        reason: null,
      })
      .where('workspace_id', '=', source.workspaceId)
      .where('account_id', '=', source.accountId)
      .where('source', '=', source.source)
      .where(sql<boolean>`cursor is not distinct from ${before === null ? null : JSON.stringify(before)}::jsonb`)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await keepItems(tx, mailbox, page)
    await noteReading(tx, { ...source, network: account.network, uses: page.uses ?? [], cost: page.cost ?? 0 })
    return true
  })
}

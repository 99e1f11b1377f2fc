import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { Json } from '#kit/json'
import { type AccountFacts, environmentOf, noteReading } from '#modules/publishing'
import type { Inbox, InboxPage, Network, Outcome, Trouble } from '#networks/network'
import { noMedia } from '#networks/no-media'

import { keepItems } from '../keep-items.ts'
import type { InboxNeeds } from '../needs.ts'
import { mailboxOf } from './mailbox-of.ts'

/** One source of one account. */
export interface Source {
  readonly workspaceId: string
  readonly accountId: string
  readonly source: string
}

/**
 * Reads what is new in a source, page by page, and keeps each page together with the place where it ended: a reading that is cut off goes on
 * there. Trouble is waited out, longer each time; nothing is lost by it. May run twice, also at once.
 */
export async function readSource(needs: InboxNeeds, source: Source, signal: AbortSignal): Promise<void> {
  const { workspaceId, accountId } = source
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

interface Around {
  readonly needs: InboxNeeds
  readonly source: Source
  readonly account: AccountFacts
  readonly network: Network & { readonly inbox: Inbox }
  readonly signal: AbortSignal
  readonly every: number
  readonly everyWhenTold: number
}

async function readPage(around: Around): Promise<boolean> {
  const { needs, source } = around
  const row = await placeOf(needs.db, source)
  if (!row) return false
  const read = await ask(around, { cursor: row.cursor ?? undefined, since: row.since.toTemporalInstant() })
  if (!read.ok) {
    await waitLonger(needs.db, around, read.trouble)
    return false
  }
  const kept = await keep(around, row.cursor, read.value)
  return !kept || read.value.more
}

function placeOf(db: Db, { workspaceId, accountId, source }: Source) {
  return db
    .selectFrom('inbox.reading')
    .select(['cursor', 'since'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where('source', '=', source)
    .executeTakeFirst()
}

/** A network that throws is in trouble like one that does not answer. */
async function ask(
  { needs, source, network, signal }: Around,
  { cursor, since }: { cursor: Json | undefined; since: Temporal.Instant },
): Promise<Outcome<InboxPage>> {
  const environment = environmentOf(needs.publishing, {
    workspaceId: source.workspaceId,
    networkId: network.id,
    media: noMedia,
    signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
  })
  const request = { source: source.source, cursor, since }
  try {
    return await needs.publishing.accounts.withAccess(source, (access) => network.inbox.read(request, access, environment))
  } catch (error) {
    needs.log.warn({ err: error, network: network.id, accountId: source.accountId, source: source.source }, 'an inbox could not be read')
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'unexpected' } } }
  }
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

/** The usual pause, doubled with each failure in a row, at most an hour; or for as long as the network asks. */
async function waitLonger(db: Db, { source, every }: Around, trouble: Trouble): Promise<void> {
  const asked = trouble.kind === 'slow-down' ? new Date(trouble.until.epochMilliseconds) : new Date(0)
  await db
    .updateTable('inbox.reading')
    .set({
      failures: sql<number>`failures + 1`,
      next_read_at: sql<Date>`greatest(${asked}, clock_timestamp() + least(${every} * 2 ^ least(failures, 10), greatest(3600, ${every})) * interval '1 second')`,
      reason: JSON.stringify(trouble.reason),
    })
    .where('workspace_id', '=', source.workspaceId)
    .where('account_id', '=', source.accountId)
    .where('source', '=', source.source)
    .execute()
}

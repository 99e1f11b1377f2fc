import { sql } from 'kysely'

import type { Json } from '#kit/json'
import { environmentOf } from '#modules/publishing'
import { holdWorkspace } from '#modules/teams'
import type { Inbox, InboxPage, InboxPost, Outcome, WebhookEvent } from '#networks/network'
import { noMedia } from '#networks/no-media'

import { keepItems } from '../keep-items.ts'
import type { InboxNeeds } from '../needs.ts'
import { mailboxOf } from '../reading/mailbox-of.ts'
import { noWorkspace } from './receive-webhook.ts'
import { type Handled, noteHandled, takeWebhooks, type TakenWebhook } from './take-webhooks.ts'
import type { WebhookNeeds } from './webhook-needs.ts'

/**
 * Keeps what networks told, until nothing waits: account by account, so that the network is asked once for what many messages leave open.
 * What cannot be handled now is tried again later, for three days. May run twice, also at once.
 */
export async function handleWebhooks(needs: InboxNeeds, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const taken = await takeWebhooks(needs.db)
    if (taken.length === 0) return
    for (const rows of Map.groupBy(taken, ({ network, workspaceId }) => `${network}/${workspaceId}`).values())
      await noteHandled(needs.db, await handleAll(needs, rows, signal))
  }
}

type WebhookAccount = Awaited<ReturnType<WebhookNeeds['accounts']>>[number]

/** A message with what it tells; nothing where it cannot be understood. */
interface Opened {
  readonly row: TakenWebhook
  readonly events: readonly WebhookEvent[]
}

/** Messages of one network for one app. */
async function handleAll(needs: InboxNeeds, rows: readonly TakenWebhook[], signal: AbortSignal): Promise<readonly Handled[]> {
  const id = rows[0]?.network ?? ''
  const workspaceId = rows[0]?.workspaceId ?? noWorkspace
  const inbox = needs.publishing.network(id)?.inbox
  const opened = rows.map((row): Opened => ({ row, events: inbox?.webhooks?.eventsIn(row.body.toString()) ?? [] }))
  const events = opened.flatMap((each) => each.events)
  const externalIds = [...new Set(events.map(({ account }) => account))]
  const own = workspaceId === noWorkspace ? {} : { workspaceId }
  const accounts = await needs.webhooks.accounts(needs.db, { network: id, externalIds, ...own })
  const fates = new Map<string, Fate>()
  for (const account of accounts) {
    const told = events.filter((each) => each.account === account.externalId).map(({ event }) => event)
    const fate = inbox?.told ? await handleOf(needs, { account, told, inbox, signal }) : { kind: 'dropped' as const }
    fates.set(account.externalId, worse(fates.get(account.externalId), fate))
  }
  const handled = opened.map((each) => asHandled(each, fates))
  const dropped = handled.reduce((sum, each) => sum + (each.kind === 'done' ? each.dropped : 0), 0)
  if (dropped > 0) needs.webhooks.counted('dropped', id, dropped)
  return handled
}

/** What became of the events of one profile. */
type Fate = { readonly kind: 'kept' | 'dropped' } | { readonly kind: 'again'; readonly at: Temporal.Instant | undefined }

/** A profile may be connected in several brands: the message is tried again for all of them, for each takes it once. */
function worse(one: Fate | undefined, other: Fate): Fate {
  return one?.kind === 'again' || (one?.kind === 'kept' && other.kind === 'dropped') ? one : other
}

/** As long as networks themselves try. */
const givenUpAfter = { hours: 72 }

function asHandled({ row, events }: Opened, fates: ReadonlyMap<string, Fate>): Handled {
  const outcomes = events.map(({ account }) => fates.get(account))
  const again = outcomes.find((fate) => fate?.kind === 'again')
  const now = Temporal.Now.instant()
  if (again && Temporal.Instant.compare(row.receivedAt.toTemporalInstant().add(givenUpAfter), now) > 0) {
    const pause = now.add({ seconds: Math.min(15 * 2 ** Math.min(row.attempts, 10), 3600) })
    return { row, kind: 'again', at: again.at && Temporal.Instant.compare(again.at, pause) > 0 ? again.at : pause }
  }
  return { row, kind: 'done', dropped: outcomes.filter((fate) => fate?.kind !== 'kept').length }
}

interface Handling {
  readonly account: WebhookAccount
  readonly told: readonly Json[]
  readonly inbox: Inbox
  readonly signal: AbortSignal
}

async function handleOf(needs: InboxNeeds, handling: Handling): Promise<Fate> {
  const { account } = handling
  const read = await understandEvents(needs, handling)
  if (read.ok) {
    await keep(needs, account, read.value)
    return { kind: 'kept' }
  }
  const { trouble } = read
  if (trouble.kind === 'rejected') {
    needs.log.warn({ network: account.network, accountId: account.id, reason: trouble.reason }, 'What a network told could not be used')
    return { kind: 'dropped' }
  }
  return { kind: 'again', at: trouble.kind === 'slow-down' ? trouble.until : undefined }
}

type Understood = Pick<InboxPage, 'items' | 'gone'>

/** A network that throws is in trouble like one that does not answer. */
async function understandEvents(needs: InboxNeeds, { account, told, inbox, signal }: Handling): Promise<Outcome<Understood>> {
  const { workspaceId, id: accountId, network } = account
  const environment = environmentOf(needs.publishing, {
    workspaceId,
    networkId: network,
    media: noMedia,
    signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
  })
  const { told: understand } = inbox
  if (!understand) return { ok: true, value: { items: [] } }
  const known = (ids: readonly string[]) => knownPosts(needs, account, ids)
  const people = (ids: readonly string[]) => knownPeople(needs, account, ids)
  try {
    return await needs.publishing.accounts.withAccess({ workspaceId, accountId }, (access) =>
      understand({ events: told, known, people }, access, environment),
    )
  } catch (error) {
    needs.log.warn({ err: error, network, accountId }, 'What a network told could not be handled')
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'unexpected' } } }
  }
}

async function knownPosts(
  { db }: InboxNeeds,
  { workspaceId, id: accountId }: WebhookAccount,
  ids: readonly string[],
): Promise<ReadonlyMap<string, InboxPost>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ about: InboxPost }>`
    select known.about from unnest(${[...ids]}::text[]) post (id)
    cross join lateral (
      select about from inbox.thread
      where workspace_id = ${workspaceId} and account_id = ${accountId} and about is not null and about ->> 'externalId' = post.id limit 1
    ) known`.execute(db)
  return new Map(rows.map(({ about }) => [about.externalId, about]))
}

async function knownPeople(
  { db }: InboxNeeds,
  { workspaceId, network }: WebhookAccount,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('inbox.profile')
    .select('external_id')
    .where('workspace_id', '=', workspaceId)
    .where('network', '=', network)
    .where('external_id', 'in', [...ids])
    .where('name', '<>', '')
    .execute()
  return new Set(rows.map(({ external_id }) => external_id))
}

/** Only of a workspace that is still there. What tells of itself is asked for less often. */
async function keep(needs: InboxNeeds, account: WebhookAccount, told: Understood): Promise<void> {
  const { workspaceId, id: accountId } = account
  const mailbox = await mailboxOf(needs, { workspaceId, account })
  await needs.db.transaction().execute(async (tx) => {
    if (await holdWorkspace(tx, workspaceId)) await keepItems(tx, mailbox, told)
  })
  await sql`
    update inbox.reading set told_at = clock_timestamp()
    where workspace_id = ${workspaceId} and account_id = ${accountId} and (told_at is null or told_at < clock_timestamp() - interval '10 minutes')`.execute(
    needs.db,
  )
}

import { sql } from 'kysely'

import { type Clock, steadyClock } from '#kit/clock'
import type { Json } from '#kit/json'
import { askAccount } from '#modules/publishing'
import type { Inbox, InboxItem, InboxPage, InboxPost, Outcome, WebhookEvent } from '#networks/network'

import type { InboxNeeds } from '../needs.ts'
import { allSaid, type Said } from '../said.ts'
import { noWorkspace } from './receive-webhook.ts'
import { takeWebhooks, type TakenWebhook } from './take-webhooks.ts'
import type { WebhookNeeds } from './webhook-needs.ts'

export type WebhookAccount = Awaited<ReturnType<WebhookNeeds['accounts']>>[number]

/** A message with what it tells; nothing where it cannot be understood. */
export interface Opened {
  readonly row: TakenWebhook
  readonly events: readonly WebhookEvent[]
}

/** Messages of one network for one app, and what they tell each account. */
export interface ForApp {
  readonly network: string
  readonly opened: readonly Opened[]
  readonly understood: readonly ForAccount[]
}

export interface ForAccount {
  readonly account: WebhookAccount
  /** Undefined where the network tells of nothing that is kept. */
  readonly read: Outcome<Understood> | undefined
}

export interface Understood extends Pick<InboxPage, 'items' | 'gone'> {
  readonly said: ReadonlyMap<InboxItem, Said>
}

/** Takes what waits and works out what it says: everything that can be done before an account is held. Empty where nothing waits. */
export async function understandNext(needs: InboxNeeds, signal: AbortSignal): Promise<readonly ForApp[]> {
  const taken = await takeWebhooks(needs.db)
  const [first] = taken
  if (!first) return []
  const around = { signal, database: steadyClock({ now: () => first.takenAt.toTemporalInstant() }) }
  const forApps: ForApp[] = []
  for (const rows of Map.groupBy(taken, ({ network, workspaceId }) => `${network}/${workspaceId}`).values())
    forApps.push(await understandAll(needs, rows, around))
  return forApps
}

interface Around {
  readonly signal: AbortSignal
  /** By which a pause that a network asks for is kept. */
  readonly database: Clock
}

async function understandAll(needs: InboxNeeds, rows: readonly TakenWebhook[], around: Around): Promise<ForApp> {
  const id = rows[0]?.network ?? ''
  const workspaceId = rows[0]?.workspaceId ?? noWorkspace
  const inbox = needs.publishing.network(id)?.inbox
  const opened = rows.map((row): Opened => ({ row, events: inbox?.webhooks?.eventsIn(row.body.toString()) ?? [] }))
  const events = opened.flatMap((each) => each.events)
  const externalIds = [...new Set(events.map(({ account }) => account))]
  const own = workspaceId === noWorkspace ? {} : { workspaceId }
  const accounts = await needs.webhooks.accounts(needs.db, { network: id, externalIds, ...own })
  const understood: ForAccount[] = []
  for (const account of accounts) {
    const told = events.filter((each) => each.account === account.externalId).map(({ event }) => event)
    understood.push({ account, read: inbox?.told ? await understandEvents(needs, { ...around, account, told, inbox }) : undefined })
  }
  return { network: id, opened, understood }
}

interface Handling extends Around {
  readonly account: WebhookAccount
  readonly told: readonly Json[]
  readonly inbox: Inbox
}

async function understandEvents(needs: InboxNeeds, { account, told, inbox, signal, database }: Handling): Promise<Outcome<Understood>> {
  const { workspaceId, id: accountId, network } = account
  const { told: understand } = inbox
  if (!understand) return { ok: true, value: { items: [], said: new Map() } }
  const known = (ids: readonly string[]) => knownPosts(needs, account, ids)
  const people = (ids: readonly string[]) => knownPeople(needs, account, ids)
  const threw = (err: unknown) => needs.log.warn({ err, network, accountId }, 'What a network told could not be handled')
  const asked = { workspaceId, accountId, networkId: network, signal, startedAt: database.now(), threw }
  return askAccount(needs.publishing, asked, async (access, environment) => {
    const read = await understand({ events: told, known, people }, access, environment)
    if (!read.ok) return read
    const words = await needs.understander(needs.db, { workspaceId })
    return { ok: true, value: { ...read.value, said: allSaid(read.value.items, words) } }
  })
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

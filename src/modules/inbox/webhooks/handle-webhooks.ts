import { sql } from 'kysely'

import { holdWorkspace } from '#modules/teams'

import { keepItems } from '../keep-items.ts'
import type { InboxNeeds } from '../needs.ts'
import { mailboxOf } from '../reading/mailbox-of.ts'
import { askForHandler } from './handle-webhooks-job.ts'
import { type Handled, noteHandled } from './take-webhooks.ts'
import { type ForAccount, type ForApp, type Opened, understandNext, type Understood, type WebhookAccount } from './understand-webhooks.ts'

/**
 * Keeps what networks told, until nothing waits: account by account, so that the network is asked once for what many messages leave open; and part by part, so
 * that while one is written the next is understood. What cannot be handled now is tried again later, for three days. May run twice, also at once.
 */
export async function handleWebhooks(needs: InboxNeeds, signal: AbortSignal): Promise<void> {
  const { handlers } = needs.webhooks
  handlers.begin()
  try {
    do await handleParts(needs, signal)
    while (!signal.aborted && handlers.wereAsked())
  } finally {
    if (handlers.end()) await askForHandler(needs.db, needs)
  }
}

/** While one part is kept, the next is understood, and that the one before was kept is noted. */
async function handleParts(needs: InboxNeeds, signal: AbortSignal): Promise<void> {
  let part = await understandNext(needs, signal)
  let kept: readonly Handled[] = []
  while (part.length > 0) {
    const next = signal.aborted ? [] : understandNext(needs, signal)
    ;[part, kept] = await Promise.all([next, keepPart(needs, part), noteHandled(needs.db, kept)])
  }
  await noteHandled(needs.db, kept)
}

async function keepPart(needs: InboxNeeds, part: readonly ForApp[]): Promise<readonly Handled[]> {
  const handled: (readonly Handled[])[] = []
  for (const forApp of part) handled.push(await keepForApp(needs, forApp))
  return handled.flat()
}

async function keepForApp(needs: InboxNeeds, { network, opened, understood }: ForApp): Promise<readonly Handled[]> {
  const fates = new Map<string, Fate>()
  for (const each of understood) {
    const { externalId } = each.account
    fates.set(externalId, worse(fates.get(externalId), await keepForAccount(needs, each)))
  }
  const handled = opened.map((each) => asHandled(each, fates))
  const dropped = handled.reduce((sum, each) => sum + (each.kind === 'done' ? each.dropped : 0), 0)
  if (dropped > 0) needs.webhooks.counted('dropped', network, dropped)
  return handled
}

/** What became of the events of one profile. */
type Fate = { readonly kind: 'kept' | 'dropped' } | { readonly kind: 'again'; readonly until: Temporal.Instant | undefined }

/** A profile may be connected in several brands: the message is tried again for all of them, for each takes it once. */
function worse(one: Fate | undefined, other: Fate): Fate {
  return one?.kind === 'again' || (one?.kind === 'kept' && other.kind === 'dropped') ? one : other
}

/** In milliseconds; as long as networks themselves try. */
const givenUpAfter = 72 * 3_600_000

function asHandled({ row, events }: Opened, fates: ReadonlyMap<string, Fate>): Handled {
  const outcomes = events.map(({ account }) => fates.get(account))
  const again = outcomes.find((fate) => fate?.kind === 'again')
  if (again && row.takenAt.getTime() - row.receivedAt.getTime() < givenUpAfter)
    return { row, kind: 'again', seconds: Math.min(15 * 2 ** Math.min(row.attempts, 10), 3600), until: again.until }
  return { row, kind: 'done', dropped: outcomes.filter((fate) => fate?.kind !== 'kept').length }
}

async function keepForAccount(needs: InboxNeeds, { account, read }: ForAccount): Promise<Fate> {
  if (!read) return { kind: 'dropped' }
  if (read.ok) {
    await keep(needs, account, read.value)
    return { kind: 'kept' }
  }
  const { trouble } = read
  if (trouble.kind === 'rejected') {
    needs.log.warn({ network: account.network, accountId: account.id, reason: trouble.reason }, 'What a network told could not be used')
    return { kind: 'dropped' }
  }
  return { kind: 'again', until: trouble.kind === 'slow-down' ? trouble.until : undefined }
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

import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { environmentOf } from '#modules/publishing'
import { noMedia } from '#networks/no-media'

import type { InboxNeeds } from './needs.ts'
import { remember } from './reading/read-due.ts'
import { sendReadings } from './reading/read-source-job.ts'
import { sourcesOf } from './reading/source.ts'
import { askForHandler } from './webhooks/handle-webhooks-job.ts'
import { hastenWebhooks } from './webhooks/take-webhooks.ts'

interface Which {
  readonly workspaceId: string
  readonly accountId: string
}

/**
 * What was said to a profile before it was connected is fetched at once; one that was connected before goes on where its reading ended, so nothing said meanwhile
 * is missing. What comes after is told by the network itself where it does. May run twice.
 */
export async function onAccountConnected(needs: InboxNeeds, { workspaceId, accountId }: Which): Promise<void> {
  const [account] = await needs.publishing.accounts.find(needs.db, { workspaceId, ids: [accountId] })
  const inbox = account && needs.publishing.network(account.network)?.inbox
  const sources = sourcesOf(inbox).map((source) => ({ workspaceId, accountId, source }))
  if (sources.length === 0) return
  await remember(needs.db, sources)
  await startAfresh(needs.db, { workspaceId, accountId })
  try {
    // Before the first reading: what is said between the two would come with the next reading only, minutes later.
    await subscribe(needs, { workspaceId, accountId, network: account?.network ?? '' })
  } finally {
    await sendReadings(needs, sources)
    if (await hastenWebhooks(needs.db)) await askForHandler(needs.db, needs)
  }
}

/** @throws Error where the network has trouble of the moment, so that the event comes again. One that refuses is asked as before. */
async function subscribe(needs: InboxNeeds, { network, ...which }: Which & { readonly network: string }): Promise<void> {
  const ask = needs.publishing.network(network)?.inbox?.subscribe
  if (!ask) return
  const signal = AbortSignal.timeout(30_000)
  const environment = environmentOf(needs.publishing, { workspaceId: which.workspaceId, networkId: network, media: noMedia, signal })
  const asked = await needs.publishing.accounts.withAccess(which, (access) => ask(access, environment))
  if (asked.ok) return
  needs.log.warn({ network, accountId: which.accountId, reason: asked.trouble.reason }, 'A network does not tell of an account by itself')
  if (asked.trouble.kind === 'unavailable') throw new Error(`Webhooks of ${network} could not be asked for: ${asked.trouble.reason.code}`)
}

/** What went wrong with the access that is gone is over. */
async function startAfresh(db: Db, { workspaceId, accountId }: { workspaceId: string; accountId: string }): Promise<void> {
  await db
    .updateTable('inbox.reading')
    .set({ failures: 0, reason: null, next_read_at: sql<Date>`clock_timestamp()` })
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .execute()
}

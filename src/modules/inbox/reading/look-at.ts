import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { noteReading } from '#modules/publishing'
import { holdWorkspace } from '#modules/teams'
import type { FoundItem, InboxItem, Looked, LookingAgain, Outcome } from '#networks/network'

import { holdAccount } from '../hold-account.ts'
import { holdThreads } from '../hold-threads.ts'
import { keepItems } from '../keep-items.ts'
import type { InboxNeeds } from '../needs.ts'
import { type Asking, askNetwork } from './ask-network.ts'
import { itemSaying, type KnownMessage, messagesIn } from './known-messages.ts'
import { lookAtThreadJob } from './look-at-thread-job.ts'
import { mailboxOf } from './mailbox-of.ts'
import { knownHere, type Source } from './source.ts'

/** An account whose network can be asked whether what is known here is still there. */
export interface Looking extends Asking {
  readonly again: LookingAgain
}

/** Undefined where nobody can be asked: the network tells everything, or the account is signed out or gone. */
export async function lookingAt(
  needs: InboxNeeds,
  { workspaceId, accountId }: Pick<Source, 'workspaceId' | 'accountId'>,
  signal: AbortSignal,
): Promise<Looking | undefined> {
  const [account] = await needs.publishing.accounts.find(needs.db, { workspaceId, ids: [accountId] })
  const network = account && needs.publishing.network(account.network)
  const again = network?.inbox?.lookingAgain
  if (!account || account.signedOut || !network || !again) return undefined
  return { needs, source: { workspaceId, accountId, source: knownHere }, account, network, signal, again }
}

/**
 * Asks once for as many messages of these threads as go into one look, whole threads at a time. What is not there is gone here too, at once or once a second
 * look says the same; what is rewritten is rewritten here. Trouble proves nothing and changes nothing. Answers how many were asked for.
 */
export async function lookAt(looking: Looking, threadIds: readonly string[]): Promise<Outcome<{ readonly asked: number }>> {
  const { needs, source, again } = looking
  const { kinds, atOnce } = again
  const { messages, begun } = await messagesIn(needs.db, { workspaceId: source.workspaceId, threadIds, kinds, atOnce })
  const asked = messages.slice(0, atOnce)
  const left = new Set(messages.slice(atOnce).map(({ threadId }) => threadId))
  if (asked.length > 0) {
    const looked = await askNetwork({ ...looking, startedAt: begun.toTemporalInstant() }, (access, environment) =>
      again.look(
        asked.map(({ known }) => known),
        access,
        environment,
      ),
    )
    if (!looked.ok) return looked
    await keep(looking, { asked, begun }, looked.value)
  }
  await markLooked(
    needs.db,
    source,
    threadIds.filter((id) => !left.has(id)),
  )
  return { ok: true, value: { asked: asked.length } }
}

interface Asked {
  readonly asked: readonly KnownMessage[]
  /** By the database's clock. */
  readonly begun: Date
}

/** Nothing where the workspace has gone meanwhile. */
async function keep(looking: Looking, { asked, begun }: Asked, looked: Looked): Promise<void> {
  const { needs, source, account, again } = looking
  const { workspaceId, accountId } = source
  const mailbox = await mailboxOf(needs, { workspaceId, account })
  const missing = new Set(looked.missing)
  const concerned = asked.filter(({ known, wasMissed }) => wasMissed || missing.has(known.externalId))
  await needs.db.transaction().execute(async (tx) => {
    if (!(await holdWorkspace(tx, workspaceId))) return
    await holdAccount(tx, accountId)
    await holdThreads(tx, { workspaceId, threadIds: [...new Set(concerned.map(({ threadId }) => threadId))] })
    await forgetMissed(tx, source, looked.found)
    const missed = await noteMissed(tx, source, { missing: looked.missing, begun, settles: again.settles ?? 0 })
    const gone = missed.filter(({ isSettled }) => isSettled).map(({ externalId }) => externalId)
    await keepItems(tx, mailbox, { items: rewritten({ asked, begun }, looked.found), gone })
    await noteReading(tx, { workspaceId, accountId, network: account.network, uses: looked.uses ?? [], cost: looked.cost ?? 0 })
    await lookOnceMore(tx, looking, missed)
  })
}

/** Those that one look alone did not find are looked for again when that proves something. */
async function lookOnceMore(tx: Tx, { needs, source, again }: Looking, missed: readonly Missed[]): Promise<void> {
  const { workspaceId } = source
  const startAfter = Temporal.Now.instant().add({ seconds: (again.settles ?? 0) + clocksDiffer })
  for (const threadId of new Set(missed.filter(({ isSettled }) => !isSettled).map((each) => each.threadId)))
    await needs.jobs.send(tx, lookAtThreadJob, { payload: { workspaceId, threadId }, key: `${threadId}/again`, startAfter })
}

/** In seconds. */
const clocksDiffer = 30

async function forgetMissed(tx: Tx, { workspaceId, accountId }: Source, found: readonly FoundItem[]): Promise<void> {
  await sql`
    update inbox.message set missed_at = null
    where workspace_id = ${workspaceId} and account_id = ${accountId} and external_id = any(${found.map(({ externalId }) => externalId)}::text[])
      and missed_at is not null`.execute(tx)
}

interface Missed {
  readonly externalId: string
  readonly threadId: string
  /** It was not found long enough ago either. */
  readonly isSettled: boolean
}

/** What the network told of since it was asked is there. */
async function noteMissed(
  tx: Tx,
  { workspaceId, accountId }: Source,
  { missing, begun, settles }: { missing: readonly string[]; begun: Date; settles: number },
): Promise<readonly Missed[]> {
  const { rows } = await sql<Missed>`
    update inbox.message set missed_at = coalesce(missed_at, clock_timestamp())
    where workspace_id = ${workspaceId} and account_id = ${accountId} and external_id = any(${[...missing]}::text[])
      and gone_at is null and as_of <= ${begun}
    returning external_id as "externalId", thread_id as "threadId", ${settles} = 0 or missed_at <= ${begun}::timestamptz - ${settles} * interval '1 second' as "isSettled"`.execute(
    tx,
  )
  return rows
}

function rewritten({ asked, begun }: Asked, found: readonly FoundItem[]): readonly InboxItem[] {
  const now = new Map(found.map((item) => [item.externalId, item]))
  return asked.flatMap((message) => {
    const said = now.get(message.known.externalId)
    return said ? itemSaying(message, said, begun) : []
  })
}

/** A thread that somebody is changing at this moment is looked at once more. */
async function markLooked(db: Db, { workspaceId }: Source, threadIds: readonly string[]): Promise<void> {
  await sql`
    update inbox.thread set looked_at = clock_timestamp() where workspace_id = ${workspaceId} and id in (
      select id from inbox.thread where workspace_id = ${workspaceId} and id = any(${[...threadIds]}::uuid[]) order by id for update skip locked
    )`.execute(db)
}

import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import type { Json } from '#kit/json'
import { type Acting, asItStands, type Call, change, membersWith } from '#modules/teams'

import { type DeedKind, inboxRefusals, type Thread, type ThreadState } from './contract.ts'
import { keepTime } from './deadlines/keep-time.ts'
import { holdThreads } from './hold-threads.ts'
import { tallyActed } from './measures/tally.ts'
import { mentionedIn, tellMentioned } from './mentions.ts'
import type { InboxNeeds } from './needs.ts'
import { readThread } from './read-thread.ts'
import { seen } from './seen.ts'
import { summarise } from './summarise.ts'
import { topicsOf } from './topics.ts'

interface Wanted {
  readonly threadIds: readonly string[]
  readonly state?: ThreadState | undefined
  readonly snoozedUntil?: string | undefined
  readonly assigneeId?: string | null | undefined
  readonly labelIds?: readonly string[] | undefined
  readonly urgent?: boolean | undefined
}

/** Changes what is given of one thread or of many, each with its own line in its history. Answers how many there were. */
export function changeThreads(needs: InboxNeeds, call: Call, wanted: Wanted): Promise<{ changed: number }> {
  const { acting } = call
  const { workspaceId } = acting
  return change(needs.db, call, async (tx) => {
    await refusePast(tx, wanted)
    const threads = await holdThreads(tx, { workspaceId, threadIds: wanted.threadIds })
    if (threads.length === 0) throw refuse(inboxRefusals, 'NOT_FOUND')
    await refuseOutOfReach(tx, { workspaceId, threads, assigneeId: wanted.assigneeId })
    // Of many threads each has its own history; the log says what became of all of them.
    const [only] = threads.length === 1 ? threads : []
    const before = only && (await asItStands(tx, seen.thread(workspaceId, only.id)))
    const labels = await labelsBy(needs, tx, { workspaceId, threads, wanted })
    const ids = threads.map(({ id }) => id)
    await tx
      .updateTable('inbox.thread')
      .set({
        ...stateColumns(wanted),
        ...(wanted.assigneeId === undefined
          ? {}
          : { assignee_id: wanted.assigneeId, shared_out_at: sql<Date>`coalesce(shared_out_at, clock_timestamp())` }),
        ...(labels === undefined ? {} : { label_ids: [...labels] }),
        ...(wanted.urgent === undefined ? {} : { urgent: wanted.urgent }),
        id: sql<string>`id`,
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', ids)
      .execute()
    if (wanted.state === 'open') await openAgain(tx, { workspaceId, ids })
    for (const deed of deedsFor(wanted)) await noteDeeds(tx, acting, { threadIds: ids, ...deed })
    await keepTime(tx, { workspaceId }, ids)
    const after = await asItStands(tx, seen.thread(workspaceId, ids[0] ?? ''))
    return {
      value: { changed: ids.length },
      subject: { kind: 'thread', id: ids[0] ?? '' },
      detail: { threads: ids.length },
      ...(before ? { before, after } : { after: whatBecame(wanted, after) }),
      topics: topicsOf(...ids),
    }
  })
}

function whatBecame({ state, assigneeId, labelIds, urgent }: Wanted, after: Readonly<Record<string, Json>> = {}) {
  const given = Object.entries({ state, assigneeId, labelIds, urgent }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name]) => [name, after[name]]))
}

function stateColumns({ state, snoozedUntil }: Wanted) {
  if (state === undefined) return {}
  const done = state === 'done'
  return {
    state,
    snoozed_until: state === 'snoozed' ? (snoozedUntil ?? null) : null,
    done_at: done ? sql<Date>`clock_timestamp()` : null,
    ...(done ? { waiting_since: null } : {}),
  }
}

/** Whoever waited before it was done waits again. What nobody waits in is open all the same: a member wanted it so. */
async function openAgain(tx: Tx, { workspaceId, ids }: { workspaceId: string; ids: readonly string[] }): Promise<void> {
  await summarise(tx, { workspaceId }, { threadIds: ids, spoken: [] })
}

async function refusePast(tx: Tx, wanted: Wanted): Promise<void> {
  if (wanted.state === 'snoozed') {
    const { rows } = await sql<{ later: boolean }>`select ${wanted.snoozedUntil ?? null}::timestamptz > clock_timestamp() as later`.execute(
      tx,
    )
    if (rows[0]?.later !== true) throw refuse(inboxRefusals, 'TIME_PASSED')
  }
}

/** A thread is given only to those who reach it. */
async function refuseOutOfReach(
  tx: Tx,
  { workspaceId, threads, assigneeId }: { workspaceId: string; threads: readonly ThreadPlace[]; assigneeId: string | null | undefined },
): Promise<void> {
  if (assigneeId === undefined || assigneeId === null) return
  const at = async () => threads.map(({ brand_id, account_id }) => ({ brandId: brand_id, accountIds: [account_id] }))
  const able = await membersWith(tx, { workspaceId, permission: 'inbox.work', members: [assigneeId], at })
  if (able.length === 0) throw refuse(inboxRefusals, 'NOT_FOUND')
}

interface ThreadPlace {
  readonly brand_id: string
  readonly account_id: string
}

/** Those of the wanted labels that are the brand's; threads of several brands share none. */
async function labelsBy(
  { publishing }: InboxNeeds,
  tx: Tx,
  { workspaceId, threads, wanted }: { workspaceId: string; threads: readonly { brand_id: string }[]; wanted: Wanted },
): Promise<readonly string[] | undefined> {
  if (wanted.labelIds === undefined) return undefined
  const [brandId = '', ...others] = new Set(threads.map(({ brand_id }) => brand_id))
  if (others.length > 0) throw refuse(inboxRefusals, 'NOT_FOUND')
  const { labelIds } = await publishing.known(tx, { workspaceId, brandId, campaignId: null, labelIds: wanted.labelIds })
  return labelIds
}

interface NewDeed {
  readonly kind: DeedKind
  readonly detail: Readonly<Record<string, Json>>
}

function deedsFor({ state, snoozedUntil, assigneeId, labelIds, urgent }: Wanted): NewDeed[] {
  const deeds: NewDeed[] = []
  if (state !== undefined) deeds.push({ kind: kindFor[state], detail: snoozedUntil === undefined ? {} : { until: snoozedUntil } })
  if (assigneeId !== undefined) deeds.push({ kind: 'assigned', detail: assigneeId === null ? {} : { to: assigneeId } })
  if (labelIds !== undefined) deeds.push({ kind: 'labelled', detail: { labels: [...labelIds] } })
  if (urgent !== undefined) deeds.push({ kind: 'urgent', detail: { urgent } })
  return deeds
}

const kindFor = { open: 'opened', snoozed: 'snoozed', done: 'done' } as const satisfies Record<ThreadState, DeedKind>

/** A line in the history of each of these threads. Answers their ids. */
export async function noteDeeds(
  tx: Tx,
  { workspaceId, memberId, name }: Acting,
  { threadIds, kind, detail }: NewDeed & { threadIds: readonly string[] },
): Promise<string[]> {
  const rows = threadIds.map((threadId) => ({
    workspace_id: workspaceId,
    id: uuidv7(),
    thread_id: threadId,
    member_id: memberId,
    member_name: name,
    kind,
    detail: JSON.stringify(detail),
  }))
  await tx.insertInto('inbox.deed').values(rows).execute()
  await tallyActed(tx, { workspaceId }, threadIds)
  return rows.map(({ id }) => id)
}

/** What members say to one another about a thread; no network ever sees it. */
export function addNote(
  needs: InboxNeeds,
  call: Call,
  { threadId, text, mentions }: { threadId: string; text: string; mentions?: readonly string[] | undefined },
): Promise<Thread> {
  const { acting } = call
  const { workspaceId } = acting
  return change(needs.db, call, async (tx) => {
    const [thread] = await holdThreads(tx, { workspaceId, threadIds: [threadId] })
    if (!thread) throw refuse(inboxRefusals, 'NOT_FOUND')
    const mentioned = await mentionedIn(tx, { workspaceId, text, mentions })
    const [noteId = ''] = await noteDeeds(tx, acting, { threadIds: [threadId], kind: 'note', detail: { text, mentions: mentioned } })
    await tellMentioned(needs, tx, { acting, threadId, noteId, mentioned })
    return {
      value: await readThread(needs, tx, { workspaceId, threadId }),
      subject: { kind: 'thread', id: threadId },
      topics: topicsOf(threadId),
    }
  })
}

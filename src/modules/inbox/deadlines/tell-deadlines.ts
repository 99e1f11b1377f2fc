import { sql } from 'kysely'

import type { Tx } from '#kit/database'

import type { InboxNeeds } from '../needs.ts'
import { threadPage } from '../thread-page.ts'
import { caresOf } from './cares-of.ts'
import { type BrandCare, type Due, type Moment, momentsOf } from './deadlines-of.ts'

const mostAtOnce = 200
const mostTurns = 20

/** Tells whoever is to know of deadlines that come near or have passed, once each. Several may do it at once, and it may run twice. */
export async function tellDeadlines(needs: Pick<InboxNeeds, 'db' | 'notify'>): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) if ((await tellSome(needs)) < mostAtOnce) return
}

/** Telling, and remembering that it was told, are one transaction. */
function tellSome({ db, notify }: Pick<InboxNeeds, 'db' | 'notify'>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const threads = await threadsToTell(tx)
    for (const [workspaceId, ofOne] of Map.groupBy(threads, (thread) => thread.workspace_id)) {
      const cares = await caresOf(tx, { workspaceId, brandIds: [...new Set(ofOne.map(({ brand_id }) => brand_id))] })
      for (const thread of ofOne) {
        const moments = momentsFor(thread, cares.get(thread.brand_id))
        for (const told of toTell(thread, moments)) await notify(tx, noticeOf(thread, told))
        await tellNextAt(tx, thread, moments.find(({ at }) => at > thread.now)?.at)
      }
    }
    return threads.length
  })
}

type ThreadToTell = Awaited<ReturnType<typeof threadsToTell>>[number]

function threadsToTell(tx: Tx) {
  return tx
    .selectFrom('inbox.thread as thread')
    .leftJoin('inbox.profile as profile', (join) =>
      join.onRef('profile.workspace_id', '=', 'thread.workspace_id').onRef('profile.id', '=', 'thread.profile_id'),
    )
    .select(['thread.workspace_id', 'thread.id', 'thread.brand_id', 'thread.assignee_id', 'thread.first_line', 'profile.name'])
    .select(['thread.answer_due_at', 'thread.resolve_due_at', 'thread.warn_at', sql<Date>`clock_timestamp()`.as('now')])
    .where('thread.warn_at', '<=', sql<Date>`clock_timestamp()`)
    .orderBy('thread.warn_at')
    .limit(mostAtOnce)
    .forUpdate('thread')
    .skipLocked()
    .execute()
}

function momentsFor({ answer_due_at, resolve_due_at }: ThreadToTell, care: BrandCare | undefined): readonly Moment[] {
  return care ? momentsOf(care, { answer: answer_due_at, resolution: resolve_due_at }) : []
}

interface Telling {
  readonly what: Due
  readonly due: Date
  readonly members: readonly string[]
}

/** What has come since it was told of last, in one word for each deadline. */
function toTell({ warn_at, now, assignee_id }: ThreadToTell, moments: readonly Moment[]): readonly Telling[] {
  const come = moments.filter(({ at }) => warn_at !== null && at >= warn_at && at <= now)
  return [...Map.groupBy(come, ({ what }) => what)].map(([what, ofOne]) => ({
    what,
    due: ofOne[0]?.due ?? now,
    members: [
      ...new Set(
        ofOne.flatMap(({ warning }) => [...warning.memberIds, ...(warning.assignee && assignee_id !== null ? [assignee_id] : [])]),
      ),
    ],
  }))
}

function noticeOf({ workspace_id, id, name, first_line, now }: ThreadToTell, { what, due, members }: Telling) {
  const kind = due <= now ? ('thread-overdue' as const) : ('thread-due-soon' as const)
  return {
    workspaceId: workspace_id,
    key: `${kind}/${id}/${what}/${due.toISOString()}`,
    kind,
    params: {
      name: name ?? '',
      firstLine: first_line.slice(0, 80),
      what,
      minutes: String(Math.max(1, Math.round((due.getTime() - now.getTime()) / 60_000))),
    },
    href: threadPage(id),
    about: { threadId: id },
    members,
  }
}

async function tellNextAt(tx: Tx, { workspace_id, id }: ThreadToTell, at: Date | undefined): Promise<void> {
  await tx
    .updateTable('inbox.thread')
    .set({ warn_at: at ?? null })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute()
}

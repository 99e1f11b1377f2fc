import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { announce } from '#kit/live'

import type { InboxNeeds } from '../needs.ts'
import { summarise } from '../summarise.ts'
import { topicsOf } from '../topics.ts'
import { meaningColumns } from './meaning-columns.ts'

const mostAtOnce = 1000
const mostTurns = 20

/** Understands what was kept before messages were understood, some thousands at a time until nothing is left. May run twice. */
export async function understandRest(needs: Pick<InboxNeeds, 'db' | 'understander'>): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) if ((await understandSome(needs)) < mostAtOnce) return
}

async function understandSome({ db, understander }: Pick<InboxNeeds, 'db' | 'understander'>): Promise<number> {
  const rest = await notYetUnderstood(db)
  for (const [workspaceId, rows] of Map.groupBy(rest, (row) => row.workspace_id)) {
    const understand = await understander(db, { workspaceId })
    const understood = rows.map(({ id, text }) => ({ id, text, ...meaningColumns(understand, text) }))
    await db.transaction().execute(async (tx) => {
      const threadIds = await keepMeanings(tx, { workspaceId, understood })
      await summarise(tx, { workspaceId }, { threadIds, spoken: [] })
      if (threadIds.length > 0) await announce(tx, { to: workspaceId, topics: topicsOf(...threadIds) })
    })
  }
  return rest.length
}

async function notYetUnderstood(db: Db) {
  const { rows } = await sql<{ workspace_id: string; id: string; text: string }>`
    select workspace_id, id, text from inbox.message
    where meaning is null and not by_us and text <> ''
    order by workspace_id, thread_id limit ${mostAtOnce}`.execute(db)
  return rows
}

/** Only of words that are still the same. Answers the threads that they are in. */
async function keepMeanings(
  tx: Tx,
  { workspaceId, understood }: { workspaceId: string; understood: readonly object[] },
): Promise<readonly string[]> {
  const { rows } = await sql<{ thread_id: string }>`
    with understood as (
      select * from jsonb_to_recordset(${JSON.stringify(understood)}::jsonb)
        as r(id uuid, text text, meaning text, sentiment text, language text, sure real, reasons jsonb)
    )
    update inbox.message m set
      meaning = understood.meaning, sentiment = understood.sentiment, language = understood.language, sure = understood.sure, reasons = understood.reasons
    from understood
    where m.workspace_id = ${workspaceId} and m.id = understood.id and m.text = understood.text
    returning m.thread_id`.execute(tx)
  return [...new Set(rows.map(({ thread_id }) => thread_id))].toSorted()
}

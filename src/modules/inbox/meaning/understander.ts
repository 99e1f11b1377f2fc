import type { Db } from '#kit/database'
import { type Correction, understand, type Understanding, withCorrections } from '#modules/understanding'

export type Understand = (text: string) => Understanding

/** Gives each workspace what understands its messages: the model, and what its members corrected. */
export type Understander = (db: Db, which: { workspaceId: string }) => Promise<Understand>

/** Learning anew from the corrections takes a moment: what was learnt is kept until there is another one, for the workspaces asked for last. */
export function understander(): Understander {
  const learnt = new Map<string, { readonly corrections: number; readonly understand: Understand }>()
  return async (db, { workspaceId }) => {
    const corrections = await countCorrections(db, workspaceId)
    const known = learnt.get(workspaceId)
    learnt.delete(workspaceId)
    if (corrections === 0) return understand
    const now =
      known?.corrections === corrections ? known : { corrections, understand: withCorrections(await latestCorrections(db, workspaceId)) }
    learnt.set(workspaceId, now)
    for (const [longestAgo] of learnt) if (learnt.size > mostKept) learnt.delete(longestAgo)
    return now.understand
  }
}

/** About a megabyte each. */
const mostKept = 50
/** Learning from so many takes less than a second. */
const mostCorrections = 1000

/** None is ever changed or taken away, so that their number tells whether there are new ones. */
async function countCorrections(db: Db, workspaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('inbox.correction')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function latestCorrections(db: Db, workspaceId: string): Promise<Correction[]> {
  const rows = await db
    .selectFrom('inbox.correction')
    .select(['text', 'meaning', 'sentiment'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostCorrections)
    .execute()
  return rows
    .toReversed()
    .map(({ text, meaning, sentiment }) => ({ text, ...(meaning ? { meaning } : {}), ...(sentiment ? { sentiment } : {}) }))
}

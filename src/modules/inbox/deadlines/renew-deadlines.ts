import type { Db } from '#kit/database'
import { announce } from '#kit/live'

import { allThreads } from '../topics.ts'
import { keepTime } from './keep-time.ts'

const mostAtOnce = 500

interface Which {
  readonly workspaceId: string
  readonly brandId: string
}

/** Sets the deadlines of everything that is not done at a brand anew: its hours or its targets are others. May run twice. */
export async function renewDeadlines(db: Db, which: Which): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const ids = await renewSome(db, which, after)
    const last = ids.at(-1)
    if (last === undefined) break
    after = last
  }
  await announce(db, { to: which.workspaceId, topics: allThreads })
}

async function renewSome(db: Db, { workspaceId, brandId }: Which, after: string): Promise<readonly string[]> {
  return db.transaction().execute(async (tx) => {
    const threads = await tx
      .selectFrom('inbox.thread')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('brand_id', '=', brandId)
      .where('state', 'in', ['open', 'snoozed'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(mostAtOnce)
      .forUpdate()
      .execute()
    const ids = threads.map(({ id }) => id)
    if (ids.length > 0) await keepTime(tx, { workspaceId, warnAnew: true }, ids)
    return ids
  })
}

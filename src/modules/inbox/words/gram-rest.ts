import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { InboxNeeds } from '../needs.ts'
import { gramsOfMessage } from './grams.ts'

const mostAtOnce = 2000
const mostTurns = 50

/** Makes findable what was kept before messages had grams, some thousands at a time until nothing is left. May run twice. */
export async function gramRest({ db }: Pick<InboxNeeds, 'db'>): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) if ((await gramSome(db)) < mostAtOnce) return
}

async function gramSome(db: Db): Promise<number> {
  const { rows: rest } = await sql<{ workspace_id: string; id: string; text: string; name: string; handle: string }>`
    select m.workspace_id, m.id, m.text, coalesce(p.name, '') as name, coalesce(p.handle, '') as handle
    from inbox.message m left join inbox.profile p on p.workspace_id = m.workspace_id and p.id = m.profile_id
    where m.grams is null order by m.workspace_id, m.id limit ${mostAtOnce}`.execute(db)
  const found = rest.map((row) => ({ workspace_id: row.workspace_id, id: row.id, text: row.text, grams: gramsOfMessage(row) }))
  if (found.length > 0)
    await sql`
      update inbox.message m set grams = found.grams
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as found(workspace_id uuid, id uuid, text text, grams integer[])
      where m.workspace_id = found.workspace_id and m.id = found.id and m.text = found.text`.execute(db)
  return rest.length
}

import { sql } from 'kysely'

import type { Db } from '#kit/database'

import { marksOf, plainWords } from './marks.ts'
import { asWhole, keysOf } from './sameness.ts'

interface Named {
  readonly handle: string
  readonly name: string
}

/** What a profile is found by, and recognised on another network by. */
export function profileMarks({ handle, name }: Named): { readonly words: string; readonly marks: number[] } {
  const words = plainWords(name, handle === name ? '' : handle)
  return { words, marks: marksOf(words, keysOf({ handle, name }).map(asWhole)) }
}

const mostAtOnce = 1000

/** Marks profiles that were kept before any were, some at a time until nothing is left. May run twice. */
export async function markRest(db: Db): Promise<void> {
  while ((await markSome(db)) === mostAtOnce);
}

async function markSome(db: Db): Promise<number> {
  const rows = await db
    .selectFrom('inbox.profile')
    .select(['workspace_id', 'id', 'handle', 'name'])
    .where('marks', 'is', null)
    .limit(mostAtOnce)
    .execute()
  const marked = rows.map((row) => ({ workspace_id: row.workspace_id, id: row.id, ...profileMarks(row) }))
  await sql`
    update inbox.profile p set words = r.words, marks = r.marks
    from jsonb_to_recordset(${JSON.stringify(marked)}::jsonb) as r(workspace_id uuid, id uuid, words text, marks integer[])
    where p.workspace_id = r.workspace_id and p.id = r.id and p.marks is null`.execute(db)
  return rows.length
}

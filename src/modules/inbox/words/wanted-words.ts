import { type RawBuilder, sql } from 'kysely'

import type { Db } from '#kit/database'
import { anywhere, wordsIn } from '#kit/words'

import { gramsOfWord } from './grams.ts'

/** Which messages have all words of a search, each in any place of what was said or of the name of who said it. */
export interface WantedWords {
  /** Conditions on `m`, an `inbox.message`: few messages are left by the first, and the others read them. */
  readonly messages: RawBuilder<unknown>
  /** In how many messages they may be, if in no more than can be looked through quickly. */
  readonly isRare: boolean
}

/**
 * Undefined where nothing is searched for. The database cannot tell how common words are from what it knows of single pieces, and a plan that guessed
 * wrong takes a minute where the right one takes a tenth of a second. So it is counted first, as far as it matters.
 */
export async function wantedWords(db: Db, { workspaceId, text }: { workspaceId: string; text: string }): Promise<WantedWords | undefined> {
  const words = wordsIn(text).map((word) => ({ word, ...gramsOfWord(word) }))
  if (words.length === 0) return undefined
  const grams = [...new Set(words.flatMap((each) => each.grams))]
  const mayBe = sql`m.workspace_id = ${workspaceId}${grams.length > 0 ? sql` and m.grams @> ${grams}::integer[]` : sql``}`
  const read = words.filter(({ exact }) => !exact).map(({ word }) => says(word))
  return {
    messages: sql.join([mayBe, ...read], sql` and `),
    isRare: grams.length > 0 && (await countUpTo(db, mayBe, few)) <= few,
  }
}

function says(word: string): RawBuilder<unknown> {
  const pattern = anywhere(word)
  return sql`(m.text ilike ${pattern} or exists (
    select from inbox.profile p where p.workspace_id = m.workspace_id and p.id = m.profile_id and (p.name ilike ${pattern} or p.handle ilike ${pattern})
  ))`
}

/** Where words stand in more messages than this, it is quicker to look for them in one thread after the other until a page is full. */
const few = 5000

async function countUpTo(db: Db, messages: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (select from inbox.message m where ${messages} limit ${most + 1}) counted`.execute(db)
  return rows[0]?.count ?? 0
}

import { type RawBuilder, sql } from 'kysely'

import type { Db } from '#kit/database'
import { anywhere, wordsIn } from '#kit/words'

import { gramsOfWord } from './grams.ts'

/** How threads with all words of a search are found: those in which a rare one stands are known, what is common is looked for in each. */
export interface Found {
  /** `with` clauses that the query begins with. */
  readonly sets: readonly RawBuilder<unknown>[]
  /** Conditions on `thread` that cost nothing. */
  readonly among: readonly RawBuilder<unknown>[]
  /** Conditions on `thread` that read its messages: for few threads, in order. */
  readonly read: readonly RawBuilder<unknown>[]
}

/**
 * The database cannot tell how common a word is from what it knows of single pieces, and a wrong guess takes a minute. So it is counted first, as far
 * as it matters.
 */
export async function findWords(db: Db, { workspaceId, text }: { workspaceId: string; text: string }): Promise<Found> {
  const words = wordsIn(text).map((word) => wanted(word, workspaceId))
  const isSure = words.length === 1 && words[0]?.exact === true
  const counts = await Promise.all(words.map((word) => count(db, word, isSure ? few : mostOfEach)))
  const most = isSure || Math.min(...counts) <= few ? few : mostOfEach
  const isKnown = (_: Wanted, at: number) => (counts[at] ?? Infinity) <= most
  const sets = words.filter(isKnown)
  return {
    sets: sets.map(({ messages, says }, at) => sql`${sql.ref(nameOf(at))} as materialized (select m.thread_id ${messages} and ${says})`),
    among: sets.map((_, at) => sql`thread.id in (select thread_id from ${sql.ref(nameOf(at))})`),
    // A subquery for a value: one for a condition would be turned into something that reads every message.
    read: words
      .filter((word, at) => !isKnown(word, at))
      .map(({ messages, says }) => sql`coalesce((select true ${messages} and ${says} and m.thread_id = thread.id limit 1), false)`),
  }
}

interface Wanted {
  readonly narrow: boolean
  /** Every message that may have it has it. */
  readonly exact: boolean
  /** The messages that may have it. */
  readonly messages: RawBuilder<unknown>
  /** Whether one has, in what is said or in the name of who says it. */
  readonly says: RawBuilder<unknown>
}

function wanted(word: string, workspaceId: string): Wanted {
  const { grams, exact } = gramsOfWord(word)
  const pattern = anywhere(word)
  return {
    narrow: grams.length > 0,
    exact,
    messages: sql`from inbox.message m where m.workspace_id = ${workspaceId}${grams.length > 0 ? sql` and m.grams @> ${grams}::integer[]` : sql``}`,
    says: exact
      ? sql`true`
      : sql`(m.text ilike ${pattern} or exists (
          select from inbox.profile p where p.workspace_id = m.workspace_id and p.id = m.profile_id and (p.name ilike ${pattern} or p.handle ilike ${pattern})
        ))`,
  }
}

/** Where a word stands in more messages than this, it is quicker to look for it in one thread after the other until a page is full. */
const few = 5000
/** Of several words that are all in more, threads with both may be rare all the same, and so may a word be of which only the pieces are common: up to so many, they are known of each. */
const mostOfEach = 40_000

/** In how many messages it may be; infinitely many are more than asked for. */
async function count(db: Db, { narrow, messages }: Wanted, most: number): Promise<number> {
  if (!narrow) return Infinity
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (select ${messages} limit ${most + 1}) counted`.execute(db)
  const found = rows[0]?.count ?? 0
  return found > most ? Infinity : found
}

function nameOf(at: number): string {
  return `word_${at}`
}

import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change, watching } from '#modules/teams'

import { type SavedAnswer, savedRefusals } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { toSavedAnswer } from './list-saved-answers.ts'
import { unknownIn } from './variables.ts'

type Texts = SavedAnswer['texts']

interface NewSavedAnswer {
  /** Absent: of every brand. */
  readonly brandId?: string | undefined
  readonly name: string
  readonly shortcut?: string | undefined
  readonly texts: Texts
}

export function createSavedAnswer({ db }: Pick<InboxNeeds, 'db'>, call: Call, wanted: NewSavedAnswer): Promise<SavedAnswer> {
  const { workspaceId } = call.acting
  const { brandId = null, name, shortcut = null } = wanted
  return change(db, call, async (tx) => {
    if (brandId !== null) await brandOf(tx, { workspaceId, brandId })
    await refuseTooMany(tx, { workspaceId, brandId })
    const texts = JSON.stringify(plain(wanted.texts))
    const row = await underOwnName(() =>
      tx
        .insertInto('inbox.saved_answer')
        .values({ workspace_id: workspaceId, id: uuidv7(), brand_id: brandId, name, shortcut, texts })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    return { value: toSavedAnswer(row), subject: { kind: 'saved-answer', id: row.id }, detail: { name }, topics }
  })
}

interface Wanted {
  readonly savedAnswerId: string
  readonly brandId?: string | null | undefined
  readonly name?: string | undefined
  readonly shortcut?: string | null | undefined
  readonly texts?: Texts | undefined
}

/** What is not given stays. */
export function changeSavedAnswer({ db }: Pick<InboxNeeds, 'db'>, call: Call, wanted: Wanted): Promise<SavedAnswer> {
  const { workspaceId } = call.acting
  const { savedAnswerId, brandId, name, shortcut, texts } = wanted
  return change(db, watching(call, seen.savedAnswer(workspaceId, savedAnswerId)), async (tx) => {
    if (brandId) await brandOf(tx, { workspaceId, brandId })
    const row = await underOwnName(() =>
      tx
        .updateTable('inbox.saved_answer')
        .set((column) => ({
          name: name ?? column.ref('name'),
          ...(brandId === undefined ? {} : { brand_id: brandId }),
          ...(shortcut === undefined ? {} : { shortcut }),
          ...(texts === undefined ? {} : { texts: JSON.stringify(plain(texts)) }),
        }))
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', savedAnswerId)
        .returningAll()
        .executeTakeFirst(),
    )
    if (!row) throw refuse(savedRefusals, 'NOT_FOUND')
    return { value: toSavedAnswer(row), subject: { kind: 'saved-answer', id: savedAnswerId }, detail: { name: row.name }, topics }
  })
}

/** What was sent of it stays. */
export function removeSavedAnswer(
  { db }: Pick<InboxNeeds, 'db'>,
  call: Call,
  { savedAnswerId }: { savedAnswerId: string },
): Promise<{ removed: true }> {
  return change(db, watching(call, seen.savedAnswer(call.acting.workspaceId, savedAnswerId)), async (tx) => {
    const row = await tx
      .deleteFrom('inbox.saved_answer')
      .where('workspace_id', '=', call.acting.workspaceId)
      .where('id', '=', savedAnswerId)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw refuse(savedRefusals, 'NOT_FOUND')
    return { value: { removed: true as const }, subject: { kind: 'saved-answer', id: savedAnswerId }, detail: { name: row.name }, topics }
  })
}

/** Counts what an answer was made of, within the change that sends it. What was deleted meanwhile is not counted. */
export async function countUse(tx: Tx, { workspaceId, saved }: { workspaceId: string; saved: readonly string[] }): Promise<void> {
  if (saved.length === 0) return
  await sql`
    update inbox.saved_answer set used = used + 1, used_at = clock_timestamp()
    where workspace_id = ${workspaceId} and id in (
      select id from inbox.saved_answer where workspace_id = ${workspaceId} and id = any(${[...saved]}::uuid[]) order by id for update
    )`.execute(tx)
}

const topics = ['saved-answers']

/** One text for each language, under the language's usual spelling, and nothing in braces that nobody could fill in. */
function plain(texts: Texts): Texts {
  const unknown = texts.flatMap(({ text }) => unknownIn(text))
  if (unknown.length > 0) throw refuse(savedRefusals, 'UNKNOWN_VARIABLE', { variables: [...new Set(unknown)] })
  const usual = texts.map(({ language, text }) => ({ language: Intl.getCanonicalLocales(language)[0] ?? language, text }))
  return [...new Map(usual.map((each) => [each.language, each])).values()]
}

/** They are read whole by every desk that offers them, so they end somewhere. */
const most = 300

async function refuseTooMany(tx: Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string | null }): Promise<void> {
  const { count } = await tx
    .selectFrom('inbox.saved_answer')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', 'is not distinct from', brandId)
    .executeTakeFirstOrThrow()
  if (count >= most) throw refuse(savedRefusals, 'TOO_MANY_SAVED')
}

/** The database keeps names and shortcuts apart, whoever comes at the same moment. */
async function underOwnName<Value>(write: () => Promise<Value>): Promise<Value> {
  try {
    return await write()
  } catch (error) {
    const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
    if (constraint === 'saved_answer_name') throw refuse(savedRefusals, 'NAME_TAKEN')
    if (constraint === 'saved_answer_shortcut') throw refuse(savedRefusals, 'SHORTCUT_TAKEN')
    throw error
  }
}

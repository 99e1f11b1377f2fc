import { type Selectable, sql } from 'kysely'

import { commonRefusals } from '#kit/contract'
import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Acting, brandOf } from '#modules/teams'

import type { FilledAnswer, SavedAnswer } from '../contract.ts'
import { fittingLanguage } from './fitting-language.ts'
import type { SavedAnswerTable } from './tables.ts'
import { fillIn, isFilled } from './variables.ts'

/** What the brand may use, its own and those of every brand, by name. */
export async function listSavedAnswers(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<SavedAnswer[]> {
  await brandOf(db, { workspaceId, brandId })
  const rows = await db
    .selectFrom('inbox.saved_answer')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where((is) => is.or([is('brand_id', '=', brandId), is('brand_id', 'is', null)]))
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()
  return rows.map(toSavedAnswer)
}

export function toSavedAnswer(row: Selectable<SavedAnswerTable>): SavedAnswer {
  return {
    id: row.id,
    ...(row.brand_id !== null ? { brandId: row.brand_id } : {}),
    name: row.name,
    ...(row.shortcut !== null ? { shortcut: row.shortcut } : {}),
    texts: row.texts.map((each) => ({ ...each })),
    used: row.used,
    ...(row.used_at ? { usedAt: row.used_at.toISOString() } : {}),
  }
}

/** As they would answer a message, by whoever is asking; those used most first. */
export async function savedAnswersFor(
  db: Db,
  { workspaceId, name: agent }: Pick<Acting, 'workspaceId' | 'name'>,
  { messageId }: { messageId: string },
): Promise<FilledAnswer[]> {
  const message = await answered(db, { workspaceId, messageId })
  const brand = await brandOf(db, { workspaceId, brandId: message.brand_id })
  const saved = await listSavedAnswers(db, { workspaceId, brandId: brand.id })
  const handle = message.handle === null || message.handle === '' ? '' : `@${message.handle.replace(/^@/, '')}`
  const values = { name: message.name ?? '', handle, brand: brand.name, agent }
  const filled = saved.map((each) => ({
    ...each,
    texts: each.texts.map(({ language, text }) => ({ language, ...fillIn(text, values) })),
    language: fittingLanguage(
      each.texts.map(({ language }) => language),
      { theirs: message.language, brand: brand.language },
    ),
  }))
  return filled.toSorted((a, b) => b.used - a.used)
}

/** Whether a text is one of these saved answers as it stands, with at most its variables filled in: it is kept to be said again. */
export async function isSavedAnswer(
  db: Db,
  { workspaceId, saved, text }: { workspaceId: string; saved: readonly string[]; text: string },
): Promise<boolean> {
  if (saved.length === 0) return false
  const rows = await db
    .selectFrom('inbox.saved_answer')
    .select('texts')
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...saved])
    .execute()
  return rows.some(({ texts }) => texts.some((each) => isFilled(text, each.text)))
}

function answered(db: Db, { workspaceId, messageId }: { workspaceId: string; messageId: string }) {
  return db
    .selectFrom('inbox.message')
    .innerJoin('inbox.thread', (join) =>
      join.onRef('inbox.thread.workspace_id', '=', 'inbox.message.workspace_id').onRef('inbox.thread.id', '=', 'inbox.message.thread_id'),
    )
    .leftJoin('inbox.profile', (join) =>
      join
        .onRef('inbox.profile.workspace_id', '=', 'inbox.message.workspace_id')
        .onRef('inbox.profile.id', '=', 'inbox.message.profile_id'),
    )
    .select(['inbox.message.language', 'inbox.thread.brand_id', 'inbox.profile.name', 'inbox.profile.handle'])
    .where('inbox.message.workspace_id', '=', workspaceId)
    .where('inbox.message.id', '=', messageId)
    .executeTakeFirstOrThrow(() => refuse(commonRefusals, 'NOT_FOUND'))
}

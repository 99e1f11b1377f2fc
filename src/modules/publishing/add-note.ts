import { uuidv7 } from '#kit/ids'
import { type Call, change } from '#modules/teams'

import type { Note } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'
import { toNote } from './notes.ts'

export function addNote(
  needs: Pick<PublishingNeeds, 'db' | 'brand'>,
  call: Call,
  note: Pick<Note, 'brandId' | 'day' | 'text' | 'colour'>,
): Promise<Note> {
  const { workspaceId, name } = call.acting
  const { brandId, day, text, colour } = note
  return change(needs.db, call, async (tx) => {
    await needs.brand(tx, { workspaceId, brandId })
    const row = await tx
      .insertInto('publishing.note')
      .values({ workspace_id: workspaceId, id: uuidv7(), brand_id: brandId, day, text, colour, created_by_name: name })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { value: toNote(row), subject: { kind: 'note', id: row.id }, detail: { firstLine: text }, topics: ['posts'] }
  })
}
